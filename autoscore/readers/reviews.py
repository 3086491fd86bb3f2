"""Decisions in a workbook of a run that people have filled in: read by the columns that were there to be filled in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from autoscore.errors import Problem
from autoscore.model import Status
from autoscore.model.decision import DecisionRow
from autoscore.model.review_sheet import (
    APPEAL,
    APPEALED,
    BY,
    CALL,
    CRITERION,
    ENGLISH,
    NOTE,
    POINTS,
    QUEUE,
    RESULT,
    TITLE,
    UPHELD,
)
from autoscore.readers.decision_words import is_known, plain
from autoscore.readers.decision_words import points as number_of
from autoscore.readers.decision_words import status as status_of
from autoscore.readers.table import Row, Table

_TOP_ROWS = 10
# By these columns a worksheet is known to be one that is filled in.
_MARKS = (RESULT, POINTS, APPEAL)
_COLUMNS = (CALL, CRITERION, TITLE, *_MARKS, BY, NOTE)
_RESULTS = "请从下拉中选：做到、部分、没做到、不适用、存疑"
_APPEALS = "请从下拉中选：维持、做到、部分、没做到、不适用"


@dataclass(frozen=True)
class ReviewTable:
    """Is a worksheet with columns to fill in: where its head is, and the place of each column by its Chinese head."""

    table: Table
    head: int
    columns: Mapping[str, int]

    @property
    def rows(self) -> Iterator[Row]:
        """Are the rows below the head."""
        return iter(self.table.rows[self.head + 1 :])

    @property
    def first(self) -> int:
        """Is the place of the first column that tells what was decided."""
        return next(self.columns[mark] for mark in (RESULT, APPEAL, POINTS) if mark in self.columns)

    def cell(self, row: Row, column: str) -> str:
        """Returns a cell's text, empty where there is no such column."""
        return row.cell(self.columns.get(column)).strip()

    def problem(self, row: Row, column: str, what: str, todo: str, code: str) -> Problem:
        """Returns what is wrong with a cell."""
        place = self.table.at(row.number, self.columns.get(column, self.first) + 1)
        return Problem(place, f"“{column}”列{what}", todo, code=code)


def thinned(rows: list[list[Any]]) -> list[list[Any]]:
    """Returns the cells of a worksheet, in which rows of a review that nobody filled in are empty.

    A workbook of 10,000 calls has 150,000 rows, of which people fill in a few.
    """
    for at, head in enumerate(rows[:_TOP_ROWS]):
        columns = _columns(list(map(str, head)))
        if _is_review(columns):
            filled = [columns[mark] for mark in (*_MARKS, NOTE) if mark in columns]
            below = (row if any(row[place] != "" for place in filled) else [] for row in rows[at + 1 :])
            return [*rows[: at + 1], *below]
    return rows


def review_tables(tables: Iterable[Table]) -> list[ReviewTable]:
    """Returns the worksheets that are filled in, 待复核 before the others; none where a workbook is no review."""
    found = [one for one in map(_review_table, tables) if one is not None]
    return sorted(found, key=lambda one: not _is_queue(one))


def _is_queue(one: ReviewTable) -> bool:
    place = one.table.at(1, 1).cell or ""
    return plain(place.rpartition("!")[0].strip("'")).startswith((plain(QUEUE), plain(ENGLISH[QUEUE])))


def _review_table(table: Table) -> ReviewTable | None:
    for at, row in enumerate(table.rows[:_TOP_ROWS]):
        columns = _columns(row.cells)
        if _is_review(columns):
            return ReviewTable(table, at, columns)
    return None


def _is_review(columns: Mapping[str, int]) -> bool:
    """Tells whether columns are those of a review; whoever needs only one of those to fill in deletes the others."""
    marks = sum(mark in columns for mark in _MARKS)
    return marks > 1 or (marks == 1 and CALL in columns and bool({CRITERION, TITLE} & columns.keys()))


def _columns(cells: Sequence[str]) -> Mapping[str, int]:
    """Returns the place of each column; a head that stands twice is the one to fill in, which stands further right."""
    names = {plain(word): title for title in _COLUMNS for word in (title, ENGLISH[title])}
    return {names[plain(cell)]: at for at, cell in enumerate(cells) if plain(cell) in names}


def read_reviews(tables: Sequence[ReviewTable]) -> list[DecisionRow | Problem]:
    """Returns the decisions in worksheets, in their order, with what is wrong; rows not filled in are passed over."""
    found = [one for table in tables for row in table.rows for one in _read(table, row)]
    if found:
        return found
    first = tables[0]
    place = first.table.at(first.table.rows[first.head].number, first.first + 1)
    what, todo = "没有填复核结果，一行也没有", "在“待复核”或“明细”的浅黄列里填“复核结果”或“复核分”，存盘后再试"
    return [Problem(place, what, todo, code="no_decisions")]


def _read(table: ReviewTable, row: Row) -> Sequence[DecisionRow | Problem]:
    result, points, appeal = (table.cell(row, mark) for mark in _MARKS)
    if row.cells == table.table.rows[table.head].cells or not (result or points or appeal or table.cell(row, NOTE)):
        return ()
    problems = tuple(_problems(table, row, result, points, appeal))
    return problems or tuple(_decisions(table, row, result, number_of(points), appeal))


def _problems(table: ReviewTable, row: Row, result: str, points: str, appeal: str) -> Iterator[Problem]:
    if not table.cell(row, CALL):
        yield table.problem(row, CALL, "是空的", "请照原表补上录音号", "no_call")
    if not table.cell(row, CRITERION) and not table.cell(row, TITLE):
        yield table.problem(row, CRITERION, "是空的", "请照原表补上评分项编号", "no_criterion")
    if result and not is_known(result):
        yield table.problem(row, RESULT, "的词不认识", _RESULTS, "unknown_status")
    if points and number_of(points) is None:
        yield table.problem(row, POINTS, "不是一个数", "写数字，如 5、2.5、-3；不打分就空着", "bad_points")
    if appeal and not _is_upheld(appeal) and not is_known(appeal):
        yield table.problem(row, APPEAL, "的词不认识", _APPEALS, "unknown_status")
    if not result and not points and not appeal:
        todo = "请填复核结果或复核分；不改判就把理由也清空"
        yield table.problem(row, RESULT, "是空的，只写了理由", todo, "no_decision")


def _decisions(table: ReviewTable, row: Row, result: str, points: Decimal | None, appeal: str) -> Iterator[DecisionRow]:
    """Yields the decision of a review and that on an appeal.

    Points beside an appeal that gives a part are the appeal's; a review then stands by its result alone.
    """
    appealed = None if not appeal or _is_upheld(appeal) else status_of(appeal)
    reviewed, given = (None, points) if appealed is Status.PARTIAL else (points, None)
    if result or reviewed is not None:
        yield _decision(table, row, status_of(result), reviewed, table.cell(row, BY))
    if appealed is not None:
        yield _decision(table, row, appealed, given, APPEALED)


def _decision(table: ReviewTable, row: Row, status: Status | None, points: Decimal | None, by: str) -> DecisionRow:
    return DecisionRow(
        call=table.cell(row, CALL),
        criterion=table.cell(row, CRITERION) or table.cell(row, TITLE),
        status=status,
        points=points,
        by=by,
        note=table.cell(row, NOTE),
        place=table.table.at(row.number, table.first + 1),
    )


def _is_upheld(word: str) -> bool:
    return plain(word) in {plain(UPHELD), plain(ENGLISH[UPHELD])}
