"""The operator `act`: a service act or a phrase set of the lexicons."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits, of_labels, one_is_sure


class Act(Operator, frozen=True, kw_only=True):
    """说了词表里的某种话（服务用语、禁语或词组集）。

    act: 一个或几个词表名，说到任何一个就算；kind: 只要某一类（如复述确认分 number 号码 和 need 诉求）；
    unless: 命中若与这些词表的命中重叠就不算（如生硬的“办啥”不算征询）。
    """

    key: ClassVar[str] = "act"
    primary: ClassVar[str] = "act"
    sample: ClassVar[str] = "{act: [farewell, blessing], last_turns: 3}"
    of_words: ClassVar[bool] = True

    act: tuple[str, ...]
    kind: str | None = None
    unless: tuple[str, ...] = ()

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the hits of the labels."""
        return answer(document, self._found(document, scope), context.named(self.act), scope, context)

    def surely(self, document: Document, scope: Scope, context: Context) -> bool:
        """Tells whether it was surely said."""
        if self.unless:
            return self.find(document, scope, context).truth is Truth.YES
        found = of_labels(document, self.act)
        return one_is_sure(document, found if self.kind is None else self._of_kind(found), scope, context)

    def _found(self, document: Document, scope: Scope) -> tuple[Hit, ...] | None:
        found = hits(document, self.act, scope)
        if found and self.kind is not None:
            found = self._of_kind(found)
        if found and self.unless:
            other = hits(document, self.unless, scope) or ()
            found = tuple(hit for hit in found if not any(hit.overlaps(one) for one in other))
        return found

    def _of_kind(self, found: Iterable[Hit]) -> tuple[Hit, ...]:
        return tuple([hit for hit in found if hit.fact("kind") in (None, self.kind)])

    def needs(self) -> Needs:
        """Asks for the labels."""
        return Needs(labels=(*self.act, *self.unless))
