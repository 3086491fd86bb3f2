"""Sums over the calls of an agent, a team, a day, or of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from autoscore.model import ScoreSheet
from autoscore.report.figures.outcome import hundredths
from autoscore.report.figures.records import GroupFigures, Rate

_TENTH = Decimal("0.1")


@dataclass
class Sum:
    """Adds up sheets one by one."""

    calls: int = 0
    totals: int = 0
    sum: Decimal = Decimal(0)
    passed: int = 0
    failed: int = 0
    review: int = 0

    def add(self, sheet: ScoreSheet) -> None:
        """Takes in a sheet."""
        self.calls += 1
        self.passed += sheet.passed is True
        self.failed += sheet.passed is False
        self.review += sheet.needs_review
        total = hundredths(sheet)
        if total is not None:
            self.totals, self.sum = self.totals + 1, self.sum + total

    @property
    def mean(self) -> Decimal | None:
        """Is the mean total in hundredths of the maximum, to a tenth."""
        return (self.sum / self.totals).quantize(_TENTH, ROUND_HALF_UP) if self.totals else None

    @property
    def rate(self) -> Rate:
        """Is how many passed, of those of which it is settled."""
        return Rate(self.passed, self.passed + self.failed)

    def figures(self, name: str, team: str = "") -> GroupFigures:
        """Returns the sums under a name."""
        return GroupFigures(name, self.calls, self.mean, self.rate, self.review, team)


class Groups:
    """Adds up sheets by the value of one fact."""

    def __init__(self) -> None:
        self._sums: dict[str, Sum] = {}

    def add(self, name: str, sheet: ScoreSheet) -> None:
        """Takes in a sheet of a group; one without a name is in none."""
        if name:
            self._sums.setdefault(name, Sum()).add(sheet)

    def figures(self) -> Iterator[GroupFigures]:
        """Yields the groups in the order of their names."""
        for name, found in sorted(self._sums.items()):
            yield found.figures(name)


def day_of(sheet: ScoreSheet) -> str:
    """Returns the day of a call, empty where it has no date."""
    return sheet.metadata.get("date", "")[:10]
