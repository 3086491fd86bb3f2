"""People's decisions: laid beside the machine's answer, never over it; the last one counts in the total."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from autoscore.model import Award, Criterion, Decision, Finding, Status, Truth, Voids
from autoscore.rubric.bounds import reach
from autoscore.scoring.judgement import Judgement, Verdict

ZERO = Decimal(0)


def decided(verdict: Verdict, decisions: Sequence[tuple[str, Decision]]) -> Verdict:
    """Returns a verdict with people's decisions, pairs of criterion and decision in their order, beside its answers."""
    if not decisions:
        return verdict
    return replace(verdict, judgements=tuple(_beside(one, decisions) for one in verdict.judgements))


def _beside(judgement: Judgement, decisions: Iterable[tuple[str, Decision]]) -> Judgement:
    own = tuple(decision for criterion, decision in decisions if criterion == judgement.criterion.id)
    if not own:
        return judgement
    return replace(judgement, decisions=own, decided=award_of(judgement, own[-1]))


def award_of(judgement: Judgement, decision: Decision) -> Award:
    """Returns what a decision gives; where it gives no points, its status' own points."""
    criterion, status = judgement.criterion, Status(decision.status)
    points = _points(criterion, status) if decision.points is None else Decimal(decision.points)
    finding = Finding(Truth.YES, judgement.award.finding.hits, f"{decision.by or '人工'}判定")
    if status is Status.UNSURE or (status is Status.PARTIAL and points is None):
        return Award(Status.UNSURE, None, finding, *reach(criterion))
    voids: Voids = getattr(criterion.form, "voids", "sheet") if _crosses(criterion, status) else ""
    return Award(status, points, finding, voids=voids)


def _points(criterion: Criterion, status: Status) -> Decimal | None:
    if status is Status.NOT_APPLICABLE and criterion.not_due == "full":
        return criterion.points
    return {Status.MET: criterion.points, Status.NOT_MET: min(ZERO, reach(criterion)[0])}.get(status)


def _crosses(criterion: Criterion, status: Status) -> bool:
    return criterion.form_key == "fatal" and status is Status.NOT_MET


def status_for(criterion: Criterion, points: Decimal) -> Status:
    """Returns the status that points alone stand for."""
    least = min(ZERO, reach(criterion)[0])
    return Status.MET if points >= criterion.points else Status.NOT_MET if points <= least else Status.PARTIAL
