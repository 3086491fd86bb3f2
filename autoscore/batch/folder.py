"""The folder of a run: sheets.jsonl, calls.jsonl, summary.csv, manifest.json, and what else is asked for."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeAlias

from autoscore.batch.block import Block, failures
from autoscore.batch.manifest import failure_line, write
from autoscore.batch.part import settle
from autoscore.batch.stood import place_line
from autoscore.batch.table import fitted, head
from autoscore.runs.names import CALLS, FLAT, MARK, PLACES, RUBRICS, SHEETS, TABLE

_FAILURES = "failures.jsonl"
# What only some runs write; of an earlier run it must not stay beside the sheets of this one.
_SOMETIMES = (CALLS, PLACES, FLAT, RUBRICS)

# Makes a table of a file of sheets, in a file of its own.
Flat: TypeAlias = Callable[[Path, Path], None]


class RunFolder:
    """Writes the files of a run beside their places, and puts them there when all of them are whole.

    The manifest goes first and comes last: a folder that has one holds what one run wrote, and all of it.
    """

    def __init__(
        self,
        folder: Path,
        beside: Path,
        criteria: Sequence[str],
        short: Callable[[str], str],
        *,
        calls: bool = True,
        places: bool = False,
        flat: Flat | None = None,
    ) -> None:
        """Learns what is to be written: `places` where this is a part of the work, `flat` where a table is wanted."""
        self._folder, self._beside, self._flat = folder, beside, flat
        self._criteria = tuple(criteria)
        self._short = short
        self._names = (SHEETS, TABLE, *((CALLS,) if calls else ()), *((PLACES,) if places else ()))
        self._stack = ExitStack()
        self._open: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        for name in (*self._names, _FAILURES):
            self._open[name] = self._stack.enter_context((self._beside / name).open("w+b"))
        self._open[TABLE].write(head(self._criteria))
        return self

    def add(self, block: Block) -> None:
        """Writes what a block holds."""
        self._open[SHEETS].write(block.sheets)
        self._open[TABLE].write(fitted(block.rows, self._criteria))
        if CALLS in self._open:
            self._open[CALLS].write(block.calls)
        if PLACES in self._open:
            self._open[PLACES].writelines(place_line(mark, self._short) for mark in block.marks)
        for problem in failures(block):
            self._open[_FAILURES].write(failure_line(problem, self._short))

    def finish(self, facts: dict[str, Any], rubrics: bytes = b"") -> None:
        """Writes the manifest, and the rubrics as people read them, and gives every file its name.

        The words of an earlier run go.
        """
        for name in self._names:
            settle(self._open[name])
        self._tabulate()
        self._tell(rubrics)
        self._open[_FAILURES].seek(0)
        write(self._beside / MARK, facts, self._open[_FAILURES])
        self._stack.close()
        (self._folder / MARK).unlink(missing_ok=True)
        for name in _SOMETIMES:
            if name not in self._names:
                (self._folder / name).unlink(missing_ok=True)
        for name in (*self._names, MARK):
            (self._beside / name).replace(self._folder / name)
        _settle_names(self._folder)

    def _tabulate(self) -> None:
        if self._flat is None:
            return
        self._flat(self._beside / SHEETS, self._beside / FLAT)
        with (self._beside / FLAT).open("rb+") as table:
            settle(table)
        self._names = (*self._names, FLAT)

    def _tell(self, rubrics: bytes) -> None:
        if rubrics:
            with (self._beside / RUBRICS).open("wb") as out:
                out.write(rubrics)
                settle(out)
            self._names = (*self._names, RUBRICS)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def _settle_names(folder: Path) -> None:
    """Sees to it that the names are on the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
