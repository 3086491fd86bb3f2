"""Adds judgements up: the total as a list of steps that anyone can re-add."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from msgspec import Struct

from autoscore.model import Band, Criterion, Rubric, Scale, Status, Step
from autoscore.rubric.bounds import BEYOND, worth
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.numbers import tenth
from autoscore.scoring.parts import ZERO, Entry, Part, bonuses, entries, parts, perhaps_voided, voided
from autoscore.scoring.rows import Row, rows
from autoscore.scoring.steps import steps

# Shares of sections are rounded at the sixth place: what is that near a half is a half.
NEAR = Decimal("0.0001")


class Total(Struct, frozen=True):
    """Is what a sheet comes to: `low` with every doubt against, `high` with all for; None where nothing counts."""

    low: Decimal | None
    high: Decimal | None
    most: Decimal
    observable: Decimal
    steps: tuple[Step, ...]
    passed: bool | None
    band: str | None
    needs_review: bool


class _Sum(Struct, frozen=True):
    """Is what one case of a call comes to."""

    case: str
    low: Decimal | None
    high: Decimal | None
    most: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Reckoner:
    """Adds up the judgements of calls by one rubric; it keeps what is the same for all of them."""

    rubric: Rubric

    def total(self, judgements: Sequence[Judgement], branch: str | None = None) -> Total:
        """Adds up what counts; what did not apply leaves the total, what a person must see stays apart.

        Where the rubric has branches and none was told, the total lies between those of all of them.
        """
        scale = self.rubric.scale
        sums = [_sum(self.rubric, entries(judgements, self._rows, case), case) for case in self._cases(branch)]
        best = sums[0] if len(sums) == 1 else max(sums, key=lambda one: (one.high is not None, one.high or ZERO))
        low = min([one.low for one in sums if one.low is not None], default=None)
        return Total(
            low=low,
            high=best.high,
            most=Decimal(tenth(best.most)),
            observable=self._observable(best.case),
            steps=best.steps,
            passed=_passed(low, best.high, scale.pass_mark),
            band=_band(best.high, scale.bands),
            needs_review=_needs_review(judgements, low, best.high, scale),
        )

    def _cases(self, branch: str | None) -> list[str]:
        return [branch] if branch is not None else [one.id for one in self.rubric.branches] or [""]

    def _observable(self, case: str) -> Decimal:
        """Returns how many of the sheet's points a transcript can show at all, in a case of the call."""
        if case not in self._seen:
            listed = [one for one in self.rubric.criteria if one.mode == "score" and one.branch in ("", case)]
            self._seen[case] = _observable(self.rubric, listed)
        return self._seen[case]

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return rows(self.rubric.criteria)

    @cached_property
    def _seen(self) -> dict[str, Decimal]:
        return {}


def _sum(rubric: Rubric, counted: Sequence[Entry], case: str) -> _Sum:
    made, scale = parts(rubric, counted), rubric.scale
    most = sum([part.most for part in made], ZERO)
    extra = bonuses(counted)
    low = _value(made, [part.low for part in made], most, scale, sum([one.low for one in extra], ZERO))
    high = _value(made, [part.high for part in made], most, scale, sum([one.high for one in extra], ZERO))
    if voided(counted, "sheet"):
        low = high = ZERO
    if low is not None and perhaps_voided(counted, "sheet"):
        low = ZERO
    return _Sum(case, low, high, scale.normalise or most, steps(rubric, made, counted, high))


def _value(
    made: Sequence[Part], sums: Sequence[Decimal], most: Decimal, scale: Scale, extra: Decimal
) -> Decimal | None:
    """Returns what the parts come to on the rubric's scale, rounded half up to one place; None where nothing counts.

    `sums` are the points of each part, at one end.
    """
    if not most:
        return None
    points = sum([part.scaled(one) for part, one in zip(made, sums, strict=True)], ZERO)
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
    grave = any(_is_grave(one) for one in judged if one.criterion.grave)
    undecided = scale.pass_mark is not None and low != high and _passed(low, high, scale.pass_mark) is None
    return grave or undecided or _band(low, scale.bands) != _band(high, scale.bands)


def _is_grave(judgement: Judgement) -> bool:
    return judgement.criterion.mode == "score" and judgement.settled.status is Status.UNSURE
