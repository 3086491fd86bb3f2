"""What a run came to, counted while it goes."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal

from autoscore.batch.block import Block, digest_of
from autoscore.batch.outcome import Failure, Outcome
from autoscore.batch.tally import Tally
from autoscore.errors import Problem
from autoscore.model.decision import DecisionRow


class Summary:
    """Counts outcomes one by one, or blocks of them, so that memory does not grow with the number of calls."""

    def __init__(self, decisions: Iterable[DecisionRow] = (), problems: Iterable[Problem] = ()) -> None:
        """Learns of people's decisions, and of those in the file of decisions that cannot be used."""
        self.tally = Tally()
        self.bad = 0
        self._problems = list(problems)
        self._waiting = {row.call: row.place for row in decisions}
        self._digest = hashlib.sha256()

    def add(self, outcome: Outcome) -> None:
        """Counts one outcome."""
        if isinstance(outcome, Failure):
            self.bad += 1
            return
        self.tally.add(outcome.sheet)
        self._digest.update(digest_of(outcome.sheet))
        self._heard(outcome.sheet.id, outcome.problems)

    def take(self, block: Block) -> None:
        """Counts all outcomes of a block."""
        self.tally.take(block.tally)
        self._digest.update(block.digests)
        for mark in block.marks:
            if mark.problem is not None:
                self.bad += 1
            elif mark.id is not None:
                self._heard(mark.id, mark.unusable)

    def _heard(self, call: str, unusable: Iterable[Problem]) -> None:
        self._problems.extend(unusable)
        if self._waiting:
            self._waiting.pop(call, None)

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
        return self.tally.sum / self.tally.totals if self.tally.totals else None

    def exit_status(self, max_bad: float, mark: Decimal | None = None) -> int:
        """Returns the contract's exit status: 2 nothing done, 1 some failed, 3 a call below the mark, 0 all well."""
        calls = self.tally.calls
        if not calls:
            return 2
        if self.problems or (self.bad and self.bad / (calls + self.bad) > max_bad):
            return 1
        return 3 if mark is not None and self.tally.below(mark) else 0
