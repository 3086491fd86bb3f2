"""The form `facts`: points for each thing that was asked or told, as a theme lists them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.forms.base import Form
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Condition, Context
from autoscore.operators.evidence import shown


class Fact(Struct, frozen=True, kw_only=True):
    """一件要问或要讲的事：find 怎样算说到，points 值几分，wrong 怎样算讲错了（讲错不得分）。"""

    id: str
    title: str
    find: Condition
    points: Decimal
    wrong: Condition | None = None


class Facts(Form, frozen=True, kw_only=True):
    """每说到一件事得一份分，加到这一项的分值为止；facts 由评分表或主题列出。

    met_at: 说到几件算做到（与得分分开算），不到而说到过的算部分。
    """

    key: ClassVar[str] = "facts"
    primary: ClassVar[str] = "facts"
    sample: ClassVar[str] = "facts: [{id: tariff, title: 资费, find: {act: fee_notice}, points: 2}]"
    of_words: ClassVar[bool] = True

    facts: tuple[Fact, ...]
    met_at: int = 1

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Adds up the facts that were surely told; those in doubt leave the points or the status open."""
        answers = [(fact, _told(fact, document, context)) for fact in self.facts]
        sure = [pair for pair in answers if pair[1].truth is Truth.YES]
        possible = [pair for pair in answers if pair[1].truth is not Truth.NO]
        low, high = (_worth(found, points) for found in (sure, possible))
        status = self._status(len(sure))
        finding = self._finding(sure or possible, answers)
        if self._status(len(possible)) is not status or low != high:
            words = shown(answer for _, answer in possible)
            open_ = Finding(Truth.UNSURE, words, finding.because, finding.searched)
            return Award(Status.UNSURE, None, open_, low, high)
        return Award(status, low, finding)

    def _status(self, count: int) -> Status:
        if count >= max(self.met_at, 1):
            return Status.MET
        return Status.PARTIAL if count else Status.NOT_MET

    def _finding(self, told: Sequence[tuple[Fact, Finding]], answers: Sequence[tuple[Fact, Finding]]) -> Finding:
        said = "、".join(fact.title for fact, _ in told) or "无"
        wrong = "、".join(fact.title for fact, answer in answers if answer.truth is Truth.NO and answer.hits)
        left = "、".join(fact.title for fact, answer in answers if answer.truth is Truth.NO and not answer.hits)
        because = (
            f"说到 {len(told)} 件：{said}"
            + (f"；讲错：{wrong}" if wrong else "")
            + (f"；没有说到：{left}" if left else "")
        )
        truth = Truth.YES if told else Truth.NO
        return Finding(truth, shown(answer for _, answer in told or answers), because, answers[0][1].searched)

    def conditions(self) -> Iterable[Condition]:
        """Returns the facts' conditions."""
        for fact in self.facts:
            yield fact.find
            if fact.wrong is not None:
                yield fact.wrong

    def reachable(self, points: Decimal) -> Iterable[Decimal]:
        """Returns none, and what all facts are worth, at most the criterion's points."""
        return (Decimal(0), min(points, sum((fact.points for fact in self.facts), Decimal(0))))

    def impossible(self) -> Iterable[str]:
        """Tells where more facts are wanted than there are, or none."""
        if not 1 <= self.met_at <= len(self.facts):
            yield f"met_at 是 {self.met_at}，而事项有 {len(self.facts)} 件"
        if any(fact.points < 0 for fact in self.facts):
            yield "有一件事的分低于零"
        if len({fact.id for fact in self.facts}) < len(self.facts):
            yield "事项的编号写了两次"


def _told(fact: Fact, document: Document, context: Context) -> Finding:
    """Answers whether a fact was told, and not wrongly."""
    told = fact.find.find(document, context)
    if fact.wrong is None or told.truth is Truth.NO:
        return told
    wrong = fact.wrong.find(document, context.strictly)
    if wrong.truth is Truth.YES:
        return Finding(Truth.NO, wrong.hits, f"{fact.title}讲错了", wrong.searched)
    return told if wrong.truth is Truth.NO else Finding(Truth.UNSURE, told.hits, told.because, told.searched)


def _worth(found: Sequence[tuple[Fact, Finding]], points: Decimal) -> Decimal:
    return min(points, sum((fact.points for fact, _ in found), Decimal(0)))
