"""One stream of bytes with what has been looked at already."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import BinaryIO

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.encoding import decode, peek
from autoscore.readers.limits import LIMITS, Limits
from autoscore.readers.outline import outline
from autoscore.readers.roles import RoleBook

_CHUNK = 1 << 20
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_TOP_LINES = 200


class _Joined(io.RawIOBase):
    """Gives back the head that was read off a stream, and then the rest, so that pipes need no seeking."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer)) or b""
        buffer[: len(data)] = data
        return len(data)


@dataclass(frozen=True)
class Source:
    """Holds a named stream from its very start, its first bytes, and the role words to be used.

    `head` is at most `limits.head` bytes; `whole` tells that this is all there is.
    """

    name: str
    head: bytes
    stream: io.BufferedReader
    roles: RoleBook
    limits: Limits = LIMITS

    @classmethod
    def of(cls, stream: BinaryIO, name: str, roles: RoleBook, limits: Limits = LIMITS) -> "Source":
        """Takes the head off a stream and keeps both."""
        head = b"".join(_upto(stream, limits.head))
        return cls(name, head, io.BufferedReader(_Joined(head, stream), _CHUNK), roles, limits)

    @classmethod
    def rest(cls, stream: BinaryIO, name: str, roles: RoleBook, limits: Limits = LIMITS) -> "Source":
        """Takes a stream from where it stands, its head unseen."""
        return cls(name, b"", io.BufferedReader(_Joined(b"", stream), _CHUNK), roles, limits)

    @property
    def suffix(self) -> str:
        """Is the file name's ending in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    @property
    def whole(self) -> bool:
        """Tells whether the head is the whole content."""
        return len(self.head) < self.limits.head

    @property
    def blank(self) -> bool:
        """Tells whether there is nothing but blanks, or nothing at all."""
        return self.whole and not self.head.strip(_BLANK)

    @cached_property
    def peek(self) -> str:
        """Is the head as text to tell the format by; empty where it is not text."""
        return peek(self.head)

    @cached_property
    def outline(self) -> frozenset[str]:
        """Is which keys stand where in the head, as far as it is JSON."""
        return outline(self.peek)

    @cached_property
    def first_lines(self) -> tuple[str, ...]:
        """Is the start of the head: its first lines that are not blank, at most twenty."""
        text = self.peek or self.head.decode("utf-8", "replace")
        lines = (line.strip() for line in text.split("\n", _TOP_LINES)[:_TOP_LINES])
        return tuple(line for line in lines if line)[:20]

    def place(self, line: int | None = None, column: int | None = None) -> Place:
        """Names a line and column, both from 1."""
        return Place(self.name, line, column)

    def data(self, limit: int | None = None) -> bytes:
        """Returns all bytes; raises ReadError above the limit, without holding more than that."""
        most = limit or self.limits.file
        data = b"".join(_upto(self.stream, most + 1))
        if len(data) > most:
            raise ReadError((too_big(self.name, most),))
        return data

    def text(self, *, lines: bool = True) -> str:
        """Returns the whole text; raises ReadError where it is no text or, with `lines`, a line is too long."""
        data = self.data()
        if lines and (number := _long_line(data, self.limits.line)):
            raise ReadError((too_long(self.place(number), self.limits.line),))
        return decode(data, self.name)


def too_big(name: str, limit: int) -> Problem:
    """States that a file is larger than is taken in."""
    what = f"文件超过上限 {limit >> 20} MB，没有读"
    return Problem(Place(name), what, "请拆成几个文件，或转成 JSON Lines（逐行读取，不限大小）", code="too_big")


def too_long(place: Place, limit: int) -> Problem:
    """States that a line is longer than is taken in."""
    return Problem(place, f"这一行超过上限 {limit >> 20} MB，没有读", "请检查这一行是否缺了换行", code="line_too_long")


def _upto(stream: BinaryIO | io.BufferedReader, most: int) -> Iterator[bytes]:
    while most > 0 and (chunk := stream.read(min(_CHUNK, most))):
        most -= len(chunk)
        yield chunk


def _long_line(data: bytes, limit: int) -> int | None:
    """Returns the number of the first line that is too long, or None."""
    start = 0
    while len(data) - start > limit:
        # The last line break within reach is enough: no line between the two can be too long.
        end = data.rfind(b"\n", start, start + limit + 1)
        if end < 0:
            return data.count(b"\n", 0, start) + 1
        start = end + 1
    return None
