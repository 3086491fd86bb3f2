"""A worker process: does the tasks that come through a pipe until it is closed."""

import gc
import os
import signal
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import TypeAlias

from msgspec import Struct

from autoscore.batch.store import cause
from autoscore.batch.task import Lost, Task
from autoscore.batch.work import Job, perform, perform_warily
from autoscore.errors import AutoscoreError, Problem, ProblemsError

_GC_THRESHOLD = 200_000
# A process that met what it has no name for ends at once, as one does that the system ends.
_BROKEN = 70


class Ready(Struct, frozen=True):
    """Says that a worker is up."""


class Did(Struct, frozen=True):
    """Says how many calls were scored and failed since the last message."""

    scored: int
    bad: int


class At(Struct, frozen=True):
    """Says what is about to be done: the call at a place, or, without a name, reading what stands there."""

    at: int
    origin: str


class Done(Struct, frozen=True):
    """Says that a task is done and its part is on the disk."""


class Stuck(Struct, frozen=True):
    """Says why no task can be done: the system refuses to write, or something is wrong that a person can mend."""

    what: str
    problems: tuple[Problem, ...] = ()
    system: bool = False


class Todo(Struct, frozen=True):
    """Is what a worker is told to do; with `lost` it goes call by call, and these are not tried again."""

    task: Task
    lost: Mapping[int, Lost] | None = None


Message: TypeAlias = Ready | Did | At | Done | Stuck


def serve(pipe: Connection, job: Job) -> None:
    """Does tasks until there are no more, or nobody is there to be told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends its workers
    gc.set_threshold(_GC_THRESHOLD, 20, 20)
    try:
        pipe.send(Ready())
        pipe.send(_done(pipe, job, pipe.recv()))
        # What was compiled for the first task lives to the end, and need not be looked through again.
        gc.collect()
        gc.freeze()
        while (todo := pipe.recv()) is not None:
            pipe.send(_done(pipe, job, todo))
    except (EOFError, BrokenPipeError, ConnectionError):
        return  # the parent has ended, and another will go on


def _done(pipe: Connection, job: Job, todo: Todo) -> Done | Stuck:
    tick = lambda scored, bad: pipe.send(Did(scored, bad))  # noqa: E731
    try:
        if todo.lost is None:
            perform(job, todo.task, tick)
        else:
            perform_warily(job, todo.task, tick, lambda at, origin: pipe.send(At(at, origin)), todo.lost)
    except (EOFError, BrokenPipeError, ConnectionError):
        raise
    except OSError as error:
        return Stuck(cause(error), system=True)
    except ProblemsError as error:
        return Stuck(str(error), error.problems)
    except AutoscoreError as error:
        return Stuck(str(error))
    except Exception:
        os._exit(_BROKEN)
    return Done()
