"""Words: the one door to rjieba, whose boundaries between Han characters are jieba's."""

import importlib
import re
from functools import cache
from typing import Any

# rjieba keeps "-" inside a token where jieba splits it off.
_HYPHENS = re.compile("(-+)")


@cache
def _engine() -> Any:
    return importlib.import_module("rjieba")


def words(text: str) -> list[str]:
    """Returns the words of a text in order; joined they are the text again."""
    found: list[str] = []
    for token in _engine().cut(text):
        found.extend(part for part in _HYPHENS.split(token) if part) if "-" in token else found.append(token)
    return found


def word_starts(text: str) -> tuple[int, ...]:
    """Returns the start offsets of the words of a text, in code points."""
    starts: list[int] = []
    place = 0
    for word in words(text):
        starts.append(place)
        place += len(word)
    return tuple(starts)
