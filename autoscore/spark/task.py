"""What an executor does with its rows: reads, scores, and makes rows of what came of each call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from autoscore.annotate import CALLS
from autoscore.batch.outcome import Failure, Outcome
from autoscore.batch.run import Plan, score_batch
from autoscore.errors import Place, Problem
from autoscore.readers import Reading
from autoscore.readers.roles import RoleBook
from autoscore.spark.job import Job
from autoscore.spark.lines import Line, TableLines, TextLines, read
from autoscore.spark.rows import Made, batch_of


@dataclass(frozen=True)
class Task:
    """Turns batches of rows into batches of results.

    A call that fails, in whatever way, becomes a row with its place and cause: no call may cost a task, and no
    exception that Spark would log may carry what was said.
    """

    job: Job
    reader: TextLines | TableLines

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yields results in the order of the rows."""
        plan, book = self.job.unpacked(), RoleBook.of(self.job.role_words)
        lines = self.reader.lines(row for batch in batches for row in _rows(batch))
        while some := list(islice(lines, CALLS)):
            yield _tried(plan, book, some)


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[object, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _tried(plan: Plan, book: RoleBook, lines: Sequence[Line]) -> pa.RecordBatch:
    """Returns the results of some lines; where that fails as a whole, line by line."""
    try:
        return batch_of(_made(plan, read(lines, book)))
    except Exception as error:
        if len(lines) == 1:
            return batch_of([_lost(lines[0], error)])
    parts = [_tried(plan, book, [line]) for line in lines]
    return pa.Table.from_batches(parts).combine_chunks().to_batches()[0]


def _made(plan: Plan, readings: list[tuple[Line, int, Reading]]) -> list[Made]:
    outcomes: list[Outcome] = score_batch(plan, [reading for _, _, reading in readings])
    return [Made(*one, outcome) for one, outcome in zip(readings, outcomes, strict=True)]


def _lost(line: Line, error: Exception) -> Made:
    what = f"评分时出错（{type(error).__name__}）"
    problem = Problem(Place(str(line.place)), what, "请把这通的位置报给维护者", code="judge")
    return Made(line, 0, problem, Failure(problem))
