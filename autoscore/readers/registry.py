"""Finds the formats and tells which one a file is in."""

import importlib
import pkgutil
from functools import cache

from autoscore.errors import Problem
from autoscore.readers import formats
from autoscore.readers.encoding import binary
from autoscore.readers.magic import binary_kind
from autoscore.readers.piece import SURE, Format
from autoscore.readers.source import Source


@cache
def known_formats() -> tuple[Format, ...]:
    """Returns all formats, by the names of their files."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    return tuple(importlib.import_module(f"{formats.__name__}.{name}").FORMAT for name in names)


@cache
def known_suffixes() -> frozenset[str]:
    """Returns the endings of all formats, in lower case, with their dots."""
    return frozenset(suffix for known in known_formats() for suffix in known.suffixes)


def tell(source: Source) -> Format | Problem:
    """Returns the format that a source is in: by its content where that is sure, else by its suffix."""
    if kind := binary_kind(source.head):
        return binary(source.name, kind)
    ranked = [(_rank(known, source), known) for known in known_formats()]
    rank, best = max(ranked, key=lambda pair: pair[0])
    if not source.peek and rank[0] < SURE:
        return binary(source.name)
    if not any(rank):
        todo = "请写成一行一轮的“角色：话”，或用 JSON、CSV、XLSX、SRT、WebVTT、各家语音识别导出的 JSON"
        return Problem(source.place(), "认不出这是什么格式", todo, code="unknown_format")
    return best


def _rank(known: Format, source: Source) -> tuple[int, bool, int]:
    surely = known.sniff(source)
    return (surely if surely >= SURE else 0, source.suffix in known.suffixes, surely)
