"""The rows that a task makes: one a call, with its sheet in full, in columns, and criterion by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import pyarrow as pa

from autoscore.batch.outcome import Failure, Outcome
from autoscore.errors import Problem
from autoscore.model import ScoreSheet, Transcript
from autoscore.readers import Reading
from autoscore.report.parquet.arrow import Column, arrays, lists, schema_of, struct, text
from autoscore.report.parquet.criterion_table import CALL, CRITERION
from autoscore.spark.lines import Line


@dataclass(frozen=True, slots=True)
class Made:
    """Is what became of one call: its line, its number within that, how it was read, and what came of it."""

    line: Line
    piece: int
    reading: Reading
    outcome: Outcome

    @property
    def sheet(self) -> ScoreSheet | None:
        """Is the sheet, or None."""
        return None if isinstance(self.outcome, Failure) else self.outcome.sheet

    @property
    def id(self) -> str | None:
        """Is the call's id, or None where it could not be read."""
        return self.reading.id if isinstance(self.reading, Transcript) else None

    @property
    def failure(self) -> Problem | None:
        """Is what is wrong, or None."""
        return self.outcome.problem if isinstance(self.outcome, Failure) else None

    @property
    def origin(self) -> str:
        """Is where the call was read."""
        origin = self.reading.origin if isinstance(self.reading, Transcript) else ""
        return origin or str(self.line.place)


PROBLEM = (
    text("place", lambda one: str(one.place)),
    text("code", lambda one: one.code),
    text("what", lambda one: one.what),
    text("todo", lambda one: one.todo),
)
# Where a row stands in the input, and the id that it takes there whether it could be judged or not.
ORDER = (
    text("id", lambda made: made.id),
    text("origin", lambda made: made.origin),
    Column("rank", lambda made: made.line.rank, pa.int32()),
    Column("number", lambda made: made.line.number, pa.int64()),
    Column("piece", lambda made: made.piece, pa.int32()),
    struct("failure", lambda made: made.failure, PROBLEM),
)
SHEET = (
    text("sheet", lambda sheet: msgspec.json.encode(sheet).decode()),
    lists("criteria", lambda sheet: sheet.criteria, CRITERION),
)
OF_SHEET = (*CALL, *SHEET)


def schema() -> pa.Schema:
    """Returns the schema of the rows."""
    return schema_of((*ORDER, *OF_SHEET))


def batch_of(made: Sequence[Made]) -> pa.RecordBatch:
    """Returns the rows of some calls, in order."""
    sheets = [one.sheet for one in made]
    return pa.record_batch([*arrays(ORDER, made), *arrays(OF_SHEET, sheets)], schema=schema())
