"""How a sheet is printed, by the name of the format; the functions travel to worker processes."""

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

from autoscore.batch import Scored
from autoscore.report import TextReport, json_line, json_text
from autoscore.report.language import Language

LEFT_OUT = "没到 --since 的 {before} 通，没有日期的 {undated} 通，没有评"


def as_text(scored: Scored) -> str:
    """Returns the report of a sheet, with its call."""
    out = io.StringIO()
    TextReport(out).write(scored.sheet, scored.document)
    return out.getvalue()


def as_english_text(scored: Scored) -> str:
    """Returns the report of a sheet in English, with its call."""
    out = io.StringIO()
    TextReport(out, say=Language("en")).write(scored.sheet, scored.document)
    return out.getvalue()


def as_json(scored: Scored) -> str:
    """Returns a sheet as JSON for reading."""
    return json_text(scored.sheet) + "\n"


def as_json_line(scored: Scored) -> str:
    """Returns a sheet as one line of JSON."""
    return json_line(scored.sheet) + "\n"


PRINTERS: Mapping[str, Callable[[Scored], str]] = MappingProxyType(
    {"text": as_text, "text-en": as_english_text, "json": as_json, "jsonl": as_json_line}
)
