"""Counts of each criterion over many calls, and the words that show what is good and poor in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from autoscore.model import CriterionScore, Status
from autoscore.model.card import CriterionCard
from autoscore.report.figures.outcome import ZERO, Outcome, is_red_line
from autoscore.report.figures.quotes import Quality, Weight, good, poor, weight
from autoscore.report.figures.records import CriterionFigures, Loss, Rate, Said
from autoscore.runs.stored import StoredCall

# Names a criterion: its rubric's id and its own.
Name: TypeAlias = tuple[str, str]
_LOST = (Status.NOT_MET, Status.PARTIAL)
_JUDGED = (Status.MET, *_LOST)


@dataclass
class Count:
    """Counts how one criterion came out, and keeps the words that show best how it was done, and how it was not."""

    counts: Counter[str] = field(default_factory=Counter)
    lost: Decimal = ZERO
    good: Said | None = None
    poor: Said | None = None
    quality: Quality | None = None
    weight: Weight | None = None

    def add(self, one: StoredCall, score: CriterionScore, outcome: Outcome, quality: Quality) -> None:
        """Takes in what a criterion of a call came to; `quality` tells how fit the call is to be an example."""
        self.counts[outcome.status] += 1
        self.lost += outcome.lost
        if outcome.status in _LOST:
            self._poor(one, score, outcome.lost)
        elif outcome.status == Status.MET and (self.quality is None or quality > self.quality):
            found = good(one, score)
            if found is not None:
                self.good, self.quality = found, quality

    def _poor(self, one: StoredCall, score: CriterionScore, lost: Decimal) -> None:
        if self.weight is not None and lost < self.weight[0]:
            return
        found = poor(one, score)
        if found is None:
            return
        shows = weight(found, score, lost)
        if self.weight is None or shows > self.weight:
            self.poor, self.weight = found, shows

    @property
    def missed(self) -> Rate:
        """Is how often it cost points, of the calls in which it was judged."""
        return Rate(sum(self.counts[one] for one in _LOST), sum(self.counts[one] for one in _JUDGED))


@dataclass(frozen=True)
class Row:
    """Is what is known of a criterion besides its counts."""

    title: str
    section: str
    mode: str
    max: str
    card: CriterionCard | None


class Counts:
    """Counts all criteria, in the order in which they come up."""

    def __init__(self) -> None:
        self._rows: dict[Name, Row] = {}
        self._counts: dict[Name, Count] = {}

    def add(
        self, one: StoredCall, score: CriterionScore, card: CriterionCard | None, outcome: Outcome, quality: Quality
    ) -> None:
        """Takes in what a criterion of a call came to."""
        name = (one.sheet.rubric.id, score.id)
        if name not in self._rows:
            section = one.card.section(card) if card is not None else ""
            self._rows[name] = Row(score.title, section, score.mode, score.max, card)
            self._counts[name] = Count()
        self._counts[name].add(one, score, outcome, quality)

    def figures(self) -> Iterator[CriterionFigures]:
        """Yields the figures of each criterion."""
        for (rubric, name), row in self._rows.items():
            count = self._counts[rubric, name]
            counts = {status.value: count.counts[status] for status in Status if count.counts[status]}
            yield CriterionFigures(rubric, name, row.title, row.section, row.mode, row.max, counts, count.lost)

    def losses(self, most: int, others: "Counts") -> tuple[Loss, ...]:
        """Returns the losses that cost most, red lines before all others.

        What was never done well here is shown from the calls of others.
        """
        costly = [name for name, count in self._counts.items() if count.lost > 0 or self._crossed(name)]
        worst = sorted(costly, key=lambda name: (not self._crossed(name), -self._counts[name].lost))[:most]
        return tuple(self._loss(name, others) for name in worst)

    def _crossed(self, name: Name) -> bool:
        row = self._rows[name]
        return row.mode == "score" and is_red_line(row.card) and self._counts[name].counts[Status.NOT_MET] > 0

    def _loss(self, name: Name, others: "Counts") -> Loss:
        count, row = self._counts[name], self._rows[name]
        why, instead = ("", "") if row.card is None else (row.card.why, row.card.advice)
        done = count.good or others.good(name)
        return Loss(*name, row.title, count.missed, count.lost, done, count.poor, why, instead, self._crossed(name))

    def good(self, name: Name) -> Said | None:
        """Returns words with which a criterion was met, or None."""
        return self._counts[name].good if name in self._counts else None
