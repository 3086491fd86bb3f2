"""Fills the score sheet."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec import UNSET

from autoscore.annotate import questions_of
from autoscore.model import (
    QUESTION_TYPES,
    CriterionScore,
    Document,
    MadeBy,
    Rubric,
    RubricRef,
    ScoreSheet,
    Status,
    Transcript,
)
from autoscore.scoring.judgement import Judgement, Verdict
from autoscore.scoring.numbers import plain, tenth
from autoscore.scoring.total import Total, total

ASSIGNED = "示例权重，须本单位确认"
_SHOW_SEARCHED = (Status.NOT_MET, Status.UNSURE)


def fill(rubric: Rubric, document: Document, verdict: Verdict, made: MadeBy) -> ScoreSheet:
    """Returns the sheet of an annotated call."""
    transcript, judgements = document.transcript, verdict.judgements
    sum_ = total(rubric, judgements, verdict.branch)
    return ScoreSheet(
        id=transcript.id,
        transcript=transcript_digest(transcript),
        channel=transcript.channel,
        metadata=_metadata(transcript),
        rubric=RubricRef(rubric.id, rubric.version, rubric.digest, rubric.theme, verdict.branch),
        total=_shown(sum_.high),
        max=plain(sum_.most),
        low=_shown(sum_.low),
        high=_shown(sum_.high),
        observable=_rounded(sum_.observable),
        passed=sum_.passed,
        band=sum_.band,
        provisional=_provisional(judgements, sum_),
        needs_review=sum_.needs_review,
        criteria=tuple(_criterion(one, document) for one in judgements),
        steps=sum_.steps,
        questions=question_counts(document),
        warnings=document.notices,
        made_by=made,
    )


def question_counts(document: Document) -> dict[str, int] | None:
    """Counts the agent's questions by type; None where no question model looked at the call."""
    if not document.classified:
        return None
    asked = questions_of(document)
    return {type_: sum(hit.fact("type") == type_ for hit in asked) for type_ in QUESTION_TYPES}


def _shown(points: Decimal | None) -> str | None:
    return None if points is None else tenth(points)


def _rounded(points: Decimal) -> str:
    return plain(Decimal(tenth(points)))


def _metadata(transcript: Transcript) -> dict[str, str]:
    date = {"date": transcript.date} if transcript.date is not None else {}
    return {**transcript.metadata, **date}


def _provisional(judgements: Sequence[Judgement], sum_: Total) -> bool:
    open_ = any(one.settled.status is Status.UNSURE and one.criterion.mode == "score" for one in judgements)
    return open_ or sum_.low != sum_.high


def _criterion(judgement: Judgement, document: Document) -> CriterionScore:
    criterion, award = judgement.criterion, judgement.award
    open_ = award.status is Status.UNSURE
    show = award.status in _SHOW_SEARCHED
    hint = criterion.mode != "score"
    return CriterionScore(
        id=criterion.id,
        title=criterion.title,
        mode=criterion.mode,
        status=award.status.value,
        points=None if award.points is None or hint else plain(award.points),
        max=plain(criterion.points),
        because=award.finding.because,
        evidence=tuple(document.evidence(hit) for hit in award.finding.hits if hit.end > hit.start),
        searched=award.finding.searched if show else None,
        nearest=judgement.nearest if show else None,
        decisions=judgement.decisions,
        low=plain(award.low or Decimal(0)) if open_ else UNSET,
        high=plain(criterion.points if award.high is None else award.high) if open_ else UNSET,
        points_source=ASSIGNED if criterion.points_source == "assigned" else UNSET,
    )


def transcript_digest(transcript: Transcript) -> str:
    """Returns the digest of a call's roles, texts and times."""
    rows = [(turn.role, turn.text, turn.start, turn.end) for turn in transcript.turns]
    return f"sha256:{hashlib.sha256(msgspec.json.encode(rows)).hexdigest()}"
