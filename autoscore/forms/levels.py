"""The form `levels`: named steps with points of their own."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from autoscore.forms.base import Form
from autoscore.forms.ladder import climb
from autoscore.model import Award, Document
from autoscore.operators import Condition, Context


class Level(Struct, frozen=True, kw_only=True):
    """一档：when 成立时得 points 分，title 是这一档的名称。"""

    title: str
    when: Condition
    points: Decimal


class Levels(Form, frozen=True, kw_only=True):
    """分档给分：从最好的一档写起，第一个成立的档给分；都不成立得零分，otherwise 是这时的名称。"""

    key: ClassVar[str] = "levels"
    primary: ClassVar[str] = "levels"
    sample: ClassVar[str] = "levels: [{title: 亲自试用, when: {act: farewell}, points: 5}]"
    of_words: ClassVar[bool] = True

    levels: tuple[Level, ...]
    otherwise: str = "没有做到"

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Gives the points of the first level that holds, or none."""
        award, place = climb([(level.when, level.points) for level in self.levels], document, context, points)
        title = self.otherwise if place is None else self.levels[place].title
        return replace(award, finding=replace(award.finding, because=f"{title}：{award.finding.because}"))

    def conditions(self) -> Iterable[Condition]:
        """Returns the levels' conditions."""
        return (level.when for level in self.levels)

    def reachable(self, points: Decimal) -> Iterable[Decimal]:  # noqa: ARG002
        """Returns none, and the levels' points."""
        return (Decimal(0), *(level.points for level in self.levels))

    def impossible(self) -> Iterable[str]:
        """Tells of levels that are not written from the best down."""
        points = [level.points for level in self.levels]
        if points != sorted(points, reverse=True):
            yield "各档要从最好的一档写起"
