"""The form `range`: any value between two bounds; clues narrow it, and a person settles the rest."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Condition, Context
from autoscore.operators.evidence import shown


class Clue(Struct, frozen=True, kw_only=True):
    """一条线索：when 成立时，分值不高于 at_most、不低于 at_least。"""

    when: Condition
    at_most: Decimal | None = None
    at_least: Decimal | None = None


class ValueRange(Form, frozen=True, kw_only=True):
    """区间内任一分值（可为负，如 −3 到 +3）：range 写两端；clues 是字面上的线索，各自收窄区间。

    收窄到一个值才给分，否则给出区间，交人定分。压低上限（at_most）的线索要字面清楚。线索相抵时，以对坐席不利的为低、有利的为高。
    """

    key: ClassVar[str] = "range"
    primary: ClassVar[str] = "range"
    sample: ClassVar[str] = "range: [0, 4]"
    of_words: ClassVar[bool] = True

    range: tuple[Decimal, Decimal]
    clues: tuple[Clue, ...] = ()

    def award(self, document: Document, context: Context, points: Decimal) -> Award:  # noqa: ARG002
        """Gives the value that the clues leave, or the band of values."""
        # What takes off must be there in so many words; what only sounds like it leaves the upper end where it is.
        strict = context.strictly
        answers = [(clue, clue.when.find(document, context if clue.at_most is None else strict)) for clue in self.clues]
        told = [(clue, answer) for clue, answer in answers if answer.truth is Truth.YES]
        low, high = self._band([clue for clue, _ in told])
        for more in [clue for clue, answer in answers if answer.truth is Truth.UNSURE]:
            with_ = self._band([*(clue for clue, _ in told), more])
            low, high = min(low, with_[0]), max(high, with_[1])
        finding = Finding(Truth.UNSURE, shown(answer for _, answer in told), _because(told, low, high))
        if low != high:
            return Award(Status.UNSURE, None, finding, low, high)
        return Award(self._status(low), low, finding)

    def _band(self, clues: Sequence[Clue]) -> tuple[Decimal, Decimal]:
        least, greatest = self.range
        high = min([greatest, *(clue.at_most for clue in clues if clue.at_most is not None)])
        low = max([least, *(clue.at_least for clue in clues if clue.at_least is not None)])
        return min(low, high), max(low, high)

    def _status(self, value: Decimal) -> Status:
        least, greatest = self.range
        return Status.MET if value >= greatest else Status.NOT_MET if value <= least else Status.PARTIAL

    def conditions(self) -> Iterable[Condition]:
        """Returns the clues' conditions."""
        return (clue.when for clue in self.clues)

    def reachable(self, points: Decimal) -> Iterable[Decimal]:  # noqa: ARG002
        """Returns both ends, and what the clues may leave."""
        ends = (end for clue in self.clues for end in (clue.at_most, clue.at_least) if end is not None)
        return (*self.range, *ends)

    def impossible(self) -> Iterable[str]:
        """Tells of a range that is none, and of clues that say nothing or lie outside."""
        least, greatest = self.range
        if least >= greatest:
            yield f"range {least} 到 {greatest} 不是从小到大"
        for clue in self.clues:
            ends = [end for end in (clue.at_most, clue.at_least) if end is not None]
            if not ends:
                yield "线索没有写 at_most 或 at_least"
            if any(not least <= end <= greatest for end in ends):
                yield f"线索的界限不在 {least} 到 {greatest} 之间"


def _because(told: Sequence[tuple[Clue, Finding]], low: Decimal, high: Decimal) -> str:
    clues = "；".join(dict.fromkeys(answer.because for _, answer in told)) or "字面上没有线索"
    band = f"{low}" if low == high else f"{low} 到 {high}"
    return f"{clues}；可给 {band} 分" + ("" if low == high else "，由人定")
