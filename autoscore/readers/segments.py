"""Segments with a start, an end, words and perhaps a speaker, in seconds: the shape of Whisper and its kin."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from autoscore.readers.piece import Heard
from autoscore.readers.spoken import spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Who, Word
from autoscore.readers.words import Timed


class SegmentWord(Struct):
    """Holds a word of a segment, under either of two names; times may be missing."""

    word: str | None = None
    text: str | None = None
    start: Number = None
    end: Number = None


class Segment(Struct):
    """Holds a segment as written."""

    text: str | None = None
    start: Number = None
    end: Number = None
    speaker: Word = None
    words: list[SegmentWord] | None = None


def turns_of(segments: Sequence[Segment], clock: Clock, by: Callable[[Word], Who]) -> Iterator[Heard]:
    """Yields a turn a segment; `by` says who a speaker is."""
    for segment in segments:
        words = (_timed(word, clock) for word in segment.words or [])
        yield spoken(segment.text, by(segment.speaker), clock.at(segment.start), clock.at(segment.end), words)


def _timed(word: SegmentWord, clock: Clock) -> Timed:
    return word.word or word.text or "", clock.at(word.start), clock.at(word.end)
