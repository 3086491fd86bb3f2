"""Scores a stream of readings, in order, in this process or in several."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from types import MappingProxyType

from autoscore.annotate import batches
from autoscore.batch.outcome import Failure, Outcome, Scored
from autoscore.errors import AutoscoreError, Place, Problem
from autoscore.model import Transcript
from autoscore.model.decision import DecisionRow
from autoscore.readers import Reading
from autoscore.rubric import themes_of
from autoscore.scoring import Scorer, load_scorer, understood

# Which rubric a call gets where none is named.
BY_CHANNEL = {"phone": "hotline", "counter": "counter-17-steps", "visit": "home-service-visit"}
DEFAULT = "hotline"


@dataclass(frozen=True)
class Plan:
    """Says how calls are to be scored; it travels to worker processes, which compile once each.

    With `mask`, what comes of a call has personal data hidden; it is judged by what was said.
    """

    rubric: str | None = None
    lexicons: str | None = None
    assume_roles: bool = False
    theme: str | None = None
    decisions: tuple[DecisionRow, ...] = ()
    mask: bool = False

    def rubric_for(self, transcript: Transcript) -> str:
        """Returns the rubric of a call: the one named, or the one that goes with its channel."""
        return self.rubric or BY_CHANNEL.get(transcript.channel or "", DEFAULT)

    def theme_for(self, transcript: Transcript, rubric: str) -> str | None:
        """Returns the theme of a call: the one named, or the one that its own `theme` names among the rubric's."""
        own = transcript.metadata.get("theme", "")
        return self.theme or (own if own and own in _themes(rubric) else None)

    def scorer(self, rubric: str, theme: str | None = None) -> Scorer:
        """Returns the compiled scorer of a rubric with a theme; compiled once a process."""
        return _scorer(rubric, theme or self.theme, self.lexicons, self.assume_roles)

    @cached_property
    def by_call(self) -> Mapping[str, tuple[DecisionRow, ...]]:
        """Are people's decisions by the id of their call."""
        grouped: dict[str, list[DecisionRow]] = {}
        for row in self.decisions:
            grouped.setdefault(row.call, []).append(row)
        return MappingProxyType({call: tuple(rows) for call, rows in grouped.items()})

    def __getstate__(self) -> dict[str, object]:
        """Leaves out what is worked out again in each process."""
        return {name: value for name, value in vars(self).items() if name != "by_call"}


@cache
def _themes(rubric: str) -> frozenset[str]:
    return frozenset(theme.id for theme in themes_of(rubric))


@cache
def _scorer(rubric: str, theme: str | None, lexicons: str | None, assume_roles: bool) -> Scorer:
    return load_scorer(rubric, Path(lexicons) if lexicons else None, theme=theme, assume_roles=assume_roles)


def score_all(readings: Iterable[Reading], plan: Plan, jobs: int = 1) -> Iterator[Outcome]:
    """Yields an outcome for each reading, in order; with several jobs, batches go to worker processes.

    No more is read ahead than workers can be busy with. Raises UsageError where a worker is lost.
    """
    work = batches(readings)
    if jobs <= 1:
        for batch in work:
            yield from score_batch(plan, batch)
        return
    # What runs in this process alone has no need of what starts others.
    yield from importlib.import_module("autoscore.batch.ahead").score_ahead(work, plan, jobs)


def score_batch(plan: Plan, batch: list[Reading]) -> list[Outcome]:
    """Returns the outcomes of a batch, in order; the calls of one rubric are annotated together."""
    found: dict[int, Outcome] = {}
    groups: dict[tuple[str, str | None], list[int]] = {}
    for place, reading in enumerate(batch):
        if isinstance(reading, Problem):
            found[place] = Failure(reading)
        else:
            rubric = plan.rubric_for(reading)
            groups.setdefault((rubric, plan.theme_for(reading, rubric)), []).append(place)
    for (rubric, theme), places in groups.items():
        calls = [reading for place in places if isinstance(reading := batch[place], Transcript)]
        found.update(zip(places, _scored(plan, plan.scorer(rubric, theme), calls), strict=True))
    return [found[place] for place in range(len(batch))]


def _scored(plan: Plan, scorer: Scorer, calls: list[Transcript]) -> list[Outcome]:
    """Scores calls together; where that fails, one by one, so that one bad call costs only itself."""
    attempt = partial(_sheeted, plan, scorer)
    try:
        return attempt(calls)
    except Exception:
        return [_alone(attempt, call) for call in calls]


def _sheeted(plan: Plan, scorer: Scorer, calls: list[Transcript]) -> list[Outcome]:
    documents = scorer.annotator.annotate(calls)
    told = [understood(scorer.rubric, plan.by_call.get(call.id, ())) for call in calls]
    sheets = scorer.sheets(documents, [decisions for decisions, _ in told])
    problems = (of_call for _, of_call in told)
    scored = map(Scored, documents, sheets, problems)
    # What hides personal data is only loaded where that is wanted.
    return [*importlib.import_module("autoscore.batch.masking").masked(scored)] if plan.mask else [*scored]


def _alone(attempt: Callable[[list[Transcript]], list[Outcome]], call: Transcript) -> Outcome:
    try:
        return attempt([call])[0]
    except Exception as error:
        what = str(error) if isinstance(error, AutoscoreError) else f"评分时出错（{type(error).__name__}）"
        return Failure(Problem(Place(call.origin or call.id), what, "请把这通的编号报给维护者", code="judge"))
