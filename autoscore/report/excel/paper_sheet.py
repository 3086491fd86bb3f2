"""A score sheet in the paper form's own layout, filled or blank: 流程 / 要点 / 标准 / 分值 / 得分 / 扣分原因."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeAlias

from autoscore.model.card import CriterionCard, RubricCard
from autoscore.report.excel.book import Book
from autoscore.report.excel.text import breadth
from autoscore.report.figures.outcome import ZERO, number
from autoscore.report.language import Language

Cell: TypeAlias = str | Decimal | None

_A4 = 9
_WIDTHS = (12, 18, 32, 7, 9, 30)
_HEADS = ("流程", "要点", "标准", "分值", "得分", "扣分原因")
_LAST = len(_WIDTHS) - 1
_LINE, _MARGIN, _LEAST_HEIGHT, _MOST_HEIGHT = 15, 6, 20, 400
_HEAD = ("编号", "日期", "单位", "营业厅/班组", "姓名/工号", "主题")


@dataclass(frozen=True)
class PaperRow:
    """Is a row: the step and point, what is asked, its points, what was given, and why points were taken off.

    `bounds` are the least and the most that it gives; None where nothing is given yet, or it does not count.
    """

    step: str
    point: str
    standard: str
    points: Decimal
    given: Cell = None
    reason: str = ""
    bounds: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class PaperSum:
    """Is a line of sums below a step or the whole sheet: what it sums up, the points that are in it and those given."""

    title: str
    points: Decimal | None
    given: Cell = None
    reason: str = ""


@dataclass(frozen=True)
class PaperSheet:
    """Is a whole form: its title, the six fields of its head in their order, rows by step, sums and notes.

    `steps` are the sums of the steps by their titles.
    """

    title: str
    head: tuple[Cell, ...]
    rows: tuple[PaperRow, ...]
    steps: dict[str, PaperSum]
    sums: tuple[PaperSum, ...]
    notes: tuple[str, ...] = ()


def blank(card: RubricCard, say: Language) -> PaperSheet:
    """Returns the form of a rubric with nothing filled in; what is only told stands on no form.

    Of cases of which one counts, the sums hold the one that gives most.
    """
    scored = [one for one in card.criteria if one.mode == "score"]
    rows = tuple(PaperRow(card.section(one), one.title, one.standard, number(one.points)) for one in scored)
    titles = dict.fromkeys(row.step for row in rows if row.step)
    inside = {step: [one for one in scored if card.section(one) == step] for step in titles}
    steps = {step: PaperSum(say("小计"), _most(found)) for step, found in inside.items()}
    return PaperSheet(card.title, (None,) * len(_HEAD), rows, steps, (PaperSum(say("合计"), _most(scored)),))


def _most(criteria: Sequence[CriterionCard]) -> Decimal:
    cases: dict[str, Decimal] = {}
    for one in criteria:
        cases[one.branch] = cases.get(one.branch, ZERO) + number(one.points)
    return cases.pop("", ZERO) + max(cases.values(), default=ZERO)


def by_step(rows: Sequence[PaperRow]) -> Iterator[tuple[str, list[PaperRow]]]:
    """Yields the rows that stand together under one step."""
    return ((step, list(found)) for step, found in groupby(rows, key=lambda row: row.step))


def draw(book: Book, name: str, form: PaperSheet) -> None:
    """Draws a form on a worksheet of its own, one A4 page wide."""
    pen = _Pen(book, book.free(name))
    pen.title(form.title)
    pen.head(form.head)
    for step, rows in by_step(form.rows):
        pen.step(step, rows)
        if step in form.steps:
            pen.sum(form.steps[step])
    for one in form.sums:
        pen.sum(one)
    for note in form.notes:
        pen.note(note)
    pen.signatures()
    pen.finish()


class _Pen:
    """Draws line by line, from the top down."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book, self._sheet, self._row = book, sheet, 0
        self._top = 0
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)

    def title(self, text: str) -> None:
        self._sheet.set_row(self._row, 34)
        self._merge(0, _LAST, text, "form_title")

    def head(self, fields: Sequence[Cell]) -> None:
        """Draws the six fields, two a line."""
        say = self._book.say
        for at in range(0, len(_HEAD), 2):
            self._sheet.set_row(self._row, 22)
            self._put(0, say(_HEAD[at]), "form_label")
            self._across(1, 2, fields[at], "form_middle")
            self._across(3, 4, say(_HEAD[at + 1]), "form_label")
            self._put(5, fields[at + 1], "form_middle")
            self._row += 1
        self._sheet.set_row(self._row, 24)
        for at, title in enumerate(_HEADS):
            self._put(at, say(title), "form_head")
        self._row += 1
        self._top = self._row

    def step(self, title: str, rows: Sequence[PaperRow]) -> None:
        """Draws the rows of a step, its title merged down beside them."""
        first, last = self._row, self._row + len(rows) - 1
        if len(rows) > 1:
            self._sheet.merge_range(first, 0, last, 0, "", self._book.style("form_middle"))
        self._put(0, title, "form_middle")
        for row in rows:
            self._sheet.set_row(self._row, _height({1: row.point, 2: row.standard, 5: row.reason}))
            cells = (row.point, row.standard, row.points, row.given, row.reason)
            styles = ("form_text", "form_text", "form_middle", "form_middle", "form_text")
            for at, (cell, style) in enumerate(zip(cells, styles, strict=True), start=1):
                self._put(at, cell, style)
            self._row += 1

    def sum(self, one: PaperSum) -> None:
        self._sheet.set_row(self._row, max(_LEAST_HEIGHT, _height({5: one.reason})))
        self._across(0, 2, one.title, "form_sum")
        for at, cell in enumerate((one.points, one.given, one.reason), start=3):
            self._put(at, cell, "form_sum" if at < _LAST else "form_text")
        self._row += 1

    def note(self, text: str) -> None:
        self._sheet.set_row(self._row, _LINE * _lines(text, sum(_WIDTHS)) + _MARGIN)
        self._merge(0, _LAST, text, "form_note")

    def signatures(self) -> None:
        say = self._book.say
        self._sheet.set_row(self._row, 34)
        line = "＿" * 8
        signs = (say("复核人：{line}", line=line), say("签字：{line}", line=line), say("日期：{line}", line=line))
        for at, text in zip((0, 2, 5), signs, strict=True):
            self._put(at, text, "form_sign")
        self._row += 1

    def finish(self) -> None:
        sheet = self._sheet
        sheet.set_portrait()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self._top - 1)
        sheet.set_margins(0.5, 0.5, 0.5, 0.6)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.print_area(0, 0, self._row - 1, _LAST)
        sheet.set_footer("&C&P / &N")

    def _put(self, column: int, cell: Cell, style: str) -> None:
        look = self._book.style(style)
        if isinstance(cell, Decimal):
            self._sheet.write_number(self._row, column, float(cell), look)
        elif cell:
            self._sheet.write_string(self._row, column, self._book.free_text(cell), look)
        else:
            self._sheet.write_blank(self._row, column, None, look)

    def _across(self, first: int, last: int, cell: Cell, style: str) -> None:
        self._sheet.merge_range(self._row, first, self._row, last, "", self._book.style(style))
        self._put(first, cell, style)

    def _merge(self, first: int, last: int, text: str, style: str) -> None:
        self._across(first, last, text, style)
        self._row += 1


def _height(texts: dict[int, str]) -> int:
    """Returns how high a row is for the texts in its columns; no program fits rows with merged cells by itself."""
    lines = max(_lines(text, _WIDTHS[at]) for at, text in texts.items())
    return min(_MOST_HEIGHT, max(_LEAST_HEIGHT, _LINE * lines + _MARGIN))


def _lines(text: str, width: int) -> int:
    return sum(max(1, -int(-breadth(part) // width)) for part in text.split("\n"))
