"""A run into a folder: inputs are cut into tasks, workers write a part for each, the parts are joined at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from autoscore.batch.block import Block
from autoscore.batch.choice import Choice, Counts, chosen
from autoscore.batch.folder import Flat, RunFolder
from autoscore.batch.identity import key_of_run
from autoscore.batch.inventory import PIECE, Inventory
from autoscore.batch.join import joined, overview
from autoscore.batch.manifest import facts_of
from autoscore.batch.notices import Notice
from autoscore.batch.places import shortener
from autoscore.batch.pool import Pool
from autoscore.batch.store import Store, cause, refuse_inputs
from autoscore.batch.summary import Summary
from autoscore.batch.task import Agenda, Entry, Grain, Task, readings_of
from autoscore.batch.work import Job, perform
from autoscore.errors import Problem, UsageError
from autoscore.runs.cards import cards_of, encoded


@dataclass(frozen=True)
class Order:
    """Is a run that was asked for: a job over inputs, into a folder; `piece` and `grain` change no byte of it.

    `flat` makes a table of the sheets, where one is wanted.
    """

    inputs: Sequence[str]
    job: Job
    output: Path
    choice: Choice = field(default_factory=Choice)
    jobs: int = 1
    stdin: BinaryIO | None = None
    piece: int = PIECE
    grain: Grain = field(default_factory=Grain)
    flat: Flat | None = None


class Watch(Protocol):
    """Is told how a run goes."""

    def begins(self, total: int, left: int) -> None:
        """Hears how many bytes there are, and how many of them are still to be scored."""

    def stale(self, parts: int) -> None:
        """Hears that so many parts of an unfinished run are of no use: something else was asked for then."""

    def steps(self, scored: int, bad: int) -> None:
        """Hears how many more calls were scored and failed."""

    def ends_task(self, size: int) -> None:
        """Hears that a task of so many bytes is done."""

    def failed(self, problem: Problem) -> None:
        """Hears of a failure, in the order of the input."""

    def noticed(self, notice: Notice) -> None:
        """Hears what a reader noticed."""

    def prints(self, text: str) -> None:
        """Hears what is to be printed of a call."""

    def leaves_out(self, before: int, undated: int) -> None:
        """Hears how many calls a date left out, and how many because they have none."""


def score_into(order: Order, summary: Summary, watch: Watch) -> None:
    """Scores what was asked for into its folder, and counts it in the summary.

    Where a run was ended, by whatever it was, the same order goes on where it was and comes to the same bytes. Raises
    UsageError where that folder cannot be written, or where what is read would be written over.
    """
    refuse_inputs(order.inputs, order.output)
    store = Store(order.output)
    with store.held():
        try:
            _Run(order, store, watch).score(summary)
        except BrokenPipeError:
            raise  # nobody reads what is printed any more
        except OSError as error:
            what = f"写不了 {order.output}（{cause(error)}）"
            raise UsageError(f"{what}：腾出空间或改好权限后再运行同一条命令，会接着评，评完的不重评") from None
        finally:
            store.close(unless_done=True)


class _Run:
    """Is one run of an order, in the folder that it holds."""

    def __init__(self, order: Order, store: Store, watch: Watch) -> None:
        self._order, self._store, self._watch = order, store, watch
        self._job = replace(order.job, parts=store.folder, since=order.choice.since)
        self._agenda = Agenda(store.folder / "agenda")
        self._inventory = Inventory(order.inputs, store.folder, order.stdin, order.piece)
        self._counts = Counts()

    def score(self, summary: Summary) -> None:
        """Does what is left to do, and joins the parts."""
        self._agenda.fill(self._inventory.pieces())
        entries = self._entries()
        self._watch.stale(self._store.clear(keep={entry.key for entry in entries}))
        done = self._store.done()
        left = [entry for entry in entries if entry.key not in done]
        self._watch.begins(sum(entry.size for entry in entries), sum(entry.size for entry in left))
        for task in self._done(map(self._agenda.task, left), len(left)):
            self._watch.ends_task(task.size)
        self._join([self._job.part(entry.key) for entry in entries], summary)
        self._store.close()

    def _entries(self) -> list[Entry]:
        """Returns the tasks of the run, or of the part of it that was asked for."""
        choice, agenda = self._order.choice, self._agenda
        entries = list(agenda.entries(key_of_run(self._job), self._order.grain))
        if choice.looks_ahead:
            readings = (readings_of(agenda.task(entry), self._job.roles) for entry in entries)
            entries = [entries[number].choosing(wanted) for number, wanted in chosen(choice, readings, self._counts)]
        if choice.part is None:
            return entries
        part, parts = choice.part
        return [entry for number, entry in enumerate(entries) if number * parts // len(entries) == part - 1]

    def _done(self, tasks: Iterator[Task], count: int) -> Iterator[Task]:
        """Does tasks, here or in workers, and yields them as they are done."""
        jobs = min(self._order.jobs, count)
        if jobs <= 1 and not self._store.was_deadly:
            for task in tasks:
                with self._store.trying(task.key):
                    perform(self._job, task, self._watch.steps)
                yield task
            return
        with Pool(self._job, max(1, jobs), self._watch.steps) as pool:
            yield from pool.run(tasks)

    def _join(self, parts: Sequence[Path], summary: Summary) -> None:
        order, found, counts = self._order, overview(parts), self._counts
        for notice in found.notices:
            self._watch.noticed(notice)
        counts.before, counts.undated = counts.before + found.counts.before, counts.undated + found.counts.undated
        if order.choice.since is not None:
            self._watch.leaves_out(counts.before, counts.undated)
        short = shortener(order.inputs)
        with RunFolder(
            order.output,
            self._store.folder,
            found.criteria,
            short,
            calls=order.job.calls,
            places=order.choice.part is not None,
            flat=order.flat,
        ) as folder:
            for block in joined(parts, found):
                folder.add(block)
                summary.take(block)
                self._tell(block)
            plan = order.job.plan
            told = {**order.choice.facts(counts), **({"masked": True} if plan.mask else {})}
            facts = facts_of(summary, order.inputs, self._inventory.facts, told)
            folder.finish(facts, encoded(cards_of(summary.tally.used.values(), plan.rubric, plan.theme)))

    def _tell(self, block: Block) -> None:
        for mark in block.marks:
            for problem in (*((mark.problem,) if mark.problem is not None else ()), *mark.unusable):
                self._watch.failed(problem)
        for text in block.printed:
            self._watch.prints(text)
