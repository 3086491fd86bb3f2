"""Alibaba ISI (智能语音交互) recording files: `Result.Sentences` in milliseconds; newer callbacks write camelCase."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded_any_case
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Word, who

_Spoken: TypeAlias = tuple[str, float, float]

_MARKS = Marks.of("Result.Sentences", "Result.sentences", "result.sentences", "Sentences", "sentences[].beginTime")


class _Timed(Struct, rename="camel"):
    begin_time: Number = None
    end_time: Number = None
    channel_id: Word = None


class _Sentence(_Timed, rename="camel"):
    text: str | None = None
    speaker_id: Word = None


class _Word(_Timed, rename="camel"):
    word: str | None = None


class _Result(Struct):
    sentences: list[_Sentence] | None = None
    words: list[_Word] | None = None
    result: "_Result | None" = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    found = decoded_any_case(_Result, data, place)
    result, clock = found.result or found, Clock(place, 1000)
    words = _by_channel(result.words or [], clock)
    turns = (_turn(sentence, words.get(sentence.channel_id, []), clock) for sentence in result.sentences or [])
    yield Found(place, Draft(in_order(turns)))


def _turn(sentence: _Sentence, words: list[_Spoken], clock: Clock) -> Heard:
    start, end = clock.at(sentence.begin_time), clock.at(sentence.end_time)
    by = who(name=sentence.speaker_id, channel=sentence.channel_id)
    return spoken(sentence.text, by, start, end, _within(words, start, end))


def _by_channel(words: list[_Word], clock: Clock) -> dict[Word, list[_Spoken]]:
    """Returns the words of each channel that are timed, in the order of their starts."""
    channels: dict[Word, list[_Spoken]] = {}
    for word in words:
        since, until = clock.at(word.begin_time), clock.at(word.end_time)
        if since is not None and until is not None:
            channels.setdefault(word.channel_id, []).append((word.word or "", since, until))
    return {channel: sorted(spoken, key=_since) for channel, spoken in channels.items()}


def _within(words: list[_Spoken], start: float | None, end: float | None) -> Iterator[_Spoken]:
    if start is None or end is None:
        return
    for word in words[bisect_left(words, start, key=_since) : bisect_right(words, end, key=_since)]:
        if word[2] <= end:
            yield word


def _since(word: _Spoken) -> float:
    return word[1]


FORMAT = json_format("alibaba_isi", "阿里云智能语音交互 录音文件识别", Record(_MARKS, _read))
