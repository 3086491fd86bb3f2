"""Parts of JSON Lines files: where they may be cut, and the calls between two places as a whole read has them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from autoscore.errors import Problem
from autoscore.model import Role
from autoscore.readers.assemble import transcript
from autoscore.readers.inputs import File, files_of, read_file
from autoscore.readers.json_lines import GB18030, Line, encoding_of, is_wide, line_of, lines_until, raw_lines
from autoscore.readers.json_records import in_lines, pieces_of, read_json
from autoscore.readers.piece import Format
from autoscore.readers.reading import Reading, unreadable
from autoscore.readers.registry import tell
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source

_NOBODY = RoleBook.of({})


class Shard(Struct, frozen=True):
    """Is a part of a file that can be read by itself, in another process too: bytes from `start` up to `end`.

    `end` is None where the part is a whole file, in any format. `path` is what is opened, `name` what
    places are told by, `id` what calls without an id are called by. `line` is the number of the first line, `number`
    that of the first call or problem, both from 1; `number` is None where the file holds only one.
    """

    path: str
    name: str
    id: str
    start: int = 0
    end: int | None = None
    line: int = 1
    number: int | None = 1
    encoding: str = "utf-8"


class _Native(Struct):
    """Is a line that is a call in the native form, as far as its keys tell: it makes one call, or one problem."""

    turns: Raw


def cut(inputs: Sequence[str], size: int) -> Iterator[Shard | Problem]:
    """Yields the parts of all files that inputs mean, in order, each of about so many bytes where it can be cut.

    Standard input is no file. Read one after the other, parts give what `read_inputs` gives; files are looked through
    as parts are asked for, line by line.
    """
    for file in files_of(inputs):
        yield from (file,) if isinstance(file, Problem) else _cut(file, size)


def read_shard(shard: Shard, roles: Mapping[str, Role]) -> Iterator[Reading]:
    """Yields the calls and problems of a part, as a read of its whole file has them."""
    if shard.end is None:
        return read_file(File(Path(shard.path), shard.id), RoleBook.of(roles))
    return read_lines_between(
        shard.path,
        shard.start,
        shard.end,
        name=shard.name,
        fallback=shard.id,
        roles=roles,
        first_line=shard.line,
        first_number=shard.number,
        encoding=shard.encoding,
    )


def read_lines_between(
    path: str,
    start: int,
    end: int,
    *,
    name: str,
    fallback: str,
    roles: Mapping[str, Role],
    first_line: int = 1,
    first_number: int | None = 1,
    encoding: str = "utf-8",
) -> Iterator[Reading]:
    """Yields the calls and problems of the lines of a JSON Lines file between two offsets in bytes.

    Both are starts of lines, or the end of the file. `first_line` and `first_number` are the numbers of the first line
    and of the first call or problem in the whole file; a lone one has None. A file that cannot be read is a Problem.
    """
    book = RoleBook.of(roles)
    try:
        with Path(path).open("rb") as stream:
            stream.seek(start)
            source = Source.rest(stream, name, book)
            pieces = pieces_of(source, lines_until(source, end - start, first_line, encoding))
            for number, piece in enumerate(pieces, first_number or 1):
                own = fallback if first_number is None else f"{fallback}#{number}"
                yield piece if isinstance(piece, Problem) else transcript(piece, own, book)
    except OSError as error:
        yield unreadable(name, error)


def _cut(file: File, size: int) -> Iterator[Shard | Problem]:
    whole = Shard(str(file.path), file.name, file.id)
    try:
        with file.path.open("rb") as stream:
            source = Source.of(stream, file.name, _NOBODY)
            if file.path.stat().st_size <= size or not _may_be_cut(source):
                yield whole
            else:
                yield from _parts(source, whole, size)
    except OSError as error:
        yield unreadable(file.name, error)


def _may_be_cut(source: Source) -> bool:
    """Tells whether a source is JSON Lines in which a byte parts two lines."""
    known = None if source.blank else tell(source)
    reads_json = isinstance(known, Format) and known.read is read_json
    return reads_json and in_lines(source) and not is_wide(encoding_of(source))


def _parts(source: Source, whole: Shard, size: int) -> Iterator[Shard]:
    encoding = encoding_of(source)
    part = replace(whole, end=0, encoding=encoding)
    at = pieces = 0
    for line, length, raw in raw_lines(source):
        # Behind the second piece it is known that the pieces have numbers.
        if at - part.start >= size and pieces > 1:
            yield replace(part, end=at)
            part = replace(part, start=at, line=line, number=pieces + 1)
        at += length
        plain = encoding != GB18030 and isinstance(raw, bytes) and _is_native(raw)
        pieces += 1 if plain else _pieces(source, line_of(source, line, raw, encoding))
    if pieces == 0:
        yield whole
    else:
        yield replace(part, end=at, number=None if pieces == 1 else part.number)


def _pieces(source: Source, line: Line | None) -> int:
    """Returns how many calls and problems a line comes to."""
    if line is None or isinstance(line, Problem):
        return int(line is not None)
    return 1 if _is_native(line[1]) else sum(1 for _ in pieces_of(source, [line]))


def _is_native(line: bytes) -> bool:
    try:
        _natives().decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


@cache
def _natives() -> "msgspec.json.Decoder[_Native]":
    return msgspec.json.Decoder(_Native)
