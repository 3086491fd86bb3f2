"""Goes through a run once, and comes to its figures; memory grows with agents and days, not with calls."""

from collections import Counter
from collections.abc import Iterable

from autoscore.model import QUESTION_TYPES, Status
from autoscore.report.figures.agents import Agent
from autoscore.report.figures.criteria import Counts
from autoscore.report.figures.groups import Groups, Sum, day_of
from autoscore.report.figures.outcome import ZERO, Outcome, hundredths, is_red_line, outcome_of, voided
from autoscore.report.figures.queue import Queue
from autoscore.report.figures.quotes import quality_of
from autoscore.report.figures.records import Figures
from autoscore.runs.stored import StoredCall

_TENS = 10


class Gatherer:
    """Takes in the calls of a run one by one, so that whoever shows them need not read them twice."""

    def __init__(self) -> None:
        self._all, self._counts, self._queue = Sum(), Counts(), Queue()
        self._teams, self._days = Groups(), Groups()
        self._agents: dict[str, Agent] = {}
        self._rubrics: dict[str, None] = {}
        self._questions: Counter[str] = Counter()
        self._tens = [0] * _TENS

    def add(self, one: StoredCall) -> None:
        """Takes in a call."""
        sheet = one.sheet
        self._rubrics[sheet.rubric.id] = None
        self._all.add(sheet)
        self._teams.add(sheet.metadata.get("team", ""), sheet)
        self._days.add(day_of(sheet), sheet)
        self._questions.update(sheet.questions or {})
        total = hundredths(sheet)
        if total is not None:
            self._tens[min(_TENS - 1, max(0, int(total) // _TENS))] += 1
        self._queue.add(one)
        self._criteria(one)

    def _criteria(self, one: StoredCall) -> None:
        name = one.sheet.metadata.get("agent", "")
        agent = self._agents.setdefault(name, Agent()) if name else None
        if agent is not None:
            agent.add(one)
        quality, taken = quality_of(one), voided(one.sheet)
        for score in one.sheet.criteria:
            card = one.card.criterion(score.id)
            outcome = outcome_of(score, card)
            if taken and score.mode == "score" and is_red_line(card) and outcome.status == Status.NOT_MET:
                # Of several red lines the first took everything.
                outcome, taken = Outcome(outcome.status, outcome.lost + taken), ZERO
            self._counts.add(one, score, card, outcome, quality)
            if agent is not None:
                agent.counts.add(one, score, card, outcome, quality)

    def figures(self, failed: int = 0) -> Figures:
        """Returns what the calls so far come to; `failed` is how many more could not be scored."""
        found = self._all
        agents = sorted(self._agents.items())
        return Figures(
            calls=found.calls,
            failed=failed,
            mean=found.mean,
            passed=found.rate,
            open=found.calls - found.rate.of,
            review=found.review,
            histogram=tuple(self._tens),
            rubrics=tuple(self._rubrics),
            criteria=tuple(self._counts.figures()),
            agents=tuple(agent.sum.figures(name, agent.team) for name, agent in agents),
            teams=tuple(self._teams.figures()),
            days=tuple(self._days.figures()),
            questions={kind: self._questions[kind] for kind in QUESTION_TYPES if self._questions[kind]},
            queue=self._queue.reviews(),
            waiting=self._queue.waiting,
            pages=tuple(agent.page(name, self._counts) for name, agent in agents),
        )


def figures_of(calls: Iterable[StoredCall], failed: int = 0) -> Figures:
    """Returns what some calls come to; `failed` is how many more could not be scored."""
    gatherer = Gatherer()
    for one in calls:
        gatherer.add(one)
    return gatherer.figures(failed)
