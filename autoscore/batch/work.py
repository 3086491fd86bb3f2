"""Does one task: reads its calls, scores them and writes its part, all in the process that it is called in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from autoscore.annotate import batches, characters
from autoscore.batch.block import Block, block_of
from autoscore.batch.choice import Counts, is_due
from autoscore.batch.inventory import CHANGED
from autoscore.batch.notices import Notice, Notices
from autoscore.batch.outcome import Failure, Outcome, Scored
from autoscore.batch.part import PART, PartWriter
from autoscore.batch.run import Plan, score_batch
from autoscore.batch.task import Lost, Task, readings_of
from autoscore.errors import Place, Problem
from autoscore.model import Role
from autoscore.readers import Reading

# What is said while a task is done: calls scored and failures since the last time.
Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Job:
    """Is what all tasks of a run have in common; it travels to worker processes."""

    plan: Plan
    roles: Mapping[str, Role]
    parts: Path = Path()
    calls: bool = True
    since: datetime | None = None
    printer: Callable[[Scored], str] | None = None

    def part(self, key: str) -> Path:
        """Returns where the part of a task goes."""
        return self.parts / f"{key}{PART}"


class Trace(Protocol):
    """Is told what is about to be done, so that it is known where a process ended."""

    def __call__(self, at: int, origin: str) -> None:
        """Hears of the call at a place by where it was read, or, without that, of reading there."""


def perform(job: Job, task: Task, tick: Tick) -> None:
    """Does a task, in batches."""
    sieve = _Sieve(job, task)
    kept = (pair for pair in enumerate(readings_of(task, job.roles)) if sieve.keeps(*pair))
    _write(
        job, sieve, ((_block(job, batch, {}), batch) for batch in batches(kept, lambda pair: characters(pair[1]))), tick
    )


def perform_warily(job: Job, task: Task, tick: Tick, trace: Trace, lost: Mapping[int, Lost]) -> None:
    """Does a task call by call and traces each step; calls that have ended processes become failures."""
    sieve = _Sieve(job, task)
    batches = _traced(readings_of(task, job.roles, lost), sieve, trace, lost)
    _write(job, sieve, ((_block(job, batch, lost), batch) for batch in batches), tick)


_Batch = list[tuple[int, Reading]]


class _Sieve:
    """Keeps what is wanted of a task, and counts what a date leaves out."""

    def __init__(self, job: Job, task: Task) -> None:
        self._wanted = None if task.wanted is None else frozenset(task.wanted)
        self._since = job.since
        self.key = task.key
        self.counts = Counts()

    def keeps(self, at: int, reading: Reading) -> bool:
        if self._wanted is not None:
            return at in self._wanted or (isinstance(reading, Problem) and reading.code == CHANGED)
        return isinstance(reading, Problem) or is_due(reading, self._since, self.counts)


def _write(job: Job, sieve: _Sieve, blocks: Iterable[tuple[Block, _Batch]], tick: Tick) -> None:
    notices, found = Notices(), list[Notice]()
    with PartWriter(job.part(sieve.key)) as part:
        for block, batch in blocks:
            for _, reading in batch:
                if not isinstance(reading, Problem):
                    found.extend(notices.of(reading))
            part.add(block)
            tick(block.tally.calls, len(block.marks) - block.tally.calls)
        part.finish(sieve.counts.before, sieve.counts.undated, tuple(found))


def _block(job: Job, batch: _Batch, lost: Mapping[int, Lost]) -> Block:
    readings = [reading for _, reading in batch]
    known = {place: _lost(reading) for place, (at, reading) in enumerate(batch) if at in lost and _is_call(reading)}
    rest = iter(score_batch(job.plan, [one for place, one in enumerate(readings) if place not in known]))
    outcomes: list[Outcome] = [known[place] if place in known else next(rest) for place in range(len(readings))]
    return block_of(readings, outcomes, calls=job.calls, printer=job.printer)


def _is_call(reading: Reading) -> bool:
    return not isinstance(reading, Problem)


def _lost(reading: Reading) -> Failure:
    place = reading.place if isinstance(reading, Problem) else Place(reading.origin or reading.id)
    what, todo = "评这一通时进程几次意外退出，没有评", "请看内存够不够，并把这通的编号报给维护者"
    return Failure(Problem(place, what, todo, code="worker_lost"))


def _traced(readings: Iterator[Reading], sieve: _Sieve, trace: Trace, lost: Mapping[int, Lost]) -> Iterator[_Batch]:
    """Yields batches of one; a place without a name means that what stands there is being read."""
    trace(0, "")
    for at, reading in enumerate(readings):
        if sieve.keeps(at, reading):
            if not isinstance(reading, Problem) and at not in lost:
                trace(at, reading.origin or reading.id)
            yield [(at, reading)]
        trace(at + 1, "")
