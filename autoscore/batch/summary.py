"""What a run came to, counted while it goes."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from autoscore.batch.outcome import Failure, Outcome
from autoscore.errors import Problem
from autoscore.model import MadeBy
from autoscore.model.decision import DecisionRow


class Summary:
    """Counts outcomes one by one, so that memory does not grow with the number of calls."""

    def __init__(self, decisions: Iterable[DecisionRow] = (), problems: Iterable[Problem] = ()) -> None:
        self.calls = 0
        self.failures: list[Failure] = []
        self.passed = self.failed = self.review = self.below = 0
        self.missed: Counter[str] = Counter()
        self.rubrics: dict[str, dict[str, str]] = {}
        self.made_by: MadeBy | None = None
        self.decided = 0
        self._problems = list(problems)
        self._waiting = {row.call: row.place for row in decisions}
        self._digest = hashlib.sha256()
        self._sum = Decimal(0)
        self._totals = 0

    def add(self, outcome: Outcome, fail_under: Decimal | None = None) -> None:
        """Counts one outcome."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        sheet = outcome.sheet
        self.calls += 1
        self._problems.extend(outcome.problems)
        self._waiting.pop(sheet.id, None)
        self.decided += sum(len(one.decisions) for one in sheet.criteria)
        self.passed += sheet.passed is True
        self.failed += sheet.passed is False
        self.review += sheet.needs_review
        self.missed.update(one.title for one in sheet.criteria if one.status == "not_met" and one.mode == "score")
        self.made_by = sheet.made_by
        self._digest.update(f"{sheet.id}\0{sheet.transcript}\n".encode())
        self.rubrics[sheet.rubric.id] = {"version": sheet.rubric.version, "digest": sheet.rubric.digest}
        if sheet.total is not None:
            self._sum, self._totals = self._sum + Decimal(sheet.total), self._totals + 1
        if fail_under is not None and sheet.high is not None and Decimal(sheet.high) < fail_under:
            self.below += 1

    @property
    def unmet(self) -> tuple[Problem, ...]:
        """Are the calls that people decided on and that were not among those scored so far."""
        todo = "核对编号；评分时要把这一通也放进来"
        return tuple(Problem(place, "没有评到这一通", todo, code="unknown_call") for place in self._waiting.values())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Are the decisions that could not be used."""
        return (*self._problems, *self.unmet)

    @property
    def digest(self) -> str:
        """Is the digest of the ids and transcripts of all calls scored, in order."""
        return f"sha256:{self._digest.hexdigest()}"

    @property
    def mean(self) -> Decimal | None:
        """Is the mean total, or None where no call has one."""
        return self._sum / self._totals if self._totals else None

    def exit_status(self, max_bad: float) -> int:
        """Returns the contract's exit status: 2 nothing done, 1 some failed, 3 a call below the mark, 0 all well."""
        bad = len(self.failures)
        if not self.calls:
            return 2
        if self.problems or (bad and bad / (self.calls + bad) > max_bad):
            return 1
        return 3 if self.below else 0
