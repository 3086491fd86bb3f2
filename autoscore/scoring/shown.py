"""How a judgement stands on the sheet."""

from decimal import Decimal

from msgspec import UNSET

from autoscore.model import CriterionScore, Evidence, Status
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.numbers import plain

ASSIGNED = "示例权重，须本单位确认"
ZERO = Decimal(0)


def shown(judgement: Judgement, evidence: tuple[Evidence, ...]) -> CriterionScore:
    """Returns a row of a sheet; of what is lost or in doubt it tells where was looked, and what came nearest."""
    criterion, award = judgement.criterion, judgement.award
    status, finding = award.status, award.finding
    open_ = status is Status.UNSURE
    told = open_ or status is Status.NOT_MET
    # By place, as a row of a thousand calls is made of few words: names cost as much again.
    return CriterionScore(
        criterion.id,
        criterion.title,
        criterion.mode,
        status.value,
        None if award.points is None or criterion.mode != "score" else plain(award.points),
        plain(criterion.points),
        finding.because,
        evidence,
        finding.searched if told else None,
        judgement.nearest if told else None,
        judgement.decisions,
        plain(award.low or ZERO) if open_ else UNSET,
        plain(criterion.points if award.high is None else award.high) if open_ else UNSET,
        ASSIGNED if criterion.points_source == "assigned" else UNSET,
    )
