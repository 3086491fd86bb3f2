"""The folder of a run: sheets.jsonl, calls.jsonl, summary.csv, manifest.json."""

import csv
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from autoscore import __version__
from autoscore.batch.outcome import Outcome, Scored
from autoscore.batch.summary import Summary
from autoscore.errors import UsageError
from autoscore.model import Call, ScoreSheet, Transcript

MARK = "manifest.json"
_COLUMNS = ("id", "channel", "agent", "team", "date", "rubric", "total", "low", "high", "passed", "band", "provisional")
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class RunFolder:
    """Writes a run while it goes; files get their names only when the run is complete."""

    def __init__(self, folder: Path, *, calls: bool = True) -> None:
        self._folder = folder
        self._with_calls = calls
        self._stack = ExitStack()
        self._open: dict[str, IO[Any]] = {}
        self._table: Any = None
        self._criteria: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise UsageError(f"写不了输出文件夹 {self._folder}：-o 要一个文件夹") from None
        for name in ("sheets.jsonl", *(("calls.jsonl",) if self._with_calls else ())):
            self._open[name] = self._stack.enter_context((self._folder / f"{name}.part").open("wb"))
        text = (self._folder / "summary.csv.part").open("w", encoding="utf-8-sig", newline="")
        self._open["summary.csv"] = self._stack.enter_context(text)
        self._table = csv.writer(text)
        return self

    def add(self, outcome: Outcome) -> None:
        """Writes one outcome; failures go into the manifest at the end."""
        if not isinstance(outcome, Scored):
            return
        self._open["sheets.jsonl"].write(msgspec.json.encode(outcome.sheet) + b"\n")
        if self._with_calls:
            self._open["calls.jsonl"].write(msgspec.json.encode(native(outcome.document.transcript)) + b"\n")
        self._row(outcome.sheet)

    def _row(self, sheet: ScoreSheet) -> None:
        if not self._criteria:
            self._criteria = tuple(one.id for one in sheet.criteria)
            self._table.writerow([*_COLUMNS, "needs_review", *self._criteria])
        statuses = {one.id: one.status for one in sheet.criteria}
        facts = (sheet.metadata.get(key, "") for key in ("agent", "team", "date"))
        scores = (sheet.total, sheet.low, sheet.high, sheet.passed, sheet.band, sheet.provisional, sheet.needs_review)
        row = [sheet.id, sheet.channel, *facts, sheet.rubric.id, *scores]
        self._table.writerow([*map(_cell, row), *(statuses.get(name, "") for name in self._criteria)])

    def finish(self, summary: Summary, inputs: dict[str, str]) -> None:
        """Writes the manifest and gives every file its name."""
        self._stack.close()
        manifest = {
            "autoscore": __version__,
            "inputs": inputs,
            "rubrics": dict(sorted(summary.rubrics.items())),
            "counts": {"scored": summary.calls, "failed": len(summary.failures)},
            "failures": [_failure(one.problem) for one in summary.failures],
        }
        (self._folder / f"{MARK}.part").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        for name in (*self._open, MARK):
            (self._folder / f"{name}.part").replace(self._folder / name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def _failure(problem: Any) -> dict[str, Any]:
    place = problem.place
    return {"place": str(place), "code": problem.code, "what": problem.what, "todo": problem.todo}


def _cell(value: object) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def native(transcript: Transcript) -> Call:
    """Returns the native form of a call."""
    return Call(transcript.turns, transcript.id, transcript.channel, transcript.date, dict(transcript.metadata))
