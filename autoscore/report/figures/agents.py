"""A page an agent, for the coach."""

import heapq
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from autoscore.report.figures.criteria import Counts
from autoscore.report.figures.groups import Sum, day_of
from autoscore.report.figures.outcome import hundredths
from autoscore.report.figures.records import AgentPage, Point
from autoscore.runs.stored import StoredCall

_LOSSES = 3
_LOWEST = 20


class Agent:
    """Gathers what is said of one agent."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.sum = Sum()
        self.team = ""
        self._days: dict[str, Sum] = {}
        self._questions: Counter[str] = Counter()
        self._lowest: list[tuple[Decimal, int, str]] = []  # the highest of them first

    def add(self, one: StoredCall) -> None:
        """Takes in a call of the agent."""
        sheet = one.sheet
        self.sum.add(sheet)
        self.team = sheet.metadata.get("team", "") or self.team
        self._questions.update(sheet.questions or {})
        total = hundredths(sheet)
        if total is None:
            return
        if day := day_of(sheet):
            self._days.setdefault(day, Sum()).add(sheet)
        lowest = (-total, -self.sum.calls, sheet.id)
        if len(self._lowest) < _LOWEST:
            heapq.heappush(self._lowest, lowest)
        else:
            heapq.heappushpop(self._lowest, lowest)

    def page(self, name: str, everybody: Counts) -> AgentPage:
        """Returns the page."""
        return AgentPage(
            agent=name,
            team=self.team,
            figures=self.sum.figures(name, self.team),
            losses=self.counts.losses(_LOSSES, everybody),
            trend=tuple(self._trend()),
            questions=dict(self._questions),
            calls=tuple(call for _, _, call in sorted(self._lowest, reverse=True)),
        )

    def _trend(self) -> Iterator[Point]:
        for day, found in sorted(self._days.items()):
            if found.mean is not None:
                yield Point(day, found.mean, found.calls)
