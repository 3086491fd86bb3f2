"""WhisperX and Whisper: `segments` in seconds, with speakers where they were told apart."""

from collections.abc import Iterator

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded
from autoscore.readers.piece import Draft, Found, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.segments import Segment, turns_of
from autoscore.readers.spoken import in_order
from autoscore.readers.times import Clock
from autoscore.readers.who import Who, Word, who

_MARKS = Marks.of(
    "segments[].text segments[].start", "segments language", "segments word_segments", unless="transcript"
)


class _Result(Struct):
    segments: list[Segment]


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    result = decoded(_Result, data, place)
    yield Found(place, Draft(in_order(turns_of(result.segments, Clock(place, 1), _by))))


def _by(speaker: Word) -> Who:
    return who(name=speaker)


FORMAT = json_format("whisperx", "WhisperX、Whisper", Record(_MARKS, _read))
