"""Columns of records for tables of other programs: one of the two doors to Arrow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Column:
    """Is one column: its name, its Arrow type, and what it takes of a record.

    Where there are `inner` columns, what it takes is a record that has them and a cell is a struct, or it is a sequence
    of such records and a cell is a list of structs.
    """

    name: str
    of: Callable[[Any], Any]
    type: pa.DataType
    inner: "tuple[Column, ...]" = ()

    @property
    def field(self) -> pa.Field:
        """Is the column's name and type."""
        return pa.field(self.name, self.type)

    def array(self, records: Sequence[Any]) -> pa.Array:
        """Returns the cells of some records; a record that is None has an empty cell."""
        cells = [None if record is None else self.of(record) for record in records]
        if not self.inner:
            return pa.array(cells, self.type)
        return _structs(self, cells) if pa.types.is_struct(self.type) else _lists(self, cells)


def text(name: str, of: Callable[[Any], str | None]) -> Column:
    """Returns a column of text."""
    return Column(name, of, pa.string())


def lists(name: str, of: Callable[[Any], Sequence[Any]], inner: tuple[Column, ...]) -> Column:
    """Returns a column of lists of structs."""
    return Column(name, of, pa.list_(struct_of(inner)), inner)


def struct(name: str, of: Callable[[Any], Any], inner: tuple[Column, ...]) -> Column:
    """Returns a column of structs."""
    return Column(name, of, struct_of(inner), inner)


def struct_of(columns: Sequence[Column]) -> pa.DataType:
    """Returns the type of a struct with such columns."""
    return pa.struct([column.field for column in columns])


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    """Returns the schema of a table with such columns."""
    return pa.schema([column.field for column in columns])


def arrays(columns: Sequence[Column], records: Sequence[Any]) -> list[pa.Array]:
    """Returns the cells of some records, column by column."""
    return [column.array(records) for column in columns]


def _structs(column: Column, cells: Sequence[Any]) -> pa.Array:
    empty = pa.array([cell is None for cell in cells], pa.bool_())
    return pa.StructArray.from_arrays(arrays(column.inner, cells), type=column.type, mask=empty)


def _lists(column: Column, cells: Sequence[Sequence[Any] | None]) -> pa.Array:
    # Whole columns at once are many times as fast as cell by cell.
    counts = [0 if cell is None else len(cell) for cell in cells]
    flat = list(chain.from_iterable(cell for cell in cells if cell))
    inner = pa.StructArray.from_arrays(arrays(column.inner, flat), type=struct_of(column.inner))
    offsets = pa.array(accumulate(counts, initial=0), pa.int32())
    empty = pa.array([cell is None for cell in cells], pa.bool_())
    return pa.ListArray.from_arrays(offsets, inner, type=column.type, mask=empty)
