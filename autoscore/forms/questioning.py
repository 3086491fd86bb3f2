"""The form `questioning`: how the agent asks, for the coach; never points."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, Literal

from autoscore.annotate.coaching import advice, told
from autoscore.annotate.question_profile import profile, questions_of
from autoscore.forms.base import Form
from autoscore.model import Award, Document, Finding, Scope, Status, Truth
from autoscore.operators import Context
from autoscore.operators.evidence import NO_MODEL
from autoscore.operators.select import searched


class Questioning(Form, frozen=True, kw_only=True):
    """提问画像，给教练看，从不计分：各类问句多少、占几成、在开头中间还是收尾，以及教练会说什么。

    questioning: 看谁的问句，agent 坐席、customer 客户。一句也没问时不适用；没有装问句模型时看不出。
    """

    key: ClassVar[str] = "questioning"
    primary: ClassVar[str] = "questioning"
    sample: ClassVar[str] = "questioning: agent"

    questioning: Literal["agent", "customer"]

    def award(self, document: Document, context: Context, points: Decimal) -> Award:  # noqa: ARG002
        """Tells the profile; never points."""
        if not document.classified:
            return Award(Status.UNSURE, None, Finding(Truth.UNSURE, (), NO_MODEL))
        found = profile(document, self.questioning)
        where = searched(document, Scope(by=self.questioning))
        said = advice(found) if self.questioning == "agent" else ()
        because = "。".join((told(found), *said))
        hits = questions_of(document, self.questioning)
        if not hits:
            return Award(Status.NOT_APPLICABLE, None, Finding(Truth.NO, (), because, where))
        return Award(Status.MET, Decimal(0), Finding(Truth.YES, hits, because, where))

    def reachable(self, points: Decimal) -> Iterable[Decimal]:  # noqa: ARG002
        """Returns no points but none: it is a hint for a person."""
        return (Decimal(0),)
