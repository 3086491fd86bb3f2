"""CSV: a row a turn, one call or several; comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterator

from autoscore.errors import Problem, ReadError
from autoscore.readers.columns import find_header
from autoscore.readers.piece import NO, SURE, Format, Piece
from autoscore.readers.source import Source
from autoscore.readers.table import Row, Table, header_of, read_table

_DELIMITERS = ",;\t"
_TOP_LINES = 10
_UNPAIRED = ("这里的引号没有配对，或一格太长，整份没有读", "有引号、换行、分隔符的格子要加双引号，里面的引号写两遍")


def _sniff(source: Source) -> int:
    # JSON on one line has commas too, and very many of them.
    return SURE if not source.peek.startswith("{") and _delimiter(source.peek) is not None else NO


def _read(source: Source) -> Iterator[Piece]:
    text = source.text()
    table = Table(list(rows_of(source, text, _delimiter(text) or ",")), lambda line, _: source.place(line))
    header = header_of(table)
    if header is None:
        what, todo = "表头里找不到“内容”和“角色”两列", "请把第一行写成：通话编号,角色,内容"
        yield Problem(source.place(1), what, todo, code="no_header")
        return
    yield from read_table(table, header)


def _delimiter(text: str) -> str | None:
    """Returns the delimiter with which a header shows, or None."""
    top = [line.rstrip("\r") for line in text.split("\n", _TOP_LINES)[:_TOP_LINES]]
    return next((sign for sign in _DELIMITERS if find_header([_cells(line, sign) for line in top])), None)


def _cells(line: str, sign: str) -> list[str]:
    # Good enough for a header; a row may be cut where a quoted cell has a line break.
    return [cell.strip().strip('"') for cell in line.split(sign)]


def rows_of(source: Source, text: str, delimiter: str) -> Iterator[Row]:
    """Yields the rows of a CSV text with the lines that they start on; raises ReadError where a quote is not closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            # Where a quote is not closed, nobody knows which words belong to which turn: nothing is read.
            raise ReadError((Problem(source.place(line), *_UNPAIRED, code="csv"),)) from None
        if cells is None:
            return
        yield Row(line, tuple(cells))
        line = reader.line_num + 1


FORMAT = Format("csv", "CSV 表格（一行一轮）", (".csv", ".tsv"), _sniff, _read)
