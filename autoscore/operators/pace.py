"""The operator `pace`: how fast somebody speaks."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.annotate.timing import pace
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
        bounds, where = window(document, scope), searched(document, scope)
        if bounds is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        inside = [turn for turn in document.turns_of(side(scope)) if bounds[0] <= turn <= bounds[1]]
        found = pace(document.transcript.turns[turn] for turn in inside)
        if found is None or _seconds(document, inside) < self.least_seconds:
            return Finding(Truth.UNSURE, (), "没有足够的起止时间，算不出语速", where)
        because = f"每分钟 {found:g} 字"
        if self.pace[0] <= found <= self.pace[1]:
            return Finding(Truth.YES, (), because, where)
        return Finding(Truth.NO, _extreme(document, inside, found > self.pace[1]), because, where)

    def impossible(self) -> Iterable[str]:
        """Tells where no pace lies between the bounds."""
        if self.pace[0] > self.pace[1]:
            yield f"pace 的下限 {self.pace[0]:g} 大于上限 {self.pace[1]:g}"


def _seconds(document: Document, turns: Iterable[int]) -> float:
    said = (document.transcript.turns[turn] for turn in turns)
    return sum(max(turn.end - turn.start, 0.0) for turn in said if turn.start is not None and turn.end is not None)


def _extreme(document: Document, turns: Iterable[int], fastest: bool) -> tuple[Hit, ...]:
    """Returns the start of the turn that was said fastest, or slowest."""
    known = {
        turn: found
        for turn in turns
        if len(document.transcript.turns[turn].text) >= LEAST_CHARS
        and (found := pace([document.transcript.turns[turn]])) is not None
    }
    if not known:
        return ()
    turn = (max if fastest else min)(known, key=known.__getitem__)
    hit = opening(document, turn, LABEL)
    return () if hit is None else (hit,)
