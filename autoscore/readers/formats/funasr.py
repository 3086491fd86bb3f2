"""FunASR: a result a recording, sentences in `sentence_info`, in milliseconds."""

from collections.abc import Iterator

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.spoken import in_order
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Word, who
from autoscore.readers.words import by_token

_MARKS = Marks.of("sentence_info", "key text")
# The name that it gives to sound that came without one.
_RANDOM = "rand_key_"


class _Sentence(Struct):
    text: str | None = None
    sentence: str | None = None
    start: Number = None
    end: Number = None
    spk: Word = None
    timestamp: list[tuple[Number, Number]] | None = None


class _Result(Struct):
    key: Word = None
    text: str | None = None
    timestamp: list[tuple[Number, Number]] | None = None
    sentence_info: list[_Sentence] | None = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    result = decoded(_Result, data, place)
    name = "" if result.key is None or str(result.key).startswith(_RANDOM) else result.key
    yield Found(place, Draft(in_order(_turns(result, Clock(place, 1000))), name))


def _turns(result: _Result, clock: Clock) -> Iterator[Heard]:
    for sentence in result.sentence_info or [_whole(result)]:
        said = (sentence.text or sentence.sentence or "").strip()
        times = [(clock.at(since), clock.at(until)) for since, until in sentence.timestamp or []]
        by = who(name=sentence.spk)
        start, end = clock.at(sentence.start), clock.at(sentence.end)
        yield Heard(said, by.role, start, end, by.speaker, by.channel, by_token(said, times))


def _whole(result: _Result) -> _Sentence:
    times = result.timestamp or []
    start, end = (times[0][0], times[-1][1]) if times else (None, None)
    return _Sentence(result.text, start=start, end=end, timestamp=times)


FORMAT = json_format("funasr", "FunASR", Record(_MARKS, _read))
