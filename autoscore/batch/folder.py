"""The folder of a run: sheets.jsonl, calls.jsonl, summary.csv, manifest.json."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from autoscore import __version__
from autoscore.batch.outcome import Outcome, Scored
from autoscore.batch.places import shortener
from autoscore.batch.summary import Summary
from autoscore.batch.table import Table
from autoscore.errors import Problem, UsageError
from autoscore.model import Call, Transcript

SHEETS, CALLS, TABLE, MARK = "sheets.jsonl", "calls.jsonl", "summary.csv", "manifest.json"


class RunFolder:
    """Writes a run while it goes; files get their names only when the run is complete."""

    def __init__(self, folder: Path, *, calls: bool = True) -> None:
        self._folder = folder
        self._with_calls = calls
        self._stack = ExitStack()
        self._open: dict[str, IO[bytes]] = {}
        self._table: Table

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise UsageError(f"写不了输出文件夹 {self._folder}：-o 要一个文件夹") from None
        for name in (SHEETS, *((CALLS,) if self._with_calls else ())):
            self._open[name] = self._stack.enter_context(self._part(name).open("wb"))
        self._table = Table(self._stack.enter_context(TemporaryFile(dir=self._folder)))
        return self

    def _part(self, name: str) -> Path:
        return self._folder / f"{name}.part"

    def add(self, outcome: Outcome) -> None:
        """Writes one outcome; failures go into the manifest at the end."""
        if not isinstance(outcome, Scored):
            return
        self._open[SHEETS].write(msgspec.json.encode(outcome.sheet) + b"\n")
        if self._with_calls:
            self._open[CALLS].write(msgspec.json.encode(native(outcome.document.transcript)) + b"\n")
        self._table.add(outcome.sheet)

    def finish(self, summary: Summary, inputs: Sequence[str]) -> None:
        """Writes the table and the manifest, and gives every file its name; the words of an earlier run go."""
        self._table.save(self._part(TABLE))
        self._stack.close()
        manifest = msgspec.json.encode(_manifest(summary, inputs))
        self._part(MARK).write_bytes(msgspec.json.format(manifest, indent=1))
        if not self._with_calls:
            (self._folder / CALLS).unlink(missing_ok=True)
        for name in (*self._open, TABLE, MARK):
            self._part(name).replace(self._folder / name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def _manifest(summary: Summary, inputs: Sequence[str]) -> dict[str, Any]:
    short = shortener(inputs)
    return {
        "autoscore": __version__,
        "inputs": {"given": [short(one) for one in inputs], "calls": summary.digest},
        "rubrics": dict(sorted(summary.rubrics.items())),
        "made_by": summary.made_by,
        "counts": {"scored": summary.calls, "failed": len(summary.failures)},
        "failures": [_failure(one.problem, short) for one in summary.failures],
        **_decisions(summary, short),
    }


def _decisions(summary: Summary, short: Callable[[str], str]) -> dict[str, Any]:
    """Tells what became of people's decisions; nothing where there were none."""
    if not summary.decided and not summary.problems:
        return {}
    return {"decisions": {"used": summary.decided, "unusable": [_failure(one, short) for one in summary.problems]}}


def _failure(problem: Problem, short: Callable[[str], str]) -> dict[str, str]:
    place, what = short(str(problem.place)), short(problem.what)
    return {"place": place, "code": problem.code, "what": what, "todo": problem.todo}


def native(transcript: Transcript) -> Call:
    """Returns the native form of a call."""
    return Call(transcript.turns, transcript.id, transcript.channel, transcript.date, dict(transcript.metadata))
