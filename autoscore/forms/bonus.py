"""The form `bonus`: points beyond the total for what is more than was asked (加分)."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form
from autoscore.forms.times import at_most, joined, times
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Condition, Context


class Gain(Struct, frozen=True, kw_only=True):
    """一种加分的事：when 每有一处加 each 分。"""

    when: Condition
    each: Decimal


class Bonus(Form, frozen=True, kw_only=True):
    """总分以外的加分：每有一处加分，加到这一项的分值为止。没有不算丢分；看不出的不加，交人判断。"""

    key: ClassVar[str] = "bonus"
    primary: ClassVar[str] = "bonus"
    sample: ClassVar[str] = "bonus: [{when: {act: thanks_feedback}, each: 1}]"
    of_words: ClassVar[bool] = True

    bonus: tuple[Gain, ...]

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Gives what was surely earned; what is in doubt stays open."""
        answers = [(gain, gain.when.find(document, context)) for gain in self.bonus]
        sure = [pair for pair in answers if pair[1].truth is Truth.YES]
        open_ = [pair for pair in answers if pair[1].truth is Truth.UNSURE]
        low, high = _sum(sure, points, times), _sum([*sure, *open_], points, at_most)
        if low != high:
            return Award(Status.UNSURE, None, joined([*sure, *open_]), low, high)
        if not sure:
            return Award(Status.NOT_MET, Decimal(0), Finding(Truth.NO, (), "没有加分的事", answers[0][1].searched))
        return Award(Status.MET if low >= points else Status.PARTIAL, low, joined(sure))

    def conditions(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return (gain.when for gain in self.bonus)

    def reachable(self, points: Decimal) -> Iterable[Decimal]:
        """Returns none, all, and what one of them gives."""
        return (Decimal(0), points, *(min(points, gain.each) for gain in self.bonus))


def _sum(found: Sequence[tuple[Gain, Finding]], points: Decimal, count: Callable[[Finding], int]) -> Decimal:
    return min(points, sum((gain.each * count(told) for gain, told in found), Decimal(0)))
