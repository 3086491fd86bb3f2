"""Lines of JSON, a call a line, read line by line however long the file is."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from autoscore.errors import Place, Problem
from autoscore.readers.encoding import guess
from autoscore.readers.source import Source, too_long

GB18030 = "gb18030"
_BOM = b"\xef\xbb\xbf"

# Characters that take three bytes and more in UTF-8, and escapes of them: other encodings seldom look like that.
_SHOWS = re.compile(r"[\u0800-\ud7ff\ue000-\U0010ffff]|\\u[0-9a-fA-F]{4}")

Line: TypeAlias = tuple[Place, bytes] | Problem
RawLine: TypeAlias = tuple[int, int, bytes | Problem]  # its number, its length in bytes, the line


def json_lines(source: Source) -> Iterator[Line]:
    """Yields the lines that are not blank, in UTF-8 as far as they can be, or what is wrong with a line."""
    encoding = encoding_of(source)
    for number, _, raw in _decoded(source) if is_wide(encoding) else raw_lines(source):
        if (line := line_of(source, number, raw, encoding)) is not None:
            yield line


def lines_until(source: Source, size: int, first: int, encoding: str) -> Iterator[Line]:
    """Yields the lines of the next so many bytes of a source, the first of which has a number; no UTF-16."""
    for number, _, raw in raw_lines(source, size, first):
        if (line := line_of(source, number, raw, encoding)) is not None:
            yield line


def encoding_of(source: Source) -> str:
    """Returns what encoding the lines of a source seem to be in."""
    encoding = guess(source.head) or "utf-8"
    return "utf-8" if encoding == GB18030 and _has_more_utf8(source) else encoding


def _has_more_utf8(source: Source) -> bool:
    """Tells whether more lines of the head show that they are UTF-8 than show that they are not.

    A line of another encoding among lines in UTF-8 is then a problem of that line, and not the encoding of all.
    """
    lines = source.head.split(b"\n")
    shown = [_is_utf8(line) for line in (lines if source.whole else lines[:-1])]
    return shown.count(True) > shown.count(False)


def _is_utf8(line: bytes) -> bool | None:
    """Tells whether a line is UTF-8; None where it is as good in any encoding."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return False
    # Who writes escapes writes nothing but ASCII.
    return True if _SHOWS.search(text) else None


def is_wide(encoding: str) -> bool:
    """Tells whether an encoding has more than one byte for a line break, so that no byte parts two lines."""
    return encoding.startswith("utf-16")


def line_of(source: Source, number: int, raw: bytes | Problem, encoding: str) -> Line | None:
    """Returns a line with its place, in UTF-8 as far as it can be, or what is wrong with it; None for a blank one."""
    if isinstance(raw, Problem):
        return raw
    if not raw or raw.isspace():
        return None
    return _in_utf8(source, number, raw) if encoding == GB18030 else (source.place(number, 1), raw)


def raw_lines(source: Source, size: int | None = None, first: int = 1) -> Iterator[RawLine]:
    """Yields the lines of a source, or of its next so many bytes: number, length in bytes, and the line.

    Of a line above the limit, no more than that is ever held.
    """
    limit, number, left = source.limits.line, first, size
    while (left is None or left > 0) and (line := source.stream.readline(limit + 1)):
        length = len(line)
        if length > limit and not line.endswith(b"\n"):
            length += _skipped(source)
            yield number, length, too_long(source.place(number), limit)
        else:
            yield number, length, line.removeprefix(_BOM) if number == 1 else line
        number += 1
        left = None if left is None else left - length


def _skipped(source: Source) -> int:
    """Reads on to the end of the line; returns how many bytes that took."""
    length = 0
    while line := source.stream.readline(source.limits.line):
        length += len(line)
        if line.endswith(b"\n"):
            break
    return length


def _decoded(source: Source) -> Iterator[RawLine]:
    # A line break is two bytes in UTF-16, and a byte of other characters: such a file is taken as a whole.
    for number, line in enumerate(source.text().split("\n"), start=1):
        yield number, len(line), line.encode()


def _in_utf8(source: Source, number: int, line: bytes) -> Line:
    try:
        return source.place(number, 1), line.decode(GB18030).encode()
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode(GB18030, "replace")) + 1
        what, todo = "这里的字节不是 GB18030 文字", "请另存为 UTF-8 后再试"
        return Problem(source.place(number, column), what, todo, code="encoding")
