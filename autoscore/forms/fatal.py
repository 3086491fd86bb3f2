"""The form `fatal`: a red line that voids the sheet or a section of it (一票否决)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Literal

from autoscore.forms.base import Form, doubt
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Condition, Context


class Fatal(Form, frozen=True, kw_only=True):
    """一票否决：碰到红线，全表（voids: section 则这一部分）记零分。字面不清楚的不否决，交人判断。"""

    key: ClassVar[str] = "fatal"
    primary: ClassVar[str] = "fatal"
    sample: ClassVar[str] = "fatal: {act: ask_secret}"
    of_words: ClassVar[bool] = True

    fatal: Condition
    voids: Literal["section", "sheet"] = "sheet"

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Voids the sheet or the section where the red line was surely crossed."""
        told = self.fatal.find(document, context.strictly)
        if told.truth is Truth.YES:
            return Award(Status.NOT_MET, Decimal(0), told, voids=self.voids)
        if told.truth is Truth.UNSURE:
            return doubt(points, told)
        return Award(Status.MET, points, Finding(Truth.YES, (), "没有碰红线", told.searched))

    def conditions(self) -> Iterable[Condition]:
        """Returns the red line."""
        return (self.fatal,)
