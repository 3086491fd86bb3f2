"""The operator `pattern`: a regular expression on the linear-time engine."""

from typing import ClassVar

from autoscore.model import Document, Finding, Scope
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits


class Pattern(Operator, frozen=True, kw_only=True):
    """说的话符合一个正则式（线性时间引擎，不能用环视和反向引用）；文本已去掉语气词和标点。

    pattern: 正则式；unless: 命中处若同时符合这些式子之一，就不算。
    """

    key: ClassVar[str] = "pattern"
    primary: ClassVar[str] = "pattern"
    sample: ClassVar[str] = "{pattern: '收您.{1,6}找您', unless: ['没收您']}"
    of_words: ClassVar[bool] = True

    pattern: str
    unless: tuple[str, ...] = ()

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the matches that no exception overlaps."""
        found = hits(document, [label(self.pattern)], scope)
        exceptions = hits(document, map(label, self.unless), scope) or ()
        if found is not None:
            found = tuple(hit for hit in found if not any(hit.overlaps(other) for other in exceptions))
        return answer(document, found, "符合句式的话", scope, context)

    def needs(self) -> Needs:
        """Asks for the pattern and its exceptions."""
        return Needs(patterns=tuple((label(source), source) for source in (self.pattern, *self.unless)))


def label(source: str) -> str:
    """Returns the label under which a pattern's matches are found."""
    return f"pattern:{source}"
