"""The operator `act`: a service act or a phrase set of the lexicons."""

from typing import ClassVar

from autoscore.model import Document, Finding, Scope
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits


class Act(Operator, frozen=True, kw_only=True):
    """说了词表里的某种话（服务用语、禁语或词组集）。

    act: 一个或几个词表名，说到任何一个就算；kind: 只要某一类（如复述确认分 number 号码 和 need 诉求）；
    unless: 命中若与这些词表的命中重叠就不算（如生硬的“办啥”不算征询）。
    """

    key: ClassVar[str] = "act"
    primary: ClassVar[str] = "act"
    sample: ClassVar[str] = "{act: [farewell, blessing], last_turns: 3}"

    act: tuple[str, ...]
    kind: str | None = None
    unless: tuple[str, ...] = ()

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the hits of the labels."""
        found = hits(document, self.act, scope)
        if found is not None and self.kind is not None:
            found = tuple(hit for hit in found if hit.fact("kind") in (None, self.kind))
        if found is not None and self.unless:
            other = hits(document, self.unless, scope) or ()
            found = tuple(hit for hit in found if not any(hit.span.overlaps(one.span) for one in other))
        return answer(document, found, "、".join(dict.fromkeys(map(context.titles, self.act))), scope, context)

    def needs(self) -> Needs:
        """Asks for the labels."""
        return Needs(labels=(*self.act, *self.unless))
