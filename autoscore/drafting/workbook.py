"""Writes the workbooks of this room: the room's one door to XlsxWriter.

Reports have a door of their own: rooms beside each other do not import from one another, and what the two write has
nothing in common but the library.
"""

import importlib
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Any, TypeAlias

from msgspec import Struct

from autoscore.errors import UsageError

Cell: TypeAlias = str | Decimal | None
# What Excel takes into one cell, and the number of rows in which a choice can be made.
MOST_TEXT = 32_767
CHOICE_ROWS = 500
_A4 = 9
# A sheet that is wider, in characters, is printed across.
_UPRIGHT = 110
# Heights in points: of a line, around it, and the highest row that Excel shows.
_LINE, _AIR, _HIGHEST = 14.5, 5.0, 409.0
# The same content gives the same bytes.
_MADE = datetime(2000, 1, 1)
_BORDER = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 15, "align": "center", "valign": "vcenter"},
    "head": {**_BORDER, "bold": True, "bg_color": "#DDEBF7", "align": "center"},
    "text": _BORDER,
    "fact": {**_BORDER, "align": "left"},
    "long": {**_BORDER, "valign": "top"},
    "total": {**_BORDER, "bold": True, "bg_color": "#F2F2F2"},
    "plain": {"valign": "top", "text_wrap": True},
}


class Merged(Struct, frozen=True):
    """Is a rectangle of cells shown as one; rows and columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


class Choice(Struct, frozen=True):
    """Is a column, from 0, in whose cells below the head one of some words is to be chosen."""

    column: int
    words: tuple[str, ...]


class Page(Struct, frozen=True):
    """Is a worksheet: rows of cells, the style of each row, widths in characters.

    `head` is the row, from 0, above which nothing scrolls away; None where all does.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    styles: tuple[str, ...]
    widths: tuple[int, ...]
    head: int | None = None
    merged: tuple[Merged, ...] = ()
    choices: tuple[Choice, ...] = ()


def workbook(pages: Sequence[Page]) -> bytes:
    """Returns an XLSX file of some worksheets; every text is written as text, whatever it begins with.

    Raises UsageError where a text is too long for a cell.
    """
    into = io.BytesIO()
    # Only who writes workbooks pays for the library.
    book = importlib.import_module("xlsxwriter").Workbook(into, {"in_memory": True})
    book.set_properties({"created": _MADE})
    formats = {name: book.add_format(style) for name, style in _STYLES.items()}
    for page in pages:
        _write(book.add_worksheet(page.name), page, formats)
    book.close()
    return into.getvalue()


def _write(sheet: Any, page: Page, formats: dict[str, Any]) -> None:
    for column, width in enumerate(page.widths):
        sheet.set_column(column, column, width)
    for one in page.merged:
        style = formats[page.styles[one.top]]
        sheet.merge_range(one.top, one.left, one.bottom, one.right, "", style)
    merged = {cell for one in page.merged for cell in _inside(one)}
    covered = merged - {(one.top, one.left) for one in page.merged}
    for row, cells in enumerate(page.rows):
        sheet.set_row(row, _height(row, page, merged))
        for column, cell in enumerate(cells):
            if (row, column) not in covered:
                _put(sheet, row, column, cell, formats[page.styles[row]])
    _lay_out_print(sheet, page)
    for choice in page.choices:
        rule = {"validate": "list", "source": list(choice.words)}
        first = (page.head or 0) + 1
        sheet.data_validation(first, choice.column, first + CHOICE_ROWS, choice.column, rule)


def _lay_out_print(sheet: Any, page: Page) -> None:
    """Keeps the head in sight, on the screen and on each printed page, and the page as wide as the sheet."""
    if sum(page.widths) > _UPRIGHT:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if page.head is not None:
        sheet.freeze_panes(page.head + 1, 0)
        sheet.repeat_rows(page.head)


def _inside(one: Merged) -> set[tuple[int, int]]:
    return {(row, column) for row in range(one.top, one.bottom + 1) for column in range(one.left, one.right + 1)}


def _height(row: int, page: Page, merged: set[tuple[int, int]]) -> float:
    """Returns how high a row has to be to show its texts; what is merged has room enough."""
    cells = zip(page.rows[row], page.widths, strict=True)
    texts = ((cell, width) for column, (cell, width) in enumerate(cells) if (row, column) not in merged)
    lines = (_lines(cell, width) for cell, width in texts if isinstance(cell, str))
    return min(_LINE * max(lines, default=1) + _AIR, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """Returns how many lines a text takes in a column that is so many Latin letters wide; others are twice as wide."""
    shown = (sum(1 if char.isascii() else 2 for char in line) for line in text.split("\n"))
    return sum(max(1, ceil(one / max(width - 1, 1))) for one in shown)


def _put(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell), style)
    elif len(cell) > MOST_TEXT:
        raise UsageError(f"有一格有 {len(cell)} 字，Excel 一格最多 {MOST_TEXT} 字：请把这一项拆成两项")
    else:
        sheet.write_string(row, column, cell, style)
