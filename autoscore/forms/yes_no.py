"""The form `find`: all points or none, with steps between where the rubric names them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form, doubt, full
from autoscore.forms.ladder import climb
from autoscore.model import Award, Document, Status, Truth
from autoscore.operators import Condition, Context


class Tier(Struct, frozen=True, kw_only=True):
    """部分得分的一档：when 成立时得 points 分。"""

    when: Condition
    points: Decimal


class YesNo(Form, frozen=True, kw_only=True):
    """做到得满分，没做到得零分。

    find: 怎样算做到；partial: 没有完全做到时，依次看各档，第一档成立的给分；
    doubt: 没做到，但此条件成立时算看不出，交人判断。
    """

    key: ClassVar[str] = "find"
    primary: ClassVar[str] = "find"
    sample: ClassVar[str] = "find: {act: farewell}"
    of_words: ClassVar[bool] = True

    find: Condition
    partial: tuple[Tier, ...] = ()
    doubt: Condition | None = None

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Gives all points, the first tier that holds, or none."""
        told = self.find.find(document, context)
        if told.truth is Truth.YES:
            return full(points, told)
        steps = [(self.find, points), *[(tier.when, tier.points) for tier in self.partial]]
        award, _ = climb(steps, document, context, points)
        if award.status is Status.NOT_MET and self.doubt is not None:
            reason = self.doubt.find(document, context)
            if reason.truth is not Truth.NO:
                return doubt(points, reason)
        return award

    def conditions(self) -> Iterable[Condition]:
        """Returns the condition, those of the tiers, and the doubt."""
        return (self.find, *(tier.when for tier in self.partial), *((self.doubt,) if self.doubt is not None else ()))

    def reachable(self, points: Decimal) -> Iterable[Decimal]:
        """Returns none, all, and the tiers' points."""
        return (Decimal(0), points, *(tier.points for tier in self.partial))
