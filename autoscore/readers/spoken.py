"""Turns of a recogniser: trimmed, aligned with their words, in the order in which they were said."""

from collections.abc import Iterable

from autoscore.readers.piece import Heard
from autoscore.readers.who import Who
from autoscore.readers.words import Timed, aligned


def spoken(text: str | None, by: Who, start: float | None, end: float | None, words: Iterable[Timed] = ()) -> Heard:
    """Returns a turn of one segment of a recogniser: its words without the spaces around them, and their times."""
    said = (text or "").strip()
    return Heard(said, by.role, start, end, by.speaker, by.channel, aligned(said, words))


def in_order(turns: Iterable[Heard]) -> tuple[Heard, ...]:
    """Returns turns in the order of their starts, where all have one; segments without words are left out.

    Each segment of a recogniser is a turn, also where the speaker goes on: so every time stays true. Recognisers that
    hear channels one by one write them one after the other, which is why the order of the file does not count.
    """
    said = tuple(turn for turn in turns if turn.text)
    starts = {turn.start for turn in said}
    return said if None in starts else tuple(sorted(said, key=lambda turn: turn.start or 0.0))
