"""A rubric: what a call is judged by. It is data; the rooms above know how to ask and to award."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Protocol

from msgspec import Struct

from autoscore.model.document import Document
from autoscore.model.scope import Scope
from autoscore.model.status import Finding, Status

Mode = Literal["score", "hint", "off"]
Due = Literal["any", "closing"]
Voids = Literal["", "section", "sheet"]
NotDue = Literal["out", "full"]


class Asks(Protocol):
    """Is a condition: it answers for a document."""

    def find(self, document: Document, context: Any, outer: Scope | None = None) -> Finding:
        """Answers the condition."""


class Awards(Protocol):
    """Is a scoring form: it turns answers into a status and points."""

    def award(self, document: Document, context: Any, points: Decimal) -> "Award":
        """Judges a document."""


class Award(Struct, frozen=True, gc=False):
    """Is what a form gives: a status, its points (None in doubt), and the finding that carries it.

    `low` and `high` bound the points while in doubt; `voids` says that the whole sheet, or the criterion's section of
    it, is void (一票否决).
    """

    status: Status
    points: Decimal | None
    finding: Finding
    low: Decimal | None = None
    high: Decimal | None = None
    voids: Voids = ""


@dataclass(frozen=True)
class Example:
    """Is a case inside a rubric: what a criterion gives for some turns; `[[…]]` in them marks the exact evidence."""

    gets: str
    turns: tuple[str, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    channel: str | None = None
    line: int = 0
    file: str = ""


@dataclass(frozen=True)
class Criterion:
    """Is one row of a sheet: its points, why, its source, whether there was an occasion, and how it is judged.

    `weight` multiplies its points in the total; `branch` names the only case of the call in which it counts;
    `cancelled_by` is what undoes it however well it was done; `not_due` says whether a row without an occasion leaves
    the total or counts in full; `standard` is what the sheet asks for in its own words, where it says more than the
    title.
    """

    id: str
    title: str
    why: str
    source: str
    form: Awards
    form_key: str
    points: Decimal = Decimal(0)
    points_source: Literal["source", "assigned"] = "source"
    mode: Mode = "score"
    section: str = ""
    weight: Decimal = Decimal(1)
    branch: str = ""
    applies: Asks | None = None
    not_due: NotDue = "out"
    cancelled_by: Asks | None = None
    due: Due = "any"
    grave: bool = False
    advice: str = ""
    standard: str = ""
    examples: tuple[Example, ...] = ()
    line: int = 0
    file: str = ""


@dataclass(frozen=True)
class Band:
    """Is a named range of totals, from `least` up."""

    title: str
    least: Decimal


@dataclass(frozen=True)
class Scale:
    """Says how points become a total: normalised to `normalise`, passed from `pass_mark`, and in which band.

    `points` is what the criteria's points are to add up to.
    """

    normalise: Decimal | None = None
    pass_mark: Decimal | None = None
    bands: tuple[Band, ...] = ()
    points: Decimal | None = None


@dataclass(frozen=True)
class Section:
    """Is a part of the sheet with its share of the total; without a weight it counts by its points."""

    id: str
    title: str
    weight: Decimal | None = None


@dataclass(frozen=True)
class Branch:
    """Is one of the cases of which just one counts, and how it is told."""

    id: str
    title: str
    when: Asks


@dataclass(frozen=True)
class Rubric:
    """Is a whole score sheet as rules; `theme` names the theme laid over it."""

    id: str
    title: str
    version: str
    channel: str
    source: str
    why: str
    scale: Scale
    criteria: tuple[Criterion, ...]
    sections: tuple[Section, ...] = ()
    branches: tuple[Branch, ...] = ()
    theme: str | None = None
    sure: int = 80
    knobs: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    file: str = ""

    @property
    def shown(self) -> str:
        """Is the name of the rubric's file as the user knows it."""
        return self.file or self.id

    def criterion(self, name: str) -> Criterion | None:
        """Returns the criterion of an id, or None."""
        return next((one for one in self.criteria if one.id == name), None)
