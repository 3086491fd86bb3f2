"""People's decisions: laid beside the machine's answer, never over it; the last one counts in the total."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec.structs import replace

from autoscore.errors import Problem
from autoscore.model import Award, Criterion, Decision, Finding, Rubric, Status, Truth, Voids
from autoscore.model.decision import DecisionRow
from autoscore.rubric.bind import guess
from autoscore.rubric.bounds import reach
from autoscore.scoring.judgement import Judgement, Verdict
from autoscore.scoring.numbers import plain

ZERO = Decimal(0)
# A decision with the id of the criterion that it is about.
Named: TypeAlias = tuple[str, Decision]


def understood(rubric: Rubric, rows: Iterable[DecisionRow]) -> tuple[tuple[Named, ...], tuple[Problem, ...]]:
    """Returns the decisions of a call, each with its criterion's id, and a problem for each that fits no criterion."""
    found = [_understood(rubric, row) for row in rows]
    problems = tuple(one for one in found if isinstance(one, Problem))
    return tuple(one for one in found if not isinstance(one, Problem)), problems


def _understood(rubric: Rubric, row: DecisionRow) -> Named | Problem:
    criterion = rubric.criterion(row.criterion) or next(
        (one for one in rubric.criteria if one.title == row.criterion), None
    )
    if criterion is None or criterion.mode == "off":
        todo = guess(row.criterion, [one.id for one in rubric.criteria if one.mode != "off"]) or "写评分项的编号或名称"
        return Problem(row.place, f"评分表 {rubric.id} 里没有这一项", todo, code="unknown_criterion")
    least, most = _range(criterion)
    if row.points is not None and not least <= row.points <= most:
        return Problem(row.place, f"得分 {row.points} 不在 {least} 到 {most} 之间", "改得分", code="points_range")
    status = row.status if row.status is not None else status_for(criterion, row.points or ZERO)
    points = None if row.points is None else plain(row.points)
    return criterion.id, Decision(status.value, points, row.by, row.note)


def _range(criterion: Criterion) -> tuple[Decimal, Decimal]:
    """Returns the points that a person may give; an observer's are the criterion's own."""
    least, most = reach(criterion)
    return min(ZERO, least), max(criterion.points, most)


def decided(verdict: Verdict, decisions: Sequence[Named]) -> Verdict:
    """Returns a verdict with people's decisions, pairs of criterion and decision in their order, beside its answers."""
    if not decisions:
        return verdict
    return replace(verdict, judgements=tuple(_beside(one, decisions) for one in verdict.judgements))


def _beside(judgement: Judgement, decisions: Iterable[Named]) -> Judgement:
    own = tuple(decision for criterion, decision in decisions if criterion == judgement.criterion.id)
    if not own:
        return judgement
    return replace(judgement, decisions=own, decided=award_of(judgement, own[-1]), shown=None)


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
    return {Status.MET: criterion.points, Status.NOT_MET: reach(criterion)[0]}.get(status)


def _crosses(criterion: Criterion, status: Status) -> bool:
    return criterion.form_key == "fatal" and status is Status.NOT_MET


def status_for(criterion: Criterion, points: Decimal) -> Status:
    """Returns the status that points alone stand for."""
    least = reach(criterion)[0]
    return Status.MET if points >= criterion.points else Status.NOT_MET if points <= least else Status.PARTIAL
