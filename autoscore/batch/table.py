"""The table of a run: a row a call, for a spreadsheet."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import msgspec

from autoscore.model import ScoreSheet

_COLUMNS = ("id", "channel", "agent", "team", "date", "rubric", "total", "low", "high", "passed", "band", "provisional")
# A spreadsheet takes a cell that begins so for a formula, in full width too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Table:
    """Collects rows; the criteria of every rubric get their columns in the order in which they come up.

    The rows wait in a file of their own, as the head is known when the last sheet has come.
    """

    def __init__(self, rows: IO[bytes]) -> None:
        self._rows = rows
        self._criteria: dict[str, None] = {}

    def add(self, sheet: ScoreSheet) -> None:
        """Adds the row of a sheet."""
        statuses = {one.id: one.status for one in sheet.criteria}
        self._criteria.update(dict.fromkeys(statuses))
        facts = (sheet.metadata.get(key, "") for key in ("agent", "team", "date"))
        words = map(_text, (sheet.id, sheet.channel or "", *facts, sheet.rubric.id))
        points = (one or "" for one in (sheet.total, sheet.low, sheet.high))
        marks = (_mark(sheet.passed), _text(sheet.band or ""), _mark(sheet.provisional), _mark(sheet.needs_review))
        row = [*words, *points, *marks, *(statuses.get(name, "") for name in self._criteria)]
        self._rows.write(msgspec.json.encode(row) + b"\n")

    def save(self, path: Path) -> None:
        """Writes the whole table in UTF-8 with a byte order mark, by which a spreadsheet knows it."""
        head = [*_COLUMNS, "needs_review", *map(_text, self._criteria)]
        self._rows.seek(0)
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(head)
            writer.writerows(_padded(self._rows, len(head)))


def _padded(rows: Iterable[bytes], width: int) -> Iterable[list[str]]:
    for line in rows:
        row: list[str] = msgspec.json.decode(line)
        yield row + [""] * (width - len(row))


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _mark(value: bool | None) -> str:
    return "" if value is None else str(value).lower()
