"""Reads the sheets of a run, line by line."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from autoscore.errors import Place, Problem
from autoscore.model import ScoreSheet, Status

_STATUSES = frozenset(Status)
_POINTS = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def read_sheets(lines: Iterable[bytes], name: str) -> Iterator[ScoreSheet | Problem]:
    """Yields the sheets in the lines of a sheets.jsonl, and a Problem for a line that is none; blank lines are passed.

    `name` is the file's, as the user gave it.
    """
    decoder = msgspec.json.Decoder(ScoreSheet)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            sheet = _sheet(decoder, line)
            what, todo = "这一行不是一张评分结果", "给出 autoscore score -o 写的文件夹，或其中的 sheets.jsonl"
            yield sheet or Problem(Place(name, number), what, todo, code="no_sheet")


def _sheet(decoder: msgspec.json.Decoder[ScoreSheet], line: bytes) -> ScoreSheet | None:
    try:
        sheet = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    good = all(
        one.status in _STATUSES
        and all(_POINTS.fullmatch(points) for points in (one.max, one.points or "0"))
        and all(made.status in _STATUSES for made in one.decisions)
        for one in sheet.criteria
    )
    return sheet if good else None
