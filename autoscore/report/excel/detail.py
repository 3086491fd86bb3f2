"""明细: a row a criterion of a call, with the words that earn or cost it, and columns for people to fill in."""

from collections.abc import Iterator

from autoscore.model import CriterionScore, Decision, ScoreSheet
from autoscore.model.card import RubricCard
from autoscore.model.review_sheet import APPEAL, APPEALED, APPEALS, BY, NOTE, POINTS, RESULT, RESULTS
from autoscore.report.excel.cells import beside, fact, most, nearest, points, quotes, searched, stamp, status, times
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.figures.outcome import number
from autoscore.report.language import Language
from autoscore.report.words import STATUS
from autoscore.runs.stored import StoredCall

COLUMNS = (
    Column("录音号", 22, "wrap", "word"),
    Column("工号", 9, "plain", "word"),
    Column("班组", 12, "plain", "word"),
    Column("时间", 16, "moment", "word"),
    Column("环节", 11, "wrap", "word"),
    Column("评分项", 15, "wrap", "word"),
    Column("评分项编号", 14, "plain", "word"),
    Column("标准原文", 28, "wrap", "word"),
    Column("分值", 6, "number", "word"),
    Column("得分", 7, "number", "word"),
    Column("状态", 8, "middle", "word", coloured=True),
    Column("依据", 26, "wrap", "word"),
    Column("原话", 30, "wrap"),
    Column("前一句", 26, "wrap"),
    Column("后一句", 26, "wrap"),
    Column("时间点", 8, "wrap", "word"),
    Column("搜索范围", 15, "wrap", "word"),
    Column("最接近的话", 28, "wrap"),
    Column("建议话术", 28, "wrap", "word"),
    Column(RESULT, 10, "fill", "fill", RESULTS, coloured=True),
    Column(POINTS, 8, "fill", "fill"),
    Column(BY, 10, "fill", "fill"),
    Column(NOTE, 24, "fill", "fill"),
    Column(APPEAL, 10, "fill", "fill", APPEALS, coloured=True),
)
DETAIL = Layout("明细", COLUMNS, wide=True)


class Rows:
    """Makes the rows of calls; what a rubric says of a criterion is put together once."""

    def __init__(self, say: Language) -> None:
        self._say = say
        self._known: dict[tuple[str, str], tuple[str, str, str]] = {}

    def of(self, one: StoredCall) -> Iterator[tuple[Value, ...]]:
        """Yields the rows of a call."""
        head = _head(one.sheet)
        for score in one.sheet.criteria:
            yield (*head, *self._row(one, score), *_decided(score.decisions, self._say))

    def open(self, one: StoredCall, name: str) -> tuple[Value, ...]:
        """Returns the row of a criterion by its id, nothing filled in yet."""
        score = next(score for score in one.sheet.criteria if score.id == name)
        return (*_head(one.sheet), *self._row(one, score))

    def _row(self, one: StoredCall, score: CriterionScore) -> tuple[Value, ...]:
        name = (one.card.digest, score.id)
        known = self._known.get(name) or self._known.setdefault(name, _known(one.card, score))
        section, standard, advice = known
        say, call = self._say, one.call
        return (
            section,
            score.title,
            score.id,
            standard,
            most(score, say),
            points(score),
            status(score, say),
            score.because,
            quotes(score.evidence, say),
            *beside(score, call, say),
            times(score.evidence, call),
            searched(score.searched, say),
            nearest(score.nearest, say),
            advice if _lacks(score) else "",
        )


def _head(sheet: ScoreSheet) -> tuple[Value, ...]:
    return sheet.id, fact(sheet, "agent"), fact(sheet, "team"), stamp(fact(sheet, "date"))


def _known(rubric: RubricCard, score: CriterionScore) -> tuple[str, str, str]:
    """Returns the step of a criterion, what the score sheet asks for in its own words, and what to say instead."""
    card = rubric.criterion(score.id)
    if card is None:
        return "", score.title, ""
    return rubric.section(card), card.standard or score.title, card.advice


def _lacks(score: CriterionScore) -> bool:
    """Tells whether points were lost or are in doubt, so that it helps to say what to say."""
    if score.status in {"met", "partial"}:
        return score.points != score.max
    return score.status in {"not_met", "unsure"}


def _decided(decisions: tuple[Decision, ...], say: Language) -> tuple[Value, ...]:
    """Returns what was decided before, so that a workbook given back keeps it: the last decision, and on appeal."""
    if not decisions:
        return ()
    appealed = decisions[-1] if decisions[-1].by == APPEALED else None
    plain = [one for one in decisions if one.by != APPEALED]
    last = plain[-1] if plain else None
    # Where an appeal gave a part, the points beside it are its own.
    counted = appealed if appealed is not None and appealed.status == "partial" else last
    return (
        None if last is None else say(STATUS[last.status][0]),
        None if counted is None or counted.points is None else number(counted.points),
        None if last is None else last.by,
        next((one.note for one in (appealed, last) if one is not None), ""),
        None if appealed is None else say(STATUS[appealed.status][0]),
    )
