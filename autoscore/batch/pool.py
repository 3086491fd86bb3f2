"""Several workers, and what happens when one of them is lost: its task is tried again, and at last call by call."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

from autoscore.batch.task import Lost, Task
from autoscore.batch.work import Job, Tick
from autoscore.batch.worker import At, Did, Done, Message, Ready, Stuck, Todo, serve
from autoscore.errors import ProblemsError, UsageError

# A lost worker may be anybody's fault; so often at one place it is the call's.
_DEATHS_BEFORE_WARY = 2
_DEATHS_AT_ONE_CALL = 2
# So often in a row, and so often for each worker, without a call scored: no further worker will do better.
_DEATHS_WITHOUT_A_CALL, _DEATHS_EACH = 6, 4


@dataclass
class _Trial:
    """Is a task with what happened to those that tried it."""

    task: Task
    deaths: int = 0
    at: At | None = None
    suspects: Counter[tuple[int, str]] = field(default_factory=Counter)
    lost: dict[int, Lost] = field(default_factory=dict)
    done: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def todo(self) -> Todo:
        wary = self.deaths >= _DEATHS_BEFORE_WARY
        return Todo(self.task, dict(self.lost) if wary else None)

    def died(self) -> None:
        """Takes note that the worker was lost, and of what it was at."""
        self.deaths += 1
        if self.at is not None:
            place = (self.at.at, self.at.origin)
            self.suspects[place] += 1
            if self.suspects[place] >= _DEATHS_AT_ONE_CALL:
                self.lost[self.at.at] = Lost(*place)
        self.at, self.done = None, [0, 0]


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    trial: _Trial | None = None


class Pool:
    """Hands tasks to worker processes, one at a time each, so that nothing piles up."""

    def __init__(self, job: Job, jobs: int, tick: Tick) -> None:
        self._job, self._jobs, self._tick = job, jobs, tick
        self._workers: list[_Worker] = []
        self._again: deque[_Trial] = deque()
        self._fruitless = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()

    def run(self, tasks: Iterator[Task]) -> Iterator[Task]:
        """Yields tasks as they are done, in any order; raises UsageError where none can be."""
        while True:
            self._hand_out(tasks)
            busy = [worker for worker in self._workers if worker.trial is not None]
            if not busy:
                return
            for pipe in wait([worker.pipe for worker in busy]):
                worker = next(one for one in busy if one.pipe is pipe)
                try:
                    message: Message = worker.pipe.recv()
                except (EOFError, OSError):
                    self._bury(worker)
                else:
                    yield from self._heard(worker, message)

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        free = [worker for worker in self._workers if worker.trial is None]
        while len(self._workers) - len(free) < self._jobs:
            trial = self._next(tasks)
            if trial is None:
                return
            worker = free.pop() if free else self._hired()
            worker.trial = trial
            try:
                worker.pipe.send(trial.todo)
            except OSError:
                self._bury(worker)

    def _next(self, tasks: Iterator[Task]) -> _Trial | None:
        if self._again:
            return self._again.popleft()
        task = next(tasks, None)
        return None if task is None else _Trial(task)

    def _hired(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._job), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _heard(self, worker: _Worker, message: Message) -> Iterator[Task]:
        trial = worker.trial
        if trial is None or isinstance(message, Ready):
            worker.ready = True
        elif isinstance(message, Stuck):
            raise _refusal(message)
        elif isinstance(message, At):
            trial.at = message
        elif isinstance(message, Did):
            self._count(trial, message.scored, message.bad)
        elif isinstance(message, Done):
            worker.trial = None
            yield trial.task

    def _count(self, trial: _Trial, scored: int, bad: int) -> None:
        trial.done[0] += scored
        trial.done[1] += bad
        self._fruitless = 0 if scored else self._fruitless
        self._tick(scored, bad)

    def _bury(self, worker: _Worker) -> None:
        """Takes a lost worker's task back, to be tried again by another."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        self._fruitless += 1
        if self._fruitless >= _DEATHS_WITHOUT_A_CALL + _DEATHS_EACH * self._jobs:
            raise UsageError("工作进程一再意外退出，什么也评不了；请看内存够不够，或用 --jobs 1")
        if worker.trial is not None:
            self._tick(-worker.trial.done[0], -worker.trial.done[1])
            worker.trial.died()
            self._again.append(worker.trial)


def _refusal(message: Stuck) -> Exception:
    if message.problems:
        return ProblemsError(message.problems)
    return OSError(0, message.what) if message.system else UsageError(message.what)
