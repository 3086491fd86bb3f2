"""Lines that say who speaks: `角色：话`, with or without a time before it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autoscore.readers.roles import RoleBook
from autoscore.readers.times import STAMP, seconds

_STAMP = re.compile(rf"[ \t\u3000]*[\[【［]({STAMP})[\]】］][ \t\u3000]*", re.ASCII)
_COLON = re.compile("[：:]")
_SPACES = " \t\u3000"
_LONGEST = 20
# What may name an unknown speaker: letters, no digit first, no punctuation of sentences.
_NAME = re.compile(r"[^\W\d_][\w ·・#()（）\-]{0,11}")
# 我跟您说：… is speech that goes on, not a speaker.
_SPEECH = re.compile(r"(?:[说讲问答道是为叫写念如]|如下|https?)$")


@dataclass(frozen=True)
class Said:
    """Holds what a line says: by whom and when, both None where the line does not tell, and the words."""

    text: str
    role: str | None = None
    start: float | None = None


def said(line: str, book: RoleBook) -> Said:
    """Reads one line, raw but for the spaces around its time and role."""
    start, rest = _stamped(line)
    colon = _COLON.search(rest, 0, _LONGEST + 1)
    if colon is None:
        return Said(rest, None, start)
    word, text = rest[: colon.start()].strip(_SPACES), rest[colon.end() :]
    if not (book.knows(word) or _may_be_name(word, colon[0], text)):
        return Said(rest, None, start)
    return Said(text.lstrip(_SPACES), word, start)


def joined(lines: Iterable[Said]) -> Iterator[Said]:
    """Adds lines without a role to the turn above; only the first may lack one."""
    turn: list[Said] = []
    for line in lines:
        if turn and line.role is not None:
            yield _one(turn)
            turn = []
        turn.append(line)
    if turn:
        yield _one(turn)


def _one(lines: list[Said]) -> Said:
    return Said("\n".join(line.text for line in lines), lines[0].role, lines[0].start)


def _stamped(line: str) -> tuple[float | None, str]:
    stamp = _STAMP.match(line)
    start = seconds(stamp[1]) if stamp else None
    return (None, line) if stamp is None or start is None else (start, line[stamp.end() :])


def _may_be_name(word: str, colon: str, text: str) -> bool:
    if colon == ":" and (text.startswith("//") or (word[-1:].isdigit() and text[:1].isdigit())):
        return False  # an address or a time of day
    return _NAME.fullmatch(word) is not None and _SPEECH.search(word) is None
