"""People's decisions in a table, CSV or XLSX, every problem told at once.

A row is a decision. A workbook of a run that was filled in is read by the columns that are there to be filled in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TypeAlias

from autoscore.errors import Place, Problem, ReadError
from autoscore.model.decision import DecisionRow
from autoscore.readers.decision_words import is_known, plain
from autoscore.readers.decision_words import points as number_of
from autoscore.readers.decision_words import status as status_of
from autoscore.readers.formats.csv_table import rows_of as rows_of_csv
from autoscore.readers.formats.xlsx import sheets_of as sheets_of_xlsx
from autoscore.readers.formats.xlsx import table_of as table_of_xlsx
from autoscore.readers.magic import binary_kind
from autoscore.readers.reading import unreadable
from autoscore.readers.reviews import read_reviews, review_tables, thinned
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source
from autoscore.readers.table import Row, Table
from autoscore.readers.workbook import check

Decisions: TypeAlias = tuple[tuple[DecisionRow, ...], tuple[Problem, ...]]

# Where several columns could be meant, the earlier name is: 编号 beside 通话 numbers the rows.
_COLUMNS = {
    "call": "通话 通话编号 通话id 录音 录音号 录音编号 会话编号 会话id 流水号 call callid 编号 id",
    "criterion": "评分项 评分项编号 评分项目 项目 criterion criterionid item",
    "status": "状态 结果 判定 status",
    "points": "得分 分数 points score",
    "by": "评分人 复核人 质检员 by",
    "note": "备注 说明 理由 note",
}
_TITLES = {"call": "通话", "criterion": "评分项", "status": "状态", "points": "得分"}
_ZIP = b"PK\x03\x04"
_DELIMITERS = ",;\t"
_TOP_ROWS = 10
_WRITABLE = "可写：做到、部分、没做到、不适用、存疑、须人看，或 met、partial、not_met、not_applicable、unsure、observer"
# What only a machine's own answers come with: columns of a report as CSV, and of 明细 without those to fill in.
_MACHINES = tuple(frozenset(names.split()) for names in ("decidedstatus needsreview", "搜索范围 最接近的话"))
_HEADER = "请把第一行写成：通话,评分项,状态,得分,评分人,备注"


@dataclass(frozen=True)
class _Sheet:
    """Holds a table with its header: the row, and the column of each field."""

    table: Table
    head: int
    columns: Mapping[str, int]

    def cell(self, row: Row, field: str) -> str:
        return row.cell(self.columns.get(field)).strip()

    def problem(self, row: Row, field: str, what: str, todo: str, code: str) -> Problem:
        column = self.columns[field]
        title = self.table.rows[self.head].cell(column).strip()
        return Problem(self.table.at(row.number, column + 1), f"“{title}”列{what}", todo, code=code)

    def missing(self) -> Iterator[Problem]:
        place = self.table.at(self.table.rows[self.head].number, 1)
        for field in ("call", "criterion"):
            if field not in self.columns:
                yield Problem(place, f"缺少“{_TITLES[field]}”（{field}）列", _HEADER, code="no_column")
        if not {"status", "points"} & self.columns.keys():
            yield Problem(place, "“状态”（status）和“得分”（points）两列都没有", _HEADER, code="no_column")


def read_decisions(name: str) -> Decisions:
    """Reads a file of decisions, and returns those that can be used, in its order, with every problem found.

    Nothing is raised; a row with a problem is left out. Several decisions on one criterion are all kept.
    """
    try:
        with Path(name).open("rb") as stream:
            return read_decisions_stream(stream, name)
    except OSError as error:
        return (), (unreadable(name, error),)


def read_decisions_stream(stream: BinaryIO, name: str) -> Decisions:
    """Reads decisions from an open stream of the file that is called by the name."""
    try:
        tables = _tables(Source.of(stream, name, RoleBook.of({})))
        if reviews := review_tables(tables):
            return _parted(read_reviews(reviews))
        sheets = _sheets(tables, name)
    except ReadError as error:
        return (), error.problems
    found = [one for sheet in sheets for one in _read(sheet)]
    if not found:
        sheet = sheets[0]
        place = sheet.table.at(sheet.table.rows[sheet.head].number, 1)
        found = [Problem(place, "表头下面一行也没有", "一行写一条判定", code="no_decisions")]
    return _parted(found)


def _parted(found: Sequence[DecisionRow | Problem]) -> Decisions:
    rows = tuple(one for one in found if isinstance(one, DecisionRow))
    return rows, tuple(one for one in found if isinstance(one, Problem))


def _sheets(tables: Iterable[Table], name: str) -> list[_Sheet]:
    """Returns the tables that have all columns needed; raises ReadError where none has."""
    headed = [sheet for sheet in map(_headed, tables) if sheet is not None]
    if own := [sheet for sheet in headed if _is_machines(sheet)]:
        what, todo = "这是机器的评分结果，没有人的判定", "请填 Excel 报告里的“复核结果”，或另写一张判定表"
        place = own[0].table.at(own[0].table.rows[own[0].head].number, 1)
        raise ReadError((Problem(place, what, f"{todo}，{_HEADER.removeprefix('请把')}", code="machine_results"),))
    if not headed:
        raise ReadError((Problem(Place(name), "找不到表头", _HEADER, code="no_header"),))
    whole = [sheet for sheet in headed if not any(sheet.missing())]
    if not whole:
        raise ReadError(tuple(problem for sheet in headed for problem in sheet.missing()))
    return whole


def _tables(source: Source) -> list[Table]:
    if source.blank:
        raise ReadError((Problem(source.place(), "空文件，里面什么也没有", _HEADER, code="empty"),))
    if source.head.startswith(_ZIP):
        data = source.data(source.limits.workbook)
        check(data, source)
        return [table_of_xlsx(source, name, thinned(rows)) for name, rows in sheets_of_xlsx(data, source)]
    if binary_kind(source.head) or not source.peek:
        raise ReadError((Problem(source.place(), "不是表格", "请给出 CSV 或 XLSX 文件", code="binary"),))
    text = source.text()
    return [Table(list(rows_of_csv(source, text, _delimiter(text))), lambda line, _: source.place(line))]


def _delimiter(text: str) -> str:
    """Returns the delimiter that shows the most columns that are known."""
    top = [line.rstrip("\r") for line in text.split("\n", _TOP_ROWS)[:_TOP_ROWS]]
    return max(_DELIMITERS, key=lambda sign: max(len(_columns([c.strip('" ') for c in x.split(sign)])) for x in top))


def _headed(table: Table) -> _Sheet | None:
    """Finds the header among the first rows: the first that names two columns."""
    for index, row in enumerate(table.rows[:_TOP_ROWS]):
        columns = _columns(row.cells)
        if len(columns) > 1:
            return _Sheet(table, index, columns)
    return None


def _is_machines(sheet: _Sheet) -> bool:
    """Tells whether a table is what was reported: taken for people's, every answer would agree with itself."""
    head = frozenset(map(plain, sheet.table.rows[sheet.head].cells))
    return any(marks <= head for marks in _MACHINES)


def _columns(cells: Sequence[str]) -> Mapping[str, int]:
    """Returns the column of each field, by the earliest of its names that stands in a row."""
    best: dict[str, tuple[int, int]] = {}
    for column, cell in enumerate(cells):
        named = _names().get(plain(cell))
        if named is not None:
            field, rank = named
            best[field] = min(best.get(field, (rank, column)), (rank, column))
    return {field: column for field, (_, column) in best.items()}


def _read(sheet: _Sheet) -> Iterator[DecisionRow | Problem]:
    head = sheet.table.rows[sheet.head].cells
    for row in sheet.table.rows[sheet.head + 1 :]:
        # A header again in the middle comes from tables that were put one below the other.
        if any(cell.strip() for cell in row.cells) and row.cells != head:
            problems = tuple(_problems(sheet, row, len(head)))
            yield from problems or (_decision(sheet, row),)


def _problems(sheet: _Sheet, row: Row, width: int) -> Iterable[Problem]:
    if not sheet.table.ragged and any(cell.strip() for cell in row.cells[width:]):
        what, todo = "这一行比表头多出几列，内容里可能有分隔符", "请给内容加上双引号"
        yield Problem(sheet.table.at(row.number, width + 1), what, todo, code="long_row")
        return
    for field in ("call", "criterion"):
        if not sheet.cell(row, field):
            yield sheet.problem(row, field, "是空的", "每一行都要写，合并的单元格请拆开", f"no_{field}")
    status, points = (sheet.cell(row, field) for field in ("status", "points"))
    if status and not is_known(status):
        yield sheet.problem(row, "status", "的词不认识", _WRITABLE, "unknown_status")
    if points and number_of(points) is None:
        yield sheet.problem(row, "points", "不是一个数", "写数字，如 5、2.5、-3；不打分就空着", "bad_points")
    if not status and not points:
        field = "status" if "status" in sheet.columns else "points"
        yield sheet.problem(row, field, "是空的，这一行没有判定", "状态和得分至少写一个，没判的行请删去", "no_decision")


def _decision(sheet: _Sheet, row: Row) -> DecisionRow:
    return DecisionRow(
        call=sheet.cell(row, "call"),
        criterion=sheet.cell(row, "criterion"),
        status=status_of(sheet.cell(row, "status")),
        points=number_of(sheet.cell(row, "points")),
        by=sheet.cell(row, "by"),
        note=sheet.cell(row, "note"),
        place=sheet.table.at(row.number, 1),
    )


@cache
def _names() -> Mapping[str, tuple[str, int]]:
    ranked = ((field, rank, name) for field, names in _COLUMNS.items() for rank, name in enumerate(names.split()))
    return MappingProxyType({name: (field, rank) for field, rank, name in ranked})
