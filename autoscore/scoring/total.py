"""Adds judgements up: the total as a list of steps that anyone can re-add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from autoscore.model import Band, Criterion, Rubric, Scale, Status, Step
from autoscore.rubric.bounds import BEYOND, worth
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.numbers import tenth
from autoscore.scoring.parts import ZERO, Part, bonuses, bounds_of, counts, parts, perhaps_voided, voided
from autoscore.scoring.steps import steps

# Shares of sections are rounded at the sixth place: what is that near a half is a half.
NEAR = Decimal("0.0001")


@dataclass(frozen=True)
class Total:
    """Is what a sheet comes to: `low` with every doubt against, `high` with all for; None where nothing counts."""

    low: Decimal | None
    high: Decimal | None
    most: Decimal
    observable: Decimal
    steps: tuple[Step, ...]
    passed: bool | None
    band: str | None
    needs_review: bool


@dataclass(frozen=True)
class _Sum:
    """Is what one case of a call comes to."""

    low: Decimal | None
    high: Decimal | None
    most: Decimal
    steps: tuple[Step, ...]


def total(rubric: Rubric, judgements: Sequence[Judgement], branch: str | None = None) -> Total:
    """Adds up what counts; what did not apply leaves the total, what a person must see stays apart.

    Where the rubric has branches and none was told, the total lies between those of all of them.
    """
    cases = [branch] if branch is not None else [one.id for one in rubric.branches] or [""]
    sums = [_sum(rubric, [one for one in judgements if counts(one, case)]) for case in cases]
    best = max(sums, key=lambda one: (one.high is not None, one.high or ZERO))
    lows = [one.low for one in sums if one.low is not None]
    low = min(lows) if lows else None
    case = cases[sums.index(best)]
    listed = [one.criterion for one in judgements if one.criterion.mode == "score"]
    return Total(
        low=low,
        high=best.high,
        most=Decimal(tenth(best.most)),
        observable=_observable(rubric, [one for one in listed if one.branch in ("", case)]),
        steps=best.steps,
        passed=_passed(low, best.high, rubric.scale.pass_mark),
        band=_band(best.high, rubric.scale.bands),
        needs_review=_needs_review(judgements, low, best.high, rubric.scale),
    )


def _sum(rubric: Rubric, counted: Sequence[Judgement]) -> _Sum:
    made, scale = parts(rubric, counted), rubric.scale
    most = sum((part.most for part in made), ZERO)
    void, perhaps = voided(counted, "sheet"), perhaps_voided(counted, "sheet")
    extra = [sum((bounds_of(one)[end] for one in bonuses(counted)), ZERO) for end in (0, 1)]
    values = [_value(made, most, scale, end, extra[end]) for end in (0, 1)]
    low, high = (ZERO if void else value for value in values)
    if perhaps and low is not None:
        low = ZERO
    return _Sum(low, high, scale.normalise or most, tuple(steps(rubric, made, counted, high)))


def _value(made: Sequence[Part], most: Decimal, scale: Scale, end: int, extra: Decimal) -> Decimal | None:
    """Returns what the parts come to on the rubric's scale, rounded half up to one place; None where nothing counts."""
    if not most:
        return None
    points = sum((part.scaled(part.sums[end]) for part in made), ZERO)
    weighted = any(part.share is not None for part in made)
    scaled = points if weighted or scale.normalise is None else points * scale.normalise / most
    return Decimal(tenth((scaled + extra).quantize(NEAR, ROUND_HALF_UP)))


def _observable(rubric: Rubric, listed: Sequence[Criterion]) -> Decimal:
    """Returns how many of the sheet's points a transcript can show at all."""
    plain = [one for one in listed if one.form_key not in BEYOND]
    weights = {one.id: one.weight for one in rubric.sections if one.weight is not None}
    top = rubric.scale.normalise
    if not weights or top is None:
        seen, everything = _seen(plain), worth(plain)
        return seen * top / everything if top and everything else seen
    groups = {name: [one for one in plain if one.section == name] for name in weights}
    filled = {name: group for name, group in groups.items() if worth(group)}
    whole = sum((weights[name] for name in filled), ZERO)
    shares = (top * weights[name] / whole * _seen(group) / worth(group) for name, group in filled.items())
    return sum(shares, ZERO)


def _seen(criteria: Iterable[Criterion]) -> Decimal:
    return worth(one for one in criteria if one.form_key != "observer")


def _passed(low: Decimal | None, high: Decimal | None, mark: Decimal | None) -> bool | None:
    if mark is None or low is None or high is None:
        return None
    return True if low >= mark else False if high < mark else None


def _band(points: Decimal | None, bands: Iterable[Band]) -> str | None:
    if points is None:
        return None
    return next((band.title for band in bands if points >= band.least), None)


def _needs_review(judged: Iterable[Judgement], low: Decimal | None, high: Decimal | None, scale: Scale) -> bool:
    """Tells whether a person's decision could change the pass or the band, or touches a taboo or a red line."""
    grave = any(
        one.criterion.grave and one.criterion.mode == "score" and one.settled.status is Status.UNSURE for one in judged
    )
    undecided = scale.pass_mark is not None and low != high and _passed(low, high, scale.pass_mark) is None
    return grave or undecided or _band(low, scale.bands) != _band(high, scale.bands)
