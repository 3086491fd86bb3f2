"""Baidu 质检 results: `asr_result` in milliseconds."""

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

_MARKS = Marks.of("asr_result", "data.asr_result", "result.asr_result", "[].sentence [].begin_time")


class _Sentence(Struct):
    sentence: str | None = None
    begin_time: Number = None
    end_time: Number = None
    speaker_id: Word = None
    role: Word = None


class _Result(Struct):
    asr_result: list[_Sentence] | None = None
    data: "_Result | None" = None
    result: "_Result | None" = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    bare = data.lstrip().startswith(b"[")
    top = _Result(decoded(list[_Sentence], data, place)) if bare else decoded(_Result, data, place)
    said = (top.data or top.result or top).asr_result or []
    clock = Clock(place, 1000)
    yield Found(place, Draft(in_order(_turn(one, clock) for one in said)))


def _turn(said: _Sentence, clock: Clock) -> Heard:
    by = who(said.role, said.speaker_id)
    return spoken(said.sentence, by, clock.at(said.begin_time), clock.at(said.end_time))


FORMAT = json_format("baidu", "百度智能云 语音质检", Record(_MARKS, _read))
