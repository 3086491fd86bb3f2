"""The operator `silence`: a stretch in which nobody spoke."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace

from autoscore.model import Document, Finding, Hit, Scope, Searched, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import NO_STAMPS
from autoscore.operators.moments import FAST, SLOW, Clock, Excuses, Gap, opening, pace_faults
from autoscore.operators.select import searched, window

LABEL = "silence"


@dataclass(frozen=True)
class Stretch:
    """Is a time in which nobody spoke, with the turn that ends it, and whether it counts."""

    turn: int
    gap: Gap
    truth: Truth


class Silence(Operator, frozen=True, kw_only=True):
    """有一段谁也没说话，至少若干秒（silence）；给出的是打破静默的那一轮。

    unless: 静默之前，从坐席最近一轮起，若有这些条件的话（如请稍等），这段不算；
    by: 只看某一方打破的静默（默认任何人）；范围按打破静默的那一轮算。
    没有结束时间的，按每秒 pace_slow 到 pace_fast 个字估计上一轮说完的时刻，估计跨过秒数就看不出；没有时间戳看不出。
    """

    key: ClassVar[str] = "silence"
    primary: ClassVar[str] = "silence"
    sample: ClassVar[str] = "{silence: 15, unless: [{act: hold_notice}]}"

    silence: float
    unless: tuple[Condition, ...] = ()
    pace_slow: float = SLOW
    pace_fast: float = FAST

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the stretches between the latest end of a turn and the next start."""
        scope = replace(scope, by=scope.by or "any")
        bounds, where = window(document, scope), searched(document, scope)
        if bounds is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        inside = frozenset(document.turns_of(scope.by or "any")) & frozenset(range(bounds[0], bounds[1] + 1))
        told = [one for one in self._stretches(document, context) if one.turn in inside]
        best = max((one.truth for one in told), key=lambda truth: truth.value, default=Truth.NO)
        if best is Truth.NO:
            return self._none(document, inside, where)
        longest = max((one.gap for one in told if one.truth is best), key=lambda gap: (gap.least, gap.most))
        hits = _hits(document, told, best)
        if best is Truth.YES:
            return Finding(best, hits, f"静默 {longest} 秒", where, doubtful=_hits(document, told, Truth.UNSURE))
        return Finding(best, hits, f"静默约 {longest} 秒，定不了算不算", where)

    def _stretches(self, document: Document, context: Context) -> Iterator[Stretch]:
        excuses = Excuses.of([one.find(document, context) for one in self.unless], document)
        for turn, gap in silences(Clock(document, self.pace_slow, self.pace_fast)):
            long, excused = gap.reaches(self.silence), excuses.since_agent(turn)
            if long is False or excused is True:
                continue
            yield Stretch(turn, gap, Truth.YES if long and excused is False else Truth.UNSURE)

    def _none(self, document: Document, inside: frozenset[int], where: Searched | None) -> Finding:
        if any(document.transcript.turns[turn].start is None for turn in inside):
            return Finding(Truth.UNSURE, (), NO_STAMPS, where)
        return Finding(Truth.NO, (), f"没有 {self.silence:g} 秒以上的静默", where)

    def impossible(self) -> Iterable[str]:
        """Tells where the paces are no bounds."""
        return pace_faults(self.pace_slow, self.pace_fast)

    def children(self) -> Iterable[Condition]:
        """Returns the exceptions."""
        return self.unless


def silences(clock: Clock) -> Iterator[tuple[int, Gap]]:
    """Yields the turns that begin after the end of all before them, with the time since then."""
    last: Gap | None = None
    for turn in range(len(clock.document.roles)):
        start, end = clock.start(turn), clock.end(turn)
        if start is not None and last is not None:
            yield turn, Gap(max(start - last.most, 0.0), max(start - last.least, 0.0))
        if end is not None:
            last = end if last is None else Gap(max(last.least, end.least), max(last.most, end.most))
        elif start is None:
            # Nobody knows when these words were said: what stands around them is no silence.
            last = None


def _hits(document: Document, told: Iterable[Stretch], truth: Truth) -> tuple[Hit, ...]:
    found = (opening(document, one.turn, LABEL) for one in told if one.truth is truth)
    return tuple(hit for hit in found if hit is not None)
