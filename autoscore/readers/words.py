"""The times of single words: where in a turn's text each of them stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from autoscore.model import WordTime

Timed: TypeAlias = tuple[str, float | None, float | None]  # a word, its start and end in seconds
Times: TypeAlias = Sequence[tuple[float | None, float | None]]

# How far a word may lie behind the one before it: punctuation and spaces, and what was written in another way.
_NEAR = 8
# What recognisers time by itself: a character, a run of letters, and a number as a whole or digit by digit.
_TOKENS = (
    re.compile(r"[a-zA-Z0-9]+(?:['’.][a-zA-Z0-9]+)*|[^\W_]"),
    re.compile(r"[a-zA-Z]+(?:['’][a-zA-Z]+)*|[^\W_]"),
)


def aligned(text: str, words: Iterable[Timed]) -> tuple[WordTime, ...]:
    """Returns where each word stands in the text, searching forward.

    Words without times and words that are not there are left out; the text may be written otherwise than it was heard,
    as 180 for 一百八十, so that the search goes on behind such words.
    """
    return tuple(_aligned(text, words))


def _aligned(text: str, words: Iterable[Timed]) -> Iterator[WordTime]:
    at, missed = 0, 0
    for written, since, until in words:
        word = written.strip()
        if not word:
            continue
        found = text.find(word, at, at + _NEAR + 2 * missed + len(word))
        if found < 0:
            missed += len(word)
            continue
        at, missed = found + len(word), 0
        if since is not None and until is not None and 0 <= since <= until:
            yield WordTime(found, at, since, until)


def by_token(text: str, times: Times) -> tuple[WordTime, ...]:
    """Returns the times of the text's tokens where there is one for each of them, else nothing."""
    ways = (list(tokens.finditer(text)) for tokens in _TOKENS)
    tokens = next((way for way in ways if len(way) == len(times)), None)
    if tokens is None:
        return ()
    pairs = ((token, *time) for token, time in zip(tokens, times, strict=True))
    return tuple(
        WordTime(token.start(), token.end(), since, until)
        for token, since, until in pairs
        if since is not None and until is not None and 0 <= since <= until
    )


def sound(text: str, words: Sequence[WordTime]) -> tuple[WordTime, ...]:
    """Returns the words whose places are in the text and whose times can be."""
    return tuple(word for word in words if 0 <= word.start < word.end <= len(text) and 0 <= word.since <= word.until)
