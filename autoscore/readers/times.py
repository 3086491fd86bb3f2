"""Times within a call: seconds from its start."""

import re
from collections.abc import Iterator, Sequence

from autoscore.model import Turn
from autoscore.readers.piece import Note

STAMP = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,6})?"
_CLOCK = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,](?P<f>\d{1,6}))?", re.ASCII)
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_SHOWN = 5


def seconds(text: str) -> float | None:
    """Returns the seconds that `12.5`, `mm:ss`, `hh:mm:ss` or `hh:mm:ss,fff` stand for, or None."""
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return float(text)
    clock = _CLOCK.fullmatch(text)
    if clock is None or (clock["h"] and int(clock["m"]) > 59):
        return None
    whole = int(clock["h"] or 0) * 3600 + int(clock["m"]) * 60 + int(clock["s"])
    return float(f"{whole}.{clock['f'] or 0}")


def first_negative(turns: Sequence[Turn]) -> int | None:
    """Returns the index of the first turn with a time below zero, or None."""
    return next((index for index, turn in enumerate(turns) if _below_zero(turn)), None)


def odd_times(turns: Sequence[Turn]) -> Iterator[Note]:
    """Yields a notice on turns that start before the turn above or end before they start."""
    odd = list(_odd(turns))
    if odd:
        shown = "、".join(str(index + 1) for index in odd[:_SHOWN]) + ("等" if len(odd) > _SHOWN else "")
        yield "odd_times", f"第 {shown} 轮的时间早于上一轮，或结束早于开始；时间照原样保留，请核对"


def _below_zero(turn: Turn) -> bool:
    return (turn.start is not None and turn.start < 0) or (turn.end is not None and turn.end < 0)


def _odd(turns: Sequence[Turn]) -> Iterator[int]:
    above = 0.0
    for index, turn in enumerate(turns):
        start, end = turn.start, turn.end
        if (start is not None and start < above) or (end is not None and end < (above if start is None else start)):
            yield index
        above = above if start is None else start
