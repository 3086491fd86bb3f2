"""The operator `funnel`: questions that narrow down step by step, the customer answering in between."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from autoscore.model import QUESTION, Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import NO_STAMPS
from autoscore.operators.select import hits, is_sure, searched

Stage = Literal["open", "choice", "confirm"]
_TITLES = {"open": "开放", "choice": "选择", "confirm": "确认"}
_TYPES = {"open": ("open",), "choice": ("choice",), "confirm": ("closed", "speculative")}
# A request (可以吗) confirms nothing that the customer said.
_CONFIRMS_NOT = "request"


class Funnel(Operator, frozen=True, kw_only=True):
    """漏斗式提问：按所列步骤一步步收窄，每一步问完客户都接了话，再问下一步。

    funnel: 各步，open 开放、choice 选择、confirm 确认（封闭式核实或推测式），先宽后窄；
    within_turns: 前后两步最多隔几轮。模型拿不准的问句凑成的只算存疑。
    """

    key: ClassVar[str] = "funnel"
    primary: ClassVar[str] = "funnel"
    sample: ClassVar[str] = "{funnel: [open, choice, confirm], within_turns: 10}"

    funnel: tuple[Stage, ...]
    within_turns: int = 12

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the first questions that go through all steps; tells how far the best try got."""
        if not document.classified:
            return Finding(Truth.UNSURE, because="没有装问句模型，看不出")
        asked = hits(document, [QUESTION], scope)
        if asked is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        where = searched(document, scope)
        sure = [hit for hit in asked if is_sure(hit, scope, context)]
        best = self._deepest(document, sure)
        if len(best) == len(self.funnel):
            return Finding(Truth.YES, best, f"先后问了{self._names(best)}", where)
        possible = self._deepest(document, asked)
        if len(possible) == len(self.funnel):
            return Finding(Truth.UNSURE, possible, f"像是先后问了{self._names(possible)}，有的拿不准", where)
        return Finding(Truth.NO, (), f"只问到{self._names(best)}" if best else "没有一句开头的开放式问句", where)

    def _deepest(self, document: Document, asked: Sequence[Hit], run: tuple[Hit, ...] = ()) -> tuple[Hit, ...]:
        """Returns the first of the longest runs of questions that go through the steps from the first on."""
        if len(run) == len(self.funnel):
            return run
        on = (hit for hit in asked if _is(hit, self.funnel[len(run)]))
        runs = [
            self._deepest(document, asked, (*run, hit))
            for hit in on
            if not run or self._follows(document, hit, run[-1])
        ]
        return max(runs, key=len, default=run)

    def _follows(self, document: Document, hit: Hit, ahead: Hit) -> bool:
        if not 0 < hit.turn - ahead.turn <= self.within_turns:
            return False
        return any(document.roles[turn] not in ("agent", "ivr") for turn in range(ahead.turn + 1, hit.turn))

    def _names(self, run: Sequence[Hit]) -> str:
        return "、".join(_TITLES[stage] for stage in self.funnel[: len(run)])

    def impossible(self) -> Iterable[str]:
        """Tells of steps that stand twice, and of a single step, which narrows nothing."""
        if len(set(self.funnel)) < max(len(self.funnel), 2):
            yield "漏斗至少两步，各步不重复"


def _is(hit: Hit, stage: Stage) -> bool:
    wanted = hit.fact("type") in _TYPES[stage]
    return wanted and (stage != "confirm" or hit.fact("detail") != _CONFIRMS_NOT)
