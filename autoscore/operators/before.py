"""The operator `before`: something said ahead of something else."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import ahead, weakest

PLACE = tuple[int, int]


class Before(Operator, frozen=True, kw_only=True):
    """在一件事（before）第一次发生之前，说过另一件事（said）。那件事没发生，就不成立。"""

    key: ClassVar[str] = "before"
    primary: ClassVar[str] = "before"
    sample: ClassVar[str] = "{before: {act: farewell}, said: {act: anything_else}}"
    of_words: ClassVar[bool] = True

    before: Condition
    said: Condition

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what was said before the first hit of the other condition."""
        later, told = self.before.find(document, context, scope), self.said.find(document, context, scope)
        least = weakest((later, told))
        if least.truth is Truth.NO or not (later.hits and told.hits):
            return least if not least.hits else Finding(least.truth, (), least.because, least.searched)
        # A doubtful first time could come earlier still: only what stands before that too is sure.
        surely = ahead(told.hits, _first((*later.hits, *later.doubtful)))
        if surely:
            return Finding(least.truth, surely, told.because, told.searched)
        if possibly := ahead((*told.hits, *told.doubtful), _first(later.hits)):
            return Finding(Truth.UNSURE, possibly, "说了，但先后定不了", told.searched)
        return Finding(Truth.NO, (), "说了，但在后面才说", told.searched)

    def children(self) -> Iterable[Condition]:
        """Returns both conditions."""
        return (self.before, self.said)


def _first(found: Iterable[Hit]) -> PLACE:
    return min((hit.turn, hit.start) for hit in found)
