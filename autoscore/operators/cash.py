"""The operator `cash`: 唱收唱付, what is said aloud about money that changes hands."""

from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.cash_flow import LABELS, cash_flow
from autoscore.operators.select import is_sure, searched


class Cash(Operator, frozen=True, kw_only=True):
    """唱收唱付：收多少、找多少，当面说清。

    cash: moved 有现金或扫码、刷卡的往来；
    told 该说的都说了（现金说收多少找多少，正好、扫码或刷卡说多少，退款说退多少）；
    part 只说了一部分，或找零算错；due 说了应付多少；wrong 收、应付、找零三个数对不上。
    数以最后一次说的为准：当场改正不算错。
    """

    key: ClassVar[str] = "cash"
    primary: ClassVar[str] = "cash"
    sample: ClassVar[str] = "{cash: told}"

    cash: Literal["moved", "told", "part", "due", "wrong"]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the money story of the whole call."""
        flow = cash_flow(document)
        where = searched(document, scope)
        hits, because = {
            "moved": (flow.moved, "有钱款往来"),
            "told": (flow.told, "收付都说清了"),
            "part": (flow.part, "只说了一部分" if not flow.wrong else "收、付、找零对不上"),
            "due": (flow.due, "说了应付多少"),
            "wrong": (flow.change if flow.wrong else (), "收、付、找零对不上"),
        }[self.cash]
        if not hits:
            return Finding(Truth.NO, (), "没有钱款往来" if self.cash == "moved" else "没有唱收唱付", where)
        return Finding(_truth(hits, scope, context), tuple(sorted(set(hits))), because, where)

    def needs(self) -> Needs:
        """Asks for the words about money."""
        return Needs(labels=LABELS)


def _truth(hits: tuple[Hit, ...], scope: Scope, context: Context) -> Truth:
    return Truth.YES if any(is_sure(hit, scope, context) for hit in hits) else Truth.UNSURE
