"""Huawei SIS recording files: `segments` with a `result` each, in milliseconds."""

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

_MARKS = Marks.of("segments[].result")


class _Word(Struct):
    word: str | None = None
    start_time: Number = None
    end_time: Number = None


class _Analysis(Struct):
    role: Word = None


class _Result(Struct):
    text: str | None = None
    analysis_info: _Analysis | None = None
    word_info: list[_Word] | None = None


class _Segment(Struct):
    start_time: Number = None
    end_time: Number = None
    result: _Result | None = None


class _Top(Struct):
    segments: list[_Segment]


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    segments, clock = decoded(_Top, data, place).segments, Clock(place, 1000)
    yield Found(place, Draft(in_order(_turn(one, one.result, clock) for one in segments if one.result)))


def _turn(segment: _Segment, result: _Result, clock: Clock) -> Heard:
    by = who(result.analysis_info.role if result.analysis_info else None)
    words = ((word.word or "", clock.at(word.start_time), clock.at(word.end_time)) for word in result.word_info or [])
    return spoken(result.text, by, clock.at(segment.start_time), clock.at(segment.end_time), words)


FORMAT = json_format("huawei_sis", "华为云语音交互 SIS", Record(_MARKS, _read))
