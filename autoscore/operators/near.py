"""The operator `near`: things said close together."""

from collections.abc import Iterable
from itertools import product
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import arranged, outermost

MOST_HITS = 20


class Near(Operator, frozen=True, kw_only=True):
    """所列的事都做了，而且挨得近：首尾相隔不超过 within_turns 轮（默认 0，即同一轮）。"""

    key: ClassVar[str] = "near"
    primary: ClassVar[str] = "near"
    sample: ClassVar[str] = "{near: [{act: apology}, {act: hold_notice}], within_turns: 1}"
    of_words: ClassVar[bool] = True

    near: tuple[Condition, ...]
    within_turns: int = 0

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the first group of hits, one of each condition, that stand close together."""
        found = [condition.find(document, context, scope) for condition in self.near]
        because = "；".join(dict.fromkeys(one.because for one in found))
        return arranged(found, self._together, because, "都说了，但不在一处")

    def _together(self, groups: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
        """Returns the first group of hits, one of each condition, that stand close together, or none."""
        for group in product(*(hits[:MOST_HITS] for hits in groups)):
            turns = [hit.turn for hit in group]
            if max(turns) - min(turns) <= self.within_turns:
                return tuple(outermost(set(group)))
        return ()

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.near
