"""The operator `until`: something said, as long as something else has not happened yet."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import ahead


class Until(Operator, frozen=True, kw_only=True):
    """在一件事（until）发生以前说过另一件事（said）；那件事一直没发生，就看全程。

    与 before 不同：before 要那件事发生过，until 不要。那件事看不出有没有发生的，当没发生。
    """

    key: ClassVar[str] = "until"
    primary: ClassVar[str] = "until"
    sample: ClassVar[str] = "{until: {act: done_notice}, said: {act: fee_notice}}"
    of_words: ClassVar[bool] = True

    until: Condition
    said: Condition

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what was said ahead of the first hit of the other condition, or at all where there is none."""
        told, end = self.said.find(document, context, scope), self.until.find(document, context)
        if told.truth is Truth.NO or end.truth is not Truth.YES or not end.hits:
            return told
        first = min((hit.turn, hit.start) for hit in end.hits)
        surely, possibly = (ahead(hits, first) for hits in (told.hits, told.doubtful))
        if surely:
            return Finding(told.truth, surely, told.because, told.searched, doubtful=possibly)
        if possibly:
            return Finding(Truth.UNSURE, possibly, told.because, told.searched)
        return Finding(Truth.NO, (), "说了，但在后面才说", told.searched)

    def children(self) -> Iterable[Condition]:
        """Returns both conditions."""
        return (self.until, self.said)
