"""The operator `count`: how often something was said."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator


class Count(Operator, frozen=True, kw_only=True):
    """一件事（count）发生了至少 at_least 次、至多 at_most 次。"""

    key: ClassVar[str] = "count"
    primary: ClassVar[str] = "count"
    sample: ClassVar[str] = "{count: {act: hold_notice}, at_most: 3}"
    of_words: ClassVar[bool] = True

    count: Condition
    at_least: int = 0
    at_most: int | None = None

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the number of hits; doubtful ones could tip it."""
        told = self.count.find(document, context, scope)
        sure = len(told.hits) if told.truth is Truth.YES else 0
        possible = len(told.hits) + len(told.doubtful)
        if told.truth is Truth.UNSURE and not told.hits:
            return told
        good = {self._holds(number) for number in (sure, possible)}
        truth = Truth.UNSURE if len(good) > 1 else Truth.YES if good == {True} else Truth.NO
        return Finding(truth, (*told.hits, *told.doubtful), f"共 {possible} 次", told.searched)

    def impossible(self) -> Iterable[str]:
        """Tells where no number lies between the bounds."""
        if self.at_most is not None and self.at_most < max(self.at_least, 0):
            yield f"at_most {self.at_most} 小于 at_least {self.at_least}"

    def _holds(self, number: int) -> bool:
        return self.at_least <= number and (self.at_most is None or number <= self.at_most)

    def children(self) -> Iterable[Condition]:
        """Returns the condition counted."""
        return (self.count,)
