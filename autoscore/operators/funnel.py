"""The operator `funnel`: questions that narrow down step by step, the customer answering in between."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Literal

from autoscore.annotate.question_table import questions
from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import NO_MODEL, NO_STAMPS
from autoscore.operators.select import searched, selected, sure_among

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
        staged = [selected(document, _at(stage, document), scope) for stage in self.funnel]
        if None in staged:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        where, possibly = searched(document, scope), [hits or () for hits in staged]
        surely = [sure_among(hits, scope, context) for hits in possibly]
        best = self._deepest(document, surely)
        if len(best) == len(self.funnel):
            return Finding(Truth.YES, best, f"先后问了{self._names(best)}", where)
        possible = best if list(map(len, surely)) == list(map(len, possibly)) else self._deepest(document, possibly)
        if len(possible) == len(self.funnel):
            return Finding(Truth.UNSURE, possible, f"像是先后问了{self._names(possible)}，有的拿不准", where)
        return Finding(
            Truth.NO, (), f"只问到{self._names(best)}" if best else f"没有一句{_TITLES[self.funnel[0]]}的问句", where
        )

    def _deepest(self, document: Document, staged: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
        """Returns one of the longest runs of questions, given by step, that go through the steps from the first on."""
        runs: list[dict[int, tuple[Hit, ...]]] = []
        for asked_now in staged:
            found: dict[int, tuple[Hit, ...]] = {}
            for hit in asked_now:
                # Only turns matter to what follows what, so one question a turn and step is enough.
                if hit.turn not in found:
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


def _at(stage: Stage, document: Document) -> list[Hit]:
    """Returns the questions of a call that may be a step."""
    found = questions(document).of_types(_TYPES[stage])
    return [hit for hit in found if hit.fact("detail") != _CONFIRMS_NOT] if stage == "confirm" else found
