"""What waits for a person, and what a decision would change: that is what the order is by."""

from decimal import Decimal

from msgspec import UNSET

from autoscore.model import CriterionScore, Status
from autoscore.model.card import RubricCard
from autoscore.report.figures.outcome import ZERO, is_red_line, number
from autoscore.report.figures.records import Review
from autoscore.runs.stored import StoredCall

# What hangs on a decision, the weightiest first.
STAKES = ("red_line", "pass", "band", "points")
_MOST = 1000


class Queue:
    """Keeps the calls of which most hangs on a decision, and counts all that wait."""

    def __init__(self, most: int = _MOST) -> None:
        """Keeps at most so many."""
        self.waiting = 0
        self._most = most
        self._found: list[Review] = []

    def add(self, one: StoredCall) -> None:
        """Takes in a call, where it has something to decide."""
        found = review_of(one)
        if found is None:
            return
        self.waiting += 1
        self._found.append(found)
        if len(self._found) > 2 * self._most:
            self._found = self._kept()

    def reviews(self) -> tuple[Review, ...]:
        """Returns what was kept, the weightiest first."""
        return tuple(self._kept())

    def _kept(self) -> list[Review]:
        return sorted(self._found, key=weight_of)[: self._most]


def review_of(one: StoredCall) -> Review | None:
    """Returns what is to be decided in a call; None where nothing is.

    Red lines come first, then the criterion with most points in doubt.
    """
    sheet = one.sheet
    open_ = [score for score in sheet.criteria if is_open(score)]
    if not open_:
        return None
    lines = {score.id for score in open_ if is_red_line(one.card.criterion(score.id))}
    ordered = tuple(score.id for score in sorted(open_, key=lambda score: (score.id not in lines, -_doubt(score))))
    points = ZERO if sheet.high is None or sheet.low is None else number(sheet.high) - number(sheet.low)
    return Review(
        sheet.id,
        sheet.rubric.id,
        sheet.metadata.get("agent", ""),
        "red_line" if lines else _stake(one),
        points,
        ordered,
        sheet.low or "",
        sheet.high or "",
        any(criterion is not None and criterion.grave for criterion in map(one.card.criterion, ordered)),
    )


def is_open(score: CriterionScore) -> bool:
    """Tells whether a criterion that counts waits for a person: the machine is in doubt, and nobody has decided."""
    last = score.decisions[-1].status if score.decisions else score.status
    return score.mode == "score" and last == Status.UNSURE


def _doubt(score: CriterionScore) -> Decimal:
    low, high = ("0" if one is UNSET else str(one) for one in (score.low, score.high))
    return number(high) - number(low)


def _stake(one: StoredCall) -> str:
    sheet, card = one.sheet, one.card
    if sheet.passed is None and card.pass_mark is not None:
        return "pass"
    return "points" if band_of(card, sheet.low) == band_of(card, sheet.high) else "band"


def band_of(card: RubricCard, total: str | None) -> str | None:
    """Returns the title of the band that a total is in, or None."""
    if total is None:
        return None
    return next((band.title for band in card.bands if number(total) >= number(band.least)), None)


def weight_of(review: Review) -> tuple[int, bool, Decimal, str]:
    """Returns what puts reviews in order, the weightiest first; where only points hang on it, taboo words go first."""
    plain = review.stake == "points" and not review.grave
    return STAKES.index(review.stake), plain, -review.points, review.call
