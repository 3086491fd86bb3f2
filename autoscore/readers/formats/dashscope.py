"""Alibaba DashScope (百炼) Paraformer and Fun-ASR: a transcript a channel, in milliseconds."""

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

_MARKS = Marks.of("transcripts[].sentences", "transcripts[].text")


class _Word(Struct):
    text: str | None = None
    punctuation: str | None = None
    begin_time: Number = None
    end_time: Number = None


class _Sentence(Struct):
    text: str | None = None
    begin_time: Number = None
    end_time: Number = None
    speaker_id: Word = None
    words: list[_Word] | None = None


class _Channel(Struct):
    channel_id: Word = None
    text: str | None = None
    sentences: list[_Sentence] | None = None


class _Result(Struct):
    transcripts: list[_Channel]


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    channels = decoded(_Result, data, place).transcripts
    clock = Clock(place, 1000)
    turns = (turn for channel in channels for turn in _turns(channel, clock, several=len(channels) > 1))
    yield Found(place, Draft(in_order(turns)))


def _turns(channel: _Channel, clock: Clock, *, several: bool) -> Iterator[Heard]:
    # Without sentences the whole channel is one turn.
    for sentence in channel.sentences or [_Sentence(channel.text)]:
        speaker = sentence.speaker_id
        if several and speaker is not None:
            speaker = f"{channel.channel_id}-{speaker}"  # speakers are counted in each channel anew
        words = ((word.text or "", clock.at(word.begin_time), clock.at(word.end_time)) for word in sentence.words or [])
        by = who(name=speaker, channel=channel.channel_id)
        yield spoken(sentence.text, by, clock.at(sentence.begin_time), clock.at(sentence.end_time), words)


FORMAT = json_format("dashscope", "阿里云百炼 Paraformer、Fun-ASR", Record(_MARKS, _read))
