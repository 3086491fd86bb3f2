"""Calls in the rows of a table, a row a turn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.columns import Header, find_header, names_speakers
from autoscore.readers.piece import Draft, Found, Heard, Note, Piece
from autoscore.readers.times import seconds

_CALL_FIELDS = ("agent", "team", "recording", "surname")
_SHOWN = 5


@dataclass(frozen=True)
class Row:
    """Holds the cells of a row with its number from 1."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """Returns a cell's text; empty where the row has none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """Holds the rows, where a row and column (both from 1) are, and whether a row may be longer than the header.

    In delimited text a longer row means that a delimiter stands in the words, and that words would be lost.
    """

    rows: Sequence[Row]
    at: Callable[[int, int], Place]
    ragged: bool = False


def header_of(table: Table) -> Header | None:
    """Returns the table's header, or None."""
    return find_header([row.cells for row in table.rows[:10]])


def read_table(table: Table, header: Header) -> Iterator[Piece]:
    """Yields the calls of a table in the order of their first rows; a call that cannot be read is one Problem."""
    if not names_speakers(header):
        what, todo = "表里有内容，但没有“角色”这一列", "请加上“角色”列，写明每一轮是谁说的"
        yield Problem(table.at(table.rows[header.row].number, 1), what, todo, code="no_role_column")
        return
    for rows in _calls(table, header):
        try:
            yield _call(table, header, rows)
        except ReadError as error:
            yield from error.problems


def _calls(table: Table, header: Header) -> Iterator[list[Row]]:
    """Groups rows by call; a row that names no call belongs to the one above, as in merged cells."""
    calls: dict[str, list[Row]] = {}
    name = ""
    head = table.rows[header.row].cells
    for row in table.rows[header.row + 1 :]:
        # A header again in the middle comes from tables that were put one below the other.
        if any(cell.strip() for cell in row.cells) and row.cells != head:
            name = row.cell(header.fields.get("id")).strip() or name
            calls.setdefault(name, []).append(row)
    yield from calls.values()


def _call(table: Table, header: Header, rows: Sequence[Row]) -> Found:
    said = [row for row in rows if any(row.cell(header.fields.get(f)).strip() for f in ("text", "role", "speaker"))]
    turns = tuple(_turn(table, header, row) for row in said)
    facts, notices = _facts(table, header, rows)
    metadata = {name: facts[name] for name in _CALL_FIELDS if name in facts} | _same_throughout(header, rows)
    call = Draft(turns, facts.get("id"), facts.get("channel"), facts.get("date"), metadata)
    empty = [str(row.number) for row in said if not row.cell(header.fields["text"])]
    return Found(table.at(rows[0].number, 1), call, tuple(chain(notices, _empty(empty))))


def _turn(table: Table, header: Header, row: Row) -> Heard:
    if not table.ragged and any(cell.strip() for cell in row.cells[header.width :]):
        what, todo = "这一行比表头多出几列，内容里可能有分隔符", "请给内容加上双引号"
        raise ReadError((Problem(table.at(row.number, header.width + 1), what, todo, code="long_row"),))
    role, speaker, track = (row.cell(header.fields.get(name)).strip() for name in ("role", "speaker", "track"))
    start, end = (_time(table, header, row, name) for name in ("start", "end"))
    # Where a table has no roles, its speakers are role words.
    return Heard(row.cell(header.fields["text"]), role or speaker, start, end, speaker if role else None, track)


def _time(table: Table, header: Header, row: Row, name: str) -> float | None:
    column = header.fields.get(name)
    raw = row.cell(column).strip()
    if column is None or not raw:
        return None
    if (value := seconds(raw)) is None:
        what, todo = f"“{_title(table, header, name)}”列的时间看不懂", "请写成从通话开始算起的秒数，或 分:秒、时:分:秒"
        raise ReadError((Problem(table.at(row.number, column + 1), what, todo, code="bad_time"),))
    return value * header.scales[name] if header.scales[name] == 1 else round(value * header.scales[name], 6)


def _facts(table: Table, header: Header, rows: Sequence[Row]) -> tuple[dict[str, str], list[Note]]:
    facts: dict[str, str] = {}
    notices: list[Note] = []
    for name in ("id", "channel", "date", *_CALL_FIELDS):
        values = _values(header.fields.get(name), rows)
        if values:
            facts[name] = values[0]
        if len(values) > 1:
            notices.append(("mixed_values", f"同一通里“{_title(table, header, name)}”列有几个不同的值，取第一个"))
    return facts, notices


def _title(table: Table, header: Header, name: str) -> str:
    return table.rows[header.row].cell(header.fields[name]).strip()


def _same_throughout(header: Header, rows: Sequence[Row]) -> dict[str, str]:
    """Returns the free columns that say one thing throughout a call: they are about the call, not a turn."""
    values = {name: _values(column, rows) for name, column in header.free.items()}
    return {name: found[0] for name, found in values.items() if len(found) == 1}


def _values(column: int | None, rows: Sequence[Row]) -> list[str]:
    return [] if column is None else list(dict.fromkeys(v for row in rows if (v := row.cell(column).strip())))


def _empty(numbers: list[str]) -> Iterator[Note]:
    if numbers:
        shown = "、".join(numbers[:_SHOWN]) + ("等" if len(numbers) > _SHOWN else "")
        yield "empty_turns", f"第 {shown} 行写了角色但内容是空的，请核对原表"
