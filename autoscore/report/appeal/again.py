"""Scores a kept call again by the rubric of its sheet, and compares."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec import UnsetType

from autoscore.errors import RubricError
from autoscore.model import (
    CriterionScore,
    Decision,
    Document,
    Evidence,
    MadeBy,
    Nearest,
    Rubric,
    ScoreSheet,
    Searched,
    Status,
)
from autoscore.report.appeal.records import Difference, Verified, Would
from autoscore.rubric import bundled, load
from autoscore.runs.again import transcript_of
from autoscore.runs.stored import StoredCall
from autoscore.scoring import Scorer, scorer_of
from autoscore.scoring.decide import Named

_T = TypeVar("_T", ScoreSheet, CriterionScore)

_SHEET = ("total", "max", "low", "high", "passed", "band", "provisional", "needs_review")
_CRITERION = ("status", "points", "low", "high", "max", "mode", "because", "evidence", "searched", "nearest")

NO_WORDS = "这次评分没有留对话原文（--no-calls），不能重评"
MASKED = "这次评分遮了个人信息才存下来，原话已不全，不能重评"
OTHER_VERSION = "自带的评分表 {id} 已不是评分时的那份；请用 --rubric 给出当时的文件，摘要须是 {wanted}"
NOT_BUNDLED = "评分表 {id} 不是自带的；请用 --rubric 给出当时的文件，摘要须是 {wanted}"
OTHER_FILE = "给出的评分表不是评分时的那份：它的摘要是 {found}，须是 {wanted}"
NO_LEXICONS = "评分表要的词表这里没有；评分时若用了 --lexicons，请在这里也写上"


@dataclass(frozen=True)
class Means:
    """Says with what to score again: a rubric's file and theme where they are a house's own, and the run's options."""

    rubric: str | None = None
    theme: str | None = None
    lexicons: Path | None = None
    assume_roles: bool = False


@dataclass(frozen=True)
class Again:
    """Is a call scored again, with what it takes to try other decisions on it."""

    scorer: Scorer
    document: Document
    given: tuple[Named, ...]
    sheet: ScoreSheet

    def would(self, criterion: str, status: Status) -> Would:
        """Returns what the sheet came to if a person gave a criterion another status."""
        extra = (criterion, Decision(status.value, None, ""))
        sheet = self.scorer.sheet(self.document, (*self.given, extra))
        return Would(status.value, sheet.total, sheet.passed, sheet.band)


def again(one: StoredCall, means: Means, *, masked: bool) -> Again | Verified:
    """Scores a kept call again, decisions laid beside; where that can't be done, returns why.

    `masked` tells that words were hidden before they were kept. Raises RubricError where a file that was given is none.
    """
    if one.call is None:
        return Verified("impossible", NO_WORDS)
    if masked:
        return Verified("impossible", MASKED)
    rubric = _rubric(one.sheet, means)
    if isinstance(rubric, Verified):
        return rubric
    try:
        scorer = scorer_of(rubric, means.lexicons, assume_roles=means.assume_roles)
    except RubricError:  # it was good when it scored: what it asks for is in lexicons that are not here
        return Verified("impossible", NO_LEXICONS)
    document = scorer.annotator.annotate([transcript_of(one.call)])[0]
    given = tuple((score.id, decision) for score in one.sheet.criteria for decision in score.decisions)
    return Again(scorer, document, given, scorer.sheet(document, given))


def _rubric(sheet: ScoreSheet, means: Means) -> Rubric | Verified:
    ref, theme = sheet.rubric, means.theme or sheet.rubric.theme
    if means.rubric is not None:
        found = load(means.rubric, theme)
        values = {"found": found.digest, "wanted": ref.digest}
        return found if found.digest == ref.digest else Verified("impossible", OTHER_FILE, values)
    values = {"id": ref.id, "wanted": ref.digest}
    if ref.id not in bundled():
        return Verified("impossible", NOT_BUNDLED, values)
    try:
        found = load(ref.id, theme)
    except RubricError:  # its theme is a house's own, or is gone
        return Verified("impossible", OTHER_VERSION, values)
    return found if found.digest == ref.digest else Verified("impossible", OTHER_VERSION, values)


def compared(before: ScoreSheet, after: ScoreSheet, criterion: str, shown: tuple[ScoreSheet, ScoreSheet]) -> Verified:
    """Compares a sheet with the one that came of scoring again, in the total and in one criterion.

    `shown` are the two sheets as people may see them: what differs is told in their words.
    """
    found = [_differing("sheet", name, (before, after), shown) for name in _SHEET]
    rows, told = ((_row(one, criterion), _row(two, criterion)) for one, two in ((before, after), shown))
    found += [_differing("criterion", name, rows, told) for name in _CRITERION]
    differences = tuple(one for one in found if one is not None)
    same = not differences and before.transcript == after.transcript
    return Verified("same" if same else "different", differences=differences, changed=tuple(_changed(before, after)))


def _row(sheet: ScoreSheet, criterion: str) -> CriterionScore:
    return next(one for one in sheet.criteria if one.id == criterion)


def _differing(what: str, name: str, pair: tuple[_T, _T], shown: tuple[_T, _T]) -> Difference | None:
    before, after = (getattr(one, name) for one in pair)
    told = (_told(getattr(one, name)) for one in shown)
    return None if before == after else Difference(f"{what}.{name}", *told)


def _told(value: object) -> str:
    """Returns a field's value in a line; turns count from 1."""
    match value:
        case None | UnsetType():
            return "–"
        case tuple():
            return "；".join(map(_told, value)) or "–"
        case Evidence():
            return f"{value.turn + 1}:{value.start}–{value.end} “{value.quote}” {value.form} {value.strength}"
        case Nearest():
            return f"{value.turn + 1}:{value.start}–{value.end} “{value.quote}” ~ “{value.phrase}” {value.strength}"
        case Searched():
            return f"{value.by} {value.turns[0] + 1}–{value.turns[1] + 1}"
        case _:
            return str(value)


def _changed(before: ScoreSheet, after: ScoreSheet) -> Iterator[Difference]:
    """Yields the makers that are not the same any more."""
    if before.transcript != after.transcript:
        yield Difference("transcript", before.transcript, after.transcript)
    old, new = makers(before.made_by), makers(after.made_by)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield Difference(name, old.get(name, "–"), new.get(name, "–"))


def makers(made: MadeBy) -> dict[str, str]:
    """Returns what made a sheet, by name: the program, the lexicons, each model and each engine."""
    models = {f"model {name}": digest for name, digest in sorted(made.models.items())}
    engines = {f"engine {name}": version for name, version in sorted(made.engines.items())}
    return {"autoscore": made.autoscore, "lexicons": made.lexicons, **models, **engines}
