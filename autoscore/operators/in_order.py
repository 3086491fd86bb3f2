"""The operator `in_order`: things said one after another."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import arranged


class InOrder(Operator, frozen=True, kw_only=True):
    """所列的事按先后次序都做了。"""

    key: ClassVar[str] = "in_order"
    primary: ClassVar[str] = "in_order"
    sample: ClassVar[str] = "{in_order: [{act: anything_else}, {act: farewell}]}"
    of_words: ClassVar[bool] = True

    in_order: tuple[Condition, ...]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the earliest hits that stand in order."""
        found = [condition.find(document, context, scope) for condition in self.in_order]
        return arranged(found, _in_order, "按次序说了", "次序不对")

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.in_order


def _in_order(groups: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """Returns the earliest hits, one of each group, that stand one behind another; none where there are none."""
    place = (-1, 0)
    chosen: list[Hit] = []
    for group in groups:
        later = sorted(hit for hit in group if (hit.turn, hit.start) >= place)
        if not later:
            return ()
        chosen.append(later[0])
        place = (later[0].turn, later[0].end)
    return tuple(chosen)
