"""Small rubrics and lexicons, and calls scored by them.

Of each of the labels there is a way to say it for sure and one that leaves a doubt.
"""

from decimal import Decimal

from autoscore.errors import Place
from autoscore.lexicon import Lexicon, PhraseSet, entry
from autoscore.model import (
    Award,
    Criterion,
    CriterionScore,
    Finding,
    Role,
    Rubric,
    ScoreSheet,
    Status,
    Transcript,
    Truth,
    Turn,
    Voids,
)
from autoscore.rubric import parse_text
from autoscore.scoring import Scorer, compile_rubric

SURE = {
    "one": "感谢您的来电",
    "two": "请问贵姓大名",
    "three": "稍候片刻马上好",
    "rude": "你急什么急",
    "farewell": "再见",
}
DOUBTFUL = {"one": "多谢哈", "two": "尊姓哈", "three": "等等哈", "rude": "急啥哈"}
_ROLES: dict[str, Role] = {"客服": "agent", "客户": "customer", "系统": "ivr", "某人": "unknown"}
HEAD = 'rubric: t\ntitle: t\nversion: "1"\nchannel: phone\nsource: S\n'


def lexicon() -> Lexicon:
    sets = {}
    for label, words in SURE.items():
        lines = [words, *([f"? {DOUBTFUL[label]}"] if label in DOUBTFUL else [])]
        entries = tuple(entry(label, line, Place("test")) for line in lines)
        by = "any" if label == "farewell" else "agent"
        sets[label] = PhraseSet(label, label, kind="expected", by=by, sound="never", entries=entries)
    return Lexicon(sets, {})


def rubric(*criteria: str, head: str = "") -> Rubric:
    """Makes a rubric; a criterion is written from its `points` on, and gets its id from its place: c0, c1, …"""
    lines = "".join(
        f"  - {{id: c{place}, title: 第{place}项, why: w, source: S, {rest}}}\n" for place, rest in enumerate(criteria)
    )
    made, problems = parse_text(f"{HEAD}{head}criteria:\n{lines}", "t.yaml")
    assert not problems, [str(one) for one in problems]
    assert made is not None
    return made


def scorer(*criteria: str, head: str = "") -> Scorer:
    return compile_rubric(rubric(*criteria, head=head), lexicon())


def transcript(*lines: str, metadata: dict[str, str] | None = None) -> Transcript:
    turns = (line.partition("：")[::2] for line in lines)
    return Transcript("t", tuple(Turn(_ROLES[who], words) for who, words in turns), "phone", metadata=metadata or {})


def score(made: Scorer, *lines: str) -> ScoreSheet:
    [sheet] = made.score([transcript(*lines)])
    return sheet


def outcome(score: CriterionScore) -> tuple[str, str | None, list[tuple[int, int, int, str]]]:
    """Shows a criterion's status, points and evidence."""
    return score.status, score.points, [(one.turn, one.start, one.end, one.quote) for one in score.evidence]


def totals(sheet: ScoreSheet) -> tuple[str | None, str | None, str]:
    """Shows a sheet's low and high total and the most there was to get."""
    assert sheet.total == sheet.high
    return sheet.low, sheet.high, sheet.max


def steps(sheet: ScoreSheet) -> list[tuple[str, str, str]]:
    return [(one.label, one.points, one.running) for one in sheet.steps]


def at(turn: int, line: str, words: str) -> tuple[int, int, int, str]:
    """Returns the evidence that some words of a call's line make."""
    start = line.partition("：")[2].index(words)
    return turn, start, start + len(words), words


def criterion(points: str = "10", key: str = "find", **changes: object) -> Criterion:
    """Makes a criterion whose form is never asked."""
    fields = {"id": "c", "title": "项", "why": "w", "source": "S", "form": None, "form_key": key}
    return Criterion(**fields | {"points": Decimal(points)} | changes)  # type: ignore[arg-type]


def award(status: Status, points: str | None = None, low: str | None = None, high: str | None = None, **more: Voids):
    numbers = [None if one is None else Decimal(one) for one in (points, low, high)]
    return Award(status, numbers[0], Finding(Truth.UNSURE), numbers[1], numbers[2], **more)
