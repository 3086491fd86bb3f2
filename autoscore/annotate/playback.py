"""Playback: the customer's words or numbers said back to be confirmed.

Pairs of characters are compared, not words: recognition spoils words more often than pairs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.annotate.batch import CUSTOMER, Batch
from autoscore.annotate.playback_places import (
    COMMON,
    ECHO_SHARE,
    LEAST_ECHO,
    LOOK_BACK,
    MOST_ECHO,
    Spoken,
    worth_a_look,
)
from autoscore.model import Hit
from autoscore.text.characters import squeeze
from autoscore.text.fluent import Fluent, fluent

LABEL = "repeat_confirm"
LONGEST = 32
LEAST_DIGITS = 2
MOST_BESIDE = 3
_TAG = re.compile("是吗|对吗|对吧|是吧|是不是|对不对|是这样[吗吧]|没错吧|没错是吗")
_CLAUSE = re.compile("[^,、。?!;:… ]+")
_SENTENCE_END = frozenset("。?!;")
_CLAUSE_MARKS = frozenset(",、: ")
_NUMBER = re.compile(r"\[(?:号码|手机号)\]|[0-9零一二三四五六七八九幺两十百千万]{2,20}")
_DIGITS = str.maketrans("零一二三四五六七八九幺两", "012345678912")

__all__ = ["COMMON", "LABEL", "playbacks"]


def playbacks(batch: Batch, sides: NDArray[np.int8], common: frozenset[str]) -> list[list[Hit]]:
    """Returns for each call the places where the agent says the customer's number or need back, turns from its start.

    `sides` are those of the turns of the batch; `common` pairs prove nothing.
    """
    found: list[list[Hit]] = [[] for _ in batch.transcripts]
    spoken = Spoken.of(batch)
    number, need = worth_a_look(batch, spoken, sides, common)
    for turn in np.flatnonzero(number | need).tolist():
        call = bisect_right(batch.firsts, turn) - 1
        first = batch.firsts[call]
        # Marks that go with hesitation make no difference to the numbers and the pairs of what was heard.
        before = range(max(first, turn - LOOK_BACK), turn)
        heard = [spoken.words(one) for one in before if sides[one] == CUSTOMER]
        told = fluent(batch.normal(turn))
        if number[turn]:
            found[call] += _numbers(turn - first, told, heard)
        if need[turn]:
            found[call] += _needs(turn - first, told, Known(tuple(heard), common))
    return found


def _numbers(turn: int, told: Fluent, heard: list[str]) -> Iterator[Hit]:
    text = told.text
    said = {match.group().translate(_DIGITS) for before in heard for match in _NUMBER.finditer(before)}
    for match in _NUMBER.finditer(text):
        value = match.group().translate(_DIGITS)
        if any(value in other or (len(value) > LEAST_DIGITS and other in value) for other in said):
            yield Hit(turn, *told.raw(*match.span()), LABEL, facts=(("kind", "number"),))
            return
    alone = _NUMBER.search(text)
    if alone is not None and said and len(squeeze(_NUMBER.sub("", text))) <= MOST_BESIDE:
        # A number and nothing else, just after the customer gave one, is that number however it was recognised.
        yield Hit(turn, *told.raw(*alone.span()), LABEL, facts=(("kind", "number"),))


class Known(Struct, frozen=True):
    """Is what the customer said lately, and the pairs of characters that prove nothing."""

    texts: tuple[str, ...]
    common: frozenset[str]

    def of(self, text: str) -> Iterator[str]:
        """Yields the pairs of characters of a text that the customer said too."""
        for at in range(len(text) - 1):
            pair = text[at : at + 2]
            if pair not in self.common and pair.isalnum() and any(pair in one for one in self.texts):
                yield pair


def _needs(turn: int, told: Fluent, known: Known) -> Iterator[Hit]:
    start, end = _confirmed(told.text, known) or _echoed(told.text, known) or (0, 0)
    if end:
        yield Hit(turn, *told.raw(start, end), LABEL, facts=(("kind", "need"),))


def _confirmed(text: str, known: Known) -> tuple[int, int] | None:
    """Returns what is said back before a word that asks for a yes."""
    for tag in _TAG.finditer(text):
        start = _clause_start(text, tag.start())
        if any(known.of(text[start : tag.start()])):
            return start, tag.end()
    return None


def _echoed(text: str, known: Known) -> tuple[int, int] | None:
    """Returns the first clause where it is what the customer said, nearly to the letter."""
    clause = _CLAUSE.search(text)
    if clause is None or _NUMBER.fullmatch(clause.group()) or not LEAST_ECHO <= len(clause.group()) <= MOST_ECHO:
        return None
    shared = len({*known.of(clause.group())})
    enough = shared >= LEAST_ECHO - 1 and shared >= ECHO_SHARE * (len(clause.group()) - 1)
    return clause.span() if enough else None


def _clause_start(text: str, end: int) -> int:
    """Returns the start of what is said back: the clause before the tag, or the one before where that is only a tag."""
    start = end
    while start > 0 and text[start - 1] not in _SENTENCE_END and end - start < LONGEST:
        start -= 1
        if start and text[start - 1] in _CLAUSE_MARKS and end - start > len("您是"):
            break
    return start
