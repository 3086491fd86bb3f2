"""What every scoring form is."""

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from autoscore.model import Award, Document, Finding, Status
from autoscore.operators import Condition, Context


class Form(Struct, frozen=True, kw_only=True):
    """Is the base of all forms.

    A subclass names its YAML `key`, which is also its first field; its other fields are keys beside it in a criterion;
    its docstring is the manual. `of_words` promises that an award hangs on nothing but the answers of its conditions.
    """

    key: ClassVar[str] = ""
    primary: ClassVar[str] = ""
    sample: ClassVar[str] = ""
    of_words: ClassVar[bool] = False

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        """Judges a document for at most some points."""
        raise NotImplementedError

    def conditions(self) -> Iterable[Condition]:
        """Returns the conditions that the form asks."""
        return ()

    def reachable(self, points: Decimal) -> Iterable[Decimal]:
        """Returns the points that can come out, so that a rubric can be checked."""
        return (Decimal(0), points)

    def impossible(self) -> Iterable[str]:
        """Yields why the form can never come out as it is written."""
        return ()


def full(points: Decimal, finding: Finding) -> Award:
    """Awards all points."""
    return Award(Status.MET, points, finding)


def none(finding: Finding) -> Award:
    """Awards no points."""
    return Award(Status.NOT_MET, Decimal(0), finding)


def doubt(points: Decimal, finding: Finding, low: Decimal = Decimal(0)) -> Award:
    """Leaves the points open between `low` and all."""
    return Award(Status.UNSURE, None, finding, low, points)
