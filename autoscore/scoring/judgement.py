"""A criterion with what it came to, and what may undo or open that."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from autoscore.model import (
    Award,
    Criterion,
    CriterionScore,
    Decision,
    Document,
    Finding,
    Nearest,
    Status,
    Truth,
)
from autoscore.operators import Context

ZERO = Decimal(0)


class Judgement(Struct, frozen=True, gc=False):
    """Is a criterion with what it came to; `settled` is what counts: the machine's award, or a person's over it.

    `shown` is how it stands on a sheet, where that is known already.
    """

    criterion: Criterion
    award: Award
    nearest: Nearest | None = None
    decisions: tuple[Decision, ...] = ()
    decided: Award | None = None
    in_case: Award | None = None
    shown: CriterionScore | None = None

    @property
    def counted(self) -> Award:
        """Is the award that counts in the criterion's own case of the call."""
        if self.decided is not None or self.in_case is None:
            return self.settled
        return self.in_case

    @property
    def settled(self) -> Award:
        """Is the award that the total counts."""
        return self.award if self.decided is None else self.decided


class Verdict(Struct, frozen=True, gc=False):
    """Is a whole call judged; `branch` is the case that it was found to be, None where that can't be told."""

    judgements: Sequence[Judgement]
    branch: str | None = None


def cancelled(criterion: Criterion, award: Award, document: Document, context: Context) -> Award:
    """Undoes what was earned where something cancels it; only clean words of a certain speaker do."""
    high = award.high if award.points is None else award.points
    if criterion.cancelled_by is None or high is None or high <= ZERO:
        return award
    told = criterion.cancelled_by.find(document, context.strictly)
    if told.truth is Truth.NO:
        return award
    finding = Finding(told.truth, told.hits, f"被抵消：{told.because}", told.searched)
    low = min(ZERO, award.low or ZERO) if award.points is None else ZERO
    if told.truth is Truth.UNSURE:
        return Award(Status.UNSURE, None, Finding(Truth.UNSURE, told.hits, told.because, told.searched), low, high)
    return Award(Status.NOT_MET, ZERO, finding) if low == ZERO else Award(Status.UNSURE, None, finding, low, ZERO)


def open_award(criterion: Criterion, award: Award, because: str) -> Award:
    """Returns an award whose points are open from what was earned up to all."""
    finding = award.finding
    told = Finding(Truth.UNSURE, finding.hits, because, finding.searched, finding.nearest)
    return Award(Status.UNSURE, None, told, award.points or ZERO, criterion.points)
