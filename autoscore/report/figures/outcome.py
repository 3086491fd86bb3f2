"""What a criterion came to when all is said: people's last decision, else the machine's answer."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from autoscore.model import CriterionScore, ScoreSheet, Status
from autoscore.model.card import CriterionCard

ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class Outcome(Struct, frozen=True, gc=False):
    """Is a status with the points that were lost by it; nothing is lost in doubt, or where nothing is scored."""

    status: str
    lost: Decimal


def outcome_of(one: CriterionScore, card: CriterionCard | None) -> Outcome:
    """Returns what a criterion came to; lost points are weighted as in the total."""
    decision = one.decisions[-1] if one.decisions else None
    status = one.status if decision is None else decision.status
    points = one.points if decision is None else decision.points
    if one.mode != "score" or status not in (Status.NOT_MET, Status.PARTIAL):
        return Outcome(status, ZERO)
    if points is None and status == Status.PARTIAL:
        return Outcome(status, ZERO)
    lost = number(one.max) - number(points or "0")
    return Outcome(status, max(ZERO, lost) * (number(card.weight) if card is not None else 1))


def hundredths(sheet: ScoreSheet) -> Decimal | None:
    """Returns a sheet's total in hundredths of its maximum; None where it has none."""
    if sheet.total is None or not number(sheet.max):
        return None
    return number(sheet.total) * _HUNDRED / number(sheet.max)


@lru_cache(maxsize=4096)
def number(points: str) -> Decimal:
    """Returns points as a number."""
    return Decimal(points)
