"""A rubric as people read it: what each criterion asks, why, and what to say instead; nothing that judges."""

from msgspec import Struct


class CriterionCard(Struct, frozen=True, omit_defaults=True):
    """Is what a sheet says of one criterion; `rule` are the lines that tell how it is judged.

    `points` is a decimal string; `standard` is the sheet's own words, empty where the title says it all; `advice` is a
    sentence to say instead, empty where there is none; `weight` multiplies the points in the total.
    """

    id: str
    title: str
    points: str
    mode: str
    form: str
    why: str
    source: str
    section: str = ""
    standard: str = ""
    advice: str = ""
    rule: tuple[str, ...] = ()
    branch: str = ""
    points_source: str = "source"
    weight: str = "1"
    grave: bool = False


class SectionCard(Struct, frozen=True):
    """Is a part of the sheet: its id and title."""

    id: str
    title: str


class BandCard(Struct, frozen=True):
    """Is a named range of totals, from `least` up."""

    title: str
    least: str


class RubricCard(Struct, frozen=True, omit_defaults=True):
    """Is a rubric, with its theme laid over it, as people read it; `digest` is the one that sheets carry.

    Bands come from the highest down.
    """

    id: str
    version: str
    digest: str
    title: str
    channel: str
    source: str
    criteria: tuple[CriterionCard, ...]
    theme: str | None = None
    why: str = ""
    pass_mark: str | None = None
    normalise: str | None = None
    bands: tuple[BandCard, ...] = ()
    sections: tuple[SectionCard, ...] = ()

    def criterion(self, name: str) -> CriterionCard | None:
        """Returns the card of a criterion by its id, or None."""
        return next((one for one in self.criteria if one.id == name), None)

    def section(self, criterion: CriterionCard) -> str:
        """Returns the title of the part of the sheet that a criterion belongs to; empty where it belongs to none."""
        return next((one.title for one in self.sections if one.id == criterion.section), criterion.section)
