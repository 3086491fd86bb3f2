"""Google conversation entries: `entries` in microseconds, which may count from a date."""

from collections.abc import Iterator

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Word, who

_MARKS = Marks.of("entries[].text entries[].role", "entries[].text entries[].user_id", "conversation_info entries")


class _Entry(Struct):
    text: str | None = None
    role: Word = None
    user_id: Word = None
    start_timestamp_usec: Number = None
    end_timestamp_usec: Number = None


class _Top(Struct):
    entries: list[_Entry]


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    entries = decoded(_Top, data, place).entries
    clock = Clock(place, 1_000_000).from_first(entry.start_timestamp_usec for entry in entries)
    yield Found(place, Draft(in_order(_turn(entry, clock) for entry in entries)))


def _turn(entry: _Entry, clock: Clock) -> Heard:
    by = who(entry.role, entry.user_id)
    return spoken(entry.text, by, clock.at(entry.start_timestamp_usec), clock.at(entry.end_timestamp_usec))


FORMAT = json_format("google_entries", "Google 对话（entries）", Record(_MARKS, _read))
