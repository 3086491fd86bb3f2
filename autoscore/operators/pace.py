"""The operator `pace`: how fast somebody speaks."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import NO_STAMPS
from autoscore.operators.moments import opening
from autoscore.operators.select import searched, side, window

LABEL = "pace"
# A shorter turn says nothing of how fast somebody speaks.
LEAST_CHARS = 10


class Pace(Operator, frozen=True, kw_only=True):
    """语速：每分钟字数（连标点）在 pace 的两个数之间，含两端。

    默认看坐席，by: customer 看客户；不在范围内时，给出最快（或最慢）的一轮。
    要有开始和结束时间；算得出时间的话少于 least_seconds 秒，看不出。
    """

    key: ClassVar[str] = "pace"
    primary: ClassVar[str] = "pace"
    sample: ClassVar[str] = "{pace: [180, 320]}"

    pace: tuple[float, float]
    least_seconds: float = 5

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:  # noqa: ARG002
        """Answers by the characters a minute of all turns looked at."""
        told = self._told(document, scope)
        if told.truth is not Truth.NO:
            return told
        bounds = window(document, scope) or (0, -1)
        found, _ = _measured(document, side(scope), bounds)
        inside = _inside(document, side(scope), bounds)
        shown = _extreme(document, inside, found is not None and found > self.pace[1])
        return Finding(Truth.NO, shown, told.because, told.searched)

    def surely(self, document: Document, scope: Scope, context: Context) -> bool:  # noqa: ARG002
        """Tells whether the pace lies between the bounds, without a turn that shows that it does not."""
        return self._told(document, scope).truth is Truth.YES

    def _told(self, document: Document, scope: Scope) -> Finding:
        """Answers without the turn that shows a NO."""
        bounds, where = window(document, scope), searched(document, scope)
        if bounds is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        found, seconds = _measured(document, side(scope), bounds)
        if found is None or seconds < self.least_seconds:
            return Finding(Truth.UNSURE, (), "没有足够的起止时间，算不出语速", where)
        because = f"每分钟 {found:g} 字"
        inside = self.pace[0] <= found <= self.pace[1]
        return Finding(Truth.YES if inside else Truth.NO, (), because, where)

    def impossible(self) -> Iterable[str]:
        """Tells where no pace lies between the bounds."""
        if self.pace[0] > self.pace[1]:
            yield f"pace 的下限 {self.pace[0]:g} 大于上限 {self.pace[1]:g}"


def _inside(document: Document, by: str, bounds: tuple[int, int]) -> list[int]:
    return [turn for turn in document.turns_of(by) if bounds[0] <= turn <= bounds[1]]


def _measured(document: Document, by: str, bounds: tuple[int, int]) -> tuple[float | None, float]:
    """Returns the characters a minute of a side's turns, and the seconds that this is known from; once a call."""
    key = (LABEL, by, bounds)
    if key not in document.kept:
        chars, seconds = 0, 0.0
        for turn in [document.transcript.turns[number] for number in _inside(document, by, bounds)]:
            if turn.start is not None and turn.end is not None and turn.end > turn.start:
                chars += len(turn.text)
                seconds += turn.end - turn.start
        document.kept[key] = round(60 * chars / seconds, 1) if seconds else None, seconds
    found: tuple[float | None, float] = document.kept[key]
    return found


def _timed(document: Document, turns: Iterable[int]) -> list[tuple[int, int, float]]:
    """Returns the turns whose start and end are known, each with its characters and seconds."""
    found = []
    for number in turns:
        turn = document.transcript.turns[number]
        if turn.start is not None and turn.end is not None and turn.end > turn.start:
            found.append((number, len(turn.text), turn.end - turn.start))
    return found


def _extreme(document: Document, turns: Iterable[int], fastest: bool) -> tuple[Hit, ...]:
    """Returns the start of the turn that was said fastest, or slowest."""
    timed = _timed(document, turns)
    known = {turn: round(60 * count / length, 1) for turn, count, length in timed if count >= LEAST_CHARS}
    if not known:
        return ()
    turn = (max if fastest else min)(known, key=known.__getitem__)
    hit = opening(document, turn, LABEL)
    return () if hit is None else (hit,)
