"""The operator `funnel`: questions that narrow down step by step, the customer answering in between."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Literal

from autoscore.model import QUESTION, Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import NO_MODEL, NO_STAMPS
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
            return Finding(Truth.UNSURE, because=NO_MODEL)
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
        return Finding(
            Truth.NO, (), f"只问到{self._names(best)}" if best else f"没有一句{_TITLES[self.funnel[0]]}的问句", where
        )

    def _deepest(self, document: Document, asked: Sequence[Hit]) -> tuple[Hit, ...]:
        """Returns one of the longest runs of questions that go through the steps from the first on."""
        runs: list[dict[int, tuple[Hit, ...]]] = []
        for stage in self.funnel:
            found: dict[int, tuple[Hit, ...]] = {}
            for hit in asked:
                # Only turns matter to what follows what, so one question a turn and step is enough.
                if hit.turn not in found and _is(hit, stage):
                    ahead = self._ahead(document, hit, runs[-1]) if runs else ()
                    found.update({} if ahead is None else {hit.turn: (*ahead, hit)})
            if not found:
                break
            runs.append(found)
        return next(iter(runs[-1].values()), ()) if runs else ()

    def _ahead(self, document: Document, hit: Hit, runs: Mapping[int, tuple[Hit, ...]]) -> tuple[Hit, ...] | None:
        """Returns the nearest run ahead of a question that the other side answered in between; None where none is."""
        answered = False
        for turn in range(hit.turn - 1, max(hit.turn - self.within_turns, 0) - 1, -1):
            if answered and turn in runs:
                return runs[turn]
            answered = answered or document.roles[turn] not in ("agent", "ivr")
        return None

    def _names(self, run: Sequence[Hit]) -> str:
        return "、".join(_TITLES[stage] for stage in self.funnel[: len(run)])

    def impossible(self) -> Iterable[str]:
        """Tells of steps that do not narrow, of a single one, and of steps that nothing can follow."""
        order = [list(_TITLES).index(stage) for stage in self.funnel]
        if len(order) < 2 or order != sorted(set(order)):
            yield "漏斗至少两步，先宽后窄，各步不重复"
        if self.within_turns < 2:
            yield f"within_turns {self.within_turns} 太小：中间至少隔着客户的一轮"


def _is(hit: Hit, stage: Stage) -> bool:
    wanted = hit.fact("type") in _TYPES[stage]
    return wanted and (stage != "confirm" or hit.fact("detail") != _CONFIRMS_NOT)
