"""The names of a run's files, and the calls that a run has kept."""

from pathlib import Path

from autoscore.errors import UsageError

SHEETS, CALLS, TABLE, MARK = "sheets.jsonl", "calls.jsonl", "summary.csv", "manifest.json"
# The rubrics as people read them.
RUBRICS = "rubrics.json"
# Only where it was asked for, and only in the folder of a part of the work.
FLAT, REPORT, PLACES = "criteria.parquet", "report.html", "places.jsonl"


def calls_of(given: str) -> str:
    """Returns the calls that a run has kept where an input is a run's folder, to be scored again; else the input."""
    folder = Path(given)
    if not given or not (folder / MARK).is_file() or not (folder / SHEETS).is_file():
        return given
    if not (folder / CALLS).is_file():
        raise UsageError(f"{given} 是一次评分的结果，没有留对话原文（--no-calls），不能重新评；请给出原来的对话")
    return str(folder / CALLS)
