"""The flat table of a run as a Parquet file, for DuckDB, Polars, Spark and the like."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pyarrow as pa
from pyarrow import parquet

from autoscore.model import ScoreSheet
from autoscore.report.parquet.criterion_table import rows, schema

CRITERIA = "criteria.parquet"
_SHEETS = 128  # decoded at a time
_ROWS = 20_000  # in a row group, by which readers skip and share out


def write_criteria(sheets: Path, out: Path) -> None:
    """Writes the flat table of a file of sheets, a sheet a line, in memory that does not grow with their number.

    The same sheets give the same bytes. The file gets its name when it is complete.
    """
    part = out.with_name(f"{out.name}.tmp")
    with sheets.open("rb") as lines, parquet.ParquetWriter(part, schema(), compression="zstd") as writer:
        for group in _groups(_batches(lines)):
            writer.write_table(group, row_group_size=group.num_rows)
    part.replace(out)


def _batches(lines: Iterator[bytes]) -> Iterator[pa.RecordBatch]:
    decoder = msgspec.json.Decoder(ScoreSheet)
    while some := list(islice(lines, _SHEETS)):
        yield rows([decoder.decode(line) for line in some])


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Gathers batches into tables of at least a row group each, but for the last."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= _ROWS:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)
