"""What the inputs of a run hold: pieces that can be read by themselves, with their digests."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from autoscore.errors import Place, Problem, UsageError
from autoscore.model import Role
from autoscore.readers import Reading
from autoscore.readers.between import Shard, cut, read_shard
from autoscore.readers.reading import read_stream
from autoscore.readers.roles import RoleBook
from autoscore.runs.names import CALLS, FLAT, MARK, PLACES, REPORT, RUBRICS, SHEETS, TABLE, calls_of

# So small are the pieces that a file is cut into; as many go together as make a task.
PIECE = 256 << 10
_CHUNK = 1 << 20
# The code of a problem that comes in the place of calls, however many they were.
CHANGED = "changed"
_STDIN, _STDIN_ID = "-", "stdin"
_OURS = frozenset({SHEETS, CALLS, TABLE, MARK, FLAT, PLACES, RUBRICS, REPORT})


class Piece(Struct, frozen=True, array_like=True):
    """Is a part of a file, or what is wrong with an input; `path` is what the system calls the file."""

    path: bytes
    shard: Shard | None
    problem: Problem | None = None
    size: int = 0
    digest: bytes = b""


class Inventory:
    """Finds the pieces of inputs, and knows afterwards how many files and bytes they were, and their digest.

    The digest is of the files' ids, sizes and contents in their order, however they are cut.
    """

    def __init__(self, inputs: Sequence[str], spool: Path, stdin: BinaryIO | None, size: int = PIECE) -> None:
        self._inputs, self._spool, self._stdin, self._size = inputs, spool, stdin, size
        self.files = self.bytes = 0
        self._digest = hashlib.sha256()
        self._file = hashlib.sha256()

    @property
    def facts(self) -> dict[str, str | int]:
        """Are the facts about the inputs that a manifest tells."""
        return {"files": self.files, "bytes": self.bytes, "digest": f"sha256:{self._digest.hexdigest()}"}

    def pieces(self) -> Iterator[Piece]:
        """Yields the pieces in order; files are read once for it."""
        before: Shard | None = None
        for piece in self._found():
            if piece.shard is not None and (before is None or piece.shard.start == 0):
                self._close(before)
                before = piece.shard
            yield self._digested(piece)
        self._close(before)

    def _found(self) -> Iterator[Piece]:
        for number, given in enumerate(self._inputs):
            if given == _STDIN:
                yield from self._standard(self._spool / f"{_STDIN_ID}-{number}")
            else:
                for found in cut([calls_of(given)], self._size):
                    self._refuse_own(found)
                    yield _piece(found)

    def _refuse_own(self, found: Shard | Problem) -> None:
        """Raises UsageError at a file that the run itself will write over."""
        if isinstance(found, Problem) or os.path.basename(found.path) not in _OURS:
            return
        if os.path.samefile(os.path.dirname(found.path) or ".", self._spool.parent):
            raise UsageError(f"{found.name} 是这次的输入，会被 -o 的结果盖掉：请换一个结果文件夹")

    def _standard(self, spool: Path) -> Iterator[Piece]:
        """Keeps what comes on standard input, so that it can be cut as a file is."""
        if self._stdin is None:
            problem = Problem(Place(_STDIN), "没有标准输入可读", "请给出文件或文件夹", code="not_found")
            yield Piece(b"", None, problem)
            return
        with spool.open("wb") as out:
            shutil.copyfileobj(self._stdin, out, _CHUNK)
        for found in cut([str(spool)], self._size):
            named = found if isinstance(found, Problem) else replace(found, name=_STDIN, id=_STDIN_ID)
            piece = _piece(named)
            yield piece if piece.shard is None else replace(piece, path=os.fsencode(spool))

    def _digested(self, piece: Piece) -> Piece:
        """Reads a piece for its digest; what cannot be read is told when it is scored."""
        if piece.shard is None:
            return piece
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in _chunks(piece):
                digest.update(chunk)
                self._file.update(chunk)
                size += len(chunk)
        except OSError as error:
            digest.update(repr(error.errno).encode())
        self.bytes += size
        return replace(piece, size=size, digest=digest.digest())

    def _close(self, shard: Shard | None) -> None:
        if shard is not None:
            self.files += 1
            self._digest.update(f"{shard.id}\0".encode("utf-8", "surrogatepass") + self._file.digest())
            self._file = hashlib.sha256()


def read_piece(piece: Piece, roles: Mapping[str, Role]) -> Iterator[Reading]:
    """Yields the calls and problems of a piece."""
    if piece.problem is not None:
        yield piece.problem
    elif piece.shard is not None and _has_changed(piece):
        line = None if piece.shard.end is None else piece.shard.line
        what, todo = "评到一半，这个文件变了或不见了，这一段没有评", "等文件不再变，再评一次"
        yield Problem(Place(piece.shard.name, line), what, todo, code=CHANGED)
    elif piece.shard is not None:
        shard = replace(piece.shard, path=os.fsdecode(piece.path))
        yield from _whole_standard(shard, roles) if _is_whole_standard(shard) else read_shard(shard, roles)


def _has_changed(piece: Piece) -> bool:
    """Tells whether a file that could be read is not any more what it was: its calls could be lost, or come twice."""
    digest = hashlib.sha256()
    try:
        for chunk in _chunks(piece):
            digest.update(chunk)
    except OSError as error:
        digest.update(repr(error.errno).encode())
    return bool(piece.digest) and digest.digest() != piece.digest


def _piece(found: Shard | Problem) -> Piece:
    if isinstance(found, Problem):
        return Piece(b"", None, found)
    # A name of the system's may be no text; such a path travels as bytes.
    return Piece(os.fsencode(found.path), replace(found, path=""))


def _is_whole_standard(shard: Shard) -> bool:
    return shard.end is None and shard.name == _STDIN


def _whole_standard(shard: Shard, roles: Mapping[str, Role]) -> Iterator[Reading]:
    with Path(shard.path).open("rb") as stream:
        yield from read_stream(stream, shard.name, shard.id, RoleBook.of(roles))


def _chunks(piece: Piece) -> Iterator[bytes]:
    shard = piece.shard
    if shard is None:
        return
    with Path(os.fsdecode(piece.path)).open("rb") as stream:
        stream.seek(shard.start)
        left = None if shard.end is None else shard.end - shard.start
        while (left is None or left > 0) and (chunk := stream.read(_CHUNK if left is None else min(left, _CHUNK))):
            left = None if left is None else left - len(chunk)
            yield chunk
