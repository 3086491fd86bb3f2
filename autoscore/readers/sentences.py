"""Sentences to be classified: JSON Lines, a sentence a line, every field of a line kept as it is."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec
from msgspec import Raw, Struct

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.json_lines import json_lines
from autoscore.readers.json_text import problem_of
from autoscore.readers.reading import unreadable
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source

STDIN = "-"
_TODO = '一行写一句：{"text": …, "prev": …}'


class SentenceLine(Struct, frozen=True):
    """Is one line: its sentence, the turn before, and all its fields as they were written."""

    text: str
    prev: str
    fields: Mapping[str, Raw]


class _Known(Struct, frozen=True):
    text: str
    prev: str | None = None


SentenceReading: TypeAlias = SentenceLine | Problem


def read_sentences(name: str, stdin: BinaryIO) -> Iterator[SentenceReading]:
    """Reads the sentences of a file, or of standard input for `-`; a line that cannot be read becomes a Problem."""
    try:
        with nullcontext(stdin) if name == STDIN else Path(name).open("rb") as stream:
            yield from _lines(Source.of(stream, name, RoleBook.of({})))
    except ReadError as error:
        yield from error.problems
    except OSError as error:
        yield unreadable(name, error)


def _lines(source: Source) -> Iterator[SentenceReading]:
    if source.blank:
        yield Problem(source.place(), "空文件，里面什么也没有", _TODO, code="empty")
    for line in json_lines(source):
        yield line if isinstance(line, Problem) else _line(*line)


def _line(place: Place, data: bytes) -> SentenceReading:
    try:
        known = msgspec.json.decode(data, type=_Known)
        fields = msgspec.json.decode(data, type=dict[str, Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return replace(problem_of(error, data, place), todo=_TODO)
    return SentenceLine(known.text, known.prev or "", fields)
