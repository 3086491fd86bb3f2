"""Ids that were used before: found without holding all of them in memory."""

import hashlib
import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoscore.errors import Place, Problem
from autoscore.readers import Reading

KEY = 16
# So many ids are compared in memory at once; about 50 bytes each.
AT_ONCE = 1 << 20
_IN_MEMORY = 50_000
_TODO = "给两通不同的 id"


def key_of(name: str) -> bytes:
    """Returns what stands for an id: 16 bytes, by which no two ids will ever be taken for one."""
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()


def duplicate(name: str, here: str, first: str) -> Problem:
    """States that a call has the id of an earlier one, and names both places."""
    return Problem(Place(here), f"编号“{name}”与 {first} 重复，只评了前一通", _TODO, code="duplicate_id")


def distinct(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Passes calls on, but makes a problem that names both of a call whose id has come before."""
    seen = _Seen()
    for number, reading in enumerate(readings, 1):
        if isinstance(reading, Problem):
            yield reading
            continue
        here = reading.origin or f"第 {number} 通"
        first = seen.first(key_of(reading.id), here)
        yield reading if first is None else duplicate(reading.id, here, first)


class _Seen:
    """Remembers where each id came first: some in memory, and from then on in a file that goes by itself."""

    def __init__(self) -> None:
        self._some: dict[bytes, str] = {}
        self._file: Any = None

    def first(self, key: bytes, here: str) -> str | None:
        """Returns where the id came first, or None where this is the first."""
        if (known := self._some.get(key)) is not None:
            return known
        if len(self._some) < _IN_MEMORY:
            self._some[key] = here
            return None
        return self._filed(key, here)

    def _filed(self, key: bytes, here: str) -> str | None:
        if self._file is None:
            sqlite = importlib.import_module("sqlite3")  # few runs need it
            self._file = sqlite.connect("", isolation_level=None)  # a file without a name, gone when it is closed
            self._file.execute("PRAGMA journal_mode = OFF")
            self._file.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID")
        if self._file.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, here)).rowcount == 1:
            return None
        [known] = self._file.execute("SELECT place FROM seen WHERE key = ?", (key,)).fetchone()
        return str(known)


def repeats(runs: Iterable[bytes], total: int, at_once: int = AT_ONCE) -> list[tuple[int, int]]:
    """Returns the places of ids that were used before, in order, each with the place where its id came first.

    `runs` are keys one behind the other, `total` of them in all; places count from 0. Of more than `at_once` keys,
    those that are alike in part are compared together, so that memory grows with the number of repeats alone.
    """
    groups = -(-total // at_once)
    if groups <= 1:
        return sorted(_repeats(*_table(b"".join(runs))))
    with TemporaryDirectory() as folder:
        files = [Path(folder, str(number)) for number in range(groups)]
        _spread(runs, files)
        return sorted(pair for file in files for pair in _repeats(*_read(file)))


def _table(run: bytes) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    table = np.frombuffer(run, dtype=">u8").reshape(-1, 2).astype(np.uint64)
    return table, np.arange(len(table))


def _spread(runs: Iterable[bytes], files: Sequence[Path]) -> None:
    """Spreads keys with their places over files by what they are."""
    at = 0
    with ExitStack() as stack:
        streams = [stack.enter_context(file.open("wb")) for file in files]
        for run in runs:
            table, places = _table(run)
            group = table[:, 0] % np.uint64(len(files))
            rows = np.column_stack([table, (places + at).astype(np.uint64)])
            for number, stream in enumerate(streams):
                stream.write(rows[group == number].tobytes())
            at += len(table)


def _read(file: Path) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    rows = np.fromfile(file, dtype=np.uint64).reshape(-1, 3)
    return rows[:, :2], rows[:, 2].astype(np.int64)


def _repeats(table: NDArray[np.uint64], places: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    if not len(table):
        return
    order = np.lexsort((places, table[:, 1], table[:, 0]))
    table, places = table[order], places[order]
    begins = np.ones(len(table), dtype=np.bool_)
    begins[1:] = (table[1:] != table[:-1]).any(axis=1)
    firsts = places[begins][np.cumsum(begins) - 1]
    yield from zip(places[~begins].tolist(), firsts[~begins].tolist(), strict=True)
