"""The worksheets of a workbook as texts, each merged cell known by its first."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from autoscore.drafting.outline import Outline, outlines
from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.formats.xlsx import sheets_of, table_of
from autoscore.readers.magic import binary_kind
from autoscore.readers.reading import unreadable
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source
from autoscore.readers.table import Table
from autoscore.readers.workbook import check

_ZIP = b"PK\x03\x04"
_TODO = "请用 Excel 打开，另存为 .xlsx"
# A cell in the format 0% holds a fraction; what its floats add behind these places is noise.
_FRACTION = re.compile(r"[01](\.\d+)?", re.ASCII)
_PLACES = 4
_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


class Grid(Struct, frozen=True):
    """Is a worksheet; rows and columns count from 1, and a cell outside is empty.

    `raw` holds the cells as they are, `origins` the first cell of each merged one; in columns of `shares`, 0.1 is 10.
    """

    name: str
    table: Table
    origins: Mapping[tuple[int, int], tuple[int, int]]
    hidden: frozenset[int]
    hidden_columns: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        """Is the number of rows."""
        return len(self.table.rows)

    def width(self, row: int) -> int:
        """Returns the number of cells of a row."""
        return len(self.table.rows[row - 1].cells)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Returns the cell that holds what a cell shows."""
        return self.origins.get((row, column), (row, column))

    def raw(self, row: int, column: int) -> str:
        """Returns what a cell shows, just as it stands there."""
        at, of = self.origin(row, column)
        cells = self.table.rows[at - 1].cells if 0 < at <= self.height else ()
        return cells[of - 1] if 0 < of <= len(cells) else ""

    def text(self, row: int, column: int) -> str:
        """Returns what a cell shows, without control characters and blanks around its lines."""
        text = clean(self.raw(row, column))
        if self.shares and self.origin(row, column)[1] in self.shares and _FRACTION.fullmatch(text):
            return f"{(round(Decimal(text) * 100, _PLACES)).normalize():f}"
        return text

    def place(self, row: int, column: int) -> Place:
        """Names a cell."""
        return self.table.at(row, column)

    def row(self, number: int) -> tuple[str, ...]:
        """Returns the texts of a row."""
        return tuple(self.text(number, column) for column in range(1, self.width(number) + 1))


def clean(text: str) -> str:
    """Returns a text harmless: lines end with a line feed, nothing that cannot be seen is left in it."""
    lines = _BREAKS.split(text)
    seen = ("".join(char for char in line if _is_seen(char)).strip() for line in lines)
    return "\n".join(line for line in seen if line)


def _is_seen(char: str) -> bool:
    return char in " \u3000" or unicodedata.category(char)[0] not in "CZ"


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Reads the worksheets of an XLSX file, formulas by their values; raises ReadError where it is none."""
    try:
        with path.open("rb") as stream:
            source = Source.of(stream, str(path), RoleBook.of({}))
            _refuse_other(source)
            data = source.data(source.limits.workbook)
    except OSError as error:
        raise ReadError((unreadable(str(path), error),)) from None
    _check(data, source)
    layout = outlines(data)
    return tuple(_grid(table_of(source, name, rows), name, layout) for name, rows in sheets_of(data, source))


def _refuse_other(source: Source) -> None:
    if not source.head.startswith(_ZIP):
        kind = binary_kind(source.head)
        what = f"不是 XLSX 工作簿（{kind}）" if kind else "不是 XLSX 工作簿"
        raise ReadError((Problem(source.place(), what, _TODO, code="no_workbook"),))


def _check(data: bytes, source: Source) -> None:
    try:
        check(data, source)
    except ReadError as error:
        # The readers of calls speak of calls here.
        if error.problems[0].code == "binary":
            raise ReadError((Problem(source.place(), "不是 XLSX 工作簿", _TODO, code="no_workbook"),)) from None
        raise


def _grid(table: Table, name: str, layout: Mapping[str, Outline]) -> Grid:
    outline = layout.get(name, Outline())
    return Grid(name, table, dict(_origins(outline, len(table.rows))), outline.hidden, outline.columns)


def _origins(outline: Outline, height: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for one in outline.blocks:
        # A block may be said to reach over a million rows.
        for row in range(one.top, min(one.bottom, height) + 1):
            for column in range(one.left, min(one.right, one.left + _MOST_COLUMNS) + 1):
                yield (row, column), (one.top, one.left)


_MOST_COLUMNS = 200
