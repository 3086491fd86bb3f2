"""Sheets and calls as JSON."""

import msgspec
from msgspec import Struct


def json_line(record: Struct) -> str:
    """Returns a record as one line of JSON."""
    return msgspec.json.encode(record).decode()


def json_text(record: Struct) -> str:
    """Returns a record as JSON over several lines, for reading."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
