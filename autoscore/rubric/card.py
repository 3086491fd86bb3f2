"""A rubric as people read it, to stand beside the sheets that were filled by it."""

from decimal import Decimal

from autoscore.model import Criterion, Rubric
from autoscore.model.card import BandCard, CriterionCard, RubricCard, SectionCard
from autoscore.rubric.manual import rule


def card_of(rubric: Rubric) -> RubricCard:
    """Returns the card of a rubric; what is off stands on no sheet, and so on no card."""
    scale = rubric.scale
    return RubricCard(
        id=rubric.id,
        version=rubric.version,
        digest=rubric.digest,
        title=rubric.title,
        channel=rubric.channel,
        source=rubric.source,
        criteria=tuple(_criterion(one) for one in rubric.criteria if one.mode != "off"),
        theme=rubric.theme,
        why=rubric.why,
        pass_mark=_plain(scale.pass_mark),
        normalise=_plain(scale.normalise),
        bands=tuple(BandCard(band.title, f"{band.least:f}") for band in scale.bands),
        sections=tuple(SectionCard(section.id, section.title) for section in rubric.sections),
    )


def _criterion(one: Criterion) -> CriterionCard:
    return CriterionCard(
        id=one.id,
        title=one.title,
        points=f"{one.points:f}",
        mode=one.mode,
        form=one.form_key,
        why=one.why,
        source=one.source,
        section=one.section,
        standard=one.standard,
        advice=one.advice,
        rule=tuple(rule(one)),
        branch=one.branch,
        points_source=one.points_source,
        weight=f"{one.weight:f}",
        grave=one.grave,
    )


def _plain(points: Decimal | None) -> str | None:
    return None if points is None else f"{points:f}"
