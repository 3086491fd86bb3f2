"""The files that calls came in as vCons: one a file, a list of them, or one a line."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

import msgspec
from msgspec import Raw, Struct

from autoscore.errors import Place, Problem, UsageError
from autoscore.readers.encoding import decode
from autoscore.readers.inputs import File, files_of
from autoscore.readers.json_records import LINE_SUFFIXES, items

Value: TypeAlias = tuple[Place, bytes]
_BOM = b"\xef\xbb\xbf"


class Shape(Struct, frozen=True):
    """Is what stands around the values of a file, and whether it can hold but one."""

    opening: bytes = b""
    between: bytes = b"\n"
    closing: bytes = b"\n"
    alone: bool = False


_ALONE, _LINES, _LIST = Shape(alone=True), Shape(), Shape(b"[\n", b",\n", b"\n]\n")


def originals(given: Sequence[str]) -> tuple[list[File], list[Problem]]:
    """Returns the files that are meant, and what is wrong with the others.

    Raises UsageError where two have the same name, as they could not both be written into one folder.
    """
    files: list[File] = []
    problems: list[Problem] = []
    for one in files_of(given):
        if isinstance(one, Problem):
            problems.append(one)
        elif any(one.id == other.id for other in files):
            raise UsageError(f"有两份原件都叫 {one.id}：请分两次写，或改名")
        else:
            files.append(one)
    return files, problems


def values_of(file: File) -> tuple[Shape, Iterator[Value]]:
    """Returns the values of a file, in UTF-8 and as they were written, and what stands around them.

    Raises ReadError and OSError; lines are read one by one.
    """
    if file.path.suffix.lower() in LINE_SUFFIXES:
        return _LINES, _lines_of(file)
    data = decode(file.path.read_bytes(), file.name).encode()
    if data.lstrip().startswith(b"["):
        return _LIST, items(data, Place(file.name, 1, 1))
    lines = [(Place(file.name, number), line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    if len(lines) > 1 and all(_is_object(line) for _, line in lines):
        return _LINES, iter(lines)
    return _ALONE, iter([(Place(file.name), data)])


def named(file: File, values: Iterator[Value]) -> Iterator[tuple[str, Value]]:
    """Yields values with what each is called by where it has no id: as the reader calls them."""
    first = list(islice(values, 2))
    for number, value in enumerate(chain(first, values), 1):
        yield (file.id if len(first) == 1 else f"{file.id}#{number}"), value


def _lines_of(file: File) -> Iterator[Value]:
    with file.path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Place(file.name, number), line.rstrip(b"\r\n").removeprefix(_BOM if number == 1 else b"")


def _is_object(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=dict[str, Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True
