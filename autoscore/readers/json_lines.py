"""Lines of JSON, a call a line, read line by line however long the file is."""

from collections.abc import Iterator

from autoscore.errors import Place, Problem
from autoscore.readers.encoding import guess
from autoscore.readers.source import Source, too_long


def json_lines(source: Source) -> Iterator[tuple[Place, bytes] | Problem]:
    """Yields the lines that are not blank, in UTF-8 as far as they can be, or what is wrong with a line."""
    encoding = guess(source.head) or "utf-8"
    lines = _decoded(source) if encoding.startswith("utf-16") else _raw(source)
    for number, line in lines:
        if isinstance(line, Problem):
            yield line
        elif line.strip():
            yield _in_utf8(source, number, line) if encoding == "gb18030" else (source.place(number, 1), line)


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


def _in_utf8(source: Source, number: int, line: bytes) -> tuple[Place, bytes] | Problem:
    try:
        return source.place(number, 1), line.decode("gb18030").encode()
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("gb18030", "replace")) + 1
        what, todo = "这里的字节不是 GB18030 文字", "请另存为 UTF-8 后再试"
        return Problem(source.place(number, column), what, todo, code="encoding")
