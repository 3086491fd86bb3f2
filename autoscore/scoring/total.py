"""Adds judgements up: the total as a list of steps that anyone can re-add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from autoscore.model import Band, Rubric, Scale, Status, Step
from autoscore.scoring.judge import Judgement
from autoscore.scoring.numbers import plain, tenth

_ASIDE = (Status.NOT_APPLICABLE, Status.OBSERVER, Status.ERROR)
ZERO = Decimal(0)


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


def total(rubric: Rubric, judgements: Sequence[Judgement]) -> Total:
    """Adds up what counts; what did not apply leaves the total, what a person must see stays apart."""
    scored = [one for one in judgements if one.criterion.mode == "score"]
    counted = [one for one in scored if one.award.status not in _ASIDE]
    most = sum((one.criterion.points for one in counted), ZERO)
    low, high = _sums(counted)
    void = any(one.award.voids for one in counted)
    scaled = [_scaled(points, most, rubric.scale, void=void) for points in (low, high)]
    top = rubric.scale.normalise or most
    return Total(
        low=scaled[0],
        high=scaled[1],
        most=Decimal(tenth(top)),
        observable=_observable(scored, rubric.scale),
        steps=tuple(_steps(counted, most, high, scaled[1])),
        passed=_passed(scaled[0], scaled[1], rubric.scale.pass_mark),
        band=_band(scaled[1], rubric.scale.bands),
        needs_review=_needs_review(scored, scaled[0], scaled[1], rubric.scale),
    )


def _points(judgement: Judgement) -> tuple[Decimal, Decimal]:
    award = judgement.award
    if award.points is not None:
        return award.points, award.points
    return award.low or ZERO, judgement.criterion.points if award.high is None else award.high


def _sums(counted: Iterable[Judgement]) -> tuple[Decimal, Decimal]:
    low = high = ZERO
    void = perhaps = False
    for judgement in counted:
        least, greatest = _points(judgement)
        low, high = low + least, high + greatest
        void = void or judgement.award.voids
        perhaps = perhaps or (judgement.criterion.form_key == "fatal" and judgement.award.status is Status.UNSURE)
    return (ZERO if void or perhaps else max(low, ZERO)), (ZERO if void else max(high, ZERO))


def _scaled(points: Decimal, most: Decimal, scale: Scale, *, void: bool) -> Decimal | None:
    """Returns a sum on the rubric's scale, rounded half up to one place; None where nothing counts."""
    if void:
        return ZERO
    if not most:
        return None
    return Decimal(tenth(points if scale.normalise is None else points * scale.normalise / most))


def _observable(scored: Iterable[Judgement], scale: Scale) -> Decimal:
    """Returns how many of the sheet's points a transcript can show at all."""
    listed = [(one.criterion.points, one.criterion.form_key != "observer") for one in scored]
    everything = sum((points for points, _ in listed), ZERO)
    seen = sum((points for points, visible in listed if visible), ZERO)
    return seen * scale.normalise / everything if scale.normalise and everything else seen


def _steps(counted: Iterable[Judgement], most: Decimal, high: Decimal, scaled: Decimal | None) -> Iterable[Step]:
    running = ZERO
    for judgement in counted:
        points = _points(judgement)[1]
        running += points
        doubt = "（存疑，暂按满分）" if judgement.award.status is Status.UNSURE else ""
        yield Step(f"{judgement.criterion.title}{doubt}", plain(points), plain(running))
    if running != high:
        reason = "一票否决" if any(one.award.voids for one in counted) else "不低于零分"
        yield Step(reason, plain(high - running), plain(high))
    if scaled is not None and scaled != high:
        label = "四舍五入" if scaled == Decimal(tenth(high)) else f"折算：{plain(high)} ÷ {plain(most)}"
        yield Step(label, plain(scaled - high), tenth(scaled))


def _passed(low: Decimal | None, high: Decimal | None, mark: Decimal | None) -> bool | None:
    if mark is None or low is None or high is None:
        return None
    return True if low >= mark else False if high < mark else None


def _band(points: Decimal | None, bands: Iterable[Band]) -> str | None:
    if points is None:
        return None
    return next((band.title for band in bands if points >= band.least), None)


def _needs_review(scored: Iterable[Judgement], low: Decimal | None, high: Decimal | None, scale: Scale) -> bool:
    """Tells whether a person's decision could change the pass or the band, or touches a taboo or a red line."""
    grave = any(one.criterion.grave and one.award.status is Status.UNSURE for one in scored)
    undecided = scale.pass_mark is not None and low != high and _passed(low, high, scale.pass_mark) is None
    return grave or undecided or _band(low, scale.bands) != _band(high, scale.bands)
