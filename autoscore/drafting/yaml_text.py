"""Writes rubric files in the house's layout: short things on one line, long ones in blocks, blanks for people to fill.

No dumping library: what a person is to fill in stands as an empty value with a comment, which `rubric check` refuses
by its line.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

WIDTH = 120
MARK = "待填"
# Anything else is put in quotes: few characters that are never a sign to YAML, wherever they stand.
_INSIDE = "A-Za-z0-9_./一-鿿（）“”《》‘’，。、；：？！…—～·+"
_PLAIN = re.compile(f"[A-Za-z一-鿿（“《]([{_INSIDE} -]*[{_INSIDE}])?")
_SPOKEN = re.compile("[，。：；？！]")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_BARE = re.compile(r"\$[A-Za-z_]\w*|[+-]?\d+(\.\d+)?|true|false", re.ASCII)


class Bare(Struct, frozen=True):
    """Is a scalar that stands without quotes: a number, true or false, or `$knob`."""

    text: str


class Blank(Struct, frozen=True):
    """Is what a person has to fill in; `stub` stands there meanwhile, where an empty value would pass for a choice."""

    hint: str
    stub: str = ""


class Noted(Struct, frozen=True):
    """Is a value with comments above it."""

    value: "Node"
    notes: tuple[str, ...]


Node: TypeAlias = str | Bare | Blank | Noted | Sequence["Node"] | Mapping[str, "Node"]


def bare(text: str) -> Node:
    """Returns a word that was written without quotes as it was, where that is safe."""
    return Bare(text) if _BARE.fullmatch(text) else text


def document(entries: Mapping[str, Node], notes: Sequence[str] = ()) -> str:
    """Returns a whole file: comments, then its keys."""
    return "".join(f"{line}\n" for line in (*_comments(notes, ""), *_mapping(entries, "")))


def scalar(text: str) -> str:
    """Returns a text as a YAML scalar that is read back as the same text; a lone surrogate becomes U+FFFD."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and "  " not in text:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return "".join(_escaped(char) for char in json.dumps(text, ensure_ascii=False))


def comment(text: str) -> str:
    """Returns a text as a comment of one line."""
    return "# " + " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    point = ord(char)
    if 0xD800 <= point < 0xE000:
        return "\ufffd"
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"


def flow(node: Node) -> str:
    """Returns a value on one line."""
    if isinstance(node, str):
        return scalar(node)
    if isinstance(node, Bare):
        return node.text
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in node.items()) + "}"
    if isinstance(node, Sequence):
        return "[" + ", ".join(map(_listed, node)) + "]"
    raise TypeError("a blank or a comment takes a line of its own")


def _listed(node: Node) -> str:
    """Returns an item of a list on one line; what somebody says is always quoted there."""
    return _quoted(node) if isinstance(node, str) and _SPOKEN.search(node) else flow(node)


def blanks(node: Node) -> Iterator[Blank]:
    """Yields what has to be filled in."""
    if isinstance(node, Blank):
        yield node
    elif isinstance(node, Noted):
        yield from blanks(node.value)
    elif not isinstance(node, str | Bare):
        for one in node.values() if isinstance(node, Mapping) else node:
            yield from blanks(one)


def _one_line(node: Node, room: int) -> str | None:
    """Returns a value on one line, or None where it has to be laid out; a list of texts is never laid out."""
    if isinstance(node, str | Bare):
        return flow(node)
    if not _is_flat(node):
        return None
    line = flow(node)
    texts = isinstance(node, Sequence) and all(isinstance(one, str | Bare) for one in node)
    return line if texts or len(line) <= room else None


def _is_flat(node: Node) -> bool:
    if isinstance(node, Blank | Noted):
        return False
    if isinstance(node, str | Bare):
        return True
    return all(map(_is_flat, node.values() if isinstance(node, Mapping) else node))


def _comments(notes: Sequence[str], indent: str) -> Iterator[str]:
    return (f"{indent}{comment(note)}" for note in notes)


def _mapping(entries: Mapping[str, Node], indent: str) -> Iterator[str]:
    for key, value in entries.items():
        yield from _entry(scalar(key), value, indent)


def _entry(key: str, value: Node, indent: str) -> Iterator[str]:
    if isinstance(value, Noted):
        yield from _comments(value.notes, indent)
        value = value.value
    if isinstance(value, Blank):
        yield f"{indent}{key}:{value.stub and ' '}{value.stub}  {comment(f'{MARK}：{value.hint}')}"
        return
    room = WIDTH - len(indent) - len(key) - 2
    line = None if key in _LAID_OUT and _has_items(value) else _one_line(value, room)
    if line is not None:
        yield f"{indent}{key}: {line}"
        return
    yield f"{indent}{key}:"
    yield from _below(value, f"{indent}  ")


# These lists are read an item a line, however short.
_LAID_OUT = frozenset({"criteria", "sections", "branches", "bands", "examples", "facts", "levels", "deduct"})


def _has_items(node: Node) -> bool:
    return isinstance(node, Sequence) and not isinstance(node, str) and bool(node)


def _below(node: Node, indent: str) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from _mapping(node, indent)
    elif isinstance(node, Sequence):
        for item in node:
            yield from _item(item, indent)


def _item(node: Node, indent: str) -> Iterator[str]:
    if isinstance(node, Noted):
        yield from _comments(node.notes, indent)
        node = node.value
    if isinstance(node, Blank):
        yield f"{indent}-  {comment(f'{MARK}：{node.hint}')}"
        return
    line = None if isinstance(node, Mapping) and _has_long(node) else _one_line(node, WIDTH - len(indent) - 2)
    if line is not None:
        yield f"{indent}- {line}"
        return
    lines = list(_below(node, f"{indent}  "))
    first = next(number for number, text in enumerate(lines) if not text.lstrip().startswith("#"))
    yield from (text[2:] for text in lines[:first])
    yield f"{indent}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]


def _has_long(node: Mapping[str, Node]) -> bool:
    """Tells whether an item is a criterion or an example, which the house lays out."""
    return "turns" in node or "why" in node
