"""The parts of a sheet that are reckoned together: its sections where they have weights, else the whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from autoscore.model import Rubric, Status
from autoscore.rubric.bounds import BEYOND
from autoscore.scoring.judgement import Judgement

ZERO = Decimal(0)
# A section's share of the total is rounded here, far below what is shown, so that the steps add up to the last digit.
FINE = Decimal("0.000001")
_ASIDE = (Status.NOT_APPLICABLE, Status.OBSERVER, Status.ERROR)


@dataclass(frozen=True)
class Part:
    """Holds judgements that are added up together; `share` is what they are scaled to, None where nothing is scaled."""

    title: str
    judgements: tuple[Judgement, ...]
    share: Decimal | None = None

    @property
    def most(self) -> Decimal:
        """Is what could be had in full."""
        return sum((one.criterion.points * one.criterion.weight for one in self.judgements), ZERO)

    @property
    def sums(self) -> tuple[Decimal, Decimal]:
        """Are the least and the greatest sum of points, with what a red line of this part makes of them."""
        pairs = [bounds_of(one) for one in self.judgements]
        low, high = (max(ZERO, sum(ends, ZERO)) for ends in (zip(*pairs, strict=True) if pairs else ((), ())))
        if voided(self.judgements, "section"):
            return ZERO, ZERO
        return (ZERO if perhaps_voided(self.judgements, "section") else low), high

    def scaled(self, points: Decimal) -> Decimal:
        """Returns points of this part on the scale of the whole."""
        if self.share is None:
            return points
        return (points * self.share / self.most).quantize(FINE) if self.most else ZERO


def counts(judgement: Judgement, branch: str) -> bool:
    """Tells whether a judgement counts in a case of the call."""
    if judgement.criterion.mode != "score" or judgement.criterion.branch not in ("", branch):
        return False
    return judgement.counted.status not in _ASIDE or judgement.counted.points is not None


def parts(rubric: Rubric, counted: Sequence[Judgement]) -> tuple[Part, ...]:
    """Returns the parts of what counts; a section in which nothing counts gives its weight to the others."""
    plain = tuple(one for one in counted if one.criterion.form_key not in BEYOND)
    top = rubric.scale.normalise
    weights = {one.id: one.weight for one in rubric.sections if one.weight is not None}
    if not weights or top is None:
        return tuple(_unweighted(rubric, plain))
    groups = {name: tuple(one for one in plain if one.criterion.section == name) for name in weights}
    filled = {name: group for name, group in groups.items() if any(one.criterion.points for one in group)}
    whole = sum((weights[name] for name in filled), ZERO)
    titles = {one.id: one.title for one in rubric.sections}
    return tuple(Part(titles[name], group, top * weights[name] / whole) for name, group in filled.items())


def bonuses(counted: Iterable[Judgement]) -> Iterator[Judgement]:
    """Yields what gives points beyond the total."""
    return (one for one in counted if one.criterion.form_key in BEYOND)


def bounds_of(judgement: Judgement) -> tuple[Decimal, Decimal]:
    """Returns the least and the greatest weighted points that a judgement stands for."""
    award, weight = judgement.counted, judgement.criterion.weight
    if award.points is not None:
        return award.points * weight, award.points * weight
    high = judgement.criterion.points if award.high is None else award.high
    return (award.low or ZERO) * weight, high * weight


def voided(judgements: Iterable[Judgement], what: str) -> bool:
    """Tells whether a red line voids a section, or the sheet."""
    return any(one.counted.voids == what for one in judgements)


def perhaps_voided(judgements: Iterable[Judgement], what: str) -> bool:
    """Tells whether a red line that may have been crossed would void a section, or the sheet."""
    return any(
        one.criterion.form_key == "fatal"
        and one.counted.status is Status.UNSURE
        and getattr(one.criterion.form, "voids", "sheet") == what
        for one in judgements
    )


def _unweighted(rubric: Rubric, plain: Sequence[Judgement]) -> Iterator[Part]:
    """Yields what is added up by points: the sections that a red line may void, and the rest."""
    apart = {one.criterion.section for one in plain if getattr(one.criterion.form, "voids", "") == "section"}
    yield Part("", tuple(one for one in plain if one.criterion.section not in apart))
    for section in rubric.sections:
        if section.id in apart:
            yield Part(section.title, tuple(one for one in plain if one.criterion.section == section.id))
