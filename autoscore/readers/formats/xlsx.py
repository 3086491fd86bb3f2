"""XLSX: a row a turn, every sheet that has the columns."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.piece import NO, SURE, Format, Piece
from autoscore.readers.source import Source
from autoscore.readers.table import Row, Table, header_of, read_table
from autoscore.readers.workbook import check

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ZIP = b"PK\x03\x04"
_WORD = re.compile(r"\w+")
_DAMAGED = ("这个 XLSX 打不开，文件可能损坏", "请用 Excel 打开后另存一份")


def _sniff(source: Source) -> int:
    return SURE if source.head.startswith(_ZIP) else NO


def _read(source: Source) -> Iterator[Piece]:
    data = source.data(source.limits.workbook)
    check(data, source)
    tables = [table_of(source, name, rows) for name, rows in sheets_of(data, source)]
    headers = [header_of(table) for table in tables]
    if not any(headers):
        what, todo = "没有一张工作表有“内容”和“角色”两列", "请在第一行写上：通话编号、角色、内容"
        yield Problem(source.place(), what, todo, code="no_header")
    for table, header in zip(tables, headers, strict=True):
        if header is not None:
            yield from read_table(table, header)


def sheets_of(data: bytes, source: Source) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yields the worksheets of a workbook by name with their cells; raises ReadError where it is damaged."""
    # Only who reads XLSX pays for the library.
    from python_calamine import CalamineError, SheetTypeEnum, load_workbook  # noqa: PLC0415

    try:
        book: CalamineWorkbook = load_workbook(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                yield sheet.name, book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except CalamineError:
        raise ReadError((Problem(source.place(), *_DAMAGED, code="xlsx"),)) from None


def table_of(source: Source, sheet: str, rows: list[list[Any]]) -> Table:
    """Returns a worksheet as a table whose places are cells."""

    def at(row: int, column: int) -> Place:
        return Place(source.name, cell=f"{_quoted(sheet)}!{_letters(column)}{row}")

    return Table([Row(number, tuple(map(_text, cells))) for number, cells in enumerate(rows, start=1)], at, ragged=True)


def _text(value: Any) -> str:
    """Returns a cell as text: whole numbers without a point, dates as ISO 8601, clock times as seconds."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        return str(round(value.total_seconds(), 3))
    return str(value)


def _quoted(sheet: str) -> str:
    return sheet if _WORD.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


FORMAT = Format("xlsx", "XLSX 表格（一行一轮）", (".xlsx", ".xlsm"), _sniff, _read)
