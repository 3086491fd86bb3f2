"""Reads one stream of bytes: tells its format, names its calls, and turns what fails into Problems."""

import io
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import BinaryIO, TypeAlias

from autoscore.errors import Place, Problem, ReadError
from autoscore.model import Role, Transcript
from autoscore.readers.assemble import transcript
from autoscore.readers.limits import LIMITS, Limits
from autoscore.readers.piece import Piece
from autoscore.readers.registry import tell
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source

Reading: TypeAlias = Transcript | Problem


def read_bytes(data: bytes, name: str, roles: Mapping[str, Role]) -> Iterator[Reading]:
    """Reads the calls in a file's bytes; the name's ending helps to tell the format, and the name is the id."""
    return read_stream(io.BytesIO(data), name, name, RoleBook.of(roles))


def read_stream(
    stream: BinaryIO, name: str, fallback: str, book: RoleBook, limits: Limits = LIMITS
) -> Iterator[Reading]:
    """Reads the calls in a stream; a call without an id is called by the fallback, numbered where there are several."""
    for number, piece in _numbered(_pieces(stream, name, book, limits)):
        own = fallback if number is None else f"{fallback}#{number}"
        yield piece if isinstance(piece, Problem) else transcript(piece, own, book)


def unreadable(name: str, error: OSError) -> Problem:
    """States that the system did not let a file be read."""
    if isinstance(error, FileNotFoundError):
        return Problem(Place(name), "找不到这个文件或文件夹", "请检查路径", code="not_found")
    if isinstance(error, PermissionError):
        return Problem(Place(name), "没有权限读取", "请检查文件权限", code="not_readable")
    return Problem(Place(name), "系统读不出来", "请检查路径和磁盘", code="not_readable")


def _pieces(stream: BinaryIO, name: str, book: RoleBook, limits: Limits) -> Iterator[Piece]:
    try:
        yield from _told(Source.of(stream, name, book, limits))
    except ReadError as error:
        yield from error.problems
    except OSError as error:
        yield unreadable(name, error)


def _told(source: Source) -> Iterator[Piece]:
    if source.blank:
        yield Problem(source.place(), "空文件，里面什么也没有", "请检查导出是否成功", code="empty")
        return
    known = tell(source)
    if isinstance(known, Problem):
        yield known
        return
    pieces = known.read(source)
    first = next(pieces, None)
    yield first or Problem(source.place(), "里面没有任何通话", "请检查导出是否成功", code="no_calls")
    yield from pieces


def _numbered(pieces: Iterator[Piece]) -> Iterator[tuple[int | None, Piece]]:
    """Numbers the pieces from 1, or yields a lone one without a number; looks just one piece ahead."""
    first = list(islice(pieces, 2))
    yield from [(None, first[0])] if len(first) == 1 else enumerate(chain(first, pieces), start=1)
