"""SRT subtitles: `客服：` before the words of a cue."""

import re
from collections.abc import Iterator

from autoscore.readers.cues import TIMING, cues, split_lines
from autoscore.readers.lines import joined, said
from autoscore.readers.piece import EXACT, NO, Draft, Format, Found, Piece
from autoscore.readers.source import Source

_TAG = re.compile(r"</?(?:[ibu]|font(?: [^<>]*)?)>", re.IGNORECASE)


def _sniff(source: Source) -> int:
    lines = source.first_lines[:2]  # the number and the timing of the first cue; WebVTT says first that it is WebVTT
    return EXACT if any(map(TIMING.fullmatch, lines)) and not lines[0].startswith("WEBVTT") else NO


def _read(source: Source) -> Iterator[Piece]:
    turns = tuple(
        cue.heard(turn)
        for cue in cues(source, split_lines(source.text()))
        for turn in joined(said(_TAG.sub("", line), source.roles) for line in cue.lines)
    )
    yield Found(source.place(1), Draft(turns))


FORMAT = Format("srt", "SRT 字幕", (".srt",), _sniff, _read)
