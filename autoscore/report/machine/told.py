"""What a line of a sheet tells, in words that lie on one line each and are harmless wherever they are read."""

from collections.abc import Iterator

from msgspec import UNSET

from autoscore.model import CriterionScore, Decision, Evidence, ScoreSheet, Searched
from autoscore.model.card import CriterionCard
from autoscore.report.language import Language
from autoscore.report.words import ROLE, STATUS
from autoscore.runs.safe import shown

# Beside control characters XML 1.0 has no place for these two.
_NO_CHARACTERS = {0xFFFE: "·", 0xFFFF: "·"}


def plain(text: str) -> str:
    """Returns a text on one line, in which what could steer a reader is a visible mark, one for one."""
    return text if text.isprintable() else shown(text).translate(_NO_CHARACTERS)


def status_word(say: Language, status: str) -> str:
    """Returns a status in words."""
    return say(STATUS[status][0]) if status in STATUS else status


def role_word(say: Language, role: str) -> str:
    """Returns whose words they are."""
    return say(ROLE.get(role, "各方"))


def clock(one: Evidence) -> str:
    """Returns when the turn of a piece of evidence begins, as mm:ss from the start of the call; empty if not known."""
    since = None if one.time is UNSET else one.time[0]
    return "" if since is None else f"{int(since) // 60:02d}:{int(since) % 60:02d}"


def reason(say: Language, one: CriterionScore) -> str:
    """Returns why a criterion came out so; never empty."""
    return plain(one.because) or status_word(say, one.status)


def lines(say: Language, one: CriterionScore, card: CriterionCard | None) -> Iterator[str]:
    """Yields what stands behind a status: words, where was looked, what came nearest, what to say, who decided.

    Turns are counted from 1, as people count.
    """
    yield from (_quoted(say, evidence) for evidence in one.evidence)
    if one.searched is not None:
        yield looked(say, one.searched)
    if one.nearest is not None:
        near = one.nearest
        values = {"quote": plain(near.quote), "phrase": plain(near.phrase), "strength": near.strength}
        yield say("最接近：第{turn}轮“{quote}”，像“{phrase}”（{strength}）", turn=near.turn + 1, **values)
    if card is not None and card.advice:
        yield say("可以这样说：{advice}", advice=plain(card.advice))
    yield from (_decided(say, decision) for decision in one.decisions)


def looked(say: Language, one: Searched) -> str:
    """Returns where was looked."""
    first, last = one.turns
    return say("找过：{who}第{first}–{last}轮", who=role_word(say, one.by), first=first + 1, last=last + 1)


def total(say: Language, sheet: ScoreSheet) -> str:
    """Returns a sheet's total, and whether it passes."""
    passed = say({True: "合格", False: "不合格", None: "待定"}[sheet.passed])
    if sheet.total is None:
        return say("没有可评分的项目")
    told = say("总分 {total}/{max}，{passed}", total=sheet.total, max=sheet.max, passed=passed)
    if sheet.low == sheet.high:
        return told
    return told + say("（存疑 {low}–{high}）", low=sheet.low, high=sheet.high)


def _quoted(say: Language, one: Evidence) -> str:
    time = clock(one)
    return say(
        "原话：第{turn}轮{time}“{quote}”", turn=one.turn + 1, time=f" {time} " if time else "", quote=plain(one.quote)
    )


def _decided(say: Language, one: Decision) -> str:
    status = status_word(say, one.status)
    points = "" if one.points is None else say("，{points} 分", points=one.points)
    note = f"（{plain(one.note)}）" if one.note else ""
    return say("人工判定：{status}{points}{note}", status=status, points=points, note=note)
