"""The form `find`: all points or none, with steps between where the rubric names them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form, doubt, full, none
from autoscore.model import Award, Document, Finding, Status, Truth
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

    find: Condition
    partial: tuple[Tier, ...] = ()
    doubt: Condition | None = None

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Gives all points, the first tier that holds, or none."""
        told = self.find.find(document, context)
        if told.truth is Truth.YES:
            return full(points, told)
        answers = [(tier, tier.when.find(document, context)) for tier in self.partial]
        first = next((place for place, (_, answer) in enumerate(answers) if answer.truth is Truth.YES), len(answers))
        sure, half = answers[first] if first < len(answers) else (None, None)
        low = sure.points if sure is not None else Decimal(0)
        if told.truth is Truth.UNSURE and not _same_words(told, half):
            return doubt(points, told, low)
        for tier, answer in answers[:first]:
            if answer.truth is Truth.UNSURE and tier.points > low and not _same_words(answer, half):
                return doubt(tier.points, answer, low)
        if half is not None:
            return Award(Status.PARTIAL, low, half)
        return self._none_or_doubt(document, context, points, told)

    def _none_or_doubt(self, document: Document, context: Context, points: Decimal, told: Finding) -> Award:
        if self.doubt is not None:
            reason = self.doubt.find(document, context)
            if reason.truth is not Truth.NO:
                return doubt(points, reason)
        return none(told)

    def conditions(self) -> Iterable[Condition]:
        """Returns the condition, those of the tiers, and the doubt."""
        return (self.find, *(tier.when for tier in self.partial), *((self.doubt,) if self.doubt is not None else ()))

    def reachable(self, points: Decimal) -> Iterable[Decimal]:
        """Returns none, all, and the tiers' points."""
        return (Decimal(0), points, *(tier.points for tier in self.partial))


def _same_words(told: Finding, half: Finding | None) -> bool:
    """Tells whether a tier surely holds on just the words that leave the whole in doubt: they are the lesser thing."""
    if half is None or not told.hits:
        return False
    return all(any(hit.span.overlaps(other.span) for other in half.hits) for hit in told.hits)
