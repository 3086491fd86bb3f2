"""Which calls of the inputs are scored: the first ones, a sample that anyone can draw again, those since a day."""

import hashlib
import heapq
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from autoscore.batch.ids import KEY, key_of
from autoscore.batch.risk import WEIGHTS, weight
from autoscore.errors import Problem, UsageError
from autoscore.model import Transcript
from autoscore.readers import Reading

By: TypeAlias = Literal["call", "agent", "risk"]
# How the manifest tells what is drawn: of all u in (0, 1], the calls with the smallest -ln(u) / weight.
_FORMULA = "smallest -ln(u)/w, u = blake2b(id, key=seed)"
_Drawn: TypeAlias = tuple[float, bytes, int, int]


@dataclass(frozen=True)
class Choice:
    """Says which calls are wanted: the first `limit`, or a sample of so many by a seed, of those `since` a day.

    A sample is of all calls, or of each agent's (`by` agent; calls without an agent count as one agent's), or such that
    calls in which something may have gone wrong are likelier to be drawn (`by` risk). It depends on ids and the seed
    alone, not on the order of files. `part` is one of so many parts of the work, from 1.
    """

    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    by: By = "call"
    since: datetime | None = None
    part: tuple[int, int] | None = None

    @property
    def looks_ahead(self) -> bool:
        """Tells whether calls must be looked at before it is known which are wanted."""
        return self.limit is not None or self.sample is not None

    def facts(self, counts: "Counts") -> dict[str, Any]:
        """Returns what the manifest tells of the choice; nothing where all calls are wanted."""
        facts: dict[str, Any] = {}
        if self.limit is not None:
            facts["limit"] = self.limit
        if self.sample is not None:
            weights = {"weights": dict(WEIGHTS)} if self.by == "risk" else {}
            facts["sample"] = {"calls": self.sample, "by": self.by, "seed": self.seed, "rule": _FORMULA, **weights}
        if self.since is not None:
            facts["since"] = {"date": self.since.isoformat(), "before": counts.before, "undated": counts.undated}
        part = {} if self.part is None else {"part": "/".join(map(str, self.part))}
        return {**part, **({"chosen": facts} if facts else {})}


@dataclass
class Counts:
    """Counts what a date leaves out: calls before it, and calls without a date."""

    before: int = 0
    undated: int = 0


def day(text: str) -> datetime:
    """Reads a day, with a time or without, as `--since` has it; raises UsageError."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise UsageError(f"--since 看不懂“{text}”；请写成 2026-02-18 或 2026-02-18T09:30") from None


def is_due(call: Transcript, since: datetime | None, counts: Counts) -> bool:
    """Tells whether a call is of that time or later, by the clock where it was held; one without a date is not."""
    if since is None:
        return True
    if call.date is None:
        counts.undated += 1
        return False
    due = datetime.fromisoformat(call.date).replace(tzinfo=None) >= since
    counts.before += not due
    return due


def chosen(choice: Choice, tasks: Iterable[Iterable[Reading]], counts: Counts) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yields, of tasks in order, those in which something is wanted: the number of the task, and the places in it.

    What cannot be read is always wanted, as far as was looked: a sample must not hide it.
    """
    if choice.sample is None:
        return _first(choice, tasks, counts)
    return _sampled(choice, tasks, counts)


def picked(choice: Choice, read: Callable[[], Iterator[Reading]], counts: Counts) -> Iterator[Reading]:
    """Yields what is wanted of what `read` yields; for a sample, that is read twice."""
    if choice.sample is None:
        return _due(choice, read(), counts)
    wanted = {at for _, places in chosen(choice, [read()], counts) for at in places}
    return (reading for at, reading in enumerate(read()) if at in wanted)


def _due(choice: Choice, readings: Iterable[Reading], counts: Counts) -> Iterator[Reading]:
    left = choice.limit
    for reading in readings if left != 0 else ():
        if isinstance(reading, Problem):
            yield reading
        elif is_due(reading, choice.since, counts):
            yield reading
            left = None if left is None else left - 1
        if left == 0:
            return


def _first(choice: Choice, tasks: Iterable[Iterable[Reading]], counts: Counts) -> Iterator[tuple[int, tuple[int, ...]]]:
    left = choice.limit or 0
    for number, readings in enumerate(tasks):
        if not left:
            return
        wanted: list[int] = []
        for at, reading in enumerate(readings):
            if isinstance(reading, Problem):
                wanted.append(at)
            elif is_due(reading, choice.since, counts):
                wanted.append(at)
                left -= 1
            if not left:
                break
        if wanted:
            yield number, tuple(wanted)


def _sampled(
    choice: Choice, tasks: Iterable[Iterable[Reading]], counts: Counts
) -> Iterator[tuple[int, tuple[int, ...]]]:
    draws: dict[str, _Draw] = {}
    wanted: dict[int, list[int]] = {}
    for number, readings in enumerate(tasks):
        for at, reading in enumerate(readings):
            if isinstance(reading, Problem):
                wanted.setdefault(number, []).append(at)
            elif is_due(reading, choice.since, counts):
                group = reading.metadata.get("agent", "") if choice.by == "agent" else ""
                draw = draws.setdefault(group, _Draw(choice.sample or 0))
                draw.offer(_score(choice, reading), key_of(reading.id), number, at)
    for draw in draws.values():
        for number, at in draw.places():
            wanted.setdefault(number, []).append(at)
    yield from ((number, tuple(sorted(places))) for number, places in sorted(wanted.items()))


class _Draw:
    """Keeps the calls with the smallest scores, each id once."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._heap: list[_Drawn] = []  # the largest score first
        self._keys: set[bytes] = set()

    def offer(self, score: float, key: bytes, task: int, at: int) -> None:
        """Takes a call in where its score is small enough; of two with one id, the first is taken."""
        if key in self._keys or not self._size:
            return
        drawn = (-score, key, task, at)
        if len(self._heap) < self._size:
            heapq.heappush(self._heap, drawn)
        elif drawn[:2] > self._heap[0][:2]:
            self._keys.discard(heapq.heapreplace(self._heap, drawn)[1])
        else:
            return
        self._keys.add(key)

    def places(self) -> Iterator[tuple[int, int]]:
        """Yields the tasks and places of the calls that were kept."""
        return ((task, at) for _, _, task, at in self._heap)


def _score(choice: Choice, call: Transcript) -> float:
    """Returns a call's score in weighted sampling without replacement (Efraimidis and Spirakis, 2006)."""
    name = call.id.encode("utf-8", "surrogatepass")
    key = choice.seed.to_bytes(KEY, "big", signed=True)
    drawn = int.from_bytes(hashlib.blake2b(name, digest_size=8, key=key).digest(), "big")
    return -math.log((drawn + 1) / (1 << 64)) / (weight(call) if choice.by == "risk" else 1)
