"""Words: the one door to rjieba, whose boundaries between Han characters are jieba's."""

import importlib
import re
from functools import cache
from typing import Any

# rjieba keeps "-" inside a token where jieba splits it off.
_HYPHENS = re.compile("(-+)")
_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _engine() -> Any:
    return importlib.import_module("rjieba")


def words(text: str) -> list[str]:
    """Returns the words of a text in order; joined they are the text again."""
    found: list[str] = []
    place = 0
    # The engine takes no lone surrogates; what stands for one is as long as one.
    for token in _engine().cut(_SURROGATE.sub("\ufffd", text)):
        own = text[place : place + len(token)]
        place += len(token)
        found.extend(part for part in _HYPHENS.split(own) if part) if "-" in own else found.append(own)
    return found


def word_starts(text: str) -> tuple[int, ...]:
    """Returns the start offsets of the words of a text, in code points."""
    starts: list[int] = []
    place = 0
    for word in words(text):
        starts.append(place)
        place += len(word)
    return tuple(starts)
