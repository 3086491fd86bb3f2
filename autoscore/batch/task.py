"""Tasks: pieces that one worker reads and scores at a time, the same ones whenever the same inputs come."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from msgspec import Struct

from autoscore.batch.inventory import Piece, read_piece
from autoscore.errors import Place, Problem
from autoscore.model import Role
from autoscore.readers import Reading

_WIDTH = 8
_MOST_PIECES = 2000


@dataclass(frozen=True)
class Grain:
    """Sets how large tasks are in bytes: a share of all, within bounds. What a kill costs is the tasks being done."""

    least: int = 1 << 20
    most: int = 4 << 20
    shares: int = 64

    def size(self, total: int) -> int:
        """Returns the size of tasks for so many bytes in all."""
        return min(self.most, max(self.least, total // self.shares))


@dataclass(frozen=True)
class Entry:
    """Names a task: where its pieces stand in the agenda, their size in bytes, and its key.

    The key is of all that the task's part depends on: two with one key have the same part. `wanted` are the places of
    the calls and problems that are chosen, or None for all of them.
    """

    at: int
    end: int
    size: int
    key: str
    wanted: tuple[int, ...] | None = None

    def choosing(self, wanted: tuple[int, ...]) -> "Entry":
        """Returns the entry of a task of which only some calls are chosen."""
        key = hashlib.sha256(f"{self.key}{wanted}".encode()).hexdigest()
        return replace(self, key=key, wanted=wanted)


class Task(Struct, frozen=True):
    """Is what a worker gets: pieces to be read, and which of what they hold is wanted."""

    key: str
    pieces: tuple[Piece, ...]
    size: int
    wanted: tuple[int, ...] | None = None


class Agenda:
    """Keeps the pieces of all tasks in a file, so that memory does not grow with them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._total = 0

    def fill(self, pieces: Iterable[Piece]) -> None:
        """Writes pieces down."""
        with self._path.open("wb") as out:
            for piece in pieces:
                data = msgspec.msgpack.encode(piece)
                out.write(len(data).to_bytes(_WIDTH, "big") + data)
                self._total += piece.size

    def entries(self, run: str, grain: Grain) -> Iterator[Entry]:
        """Yields the tasks in order; `run` is the key of all that they have in common."""
        size, begin, end, held, pieces = grain.size(self._total), 0, 0, 0, list[Piece]()
        for at, piece in self._pieces(0, os.path.getsize(self._path)):
            if pieces and (len(pieces) >= _MOST_PIECES or held + piece.size > size):
                yield _entry(begin, end, run, pieces)
                begin, held, pieces = end, 0, []
            pieces.append(piece)
            end, held = at, held + piece.size
        if pieces:
            yield _entry(begin, end, run, pieces)

    def task(self, entry: Entry) -> Task:
        """Returns the task of an entry."""
        pieces = tuple(piece for _, piece in self._pieces(entry.at, entry.end))
        return Task(entry.key, pieces, entry.size, entry.wanted)

    def _pieces(self, at: int, until: int) -> Iterator[tuple[int, Piece]]:
        """Yields the pieces between two places of the file, each with the place behind it."""
        with self._path.open("rb") as stream:
            stream.seek(at)
            while at < until:
                size = int.from_bytes(stream.read(_WIDTH), "big")
                at += _WIDTH + size
                yield at, msgspec.msgpack.decode(stream.read(size), type=Piece)


def _entry(begin: int, end: int, run: str, pieces: Iterable[Piece]) -> Entry:
    key, size = hashlib.sha256(run.encode()), 0
    for piece in pieces:
        # The path is left out: the file's name, id and contents are what counts.
        key.update(msgspec.msgpack.encode((piece.shard, piece.problem, piece.digest)))
        size += piece.size
    return Entry(begin, end, size, key.hexdigest())


class Lost(Struct, frozen=True):
    """Names what ended workers: the call at a place, or, where it has no name, reading on from there."""

    at: int
    origin: str = ""


def readings_of(task: Task, roles: Mapping[str, Role], lost: Mapping[int, Lost] | None = None) -> Iterator[Reading]:
    """Yields the calls and problems of a task in order; what could not be read without ending a worker is a problem."""
    at = 0
    for piece in task.pieces:
        if piece.shard is not None and _is_deadly(lost, at):
            yield unread(piece)
            at += 1
            continue
        for reading in read_piece(piece, roles):
            yield reading
            at += 1
            if piece.shard is not None and _is_deadly(lost, at):
                yield unread(piece)
                at += 1
                break


def unread(piece: Piece) -> Problem:
    """States that reading on in a piece ends the process that reads."""
    name = "" if piece.shard is None else piece.shard.name
    what = "读这里时进程几次意外退出，从这里起没有读完"
    return Problem(Place(name), what, "请检查文件是否损坏、内存够不够", code="worker_lost")


def _is_deadly(lost: Mapping[int, Lost] | None, at: int) -> bool:
    return lost is not None and at in lost and not lost[at].origin
