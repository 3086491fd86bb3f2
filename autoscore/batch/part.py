"""A part of a run: one file of blocks, which takes its name only when it is whole and on the disk."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self

import msgspec
from msgspec import Struct

from autoscore.batch.block import Block
from autoscore.batch.ids import KEY, key_of
from autoscore.batch.notices import Notice
from autoscore.batch.table import criteria_of

_END = b"autoscore part 1\n"
_WIDTH = 8
_TAIL = _WIDTH + len(_END)
PART, UNWRITTEN = ".part", ".tmp"


class Footer(Struct, frozen=True, array_like=True):
    """Sums up a part: counts of calls scored and of failures, the criteria in its tables, and the keys of its ids.

    `before` and `undated` count the calls that a date left out; `notices` are what the readers of its calls noticed.
    """

    scored: int
    bad: int
    criteria: tuple[str, ...]
    keys: bytes
    before: int = 0
    undated: int = 0
    notices: tuple[Notice, ...] = ()

    @property
    def calls(self) -> int:
        """Is how many calls were read, scored or not."""
        return len(self.keys) // KEY


class PartWriter:
    """Writes the blocks of a part; what is not finished leaves nothing that bears the part's name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Another process may still be at the same part: its own parent has died, and it has not noticed yet.
        self._unwritten = path.with_name(f"{path.name}.{os.getpid()}{UNWRITTEN}")
        self._out: BinaryIO
        self._criteria: dict[str, None] = {}
        self._keys: list[bytes] = []
        self.scored = self.bad = 0

    def __enter__(self) -> Self:
        self._out = self._unwritten.open("wb")
        return self

    def add(self, block: Block) -> None:
        """Writes one block."""
        _frame(self._out, msgspec.msgpack.encode(block))
        self._criteria.update(dict.fromkeys(block.rows.criteria))
        self._keys.extend(key_of(mark.id) for mark in block.marks if mark.id is not None)
        self.scored += block.tally.calls
        self.bad += sum(mark.problem is not None for mark in block.marks)

    def finish(self, before: int, undated: int, notices: tuple[Notice, ...]) -> None:
        """Writes the sum and gives the part its name."""
        keys = b"".join(self._keys)
        footer = Footer(self.scored, self.bad, criteria_of([self._criteria]), keys, before, undated, notices)
        data = msgspec.msgpack.encode(footer)
        self._out.write(data + len(data).to_bytes(_WIDTH, "big") + _END)
        settle(self._out)
        self._out.close()
        self._unwritten.replace(self._path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._out.close()
        finally:
            self._unwritten.unlink(missing_ok=True)


def footer_of(path: Path) -> Footer | None:
    """Returns the sum of a part, or None where the file is not whole."""
    with path.open("rb") as stream:
        return _footer(stream)


def blocks_of(path: Path) -> Iterator[Block]:
    """Yields the blocks of a whole part."""
    with path.open("rb") as stream:
        end = _footer_at(stream)
        stream.seek(0)
        while stream.tell() < end:
            size = int.from_bytes(stream.read(_WIDTH), "big")
            yield _blocks().decode(stream.read(size))


def settle(out: IO[bytes]) -> None:
    """Sees to it that what was written is on the disk, before a name says so."""
    out.flush()
    os.fsync(out.fileno())


def _footer(stream: BinaryIO) -> Footer | None:
    at = _footer_at(stream)
    if at < 0:
        return None
    stream.seek(at)
    data = stream.read()
    try:
        return _footers().decode(data[:-_TAIL])
    except msgspec.DecodeError:
        return None


def _footer_at(stream: BinaryIO) -> int:
    """Returns where the sum of a part begins, or -1 where there is none."""
    size = stream.seek(0, os.SEEK_END)
    if size < _TAIL:
        return -1
    stream.seek(size - _TAIL)
    tail = stream.read(_TAIL)
    return size - _TAIL - int.from_bytes(tail[:_WIDTH], "big") if tail.endswith(_END) else -1


def _frame(out: IO[bytes], data: bytes) -> None:
    out.write(len(data).to_bytes(_WIDTH, "big"))
    out.write(data)


@cache
def _blocks() -> "msgspec.msgpack.Decoder[Block]":
    return msgspec.msgpack.Decoder(Block)


@cache
def _footers() -> "msgspec.msgpack.Decoder[Footer]":
    return msgspec.msgpack.Decoder(Footer)
