"""What the library that reads cells does not tell of a worksheet: merged cells, hidden rows and columns.

Only attributes are looked at; what a part holds besides is passed over.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from msgspec import Struct

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_MERGED = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*ref=["\']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["\']')
_ROW = re.compile(r"<(?:\w+:)?row\s[^>]*>")
_COLUMN = re.compile(r"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
# A range of hidden columns may be said to reach to the last that Excel has.
_MOST_COLUMNS = 200
_FOLDER = "xl"
_TRUE = frozenset({"1", "true"})


class Block(Struct, frozen=True):
    """Is a rectangle of merged cells, rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Outline(Struct, frozen=True):
    """Is how a worksheet is laid out: its merged cells, and the rows and columns that are not shown."""

    blocks: tuple[Block, ...] = ()
    hidden: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def outlines(data: bytes) -> Mapping[str, Outline]:
    """Returns the layout of each worksheet by its name; a workbook that says nothing has none.

    The data have been checked to be a workbook of bounded size.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        targets = _targets(parts, names)
        found = {}
        for tag in _SHEET.findall(_text(parts, names, f"{_FOLDER}/workbook.xml")):
            facts = _facts(tag)
            part = targets.get(facts.get("r:id", ""), "")
            found[facts.get("name", "")] = _outline(_text(parts, names, part))
        return found


def _targets(parts: zipfile.ZipFile, names: set[str]) -> Mapping[str, str]:
    relations = map(_facts, _RELATION.findall(_text(parts, names, f"{_FOLDER}/_rels/workbook.xml.rels")))
    return {one.get("Id", ""): normpath(join(f"/{_FOLDER}", one.get("Target", ""))).lstrip("/") for one in relations}


def _text(parts: zipfile.ZipFile, names: set[str], part: str) -> str:
    return parts.read(part).decode("utf-8", "replace") if part in names else ""


def _facts(tag: str) -> dict[str, str]:
    return {key: html.unescape(one or other) for key, one, other in _ATTRIBUTE.findall(tag)}


def _outline(text: str) -> Outline:
    blocks = (
        Block(int(top), column(left), int(bottom), column(right)) for left, top, right, bottom in _MERGED.findall(text)
    )
    rows = (_facts(tag) for tag in _ROW.findall(text) if "hidden" in tag)
    hidden = frozenset(int(one["r"]) for one in rows if one.get("hidden") in _TRUE and one.get("r", "").isdecimal())
    return Outline(tuple(blocks), hidden, frozenset(_hidden_columns(text)))


def _hidden_columns(text: str) -> Iterator[int]:
    for tag in _COLUMN.findall(text):
        one = _facts(tag)
        first, last = one.get("min", ""), one.get("max", "")
        if one.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            yield from range(int(first), min(int(last), _MOST_COLUMNS) + 1)


def letters(column: int) -> str:
    """Returns the letters of a column, from 1."""
    head, last = divmod(column - 1, 26)
    return (letters(head) if head else "") + chr(ord("A") + last)


def column(letters: str) -> int:
    """Returns the number of a column from 1 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
