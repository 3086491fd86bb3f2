"""Native JSON: one call, or a list of calls."""

import re
from collections.abc import Iterator

import msgspec

from autoscore.errors import Place, ReadError
from autoscore.readers.json_text import call_in, problem_of
from autoscore.readers.piece import MAYBE, NO, SURE, Format, Found, Piece
from autoscore.readers.source import Source, too_long

_OBJECT = re.compile(r"\s*(?:\[\s*)?\{")
_LIST = re.compile(r"\s*\[\s*\]")


def _sniff(source: Source) -> int:
    if _OBJECT.match(source.peek):
        return SURE
    return MAYBE if _LIST.match(source.peek) else NO


def _read(source: Source) -> Iterator[Piece]:
    data = source.text(lines=False).encode()
    if not data.lstrip().startswith(b"["):
        yield _found(source, data, source.place(1, 1))
        return
    for place, raw in _items(source, data):
        try:
            yield _found(source, raw, place)
        except ReadError as error:
            yield from error.problems


def _found(source: Source, data: bytes, place: Place) -> Found:
    if len(data) > source.limits.line:
        raise ReadError((too_long(place, source.limits.line),))
    return Found(place, call_in(data, place, free=bool(source.roles.given)))


def _items(source: Source, data: bytes) -> Iterator[tuple[Place, bytes]]:
    try:
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ReadError((problem_of(error, data, source.place(1, 1)),)) from None
    at, line, start = 0, 1, 0
    for item in items:
        raw = bytes(item)
        begin = data.index(raw, at)
        line += data.count(b"\n", at, begin)
        start = max(start, data.rfind(b"\n", at, begin) + 1)
        yield source.place(line, len(data[start:begin].decode()) + 1), raw
        line += raw.count(b"\n")
        at = begin + len(raw)


FORMAT = Format("json", "JSON（一通，或几通的列表）", (".json",), _sniff, _read)
