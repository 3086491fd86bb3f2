"""Times within a call: seconds from its start."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from autoscore.errors import Place, Problem, ReadError
from autoscore.model import Turn
from autoscore.readers.piece import Note

Number: TypeAlias = int | float | str | None

STAMP = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,6})?"
_CLOCK = re.compile(r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,](?P<f>\d{1,6}))?", re.ASCII)
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
_SHOWN = 5
_MOST = 10**18
# Three years: no call is that long, so a larger time counts from a date and not from the start of the call.
_DATED = 3 * 365 * 86_400


@dataclass(frozen=True)
class Clock:
    """Turns the times of one source, in its units, into seconds from the start of the call.

    `unit` is how many make a second, `zero` what the source calls the start, in its units, and `base` the second of the
    call at which the source starts.
    """

    place: Place
    unit: int
    zero: float = 0
    base: float = 0.0

    def at(self, value: Number) -> float | None:
        """Returns seconds, or None for no time; digits in a string will do, and anything else is a ReadError."""
        found = self._read(value)
        return None if found is None else round((found - self.zero) / self.unit + self.base, 6)

    def after(self, start: Number, offset: Number, step: int = 1) -> float | None:
        """Returns the second of an offset, in steps, from a start, None where either is missing."""
        first, more = self._read(start), self._read(offset)
        return None if first is None or more is None else self.at(first + more * step)

    def from_first(self, values: Iterable[Number]) -> "Clock":
        """Returns a clock by which the first of some times is the start, where they count from a date."""
        first = min((found for value in values if (found := self._read(value)) is not None), default=0)
        return replace(self, zero=first) if first > _DATED * self.unit else self

    def _read(self, value: Number) -> int | float | None:
        if isinstance(value, str):
            text = value.strip()
            if not text:
                return None
            value = _MOST if _NUMBER.fullmatch(text) is None else float(text) if "." in text else int(text)
        if value is not None and abs(value) >= _MOST:
            what, todo = "有一个时间看不懂", "请保留识别结果导出时的原样"
            raise ReadError((Problem(self.place, what, todo, code="bad_time"),))
        return value


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


def in_order(turns: Sequence[Turn]) -> bool:
    """Tells whether no time is below zero, before the start of the turn above, or before its own turn's start."""
    above = 0.0
    for turn in turns:
        start, end = turn.start, turn.end
        if start is not None:
            if start < above:
                return False
            above = start
        if end is not None and end < above:
            return False
    return True


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
