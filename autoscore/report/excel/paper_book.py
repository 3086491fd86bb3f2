"""Score sheets in the paper form's layout, one for each of the calls that were asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeAlias

from msgspec import UNSET

from autoscore.errors import UsageError
from autoscore.model import CriterionScore, ScoreSheet
from autoscore.model.card import RubricCard
from autoscore.report.excel.book import written
from autoscore.report.excel.cells import fact, nearest, searched, total
from autoscore.report.excel.paper_sheet import Cell, PaperRow, PaperSheet, PaperSum, draw
from autoscore.report.figures.outcome import ZERO, number, voided
from autoscore.report.language import Language
from autoscore.report.order import Order, shown
from autoscore.report.words import STATUS, passed
from autoscore.runs.stored import StoredCall

_CLOSE = 3
_LIKE = 0.5
# The keys by which the fields of the head are known; a customer's name stands under `name`, and is no field.
_BRANCHES = ("branch", "分公司", "单位", "支公司")
_HALLS = ("hall", "营业厅", "厅名", "team", "班组")
_NAMES = ("agent_name", "staff_name", "staff", "坐席姓名", "员工姓名", "营业员")
_THEMES = ("theme", "主题")
_OBSERVED = "须由人观察："
_Bounds: TypeAlias = tuple[Decimal, Decimal]


def write_calls(order: Order) -> None:
    """Writes a workbook with a score sheet for each call asked for; raises UsageError for a call that is not there."""
    found = {one.sheet.id: one for one in order.run if one.sheet.id in order.calls}
    missing = [name for name in order.calls if name not in found]
    if missing:
        raise UsageError("；".join(_unknown(missing, [one.sheet.id for one in order.run])))
    with written(order.out, order.say, streamed=False) as book:
        for name in dict.fromkeys(order.calls):
            one = shown(found[name], order.masker)
            form = filled(one, order.say)
            if not order.hides:
                form = replace(form, notes=(order.say("个人信息没有遮"), *form.notes))
            draw(book, name, form)


def _unknown(missing: Iterable[str], known: Sequence[str]) -> Iterable[str]:
    for name in missing:
        close = get_close_matches(name, known, _CLOSE, _LIKE)
        yield f"结果里没有通话“{name}”" + (f"；相近的有：{'、'.join(close)}" if close else "")


def filled(one: StoredCall, say: Language) -> PaperSheet:
    """Returns the form of a call; people's last decision stands for the machine's answer."""
    scored = [score for score in one.sheet.criteria if score.mode == "score"]
    rows = tuple(_row(one.card, score, say) for score in scored)
    titles = dict.fromkeys(row.step for row in rows if row.step)
    steps = {step: _sum([row for row in rows if row.step == step], say, "小计") for step in titles}
    return PaperSheet(one.card.title, _head(one.sheet), rows, steps, _sums(one, rows, say), tuple(_notes(one, say)))


def _head(sheet: ScoreSheet) -> tuple[Cell, ...]:
    agent = " ".join(one for one in (_fact(sheet, _NAMES), fact(sheet, "agent")) if one)
    theme = sheet.rubric.theme or _fact(sheet, _THEMES)
    return sheet.id, fact(sheet, "date").replace("T", " "), _fact(sheet, _BRANCHES), _fact(sheet, _HALLS), agent, theme


def _fact(sheet: ScoreSheet, keys: Iterable[str]) -> str:
    """Returns the first fact of a call that is known by one of some keys."""
    return next((found for found in (fact(sheet, key) for key in keys) if found), "")


def _row(card: RubricCard, score: CriterionScore, say: Language) -> PaperRow:
    known = card.criterion(score.id)
    step, standard = ("", "") if known is None else (card.section(known), known.standard)
    status, found = _settled(score)
    reason = _reason(score, status, found, say)
    return PaperRow(step, score.title, standard, number(score.max), _given(status, found, say), reason, found)


def _settled(score: CriterionScore) -> tuple[str, _Bounds | None]:
    """Returns the status that counts and the points between which it gives; None where it gives none."""
    decision = score.decisions[-1] if score.decisions else None
    status, points = (score.status, score.points) if decision is None else (decision.status, decision.points)
    if points is not None:
        return status, (number(points), number(points))
    if decision is not None and status in {"met", "not_met"}:
        settled = number(score.max) if status == "met" else ZERO
        return status, (settled, settled)
    if status in {"unsure", "partial"}:
        low, high = ("0" if score.low is UNSET else score.low, score.max if score.high is UNSET else score.high)
        return "unsure", (number(low), number(high))
    return status, None


def _given(status: str, found: _Bounds | None, say: Language) -> Cell:
    """Returns the points, the word for having none, or nothing where a person must still write them."""
    if found is None:
        return None if status == "observer" else say(STATUS[status][0])
    low, high = found
    return low if status != "unsure" else say("存疑 {low}–{high}", low=low, high=high)


def _reason(score: CriterionScore, status: str, found: _Bounds | None, say: Language) -> str:
    if score.decisions:
        last = score.decisions[-1]
        who = last.by or say("人工")
        note = f"，{last.note}" if last.note else ""
        return say("{who}判定：{status}{note}", who=who, status=say(STATUS[last.status][0]), note=note)
    if status == "observer":
        return say("须人看：{what}", what=score.because.removeprefix(_OBSERVED))
    # A red line that was crossed is worth no points, and is why there are none.
    whole = found is not None and found[0] >= number(score.max) and status != "not_met"
    if whole:
        return ""
    parts = (score.because, *(_quoted(score, say) if found is not None else ()))
    return "；".join(part for part in parts if part)


def _quoted(score: CriterionScore, say: Language) -> Iterable[str]:
    if score.evidence:
        yield say("原话“{quote}”（第 {turn} 轮）", quote=score.evidence[0].quote, turn=score.evidence[0].turn + 1)
    if score.searched is not None:
        yield say("找过{where}", where=searched(score.searched, say))
    if score.nearest is not None:
        yield say("最接近{words}", words=nearest(score.nearest, say))


def _sum(rows: Sequence[PaperRow], say: Language, title: str) -> PaperSum:
    """Returns the sum of what counts: rows without an occasion are in neither figure."""
    points = sum((row.points for row in rows if row.bounds is not None or row.given is None), ZERO)
    found = [row.bounds for row in rows if row.bounds is not None]
    low, high = (sum((bounds[end] for bounds in found), ZERO) for end in (0, 1))
    return PaperSum(say(title), points, None if not found else low if low == high else f"{low}–{high}")


def _sums(one: StoredCall, rows: Sequence[PaperRow], say: Language) -> tuple[PaperSum, ...]:
    sheet = one.sheet
    low, high = total(sheet.low), total(sheet.high)
    doubt = say("存疑 {low}–{high}，暂按高分", low=_plain(low), high=_plain(high)) if low != high else ""
    taken = voided(sheet)
    void = say("碰红线，一票否决，扣去 {points} 分", points=_plain(taken)) if taken else ""
    waits = say("未含须人看的项") if any(row.given is None for row in rows) else ""
    told = "；".join(part for part in (void, doubt, waits) if part)
    verdict = "，".join(dict.fromkeys(part for part in (sheet.band or "", say(passed(sheet.passed))) if part))
    return (
        _sum(rows, say, "各项合计"),
        PaperSum(say("总分（满分 {max}）", max=sheet.max), number(sheet.max), total(sheet.total), told),
        PaperSum(say("评定"), None, None, verdict),
    )


def _plain(points: Decimal | None) -> str:
    return "" if points is None else f"{points.normalize():f}"


def _notes(one: StoredCall, say: Language) -> Iterable[str]:
    for warning in one.sheet.warnings:
        yield say("注意：{what}", what=warning.because)
    if any(isinstance(score.points_source, str) for score in one.sheet.criteria):
        yield say("分值为示例权重，须本单位确认")
    if any(score.status == "observer" and not score.decisions for score in one.sheet.criteria):
        yield say("得分空着的项录音里看不出，由现场的人填写。")
    ref = one.sheet.rubric
    yield say("评分表 {id} 第 {version} 版，{digest}", id=ref.id, version=ref.version, digest=ref.digest[:19])
