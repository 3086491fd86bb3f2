"""Makes the cells of one column; what comes again and again is made once."""

from decimal import Decimal

from autoscore.report.excel.book import Book
from autoscore.report.excel.columns import Column, Stamp, Value
from autoscore.report.excel.style import STYLES
from autoscore.report.excel.text import breadth
from autoscore.report.excel.writer import StreamedSheet, letters

# The end of a cell, behind the quotation mark of its style, and how many lines its words take.
Made = tuple[str, int]
_MOST_KNOWN = 20_000


class Maker:
    """Makes the cells of a column: `start`, the row's number, the style's quotation mark, and what `make` returns.

    `known` is what was made before; `blank` is an empty cell that has a look, empty where a column needs none.
    """

    def __init__(self, book: Book, sheet: StreamedSheet, at: int, column: Column) -> None:
        self.start = f'<c r="{letters(at)}'
        self.known: dict[Value, Made] = {}
        self._book, self._sheet, self._column = book, sheet, column
        self._style = book.index(column.style)
        self._wraps = bool(STYLES[column.style].get("text_wrap"))
        self.blank = f'{self._style}"/>' if column.kind == "fill" else ""

    def make(self, value: Value) -> Made:
        """Returns the cell of a value."""
        if type(value) is not str:
            made = f"{self._number(value)}</v></c>", 1
        elif self._column.kind == "word":
            made = f'{self._style}" {self._sheet.word(self._book.text(value))}', self._lines(value)
        else:
            return f'{self._style}" {self._sheet.said(self._book.text(value))}', self._lines(value)
        if len(self.known) < _MOST_KNOWN:
            self.known[value] = made
        return made

    def _number(self, value: Value) -> str:
        if type(value) is Stamp:
            return f'{self._book.index("day" if value.whole else "moment")}"><v>{value.days!r}'
        return f'{self._style}"><v>{value:f}' if type(value) is Decimal else f'{self._style}"><v>{value!r}'

    def _lines(self, text: str) -> int:
        """Returns how many lines a text takes."""
        if not self._wraps:
            return 1
        wide = self._column.width
        if "\n" not in text:
            return 1 if 2 * len(text) <= wide else -int(-breadth(text) // wide)
        return sum(max(1, -int(-breadth(line) // wide)) for line in text.split("\n"))
