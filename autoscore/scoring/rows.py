"""What stands ready of a rubric's criteria before any call is added up."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from autoscore.model import Criterion
from autoscore.rubric.bounds import BEYOND
from autoscore.scoring.numbers import plain

ONE = Decimal(1)
DOUBTED, BY_PERSON = "（存疑，暂按满分）", "（人工判定）"


class Row(Struct, frozen=True):
    """Is a scored criterion: what its step is called, also in doubt and where a person decided, and what it is worth.

    `worth` are all its points, weighted; `weight` is None where it changes nothing; `beyond` tells that it gives points
    beyond the total.
    """

    criterion: Criterion
    label: str
    doubted: str
    by_person: str
    worth: Decimal
    weight: Decimal | None
    beyond: bool
    fatal: bool


def rows(criteria: Iterable[Criterion]) -> Mapping[str, Row]:
    """Returns the rows of those criteria that are scored, by their ids."""
    return {one.id: _row(one) for one in criteria if one.mode == "score"}


def _row(criterion: Criterion) -> Row:
    beyond, weight = criterion.form_key in BEYOND, criterion.weight
    times = "" if weight == ONE or beyond else f"（乘 {plain(weight)}）"
    label = f"加分：{criterion.title}" if beyond else f"{criterion.title}{times}"
    return Row(
        criterion=criterion,
        label=label,
        doubted=label + DOUBTED,
        by_person=label + BY_PERSON,
        worth=criterion.points * weight,
        weight=None if weight == ONE else weight,
        beyond=beyond,
        fatal=criterion.form_key == "fatal",
    )
