"""What stands in single cells: words with the turns beside them, places, times, ranges, points and dates."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from msgspec import UNSET

from autoscore.model import Call, CriterionScore, Evidence, Nearest, ScoreSheet, Searched
from autoscore.report.clock import clock
from autoscore.report.excel.columns import Stamp, Value
from autoscore.report.excel.text import line, neighbour
from autoscore.report.figures.outcome import number
from autoscore.report.language import Language
from autoscore.report.words import ROLE, STATUS

_SHOWN = 3
# Excel's days have no time zone.
_FIRST_DAY = datetime(1899, 12, 30)
# Before it Excel counts a day that never was.
_EARLIEST = datetime(1900, 3, 1)
_DAY = 86_400
_DATE = len("2026-02-18")


def stamp(text: str) -> Value:
    """Returns an ISO 8601 date as a date of Excel, by the clock where it was; what is none stays a text."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text
    if moment < _EARLIEST:
        return text
    passed = moment - _FIRST_DAY
    return Stamp(passed.days + round(passed.seconds / _DAY, 10), len(text) == _DATE)


def status(score: CriterionScore, say: Language) -> str:
    """Returns the word for the machine's answer."""
    return say(STATUS[score.status][0])


def most(score: CriterionScore, say: Language) -> Value:
    """Returns what a criterion is worth; one that is told and not scored is worth nothing."""
    return number(score.max) if score.mode == "score" else say("提示")


def points(score: CriterionScore) -> Value:
    """Returns the points that the machine gave, as a range where it is in doubt; None where it gave none."""
    if score.mode != "score":
        return None
    if score.points is not None:
        return number(score.points)
    return bounds(score) if score.low is not UNSET and score.high is not UNSET else None


def bounds(score: CriterionScore) -> str:
    """Returns the least and the most points that a doubt leaves open."""
    low = "0" if score.low is UNSET else score.low
    high = score.max if score.high is UNSET else score.high
    return f"{low}–{high}"


def quotes(evidence: Sequence[Evidence], say: Language) -> str:
    """Returns the first words that carry an answer, one a line."""
    said = [line(one.quote) for one in evidence[:_SHOWN]]
    if len(evidence) > _SHOWN:
        said.append(say("等 {n} 处", n=len(evidence)))
    return "\n".join(said)


def times(evidence: Sequence[Evidence], call: Call | None) -> str:
    """Returns when those words were said, one a line; empty where no time is known."""
    found = [_since(one, call) for one in evidence[:_SHOWN]]
    return "" if all(one is None for one in found) else "\n".join("–" if one is None else clock(one) for one in found)


def _since(one: Evidence, call: Call | None) -> float | None:
    if one.time is not UNSET and one.time[0] is not None:
        return one.time[0]
    return call.turns[one.turn].start if call is not None and one.turn < len(call.turns) else None


def beside(score: CriterionScore, call: Call | None, say: Language) -> tuple[str, str]:
    """Returns the turns before and after the words that carry an answer, each with who speaks.

    Where there are none, they are those about the closest thing said.
    """
    words: Evidence | Nearest | None = score.evidence[0] if score.evidence else score.nearest
    if words is None or call is None:
        return "", ""
    return _turn(call, words.turn - 1, say), _turn(call, words.turn + 1, say)


def _turn(call: Call, at: int, say: Language) -> str:
    if not 0 <= at < len(call.turns):
        return ""
    turn = call.turns[at]
    return say("{who}：{text}", who=say(ROLE[turn.role]), text=neighbour(turn.text))


def searched(one: Searched | None, say: Language) -> str:
    """Returns where words were looked for; turns count from 1 for people."""
    if one is None:
        return ""
    who, (first, last) = say(ROLE.get(one.by, "各方")), one.turns
    if first == last:
        return say("{who}第 {first} 轮", who=who, first=first + 1)
    return say("{who}第 {first}–{last} 轮", who=who, first=first + 1, last=last + 1)


def nearest(one: Nearest | None, say: Language) -> str:
    """Returns the closest thing that was said, and what it is like."""
    if one is None:
        return ""
    phrase = "“{quote}”（第 {turn} 轮，{strength}% 像“{phrase}”）"
    return say(phrase, quote=line(one.quote), turn=one.turn + 1, strength=one.strength, phrase=one.phrase)


def total(points: str | None) -> Decimal | None:
    """Returns a sheet's total, or None."""
    return None if points is None else number(points)


def fact(sheet: ScoreSheet, name: str) -> str:
    """Returns a fact of a call, empty where it is not known."""
    return sheet.metadata.get(name, "")
