"""Native JSON Lines: a call a line, read line by line however long the file is."""

from collections.abc import Iterator

from autoscore.errors import Problem, ReadError
from autoscore.readers.encoding import guess
from autoscore.readers.json_text import call_in, is_call, is_json
from autoscore.readers.piece import EXACT, NO, Format, Found, Piece
from autoscore.readers.source import Source, too_long

_SUFFIXES = (".jsonl", ".ndjson")


def _sniff(source: Source) -> int:
    lines = source.first_lines
    if lines[:1] and lines[0].startswith("{") and any(is_call(line) for line in lines):
        return EXACT
    if source.suffix not in _SUFFIXES:
        return NO
    # Lines with nothing but broken calls; but a call over several lines in such a file is one JSON value.
    return NO if source.whole and is_json(source.peek) else EXACT


def _read(source: Source) -> Iterator[Piece]:
    encoding = guess(source.head) or "utf-8"
    lines = _decoded(source) if encoding.startswith("utf-16") else _raw(source)
    for number, line in lines:
        if isinstance(line, Problem):
            yield line
        elif line.strip():
            yield _piece(source, number, line, encoding)


def _raw(source: Source) -> Iterator[tuple[int, bytes | Problem]]:
    """Yields lines with their numbers; of a line above the limit, no more than that is ever held."""
    limit = source.limits.line
    number = 0
    while line := source.stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(limit)
            yield number, too_long(source.place(number), limit)
        else:
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _decoded(source: Source) -> Iterator[tuple[int, bytes | Problem]]:
    # A line break is two bytes in UTF-16, and a byte of other characters: such a file is taken as a whole.
    for number, line in enumerate(source.text().split("\n"), start=1):
        yield number, line.encode()


def _piece(source: Source, number: int, line: bytes, encoding: str) -> Piece:
    place = source.place(number, 1)
    try:
        data = line.decode(encoding).encode() if encoding == "gb18030" else line
        return Found(place, call_in(data, place, free=bool(source.roles.given)))
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode(encoding, "replace")) + 1
        what, todo = "这里的字节不是 GB18030 文字", "请另存为 UTF-8 后再试"
        return Problem(source.place(number, column), what, todo, code="encoding")
    except ReadError as error:
        return error.problems[0]


FORMAT = Format("jsonl", "JSON Lines（一行一通）", _SUFFIXES, _sniff, _read)
