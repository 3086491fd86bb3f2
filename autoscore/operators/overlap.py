"""The operator `overlap`: one side begins to speak while the other is still speaking."""

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import NO_STAMPS
from autoscore.operators.moments import Clock, Excuses, is_filler, opening
from autoscore.operators.select import searched, side, window
from autoscore.text.characters import squeeze

LABEL = "overlap"
# Nobody speaks on through more turns of others than this.
LOOK_BACK = 6
_OTHER = {"agent": "customer", "customer": "agent"}
# Who only says this while the other speaks is listening, not interrupting.
_LISTENING = re.compile("(?:好的?|对的?|是的?|行|可以|明白|理解|知道|了解|清楚|没错|没事|谢谢|了|您说|你说|请讲|这样)*")


class Overlap(Operator, frozen=True, kw_only=True):
    """抢话：一方还没说完，另一方就开口，至少重叠若干秒（overlap）。

    by: 看谁抢话（默认坐席抢客户的话）；只应声（嗯、好的、您说）不算。
    unless: 抢话的那一轮里若有这些条件的话（如不好意思打断一下），不算。
    要有结束时间才看得出。
    """

    key: ClassVar[str] = "overlap"
    primary: ClassVar[str] = "overlap"
    sample: ClassVar[str] = "{overlap: 2, by: agent, unless: [{act: interrupt_politely}]}"

    overlap: float
    unless: tuple[Condition, ...] = ()

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the stamps of the turns of both sides."""
        bounds, where = window(document, scope), searched(document, scope)
        if bounds is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        excuses = Excuses.of([one.find(document, context) for one in self.unless], document)
        inside = [turn for turn in document.turns_of(side(scope)) if bounds[0] <= turn <= bounds[1]]
        seconds = _seconds(document)
        found = {turn: seconds[turn] for turn in inside if _reaches(document, turn, seconds[turn], self.overlap)}
        sure = _hits(document, (turn for turn in found if excuses.at([turn]) is False))
        if sure:
            longest = max(found[hit.turn] for hit in sure)
            return Finding(Truth.YES, sure, f"对方没说完就开口，重叠 {longest:.1f} 秒", where)
        if doubtful := _hits(document, (turn for turn in found if excuses.at([turn]) is None)):
            return Finding(Truth.UNSURE, doubtful, "抢了话，但像是客气地打断", where)
        if _unknown(document, inside):
            return Finding(Truth.UNSURE, (), "没有结束时间，看不出有没有抢话", where)
        return Finding(Truth.NO, (), f"没有重叠 {self.overlap:g} 秒以上的抢话", where)

    def children(self) -> Iterable[Condition]:
        """Returns the exceptions."""
        return self.unless


def _reaches(document: Document, turn: int, seconds: float, least: float) -> bool:
    """Tells whether a turn begins so long before the other side ends; who only shows that he listens never does."""
    # Few turns overlap at all, so that it is hardly ever asked what they say.
    if seconds > 0 or least <= 0:
        text = document.transcript.turns[turn].text
        seconds = 0.0 if is_filler(text) or _LISTENING.fullmatch(squeeze(text)) else seconds
    return seconds >= least


def _seconds(document: Document) -> list[float]:
    """Returns for each turn how long the other side goes on after it has begun; worked out once a call."""
    if LABEL not in document.kept:
        clock = Clock(document)
        stamps = [(role, clock.start(turn), clock.exact_end(turn)) for turn, role in enumerate(document.roles)]
        document.kept[LABEL] = [_overlap(stamps, turn) for turn in range(len(stamps))]
    found: list[float] = document.kept[LABEL]
    return found


def _overlap(stamps: Sequence[tuple[str, float | None, float | None]], turn: int) -> float:
    """Returns for how long one of the other side's turns, which begin and stand before a turn, goes on after that."""
    role, start, _ = stamps[turn]
    other = _OTHER.get(role)
    if start is None or other is None:
        return 0.0
    before = stamps[max(0, turn - LOOK_BACK) : turn]
    ends = [
        end for by, begun, end in before if by == other and end is not None and begun is not None and begun <= start
    ]
    return round(max(ends) - start, 3) if ends else 0.0


def _unknown(document: Document, inside: list[int]) -> bool:
    """Tells whether a stamp is missing that could show an overlap."""
    clock = Clock(document)
    behind = {turn - 1 for turn in inside if turn and document.roles[turn - 1] == _OTHER.get(document.roles[turn])}
    return any(clock.exact_end(turn) is None for turn in behind) or any(clock.start(turn) is None for turn in inside)


def _hits(document: Document, turns: Iterable[int]) -> tuple[Hit, ...]:
    found = (opening(document, turn, LABEL) for turn in turns)
    return tuple(hit for hit in found if hit is not None)
