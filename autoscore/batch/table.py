"""The table of a run: a row a call, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from msgspec import Struct

from autoscore.model import ScoreSheet
from autoscore.runs.cells import MARK, truth, words

_COLUMNS = ("id", "channel", "agent", "team", "date", "rubric", "total", "low", "high", "passed", "band", "provisional")
_FIXED = (*_COLUMNS, "needs_review")


class Rows(Struct, frozen=True, array_like=True):
    """Holds rows in UTF-8, as they stand in a table; `criteria` are the columns behind those that all tables have."""

    criteria: tuple[str, ...]
    text: bytes


def rows_of(sheets: Iterable[ScoreSheet]) -> Rows:
    """Returns the rows of some sheets; their criteria get columns in the order in which they come up."""
    found = [({one.id: one.status for one in sheet.criteria}, _facts(sheet)) for sheet in sheets]
    criteria = criteria_of(statuses for statuses, _ in found)
    return Rows(
        criteria, _written([*facts, *(statuses.get(name, "") for name in criteria)] for statuses, facts in found)
    )


def criteria_of(runs: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Returns all criteria of some runs of them, each once, in the order in which they come up."""
    return tuple(dict.fromkeys(name for run in runs for name in run))


def head(criteria: Sequence[str]) -> bytes:
    """Returns the first line of a table."""
    return MARK + _written([[*_FIXED, *map(words, criteria)]])


def fitted(rows: Rows, criteria: Sequence[str]) -> bytes:
    """Returns rows with the columns of a table that has more criteria, or has them in another order."""
    if rows.criteria == tuple(criteria):
        return rows.text
    at = {name: place for place, name in enumerate(rows.criteria, len(_FIXED))}
    places = [at.get(name) for name in criteria]
    read = csv.reader(io.StringIO(rows.text.decode(), newline=""))
    return _written(
        [*row[: len(_FIXED)], *("" if place is None else row[place] for place in places)] for row in read if row
    )


def picked(rows: Rows, places: Iterable[int]) -> Rows:
    """Returns some of the rows, named by their places."""
    found = list(csv.reader(io.StringIO(rows.text.decode(), newline="")))
    return Rows(rows.criteria, _written(found[place] for place in places))


def _facts(sheet: ScoreSheet) -> list[str]:
    known = (sheet.metadata.get(key, "") for key in ("agent", "team", "date"))
    names = map(words, (sheet.id, sheet.channel or "", *known, sheet.rubric.id))
    points = (one or "" for one in (sheet.total, sheet.low, sheet.high))
    marks = (truth(sheet.passed), words(sheet.band or ""), truth(sheet.provisional), truth(sheet.needs_review))
    return [*names, *points, *marks]


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
