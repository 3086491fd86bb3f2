"""What some sheets came to: sums that can be added to each other."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from autoscore.model import MadeBy, RubricRef, ScoreSheet


class Tally(Struct):
    """Counts sheets one by one, or adds the counts of others; it stays small however many there are.

    `highs` are the highest possible totals with how many sheets have each, `missed` the titles of what was not met;
    `used` are the rubrics by digest, each with its theme.
    """

    calls: int = 0
    passed: int = 0
    failed: int = 0
    review: int = 0
    decided: int = 0
    totals: int = 0
    sum: Decimal = Decimal(0)
    highs: dict[str, int] = {}
    missed: dict[str, int] = {}
    rubrics: dict[str, dict[str, str]] = {}
    used: dict[str, RubricRef] = {}
    made_by: MadeBy | None = None

    def add(self, sheet: ScoreSheet) -> None:
        """Counts one sheet."""
        self.calls += 1
        self.passed += sheet.passed is True
        self.failed += sheet.passed is False
        self.review += sheet.needs_review
        self.made_by = sheet.made_by
        self.rubrics[sheet.rubric.id] = {"version": sheet.rubric.version, "digest": sheet.rubric.digest}
        ref = sheet.rubric
        self.used[ref.digest] = RubricRef(ref.id, ref.version, ref.digest, ref.theme)
        if sheet.total is not None:
            self.sum, self.totals = self.sum + Decimal(sheet.total), self.totals + 1
        if sheet.high is not None:
            self.highs[sheet.high] = self.highs.get(sheet.high, 0) + 1
        for one in sheet.criteria:
            self.decided += len(one.decisions)
            if one.status == "not_met" and one.mode == "score":
                self.missed[one.title] = self.missed.get(one.title, 0) + 1

    def take(self, other: "Tally") -> None:
        """Adds the counts of sheets that come after those counted so far."""
        for name in ("calls", "passed", "failed", "review", "decided", "totals", "sum"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        _add(self.highs, other.highs)
        _add(self.missed, other.missed)
        self.rubrics.update(other.rubrics)
        self.used.update(other.used)
        self.made_by = other.made_by or self.made_by

    def below(self, mark: Decimal) -> int:
        """Returns how many sheets cannot reach a mark."""
        return sum(count for high, count in self.highs.items() if Decimal(high) < mark)


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count
