"""Tencent Cloud Contact Center: `AsrData` in milliseconds, which may count from a date."""

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

_MARKS = Marks.of("AsrData", "Response.AsrData", "Data.AsrData", "[].Message [].User")


class _Said(Struct, rename="pascal"):
    user: Word = None
    message: str | None = None
    timestamp: Number = None
    start: Number = None
    end: Number = None

    @property
    def since(self) -> Number:
        """Is when it starts."""
        return self.timestamp if self.start is None else self.start


class _Top(Struct, rename="pascal"):
    asr_data: list[_Said] | None = None
    data: "_Top | None" = None
    response: "_Top | None" = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    bare = data.lstrip().startswith(b"[")
    top = _Top(decoded(list[_Said], data, place)) if bare else decoded(_Top, data, place)
    said = (top.response or top.data or top).asr_data or []
    clock = Clock(place, 1000).from_first(one.since for one in said)
    yield Found(place, Draft(in_order(_turn(one, clock) for one in said)))


def _turn(said: _Said, clock: Clock) -> Heard:
    return spoken(said.message, who(name=said.user), clock.at(said.since), clock.at(said.end))


FORMAT = json_format("tencent_ccc", "腾讯云联络中心", Record(_MARKS, _read))
