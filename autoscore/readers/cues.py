"""Subtitles: cues with a start, an end and the words, as SRT and WebVTT have them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autoscore.errors import Problem, ReadError
from autoscore.readers.lines import Said
from autoscore.readers.piece import Heard
from autoscore.readers.source import Source
from autoscore.readers.times import STAMP, seconds

ARROW = "-->"
TIMING = re.compile(rf"[ \t]*({STAMP})[ \t]*-->[ \t]*({STAMP})(?:[ \t].*)?", re.ASCII)
_TODO = "请写成 00:00:01,000 --> 00:00:04,000"


@dataclass(frozen=True)
class Cue:
    """Holds a cue's times in seconds and its lines that are not blank."""

    start: float
    end: float
    lines: tuple[str, ...]

    def heard(self, words: Said) -> Heard:
        """Returns a turn of this cue."""
        return Heard(words.text, words.role, self.start, self.end)


def cues(source: Source, lines: Sequence[str]) -> Iterator[Cue]:
    """Yields the cues of a subtitle file; raises ReadError at a timing that cannot be read, and at words before any."""
    timings = [index for index, line in enumerate(lines) if ARROW in line]
    starts = [_with_name(lines, index, number) for number, index in enumerate(timings)]
    for number, line in enumerate(lines[: starts[0] if starts else None], start=1):
        if line.strip():
            raise ReadError((Problem(source.place(number), "这里的文字前面没有时间行", _TODO, code="bad_cue"),))
    for index, end in zip(timings, [*starts[1:], len(lines)], strict=False):
        yield Cue(*_times(source, index, lines[index]), tuple(line for line in lines[index + 1 : end] if line.strip()))


def split_lines(text: str) -> list[str]:
    """Splits at line breaks only: other control characters belong to the words."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def _with_name(lines: Sequence[str], timing: int, number: int) -> int:
    """Returns where a cue begins: at its timing, or at the line above where that is its number or name."""
    above = lines[timing - 1].strip() if timing else ""
    if not above or ARROW in above:
        return timing
    alone = timing == 1 or not lines[timing - 2].strip()
    counted = above in (str(number), str(number + 1))
    return timing - 1 if alone or counted else timing


def _times(source: Source, index: int, line: str) -> tuple[float, float]:
    timing = TIMING.fullmatch(line)
    start, end = (seconds(timing[1]), seconds(timing[2])) if timing else (None, None)
    if start is None or end is None:
        raise ReadError((Problem(source.place(index + 1), "时间行看不懂", _TODO, code="bad_time"),))
    return start, end
