"""Rows as Spark hands them to a task, read as calls by the same readers as files are."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autoscore.errors import Place, Problem
from autoscore.readers import Reading
from autoscore.readers.assemble import transcript
from autoscore.readers.json_records import pieces_of
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileAt:
    """Tells of an input file: its rank among all, its name for places, what its calls without an id are called by.

    `alone` tells that it holds one call only, which then has no number.
    """

    rank: int
    name: str
    id: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Is one line with its call: where it stands, its number among the calls of its file, and its order among all."""

    raw: bytes
    place: Place
    fallback: str
    rank: int
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """Tells how many lines, and how many that are not blank, come before a block of a file."""

    lines: int
    calls: int


@dataclass(frozen=True)
class TextLines:
    """Numbers the lines of text files. Rows are (line, file, block): the bytes, and which block of a file they are of.

    Spark hands out a file in blocks, each from its first line to its last; so a line's number is known without a
    line number in the data.
    """

    files: Mapping[str, FileAt]
    blocks: Mapping[tuple[str, int], Block]

    def lines(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[Line]:
        """Yields the lines that are not blank."""
        seen: Counter[tuple[str, int]] = Counter()
        calls: Counter[tuple[str, int]] = Counter()
        for raw, name, start in rows:
            key, file = (name, start), self.files[name]
            seen[key] += 1
            if not raw or raw.isspace():
                continue
            calls[key] += 1
            number = self.blocks[key].lines + seen[key]
            fallback = file.id if file.alone else f"{file.id}#{self.blocks[key].calls + calls[key]}"
            yield Line(raw.removeprefix(_BOM), Place(file.name, number, 1), fallback, file.rank, number)


@dataclass(frozen=True)
class TableLines:
    """Names the rows of a table. Rows are (line, file, number, name): the call as JSON, and where it comes from.

    `file` is null where the rows come from no file; a row is then called by its name, or by the `table` and its number,
    which counts from 0. A row without a line is one that cannot be taken for a call, as it names none.
    """

    files: Mapping[str, FileAt]
    table: str = "表"

    def lines(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[Line]:
        """Yields a line a row; a line break within one is a blank to JSON."""
        unknown = FileAt(0, self.table, self.table)
        for raw, name, row, own in rows:
            file = unknown if name is None else self.files[name]
            place = Place(own) if own is not None and name is None else Place(file.name, row + 1)
            line = (raw or b"").replace(b"\n", b" ")
            yield Line(line, place, f"{file.id}#{row + 1}", file.rank, row + 1)


def read(lines: Sequence[Line], book: RoleBook) -> list[tuple[Line, int, Reading]]:
    """Returns the calls of some lines, or what is wrong with them, each with its line and its number within that."""
    return [(line, piece, reading) for line in lines for piece, reading in enumerate(_read(line, book))]


def _read(line: Line, book: RoleBook) -> Iterator[Reading]:
    if not line.raw:
        what, todo = "有些行没有通话编号", "请补上编号，或用 --columns id=列名 指明哪一列是编号"
        yield Problem(line.place, what, todo, code="no_id")
        return
    source = Source.rest(io.BytesIO(), line.place.file, book)
    try:
        for number, piece in enumerate(pieces_of(source, [(line.place, line.raw)]), 1):
            own = line.fallback if number == 1 else f"{line.fallback}.{number}"
            yield piece if isinstance(piece, Problem) else transcript(piece, own, book)
    except Exception as error:  # a line that no reader has foreseen must not cost a task
        what = f"读这一通时出错（{type(error).__name__}）"
        yield Problem(line.place, what, "请把这一行的位置报给维护者", code="read")
