"""WebVTT subtitles: `<v 客服>` spans, or `客服：` before the words of a cue."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from autoscore.readers.cues import Cue, cues, split_lines
from autoscore.readers.lines import Said, joined, said
from autoscore.readers.piece import EXACT, NO, Draft, Format, Found, Piece
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source

_MARK = "WEBVTT"
_NOTES = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang)(?:[. \t][^<>]*)?>|<[\d:.]+>")


def _sniff(source: Source) -> int:
    return EXACT if source.first_lines[:1] and source.first_lines[0].split()[0] == _MARK else NO


def _read(source: Source) -> Iterator[Piece]:
    lines = list(_without_notes(split_lines(source.text())))
    turns = tuple(cue.heard(turn) for cue in cues(source, lines) for turn in _turns(cue, source.roles))
    yield Found(source.place(1), Draft(turns))


def _without_notes(lines: Sequence[str]) -> Iterator[str]:
    """Yields the lines with the file's head, notes and styles blanked, so that all keep their numbers."""
    above, note = "", False
    for number, line in enumerate(lines):
        starts = number == 0 or (not above.strip() and line.split()[:1] and line.split()[0] in _NOTES)
        note = bool(line.strip()) and (note or bool(starts))
        yield "" if note else line
        above = line


def _turns(cue: Cue, book: RoleBook) -> Iterator[Said]:
    before, *voices = _VOICE.split("\n".join(cue.lines))
    yield from joined(said(_plain(line), book) for line in before.split("\n") if line.strip())
    for role, text in zip(voices[::2], voices[1::2], strict=True):
        yield Said(_plain(text).strip("\n"), unescape(role).strip())


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))


FORMAT = Format("webvtt", "WebVTT 字幕", (".vtt",), _sniff, _read)
