"""The operator `question`: questions that the agent asked, by type."""

from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits

LABEL = "question"


class Question(Operator, frozen=True, kw_only=True):
    """坐席问了某种问句。

    question: open 开放、closed 封闭、choice 可选、speculative 推测、leading 引导、rhetorical 反问；any 任何。
    没有装问句模型时看不出。
    """

    key: ClassVar[str] = "question"
    primary: ClassVar[str] = "question"
    sample: ClassVar[str] = "{question: [open], first_turns: 5}"

    question: tuple[Literal["open", "closed", "choice", "speculative", "leading", "rhetorical", "any"], ...]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the questions found; a call whose questions were not classified can't tell."""
        if not document.warned("questions_classified"):
            return Finding(Truth.UNSURE, because="没有装问句模型，看不出")
        found = hits(document, [LABEL], scope)
        if found is not None and "any" not in self.question:
            found = tuple(hit for hit in found if hit.fact("type") in self.question)
        return answer(document, found, "这类问句", scope, context)
