"""WTF (World Transcription Format): `segments` in seconds and a table of `speakers`."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook, known_role
from autoscore.readers.segments import Segment, turns_of
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock
from autoscore.readers.who import Who, Word, who

_MARKS = Marks.of("transcript.text segments", "transcript.text transcript.language")
_ROLE_KEYS = ("role", "label", "name")


class _Transcript(Struct):
    text: str | None = None


class _Result(Struct):
    transcript: _Transcript
    segments: list[Segment] | None = None
    speakers: Any = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    yield Found(place, Draft(in_order(_turns(decoded(_Result, data, place), Clock(place, 1)))))


def _turns(result: _Result, clock: Clock) -> Iterator[Heard]:
    if not result.segments:
        yield spoken(result.transcript.text, who(), None, None)
        return
    roles = _roles(result.speakers)

    def by(speaker: Word) -> Who:
        return who(roles.get(str(speaker)), speaker)

    yield from turns_of(result.segments, clock, by)


def _roles(speakers: Any) -> dict[str, str]:
    """Returns the role words of the speakers that have one; labels as `Speaker 1` are none."""
    if not isinstance(speakers, dict):
        return {}
    words = ((name, _role_word(speaker)) for name, speaker in speakers.items())
    return {str(name): word for name, word in words if word}


def _role_word(speaker: Any) -> str | None:
    said = [speaker.get(key) for key in _ROLE_KEYS] if isinstance(speaker, dict) else [speaker]
    return next((word for word in said if isinstance(word, str) and known_role(word)), None)


FORMAT = json_format("wtf", "WTF（World Transcription Format）", Record(_MARKS, _read))
