"""Fills the score sheet."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import msgspec

from autoscore.annotate import profile
from autoscore.model import (
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
from autoscore.scoring.shown import shown
from autoscore.scoring.total import Reckoner, Total


@dataclass(frozen=True)
class Form:
    """Is a rubric's sheet before it is filled, with what stands on it for every call."""

    rubric: Rubric

    def fill(self, document: Document, verdict: Verdict, made: MadeBy) -> ScoreSheet:
        """Returns the sheet of an annotated call."""
        transcript, judgements = document.transcript, verdict.judgements
        sum_ = self._reckoner.total(judgements, verdict.branch)
        return ScoreSheet(
            id=transcript.id,
            transcript=transcript_digest(transcript),
            channel=transcript.channel,
            metadata=_metadata(transcript),
            rubric=self._ref(verdict.branch),
            total=_shown(sum_.high),
            max=plain(sum_.most),
            low=_shown(sum_.low),
            high=_shown(sum_.high),
            observable=_rounded(sum_.observable),
            passed=sum_.passed,
            band=sum_.band,
            provisional=_provisional(judgements, sum_),
            needs_review=sum_.needs_review,
            criteria=tuple([_criterion(one, document) for one in judgements]),
            steps=sum_.steps,
            questions=question_counts(document),
            warnings=document.notices,
            made_by=made,
        )

    @cached_property
    def _reckoner(self) -> Reckoner:
        return Reckoner(self.rubric)

    def _ref(self, branch: str | None) -> RubricRef:
        of = self.rubric
        return RubricRef(of.id, of.version, of.digest, of.theme, branch)


def question_counts(document: Document) -> dict[str, int] | None:
    """Counts the agent's questions by type; None where no question model looked at the call."""
    if not document.classified:
        return None
    return profile(document).types


def _shown(points: Decimal | None) -> str | None:
    return None if points is None else tenth(points)


def _rounded(points: Decimal) -> str:
    return plain(Decimal(tenth(points)))


def _metadata(transcript: Transcript) -> dict[str, str]:
    date = {"date": transcript.date} if transcript.date is not None else {}
    return {**transcript.metadata, **date}


def _provisional(judgements: Sequence[Judgement], sum_: Total) -> bool:
    if sum_.low != sum_.high:
        return True
    return any(one.settled.status is Status.UNSURE and one.criterion.mode == "score" for one in judgements)


def _criterion(judgement: Judgement, document: Document) -> CriterionScore:
    if judgement.shown is not None:
        return judgement.shown
    return shown(judgement, document.evidence(judgement.award.finding.hits))


def transcript_digest(transcript: Transcript) -> str:
    """Returns the digest of a call's roles, texts and times."""
    rows = [(turn.role, turn.text, turn.start, turn.end) for turn in transcript.turns]
    return f"sha256:{hashlib.sha256(msgspec.json.encode(rows)).hexdigest()}"
