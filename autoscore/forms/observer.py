"""The form `observer`: what a transcript cannot show; a person scores it."""

from decimal import Decimal
from typing import ClassVar

from autoscore.forms.base import Form
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Context


class Observer(Form, frozen=True, kw_only=True):
    """文字里看不到（微笑、双手递接……），由在场的人打分；写明看什么。机器从不猜。"""

    key: ClassVar[str] = "observer"
    primary: ClassVar[str] = "observer"
    sample: ClassVar[str] = "observer: 起身、目光迎向客户"
    of_words: ClassVar[bool] = True

    observer: str

    def award(self, document: Document, context: Context, points: Decimal) -> Award:  # noqa: ARG002
        """Leaves the criterion to a person."""
        return Award(Status.OBSERVER, None, Finding(Truth.UNSURE, (), f"须由人观察：{self.observer}"))
