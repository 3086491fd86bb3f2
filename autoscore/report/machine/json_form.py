"""Sheets and calls as JSON."""

import re

import msgspec
from msgspec import Struct

from autoscore.runs.safe import is_dangerous

_ODD = re.compile(r"[^\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffee\n]")


def json_line(record: Struct) -> str:
    """Returns a record as one line of JSON."""
    return _harmless(msgspec.json.encode(record).decode())


def json_text(record: Struct) -> str:
    """Returns a record as JSON over several lines, for reading."""
    return _harmless(msgspec.json.format(msgspec.json.encode(record), indent=2).decode())


def _harmless(text: str) -> str:
    """Returns JSON in which what could steer a terminal, or end a line, is escaped: it means the same."""
    return _ODD.sub(lambda found: _escaped(found[0]) if is_dangerous(found[0]) else found[0], text)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
