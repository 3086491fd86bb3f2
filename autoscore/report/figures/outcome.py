"""What a criterion came to when all is said: people's last decision, else the machine's answer."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from autoscore.model import CriterionScore, ScoreSheet, Status
from autoscore.model.card import CriterionCard

ZERO = Decimal(0)
# The form of a criterion that takes all points at once, and what its step in the sum is called (see scoring/steps.py).
_RED_LINE, _VOIDED = "fatal", "一票否决"
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
    if one.mode != "score" or status not in (Status.NOT_MET, Status.PARTIAL) or _is_bonus(card):
        return Outcome(status, ZERO)
    if points is None and status == Status.PARTIAL:
        return Outcome(status, ZERO)
    lost = number(one.max) - number(points or "0")
    return Outcome(status, max(ZERO, lost) * (number(card.weight) if card is not None else 1))


def _is_bonus(card: CriterionCard | None) -> bool:
    # A bonus that was not earned costs nothing.
    return card is not None and card.form == "bonus"


def is_red_line(card: CriterionCard | None) -> bool:
    """Tells whether a criterion takes all points at once where it is crossed; a taboo that costs its own does not."""
    return card is not None and card.form == _RED_LINE


def voided(sheet: ScoreSheet) -> Decimal:
    """Returns how many points a red line took from a sheet, beyond what other criteria had lost."""
    taken = sum((number(step.points) for step in sheet.steps if step.label == _VOIDED), ZERO)
    return max(ZERO, -taken)


def hundredths(sheet: ScoreSheet) -> Decimal | None:
    """Returns a sheet's total in hundredths of its maximum; None where it has none."""
    if sheet.total is None or not number(sheet.max):
        return None
    return number(sheet.total) * _HUNDRED / number(sheet.max)


@lru_cache(maxsize=4096)
def number(points: str) -> Decimal:
    """Returns points as a number."""
    return Decimal(points)
