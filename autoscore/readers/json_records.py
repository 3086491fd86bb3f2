"""JSON in every form it comes in: one value, a list of values, a value a line; each value a call, or several."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.json_lines import Line, json_lines
from autoscore.readers.json_text import call_in, is_call, is_json, native_in, problem_of
from autoscore.readers.outline import of_items, outline
from autoscore.readers.piece import EXACT, NO, Draft, Format, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source, too_long

LINE_SUFFIXES = (".jsonl", ".ndjson")
_OWN = "turns"
_WHAT = "认不出这是哪一种 JSON：没有“turns”，也不像认识的识别结果"
_TODO = '一通的写法是 {"id": …, "turns": [{"role": …, "text": …}]}；识别结果请保留导出时的原样'


def json_format(name: str, title: str, record: Record, suffixes: tuple[str, ...] = ()) -> Format:
    """Returns the format of a kind of JSON: told by its keys, and read alone, in lists and in lines."""

    def sniff(source: Source) -> int:
        if not _may_fit(record.marks, source.peek) or _OWN in source.outline | of_items(source.outline):
            return NO
        return EXACT if _fits(record.marks, source.outline) else NO

    return Format(name, title, suffixes, sniff, read_json, record)


def read_json(source: Source) -> Iterator[Piece]:
    """Yields the calls of a JSON file of any form; a value that cannot be read loses only itself."""
    if in_lines(source):
        yield from pieces_of(source, json_lines(source))
        return
    data, place = source.text(lines=False).encode(), source.place(1, 1)
    if data.lstrip().startswith(b"[") and record_of(data) is None:
        for at, raw in items(data, place):
            yield from _value(source, at, raw)
        return
    yield from _value(source, place, data)


def pieces_of(source: Source, lines: Iterable[Line]) -> Iterator[Piece]:
    """Yields the calls of lines of JSON; `source` names the file and the roles."""
    native = None if source.roles.given else native_in
    for line in lines:
        if isinstance(line, Problem):
            yield line
        elif native and len(line[1]) <= source.limits.line and (call := native(line[1])):
            yield Found(line[0], call)
        else:
            yield from _line(source, *line)


def in_lines(source: Source) -> bool:
    """Tells whether a source has a JSON value a line."""
    lines = source.first_lines
    opening = lines[0][:1] if lines else ""
    if opening == "{" and any(is_call(line) for line in lines):
        return True
    if source.suffix not in LINE_SUFFIXES and (len(lines) == 1 or opening not in ("{", "[")):
        return False
    if source.whole and is_json(source.peek):
        return False  # a call over several lines is one JSON value, whatever the file's ending
    # Lines with nothing but broken calls are told by the file's ending.
    return source.suffix in LINE_SUFFIXES or any(map(_is_whole_record, lines))


def items(data: bytes, place: Place) -> Iterator[tuple[Place, bytes]]:
    """Yields the items of a JSON list with their places; raises ReadError where it is none."""
    try:
        found = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ReadError((problem_of(error, data, place),)) from None
    yield from placed(data, found, place)


def placed(data: bytes, parts: Sequence[msgspec.Raw], place: Place) -> Iterator[tuple[Place, bytes]]:
    """Yields parts of some data, given in their order, each with its place where the data begin at a place."""
    at, line, start = 0, place.line or 1, 0
    for part in parts:
        raw = bytes(part)
        begin = data.index(raw, at)
        line += data.count(b"\n", at, begin)
        start = max(start, data.rfind(b"\n", at, begin) + 1)
        indent = 0 if start else (place.column or 1) - 1
        yield Place(place.file, line, indent + len(data[start:begin].decode("utf-8", "replace")) + 1), raw
        line += raw.count(b"\n")
        at = begin + len(raw)


def turns_in(data: bytes, place: Place, book: RoleBook) -> tuple[Heard, ...] | None:
    """Returns what was heard in a JSON value within another, in any form that is known; None where it is of no form."""
    record = record_of(data)
    if record is not None:
        found = [piece for piece in record.read(data, place, book) if isinstance(piece, Found)]
        return tuple(turn for piece in found if isinstance(piece.call, Draft) for turn in piece.call.turns)
    if _OWN in outline(_text(data)):
        call = call_in(data, place, free=True)
        return call.turns if isinstance(call, Draft) else None
    return None


def record_of(data: bytes) -> Record | None:
    """Returns the kind of a JSON value in UTF-8, or None where it is of no kind that is known."""
    text = _text(data)
    may = [record for record in _records() if _may_fit(record.marks, text)]
    paths = outline(text) if may else frozenset()
    return next((record for record in may if record.marks.fit(paths)), None)


def _line(source: Source, place: Place, raw: bytes) -> Iterator[Piece]:
    # A recogniser that takes lists of files writes a list a line.
    if raw.lstrip().startswith(b"[") and _fit_any(of_items(outline(_text(raw)))):
        try:
            for at, item in items(raw, place):
                yield from _value(source, at, item)
        except ReadError as error:
            yield from error.problems
        return
    yield from _value(source, place, raw)


def _value(source: Source, place: Place, raw: bytes) -> Iterator[Piece]:
    try:
        yield from _calls(source, place, raw)
    except ReadError as error:
        yield from error.problems


def _calls(source: Source, place: Place, raw: bytes) -> Iterator[Piece]:
    if len(raw) > source.limits.line:
        raise ReadError((too_long(place, source.limits.line),))
    try:
        yield Found(place, call_in(raw, place, free=bool(source.roles.given)))
    except ReadError as error:
        # Sound JSON that is no call of the contract: another's, perhaps.
        if error.problems[0].code != "json_type" or not raw.lstrip().startswith((b"{", b"[")):
            raise
        record = record_of(raw)
        if record is None:
            raise (ReadError((_unknown(place),)) if _is_strange(raw) else error) from None
        yield from record.read(raw, place, source.roles)


def _is_strange(raw: bytes) -> bool:
    return raw.lstrip().startswith(b"{") and _OWN not in outline(_text(raw))


def _text(data: bytes) -> str:
    """Returns data as text to tell a kind by; what is wrong with them shows when they are read."""
    return data.decode("utf-8", "replace")


def _unknown(place: Place) -> Problem:
    return Problem(place, _WHAT, _TODO, code="unknown_format")


def _is_whole_record(line: str) -> bool:
    if not line.startswith(("{", "[")) or not is_json(line):
        return False
    paths = outline(line)
    return _fit_any(paths) or _fit_any(of_items(paths))


def _fit_any(paths: frozenset[str]) -> bool:
    return any(record.marks.fit(paths) for record in _records())


def _fits(marks: Marks, paths: frozenset[str]) -> bool:
    return marks.fit(paths) or marks.fit(of_items(paths))


def _may_fit(marks: Marks, text: str) -> bool:
    """Tells quickly whether all keys of one way stand somewhere in a text."""
    return any(all(key in text for key in keys) for keys in _quoted(marks))


@lru_cache(maxsize=64)
def _quoted(marks: Marks) -> tuple[tuple[str, ...], ...]:
    ways = ([key.removesuffix("[]") for path in sorted(way) for key in path.split(".")] for way in marks.ways)
    return tuple(tuple(f'"{key}"' for key in keys if key) for keys in ways)


def _records() -> Iterator[Record]:
    # The registry imports the formats, and those import this module.
    from autoscore.readers.registry import known_formats  # noqa: PLC0415

    return (known.record for known in known_formats() if known.record is not None)
