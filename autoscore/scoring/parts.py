"""The parts of a sheet that are reckoned together: its sections where they have weights, else the whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from autoscore.model import Award, Rubric, Status
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.rows import Row

ZERO = Decimal(0)
# A section's share of the total is rounded here, far below what is shown, so that the steps add up to the last digit.
FINE = Decimal("0.000001")
_ASIDE = (Status.NOT_APPLICABLE, Status.OBSERVER, Status.ERROR)


class Entry(Struct, frozen=True, gc=False):
    """Is a judgement as it is added up: the award that counts, the least and the most weighted points, its label."""

    row: Row
    award: Award
    low: Decimal
    high: Decimal
    label: str


class Part(Struct, frozen=True):
    """Holds entries that are added up together; `share` is what they are scaled to, None where nothing is scaled.

    `most` is what could be had in full, `low` and `high` the least and the greatest sum of points, with what a red line
    of this part makes of them.
    """

    title: str
    entries: Sequence[Entry]
    most: Decimal
    low: Decimal
    high: Decimal
    share: Decimal | None = None

    def scaled(self, points: Decimal) -> Decimal:
        """Returns points of this part on the scale of the whole."""
        if self.share is None:
            return points
        return (points * self.share / self.most).quantize(FINE) if self.most else ZERO


def entries(judgements: Iterable[Judgement], rows: Mapping[str, Row], branch: str) -> list[Entry]:
    """Returns what counts in a case of the call; `rows` are those of the rubric, by criterion."""
    found = []
    for one in judgements:
        row = rows.get(one.criterion.id)
        if row is not None and one.criterion.branch in ("", branch):
            award = one.counted
            if award.points is not None or award.status not in _ASIDE:
                found.append(_entry(one, row, award))
    return found


def _entry(judgement: Judgement, row: Row, award: Award) -> Entry:
    if award.points is None:
        low, high = award.low or ZERO, row.criterion.points if award.high is None else award.high
    else:
        low = high = award.points
    if row.weight is not None:
        low, high = low * row.weight, high * row.weight
    if judgement.settled.status is Status.UNSURE:
        return Entry(row, award, low, high, row.doubted)
    return Entry(row, award, low, high, row.label if judgement.decided is None else row.by_person)


def parts(rubric: Rubric, counted: Sequence[Entry]) -> tuple[Part, ...]:
    """Returns the parts of what counts; a section in which nothing counts gives its weight to the others."""
    plain = [one for one in counted if not one.row.beyond]
    top = rubric.scale.normalise
    weights = {one.id: one.weight for one in rubric.sections if one.weight is not None}
    if not weights or top is None:
        return tuple(_unweighted(rubric, plain))
    groups = {name: [one for one in plain if one.row.criterion.section == name] for name in weights}
    filled = {name: group for name, group in groups.items() if any(one.row.criterion.points for one in group)}
    whole = sum((weights[name] for name in filled), ZERO)
    titles = {one.id: one.title for one in rubric.sections}
    return tuple(_part(titles[name], group, top * weights[name] / whole) for name, group in filled.items())


def _part(title: str, group: Sequence[Entry], share: Decimal | None = None) -> Part:
    most = sum([one.row.worth for one in group], ZERO)
    if voided(group, "section"):
        return Part(title, group, most, ZERO, ZERO, share)
    high = max(ZERO, sum([one.high for one in group], ZERO))
    low = ZERO if perhaps_voided(group, "section") else max(ZERO, sum([one.low for one in group], ZERO))
    return Part(title, group, most, low, high, share)


def bonuses(counted: Iterable[Entry]) -> list[Entry]:
    """Returns what gives points beyond the total."""
    return [one for one in counted if one.row.beyond]


def voided(counted: Iterable[Entry], what: str) -> bool:
    """Tells whether a red line voids a section, or the sheet."""
    return any([one.award.voids == what for one in counted])  # noqa: C419 - a list is quicker than a generator


def perhaps_voided(counted: Iterable[Entry], what: str) -> bool:
    """Tells whether a red line that may have been crossed would void a section, or the sheet."""
    fatal = [one for one in counted if one.row.fatal and one.award.status is Status.UNSURE]
    return any(getattr(one.row.criterion.form, "voids", "sheet") == what for one in fatal)


def _unweighted(rubric: Rubric, plain: Sequence[Entry]) -> Iterator[Part]:
    """Yields what is added up by points: the sections that a red line may void, and the rest."""
    red = [one.row.criterion for one in plain if one.row.fatal]
    apart = {one.section for one in red if getattr(one.form, "voids", "") == "section"}
    yield _part("", [one for one in plain if one.row.criterion.section not in apart] if apart else plain)
    for section in rubric.sections:
        if section.id in apart:
            yield _part(section.title, [one for one in plain if one.row.criterion.section == section.id])
