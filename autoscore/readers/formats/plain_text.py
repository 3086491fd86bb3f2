"""Plain text: `角色：话` a line, `# key: value` lines at the top."""

import re
from collections.abc import Iterator, Sequence

from autoscore.errors import Problem, ReadError
from autoscore.readers.columns import field_of
from autoscore.readers.cues import split_lines
from autoscore.readers.lines import Said, joined, said
from autoscore.readers.piece import MAYBE, NO, SURE, Draft, Format, Found, Heard, Piece
from autoscore.readers.source import Source

_HEAD = re.compile(r"\s*#\s*([^:：]+?)\s*[:：]\s*(.*?)\s*")
_FACTS = ("id", "channel", "date")
_METADATA = ("agent", "team", "recording", "surname")


def _sniff(source: Source) -> int:
    first = next((line for line in source.first_lines if not line.startswith("#")), "")
    role = said(first, source.roles).role
    if role is None:
        return NO
    return SURE if source.roles.knows(role) else MAYBE


def _read(source: Source) -> Iterator[Piece]:
    lines = split_lines(source.text())
    top = next((index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), None)
    head = _head(lines[:top])
    turns = tuple(Heard(turn.text, turn.role, turn.start) for turn in joined(_said(source, lines, top)))
    facts = {name: head.pop(name, None) for name in _FACTS}
    yield Found(source.place(1), Draft(turns, facts["id"], facts["channel"], facts["date"], dict(head)))


def _said(source: Source, lines: Sequence[str], top: int | None) -> Iterator[Said]:
    for index in range(len(lines) if top is None else top, len(lines)):
        if not lines[index].strip():
            continue
        line = said(lines[index], source.roles)
        if index == top and line.role is None:
            what, todo = "这一行前面没有“角色：”，不知道是谁说的", "请写成“客服：……”，一行一轮"
            raise ReadError((Problem(source.place(index + 1), what, todo, code="no_role"),))
        yield line


def _head(lines: Sequence[str]) -> dict[str, str]:
    """Returns the head lines under the names of the contract; a remark without a key is kept as `note`."""
    head: dict[str, str] = {}
    for line in lines:
        if pair := _HEAD.fullmatch(line):
            field = field_of(pair[1])
            head.setdefault(field if field in (*_FACTS, *_METADATA) else pair[1], pair[2])
        elif remark := line.strip().strip("# \t"):
            head["note"] = f"{head['note']}\n{remark}" if "note" in head else remark
    return head


FORMAT = Format("text", "文本（一行一轮，角色：话）", (".txt",), _sniff, _read)
