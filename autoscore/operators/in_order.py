"""The operator `in_order`: things said one after another."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator


class InOrder(Operator, frozen=True, kw_only=True):
    """所列的事按先后次序都做了。"""

    key: ClassVar[str] = "in_order"
    primary: ClassVar[str] = "in_order"
    sample: ClassVar[str] = "{in_order: [{act: anything_else}, {act: farewell}]}"

    in_order: tuple[Condition, ...]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the earliest hits that stand in order."""
        place = (-1, 0)
        chosen: list[Hit] = []
        truth = Truth.YES
        told = Finding(Truth.YES)
        for condition in self.in_order:
            told = condition.find(document, context, scope)
            later = [hit for hit in told.hits if (hit.turn, hit.start) >= place]
            if told.truth is Truth.NO or not later:
                return Finding(
                    Truth.NO, tuple(chosen), told.because if told.truth is Truth.NO else "次序不对", told.searched
                )
            truth = min(truth, told.truth, key=lambda one: one.value)
            chosen.append(later[0])
            place = (later[0].turn, later[0].end)
        return Finding(truth, tuple(chosen), "按次序说了", told.searched)

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.in_order
