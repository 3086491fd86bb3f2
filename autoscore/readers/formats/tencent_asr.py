"""Tencent Cloud ASR recording files: `ResultDetail` in milliseconds, or only the lines of `Result`."""

import re
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
from autoscore.readers.words import Timed

_MARKS = Marks.of(
    "Data.ResultDetail",
    "Data.TaskId Data.Result",
    "Response.Data.ResultDetail",
    "Response.Data.TaskId Response.Data.Result",
    "ResultDetail",
)
_LINE = re.compile(r"^\[(\d+):(\d+(?:\.\d+)?),(\d+):(\d+(?:\.\d+)?)(?:,(-?\d+))?\]", re.ASCII | re.MULTILINE)


class _Word(Struct, rename="pascal"):
    word: str | None = None
    offset_start_ms: Number = None
    offset_end_ms: Number = None


class _Sentence(Struct, rename="pascal"):
    final_sentence: str | None = None
    written_text: str | None = None
    start_ms: Number = None
    end_ms: Number = None
    words: list[_Word] | None = None
    speaker_id: Word = None
    speaker_role_name: str | None = None


class _Data(Struct, rename="pascal"):
    result: str | None = None
    result_detail: list[_Sentence] | None = None


class _Top(_Data, rename="pascal"):
    data: _Data | None = None
    response: "_Top | None" = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    top = decoded(_Top, data, place)
    top = top.response or top
    told, clock = top.data or top, Clock(place, 1000)
    turns = (_turn(sentence, clock) for sentence in told.result_detail or [])
    yield Found(place, Draft(in_order(turns) or in_order(_lines(told.result or "", clock))))


def _turn(sentence: _Sentence, clock: Clock) -> Heard:
    words = (_timed(word, sentence.start_ms, clock) for word in sentence.words or [])
    by = who(sentence.speaker_role_name, sentence.speaker_id)
    text = sentence.final_sentence or sentence.written_text
    return spoken(text, by, clock.at(sentence.start_ms), clock.at(sentence.end_ms), words)


def _timed(word: _Word, start: Number, clock: Clock) -> Timed:
    # The times of words count from the start of their sentence.
    return word.word or "", clock.after(start, word.offset_start_ms), clock.after(start, word.offset_end_ms)


def _lines(result: str, clock: Clock) -> Iterator[Heard]:
    """Yields a turn for each `[分:秒,分:秒]` or `[分:秒,分:秒,说话人]`; words before the first have no time."""
    before, *parts = _LINE.split(result)
    yield spoken(before, who(), None, None)
    for at in range(0, len(parts), 6):
        minute, second, to_minute, to_second, speaker, text = parts[at : at + 6]
        start, end = (_ms(*time) for time in ((minute, second), (to_minute, to_second)))
        yield spoken(text, who(name=speaker), clock.at(start), clock.at(end))


def _ms(minute: str, second: str) -> float:
    return int(minute) * 60_000 + float(second) * 1000


FORMAT = json_format("tencent_asr", "腾讯云语音识别 录音文件识别", Record(_MARKS, _read))
