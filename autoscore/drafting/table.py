"""The rows of a score sheet: where the table is, what is a heading, a total or a note, and what is to be scored."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from autoscore.drafting.amounts import points_in
from autoscore.drafting.grid import Grid
from autoscore.drafting.headers import FIELDS, columns_of, plain
from autoscore.drafting.outline import letters

HEAD_ROWS = 15
MOST_ROWS = 500
# No standard is longer; what looks for points in one takes time by the square of its length.
MOST_LETTERS = 2000
_TOTAL = re.compile(
    r"(?:本页|本表|全表|本项)?(?:合计|总计|总分|总得分|得分合计|分数合计|满分合计|满分|小计)(?:得分|分数|分值|满分|数|值)?(?:\d.*)?"
)
_BANDS = re.compile(r"\d\s*分[^，；。]{0,8}(?:合格|及格|优秀|良好|达标)|(?:合格|及格|达标)线?[^，；。]{0,4}\d+\s*分")
_RULE = re.compile(r"\d\s*分|否决|扣完")
_NOTE = re.compile(
    r"[*＊※]?(注意|注|备注|说明|填表|评分人|考评人|检查人|质检员|评委|考官|签字|签名|日期|监督|被检|受检)"
)
_WORTH = re.compile(r"[（(][^（(]*分[)）]$")
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]")
_TITLE_NOT = re.compile(r"(编号|分公司|营业厅|姓名|主题|日期|工号|班组)[：:]?$")


class Line(Struct, frozen=True):
    """Is a row to be scored, by its row number from 1: the texts of its cells, and the cell that gives its points."""

    row: int
    texts: Mapping[str, str]
    at: str
    points_at: tuple[int, int]

    def text(self, field: str) -> str:
        """Returns the text of a field, empty where the sheet has no such column."""
        return self.texts.get(field, "")


class Remark(Struct, frozen=True):
    """Is something about the sheet that a person should know, with its cell or row."""

    at: str
    what: str


class Sheet(Struct, frozen=True):
    """Is a score sheet as read: what stands above it, its lines, the total that it claims, and what was odd."""

    grid: Grid
    title: str
    head: int
    lines: tuple[Line, ...]
    total: Decimal | None
    total_at: str
    remarks: tuple[Remark, ...]


def sheet_of(grid: Grid) -> Sheet | None:
    """Finds the score sheet of a worksheet, or returns None."""
    top = range(1, min(grid.height, HEAD_ROWS) + 1)
    heads = {row: found for row in top if (found := columns_of(_own(grid, row), loosely=True)) is not None}
    if not heads:
        return None
    best = max(heads, key=lambda row: len(heads[row]))
    return _Reader(shared(grid, best, heads[best]), best, heads[best]).sheet()


def _own(grid: Grid, row: int) -> tuple[str, ...]:
    """Returns the texts of a row that are shown, each merged cell once."""
    return tuple(
        grid.text(row, column) if grid.origin(row, column)[1] == column and _is_shown(grid, row, column) else ""
        for column in range(1, grid.width(row) + 1)
    )


def _is_shown(grid: Grid, row: int, column: int) -> bool:
    """Tells whether a column is shown; a cell that reaches over a hidden one is."""
    return column not in grid.hidden_columns or grid.origin(row, column + 1) == grid.origin(row, column)


def shared(grid: Grid, head: int, columns: Mapping[str, int]) -> Grid:
    """Returns a worksheet in which weights of 10%, which its cells hold as 0.1, are 10 points.

    They are known by being less than 1 and making up 1, or by the name of their column.
    """
    column = columns.get("points", 0)
    rows = range(head + 1, min(grid.height, head + MOST_ROWS) + 1)
    own = [row for row in rows if grid.origin(row, column)[0] == row and row not in grid.hidden]
    found = [points_in(grid.text(row, column)) for row in own if not _TOTAL.match(plain(_first(grid, row)))]
    weights = [one for one in found if one is not None]
    named = re.search("权重|占比|比例|%|％", grid.text(head, column))
    if len(weights) > 1 and max(weights) < 1 and (sum(weights) == 1 or named):
        return structs.replace(grid, shares=frozenset({column}))
    return grid


def _first(grid: Grid, row: int) -> str:
    return next((text for text in _own(grid, row) if text), "")


def _with_rules(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Returns lines with how points go, where a column that may say so does in most of its cells."""
    said = [line.text("more_how") for line in lines if line.text("more_how")]
    if 2 * sum(1 for text in said if _RULE.search(text)) <= len(said):
        return lines
    return tuple(
        structs.replace(line, texts={**line.texts, "how": "\n".join(dict.fromkeys(text for text in own if text))})
        for line in lines
        for own in [(line.text("how"), line.text("more_how"))]
    )


def where(grid: Grid, row: int, column: int) -> str:
    """Names a cell as it is called in its worksheet."""
    return str(grid.place(row, column).cell).rpartition("!")[2]


class _Reader:
    """Goes down a worksheet once, keeping the columns and the heading that hold."""

    def __init__(self, grid: Grid, head: int, columns: Mapping[str, int]) -> None:
        self.grid = grid
        self.head = head
        self.columns = columns
        self.band = ""
        self.total: Decimal | None = None
        self.total_at = ""
        self.remarks: list[Remark] = []

    def sheet(self) -> Sheet:
        self._tell_layout()
        lines = tuple(self._settled(_with_rules(tuple(self._lines()))))
        return Sheet(self.grid, self._title(), self.head, lines, self.total, self.total_at, tuple(self.remarks))

    def _tell_layout(self) -> None:
        """Tells what of the table was not read, and what was not read as it stands."""
        for column in sorted(self.grid.hidden_columns):
            if self.grid.text(self.head, column) and not _is_shown(self.grid, self.head, column):
                self._remark(f"{letters(column)} 列", "这一列是隐藏的，没有读")
        for column in self.grid.shares:
            self._remark(f"{letters(column)} 列", "分值是百分数，按百分制读：10% 是 10 分")

    def _settled(self, lines: tuple[Line, ...]) -> Iterator[Line]:
        """Yields lines whose section is what is scored, where nothing else names it and no two rows share one."""
        names = [line.text("section") for line in lines if line.text("section")]
        as_points = "point" not in self.columns and len(names) > 1 and len(set(names)) == len(names)
        for line in lines:
            own = {"point": line.text("section"), "section": line.text("band")} if as_points else {}
            yield Line(line.row, {**line.texts, **own}, line.at, line.points_at)

    def _title(self) -> str:
        """Returns the longest text above the head that stands alone in its row, or the name of the worksheet."""
        alone = (
            [text for text in _own(self.grid, row) if text and not _TITLE_NOT.search(text)]
            for row in range(1, self.head)
        )
        titles = [texts[0].replace("\n", " ") for texts in alone if len(texts) == 1]
        return max(titles, key=len, default=self.grid.name)

    def _lines(self) -> Iterator[Line]:
        above: Line | None = None
        last = min(self.grid.height, self.head + MOST_ROWS)
        for row in range(self.head + 1, last + 1):
            line = self._line(row, above)
            if line is not None:
                above = line
                yield line
        if last < self.grid.height:
            self._remark(f"第 {last + 1} 行", f"只读表头以下 {MOST_ROWS} 行，后面的没有读")

    def _remark(self, at: str, what: str) -> None:
        self.remarks.append(Remark(at, what))

    def _line(self, row: int, above: Line | None) -> Line | None:
        """Returns a row to be scored, or None after taking in what else it says."""
        cells = _own(self.grid, row)
        shown = [text for text in cells if text]
        if row in self.grid.hidden:
            if shown:
                self._remark(f"第 {row} 行", "这一行是隐藏的，没有读")
            return None
        again = self.columns if cells == _own(self.grid, self.head) else columns_of(cells)
        if again is not None:
            self.columns = again
        elif shown and not self._is_aside(row, cells, shown) and not self._goes_on(row):
            return self._made(row, above)
        return None

    def _goes_on(self, row: int) -> bool:
        """Tells whether a row is but the lower part of the cells of the row above."""
        asked = [self.columns[field] for field in ("point", "standard", "how", "points") if field in self.columns]
        filled = [column for column in asked if self.grid.text(row, column)]
        return all(self.grid.origin(row, column)[0] < row for column in filled)

    def _is_aside(self, row: int, cells: Sequence[str], shown: Sequence[str]) -> bool:
        """Tells whether a row is a total, a note or a heading, and keeps what it says."""
        if self._is_total(row, shown[0]):
            self._take_total(row, shown[0])
            return True
        points = self.columns.get("points", 0)
        if _NOTE.match(shown[0]) and not (points and cells[points - 1 : points] != ("",)):
            bands = "；合格线、等级请写进 scale 的 pass_mark、bands" if _BANDS.search(" ".join(shown)) else ""
            self._remark(f"第 {row} 行", f"是表下的说明，没有当作评分项{bands}")
            return True
        if len(shown) == 1 and self._is_heading(row, cells):
            self.band = _ORDER.sub("", _WORTH.sub("", shown[0])).strip()
            return True
        return False

    def _is_total(self, row: int, name: str) -> bool:
        """Tells whether a row begins with the word for a total; one that goes on asks nothing besides."""
        if _TOTAL.fullmatch(plain(name)):
            return True
        if _TOTAL.match(plain(name)) is None:
            return False
        asked = {self._text(row, field) for field in ("point", "standard", "how")} - {"", name}
        return not asked and not self._text(row, "points")

    def _is_heading(self, row: int, cells: Sequence[str]) -> bool:
        """Tells whether the only text of a row reaches over the columns of what is asked, or stands left of them."""
        first = next(number for number, text in enumerate(cells, start=1) if text)
        asked = [self.columns[field] for field in ("point", "standard", "how") if field in self.columns]
        wide = all(self.grid.origin(row, column) == self.grid.origin(row, first) for column in asked)
        alone = first == 1 and first not in asked and not any(self.grid.text(row, column) for column in asked)
        return wide or alone

    def _take_total(self, row: int, name: str) -> None:
        if plain(name).startswith("小计"):
            return
        amount = points_in(self._text(row, "points"))
        if amount is None:
            amount = next((one for cell in self.grid.row(row) if (one := points_in(cell)) is not None), None)
        self.total = amount
        self.total_at = where(self.grid, row, self.columns.get("points", 1))

    def _text(self, row: int, field: str) -> str:
        column = self.columns.get(field)
        text = "" if column is None else self.grid.text(row, column)
        if column is not None and len(text) > MOST_LETTERS:
            self._remark(where(self.grid, row, column), f"这一格有 {len(text)} 字，只读前 {MOST_LETTERS} 字")
        return text[:MOST_LETTERS]

    def _made(self, row: int, above: Line | None) -> Line | None:
        texts = {field: self._text(row, field) for field in FIELDS if field in self.columns}
        if not any(texts.get(field) for field in ("point", "standard", "how")):
            return None
        # Sheets that were not merged leave the repeated cells empty.
        texts["band"] = self.band
        filled = {"section": self.band or (above.text("section") if above else "")}
        if above is not None and not texts.get("point") and not self._has_new_section(texts, above):
            filled["point"] = above.text("point")
        texts |= {field: text for field, text in filled.items() if not texts.get(field) and text}
        column = next((self.columns[one] for one in ("standard", "how", "point") if texts.get(one)), 1)
        points = self.columns.get("points")
        at = (row, 0) if points is None else self.grid.origin(row, points)
        return Line(row, texts, where(self.grid, row, column), at)

    def _has_new_section(self, texts: Mapping[str, str], above: Line) -> bool:
        return bool(texts.get("section")) and texts["section"] != above.text("section")
