"""What a rubric's points come to: the points that can be had, and the least and greatest total."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from autoscore.forms import Form
from autoscore.model import Criterion, Rubric

ZERO = Decimal(0)
# These forms give nothing that the total is measured by.
BEYOND = frozenset({"bonus"})


def cases(rubric: Rubric) -> Iterator[tuple[str, tuple[Criterion, ...]]]:
    """Yields what counts in each case of a call: the id of the branch, and the scored criteria."""
    scored = [one for one in rubric.criteria if one.mode == "score"]
    for branch in [one.id for one in rubric.branches] or [""]:
        yield branch, tuple(one for one in scored if one.branch in ("", branch))


def worth(criteria: Iterable[Criterion]) -> Decimal:
    """Returns the points that criteria can give in full, weighted; a bonus lies beyond them."""
    return sum((one.points * one.weight for one in criteria if one.form_key not in BEYOND), ZERO)


def bounds(rubric: Rubric) -> tuple[Decimal, Decimal]:
    """Returns bounds that no total of the rubric leaves, before rounding."""
    found = [_bounds(rubric, criteria) for _, criteria in cases(rubric)]
    return min(low for low, _ in found), max(high for _, high in found)


def _bounds(rubric: Rubric, criteria: tuple[Criterion, ...]) -> tuple[Decimal, Decimal]:
    extra = sum((one.points * one.weight for one in criteria if one.form_key in BEYOND), ZERO)
    counted = [one for one in criteria if one.form_key not in BEYOND]
    top = rubric.scale.normalise
    if top is None:
        low = sum((min(ZERO, reach(one)[0]) * one.weight for one in counted), ZERO)
        return max(ZERO, low), worth(counted) + extra
    return _least_share(counted) * top, top + extra


def _least_share(criteria: Iterable[Criterion]) -> Decimal:
    """Returns the least share of its points that a criterion can come to: no weighted mean of them lies below it."""
    criteria = tuple(criteria)
    if any(one.form_key == "fatal" or one.cancelled_by is not None or reach(one)[0] < ZERO for one in criteria):
        return ZERO
    return max(ZERO, min((reach(one)[0] / one.points for one in criteria if one.points), default=ZERO))


def reach(criterion: Criterion) -> tuple[Decimal, Decimal]:
    """Returns the least and the most points that a criterion can come to."""
    points = tuple(criterion.form.reachable(criterion.points)) if isinstance(criterion.form, Form) else ()
    return min(points, default=ZERO), max(points, default=ZERO)
