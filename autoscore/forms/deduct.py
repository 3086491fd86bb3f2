"""The form `deduct`: points off for each fault, down to a floor (扣完即止)."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form
from autoscore.forms.times import at_most, joined, times
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Condition, Context


class Fault(Struct, frozen=True, kw_only=True):
    """一种过失：when 每发现一处扣 each 分。"""

    when: Condition
    each: Decimal


class Deduct(Form, frozen=True, kw_only=True):
    """从满分起，每发现一处过失扣分，扣到 floor 为止（扣完即止；floor 写负数就是倒扣）。

    只有字面清楚的才扣；看不出的交人判断。
    """

    key: ClassVar[str] = "deduct"
    primary: ClassVar[str] = "deduct"
    sample: ClassVar[str] = "deduct: [{when: {act: impatient}, each: 2}]"
    of_words: ClassVar[bool] = True

    deduct: tuple[Fault, ...]
    floor: Decimal = Decimal(0)

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Takes off what is sure, and leaves open what is in doubt."""
        strict = context.strictly
        answers = [(fault, fault.when.find(document, strict)) for fault in self.deduct]
        sure = [(fault, told) for fault, told in answers if told.truth is Truth.YES]
        open_ = [(fault, told) for fault, told in answers if told.truth is Truth.UNSURE]
        high = self._left(points, sure, times)
        low = self._left(points, [*sure, *open_], at_most)
        if low != high or (open_ and not sure):
            return Award(Status.UNSURE, None, joined([*sure, *open_]), low, high)
        if sure:
            status = Status.NOT_MET if high <= self.floor else Status.PARTIAL
            return Award(status, high, joined(sure))
        return Award(
            Status.MET, points, Finding(Truth.YES, (), "没有发现", answers[0][1].searched if answers else None)
        )

    def _left(self, points: Decimal, found: list[tuple[Fault, Finding]], count: Callable[[Finding], int]) -> Decimal:
        """Returns what is left of the points."""
        taken = sum((fault.each * count(told) for fault, told in found), Decimal(0))
        return max(self.floor, points - taken)

    def conditions(self) -> Iterable[Condition]:
        """Returns the faults' conditions."""
        return (fault.when for fault in self.deduct)

    def reachable(self, points: Decimal) -> Iterable[Decimal]:
        """Returns the floor, all, and what one fault leaves."""
        return (self.floor, points, *(max(self.floor, points - fault.each) for fault in self.deduct))
