"""Worksheets that are tables: a head, rows one after the other, filters, colours and a layout for printing."""

from collections.abc import Sequence
from itertools import zip_longest

from autoscore.report.excel.book import Book
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.excel.maker import Maker

# What Excel takes in a worksheet.
MOST_ROWS = 1_048_576
_A3, _A4 = 8, 9
_HEAD_HEIGHT = 30
# In points. A row is as high as its words need, but no higher than this, so that a list stays one.
_LINE, _MARGIN, _MOST_LINES = 15, 3, 8


class Page:
    """Is a worksheet with the heads of its columns, to which rows are appended."""

    def __init__(self, book: Book, layout: Layout, title: str, warning: str = "") -> None:
        """Makes the worksheet; a `warning` is printed at the head of every page."""
        self.rows = 0
        self._warning = warning
        self.layout = layout
        self.sheet, self.name = book.streamed(title[:1].upper() + title[1:])
        self._book = book
        self._makers = [Maker(book, self.sheet, at, column) for at, column in enumerate(layout.columns)]
        for at, column in enumerate(layout.columns):
            self.sheet.set_column(at, at, column.width)
        self._head()

    def append(self, values: Sequence[Value]) -> None:
        """Appends a row; what is None or empty stays empty, and so do the columns behind the last value."""
        self.rows += 1
        number, lines = f'{self.rows + 1}" s="', 1
        cells: list[str] = []
        for maker, value in zip_longest(self._makers, values):
            if value is not None and value != "":
                end, high = maker.known.get(value) or maker.make(value)
                cells += (maker.start, number, end)
                lines = max(lines, high)
            elif maker.blank:
                cells += (maker.start, number, maker.blank)
        height = None if lines == 1 else min(lines, _MOST_LINES) * _LINE + _MARGIN
        self.sheet.append(self.rows, "".join(cells), len(self._makers), height)

    def finish(self) -> None:
        """Adds what goes over all rows: filter, colours, choices, and how it is printed."""
        last, width = max(1, self.rows), len(self.layout.columns) - 1
        if self.layout.filtered:
            self.sheet.autofilter(0, 0, last, width)
        self.sheet.freeze_panes(1, self.layout.frozen)
        for at, column in enumerate(self.layout.columns):
            if column.coloured:
                self._colour(at, last)
            if column.choices:
                self._offer(at, last, column)
        self._print()

    def _head(self) -> None:
        book, sheet = self._book, self.sheet
        heads = ((one, "fill_head" if one.kind == "fill" else "head") for one in self.layout.columns)
        ends = (f'{book.index(style)}" {sheet.word(book.text(book.say(one.title)))}' for one, style in heads)
        cells = (f'{maker.start}1" s="{end}' for maker, end in zip(self._makers, ends, strict=True))
        sheet.append(0, "".join(cells), len(self._makers), _HEAD_HEIGHT)

    def _colour(self, at: int, last: int) -> None:
        for word, look in self._book.colours().items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            self.sheet.conditional_format(1, at, last, at, rule)

    def _offer(self, at: int, last: int, column: Column) -> None:
        say = self._book.say
        choices = [say(word) for word in column.choices]
        told = {"error_title": say("请从下拉中选"), "error_message": "、".join(choices)}
        self.sheet.data_validation(1, at, last, at, {"validate": "list", "source": choices, **told})

    def _print(self) -> None:
        sheet = self.sheet
        sheet.set_portrait() if self.layout.portrait else sheet.set_landscape()
        sheet.set_paper(_A3 if self.layout.wide else _A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.set_header(f"&C&A&R{self._warning}")
        sheet.set_footer("&C&P / &N")


class Roll:
    """Is a table that goes on in a further worksheet where one is full."""

    def __init__(self, book: Book, layout: Layout, most: int = MOST_ROWS, warning: str = "") -> None:
        """Makes the first worksheet; each holds at most so many rows, its head included."""
        self._book = book
        self._layout = layout
        self._most = most
        self._warning = warning
        self.pages: list[Page] = [self._page(book.say(layout.title))]

    def append(self, values: Sequence[Value]) -> None:
        """Appends a row."""
        # The head is a row too.
        if self.pages[-1].rows + 1 >= self._most:
            title = f"{self._book.say(self._layout.title)}{len(self.pages) + 1}"
            self.pages.append(self._page(title))
        self.pages[-1].append(values)

    def finish(self) -> None:
        """Finishes every worksheet of it."""
        for page in self.pages:
            page.finish()

    def _page(self, title: str) -> Page:
        return Page(self._book, self._layout, title, self._warning)
