"""The names of a run's files, and the calls that a run has kept."""

import os
from pathlib import Path

from autoscore.errors import UsageError

SHEETS, CALLS, TABLE, MARK = "sheets.jsonl", "calls.jsonl", "summary.csv", "manifest.json"
# The rubrics as people read them.
RUBRICS = "rubrics.json"
# Only where it was asked for, and only in the folder of a part of the work.
FLAT, REPORT, PLACES = "criteria.parquet", "report.html", "places.jsonl"
_OWN = frozenset({SHEETS, CALLS, TABLE, MARK, RUBRICS, FLAT, PLACES})


def calls_of(given: str) -> str:
    """Returns the calls that a run has kept where an input is a run's folder, to be scored again; else the input."""
    folder = Path(given)
    if not given or not (folder / MARK).is_file() or not (folder / SHEETS).is_file():
        return given
    if not (folder / CALLS).is_file():
        raise UsageError(f"{given} 是一次评分的结果，没有留对话原文（--no-calls），不能重新评；请给出原来的对话")
    return str(folder / CALLS)


def refuse_own(path: Path) -> None:
    """Raises UsageError where a file is one of a run's own: what is told of a run must not take the run's place."""
    real = Path(os.path.realpath(path))
    if real.name in _OWN and (real.parent / MARK).is_file() and (real.parent / SHEETS).is_file():
        raise UsageError(f"写不了 {path}：那是评分结果自己的文件，请写别的文件名")
