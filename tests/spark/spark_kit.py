"""Calls in files and tables for Spark, and the run on this machine that all is compared with."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from autoscore.api import Transcript, read_inputs
from autoscore.cli.main import run
from autoscore.readers import Reading

ROOT = Path(__file__).resolve().parents[2]
TALKS = [str(ROOT / "examples" / "phone"), str(ROOT / "tests" / "calls" / "tuning" / "calls.jsonl")]
RUBRIC = "hotline"
Row = dict[str, Any]


@dataclass(frozen=True)
class Calls:
    """Holds a folder with calls, the good ones among them as records, and the folder of the run on this machine."""

    folder: Path
    records: tuple[Row, ...]
    local: Path

    @property
    def sheets(self) -> list[str]:
        """Are the sheets of the run on this machine, as JSON, in order."""
        return (self.local / "sheets.jsonl").read_text("utf-8").splitlines()

    @property
    def failures(self) -> list[Row]:
        """Are its failures, by place."""
        failures: list[Row] = json.loads((self.local / "manifest.json").read_text("utf-8"))["failures"]
        return sorted(failures, key=lambda one: str(one["place"]))


def native(reading: Reading) -> Row:
    """Returns a call as a record of the native form."""
    assert isinstance(reading, Transcript)
    turns = msgspec.to_builtins(reading.turns)
    facts = {"id": reading.id, "channel": "phone", "date": reading.date or "2026-02-18T09:30"}
    return {**facts, "metadata": {"agent": "0917"}, "turns": turns}


def calls_into(folder: Path) -> Calls:
    """Writes calls into two files of a folder whose names a URI would spoil, and scores them on this machine."""
    records = tuple(native(reading) for reading in read_inputs(TALKS, roles={}, stdin=None))
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    day = folder / "第 1 天%20"
    day.mkdir(parents=True)
    half = len(lines) // 2
    nameless = json.dumps({**records[0], "id": None}, ensure_ascii=False)
    other_words = json.dumps({"id": "words", "turns": [{"role": "客服", "text": "您好，再见。"}]}, ensure_ascii=False)
    broken, typed = '{"id": "broken", "turns": [', '{"id": "typed", "turns": 3}'
    odd = ["", broken, lines[0], nameless, "  ", other_words, typed, "[]"]
    (day / "a.jsonl").write_text("\ufeff" + "\n".join([*lines[:half], *odd]) + "\n", "utf-8")
    (day / "late").mkdir()
    (day / "late" / "b.jsonl").write_text("\n".join([*lines[half:], lines[1]]), "utf-8")
    (day / "one.jsonl").write_text(nameless + "\n", "utf-8")
    local = folder / "local"
    assert run(["score", str(day), "--rubric", RUBRIC, "-o", str(local)]) == 1
    return Calls(day, records, local)


def rows(table: Any) -> list[Row]:
    """Returns the rows of a data frame, inner records too, as records."""
    return [row.asDict(recursive=True) for row in table.collect()]


def by_place(failures: Sequence[Row]) -> list[Row]:
    """Returns failures in the order of their places, without the calls' ids."""
    kept = [{key: one[key] for key in ("place", "code", "what", "todo")} for one in failures]
    return sorted(kept, key=lambda one: str(one["place"]))
