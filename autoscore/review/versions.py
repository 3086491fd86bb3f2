"""Scores the same calls by two rubrics in one pass, and tells what comes out otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from autoscore.annotate import batches
from autoscore.errors import AutoscoreError, Place, Problem
from autoscore.model import Call, Criterion, Document, Rubric, ScoreSheet, Transcript
from autoscore.model.versions import Version, VersionsDiff
from autoscore.operators import Needs
from autoscore.privacy import Masker
from autoscore.review.versions_habits import HabitTally
from autoscore.review.versions_tally import CriterionTally, TotalsTally
from autoscore.runs.again import transcript_of
from autoscore.runs.stored import StoredRun
from autoscore.scoring import Scorer
from autoscore.scoring.compile import needs_of

EXAMPLES = 3


class Versions:
    """Compares two rubrics call by call, in memory that does not grow with the calls.

    `masker` hides personal data in the examples, of which each criterion keeps at most `examples`; `problems` are the
    calls that could not be judged, `themes` those that calls had been scored with and that are not used here.
    """

    def __init__(self, a: Scorer, b: Scorer, masker: Masker, examples: int = EXAMPLES) -> None:
        self._a, self._b, self._masker = a, b, masker
        self._together = _wanted(a.rubric) == _wanted(b.rubric)
        self._rows = _rows(a.rubric, b.rubric, examples)
        self._totals = TotalsTally()
        self._habits = HabitTally(a.rubric), HabitTally(b.rubric)
        self._calls = 0
        self.left_out = 0
        self.themes: set[str] = set()
        self.problems: list[Problem] = []

    def compare(self, run: StoredRun) -> VersionsDiff:
        """Scores the calls of a run that one of the two rubrics was made for, or all where no call was scored by them.

        Raises ReadError where the run is damaged.
        """
        ids = {self._a.rubric.id, self._b.rubric.id}
        own = any(one.sheet.rubric.id in ids for one in run)
        for batch in batches(self._calls_of(run, ids if own else set())):
            self._add(batch)
        return self.diff()

    def _calls_of(self, run: StoredRun, ids: set[str]) -> Iterator[Transcript]:
        for one in run:
            if one.call is None or (ids and one.sheet.rubric.id not in ids):
                self.left_out += 1
            else:
                self.themes |= {one.sheet.rubric.theme or ""} - {"", self._b.rubric.theme}
                yield transcript_of(one.call)

    def _add(self, batch: Sequence[Transcript]) -> None:
        """Scores calls together; where that fails, one by one, so that one bad call costs only itself."""
        try:
            pairs = self._scored(batch)
        except Exception:
            pairs = [pair for call in batch for pair in self._alone(call)]
        for call, before, after in pairs:
            self._take(call, before, after)
        for habits, sheets in zip(self._habits, ([one[1] for one in pairs], [one[2] for one in pairs]), strict=True):
            habits.add(sheets)

    def _scored(self, batch: Sequence[Transcript]) -> list[tuple[Transcript, ScoreSheet, ScoreSheet]]:
        documents: Sequence[Document] = self._a.annotator.annotate(batch)
        before = self._a.sheets(documents)
        after = self._b.sheets(documents if self._together else self._b.annotator.annotate(batch))
        return list(zip(batch, before, after, strict=True))

    def _alone(self, call: Transcript) -> list[tuple[Transcript, ScoreSheet, ScoreSheet]]:
        try:
            return self._scored([call])
        except Exception as error:
            what = str(error) if isinstance(error, AutoscoreError) else f"评分时出错（{type(error).__name__}）"
            self.problems.append(Problem(Place(call.id), what, "请把这通的编号报给维护者", code="judge"))
            return []

    def _take(self, call: Transcript, before: ScoreSheet, after: ScoreSheet) -> None:
        self._calls += 1
        self._totals.add(before, after)
        rows = {one.id: one for one in before.criteria}
        shown = partial(self._shown, call, before, after)
        for two in after.criteria:
            one = rows.get(two.id)
            if one is not None:
                self._rows[two.id].add(one, two, call.id, shown)

    def _shown(self, call: Transcript, before: ScoreSheet, after: ScoreSheet) -> tuple[ScoreSheet, ScoreSheet]:
        masked = self._masker.masked(Call(call.turns, call.id, call.channel, call.date, {**call.metadata}))
        return self._masker.sheet(before, masked), self._masker.sheet(after, masked)

    def diff(self) -> VersionsDiff:
        """Returns what was counted so far."""
        return VersionsDiff(
            a=_version(self._a.rubric),
            b=_version(self._b.rubric),
            calls=self._calls,
            failed=len(self.problems),
            left_out=self.left_out,
            masked=self._masker.active,
            totals=self._totals.diff(),
            criteria=tuple(tally.diff() for tally in self._rows.values()),
            habits_a=self._habits[0].habits(),
            habits_b=self._habits[1].habits(),
        )


def _version(rubric: Rubric) -> Version:
    return Version(rubric.id, rubric.version, rubric.digest, rubric.theme, rubric.title)


def _rows(a: Rubric, b: Rubric, examples: int) -> dict[str, CriterionTally]:
    """Returns the counters of all criteria: those of the second rubric in its order, then those that it left out."""
    before, after = _listed(a), _listed(b)
    names = [*after, *(name for name in before if name not in after)]
    return {name: CriterionTally(before.get(name), after.get(name), examples) for name in names}


def _listed(rubric: Rubric) -> dict[str, Criterion]:
    return {one.id: one for one in rubric.criteria if one.mode != "off"}


def _wanted(rubric: Rubric) -> tuple[frozenset[object], ...]:
    """Returns what a rubric wants to be searched for: calls annotated for one serve the other where it is the same.

    What else is found in a call may tell whose words they are: so calls are never annotated for both at once.
    """
    needs: Iterable[Needs] = tuple(needs_of(rubric))
    return tuple(frozenset(one for need in needs for one in getattr(need, field)) for field in Needs.__struct_fields__)
