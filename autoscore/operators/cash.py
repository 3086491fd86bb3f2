"""The operator `cash`: 唱收唱付, what is said aloud about money that changes hands."""

from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Searched, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.cash_flow import LABELS, CashFlow, cash_flow
from autoscore.operators.select import is_sure, searched

WRONG = "收、付、找零对不上"
MISHEARD = "收、付、找零对不上，但四和十音近，可能是识别的错"
_NONE = {"moved": "没有钱款往来", "wrong": "没有算错", "put_right": "没有改正过找零"}


class Cash(Operator, frozen=True, kw_only=True):
    """唱收唱付：收多少、找多少，当面说清。

    cash: moved 有现金或扫码、刷卡的往来；
    told 该说的都说了（现金说收多少找多少，正好、扫码或刷卡说多少，退款说退多少）；
    part 只说了一部分，或找零算错；due 说了应付多少；
    right 收、应付、找零三个数对得上（没说应付的看不出）；wrong 对不上；put_right 先说错了找零，又改对了。
    数以最后一次说的为准：当场改正不算错。四和十音近，换一个就对得上的，看不出。
    """

    key: ClassVar[str] = "cash"
    primary: ClassVar[str] = "cash"
    sample: ClassVar[str] = "{cash: told}"

    cash: Literal["moved", "told", "part", "due", "right", "wrong", "put_right"]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the money story of the whole call."""
        flow = cash_flow(document)
        where = searched(document, scope)
        if self.cash == "right":
            return _right(flow, where, scope, context)
        hits, because = {
            "moved": (flow.moved, "有钱款往来"),
            "told": (flow.told, "收付都说清了"),
            "part": (flow.part, "只说了一部分" if not flow.wrong else WRONG),
            "due": (flow.due, "说了应付多少"),
            "wrong": (flow.change if flow.wrong else (), WRONG),
            "put_right": (flow.put_right, "先说错了找零，又改对了"),
        }[self.cash]
        if not hits:
            return Finding(Truth.NO, (), _NONE.get(self.cash, "没有唱收唱付"), where)
        if self.cash == "wrong" and flow.misheard:
            return Finding(Truth.UNSURE, tuple(sorted(set(hits))), MISHEARD, where)
        return Finding(_truth(hits, scope, context), tuple(sorted(set(hits))), because, where)

    def needs(self) -> Needs:
        """Asks for the words about money."""
        return Needs(labels=LABELS)


def _right(flow: CashFlow, where: Searched | None, scope: Scope, context: Context) -> Finding:
    """Answers whether the sums add up: each must be sure, for a doubtful one may have been another."""
    if not flow.received:
        return Finding(Truth.NO, (), "没有唱收", where)
    shown = tuple(sorted({*flow.received, *flow.change, *flow.due}))
    if flow.adds_up:
        groups = (group for group in (flow.received, flow.change, flow.due) if group)
        sure = all(_truth(group, scope, context) is Truth.YES for group in groups)
        return Finding(Truth.YES if sure else Truth.UNSURE, shown, "收、付、找零对得上", where)
    if flow.misheard:
        return Finding(Truth.UNSURE, shown, MISHEARD, where)
    if flow.wrong:
        return Finding(Truth.NO, shown, WRONG, where)
    if flow.change or not flow.due:
        return Finding(Truth.UNSURE, shown, "没说应付多少，核不了数", where)
    return Finding(Truth.NO, shown, "没说找零多少", where)


def _truth(hits: tuple[Hit, ...], scope: Scope, context: Context) -> Truth:
    return Truth.YES if any(is_sure(hit, scope, context) for hit in hits) else Truth.UNSURE
