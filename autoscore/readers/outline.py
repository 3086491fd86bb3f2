"""The outline of JSON: which keys stand where, told from the start of a text, complete or not."""

import re
from collections.abc import Iterator
from functools import lru_cache

_MOST_TOKENS = 50_000
_MOST_DEPTH = 64
_MOST_REMEMBERED = 1 << 20
# A string that the end of the text cuts off is one token too; without backtracking, however long it is.
_TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"(\s*:)?|\\?\Z)|[\[\]{}]', re.DOTALL)


def outline(text: str) -> frozenset[str]:
    """Returns the paths of keys, as `segments[].text`, among the first tokens of a text; deep ones are left out.

    A list at the top is `[]`, and so is each list in a list.
    """
    return _remembered(text) if len(text) <= _MOST_REMEMBERED else frozenset(_paths(text))


# The head of a file is asked of several times while its format is told.
@lru_cache(maxsize=1)
def _remembered(text: str) -> frozenset[str]:
    return frozenset(_paths(text))


def of_items(paths: frozenset[str]) -> frozenset[str]:
    """Returns the outline of a list's items where the outline is that of a list, else nothing."""
    return frozenset(path.removeprefix("[].") for path in paths if path.startswith("[]."))


def _paths(text: str) -> Iterator[str]:
    inside: list[tuple[str, bool]] = []  # the path of each object and list that is open, and whether it is a list
    key = ""  # the path of the value that comes next in an object
    for count, token in enumerate(_TOKEN.finditer(text)):
        if count > _MOST_TOKENS or len(inside) > _MOST_DEPTH:
            return
        sign = token[0]
        if token[2] and inside:
            key = f"{inside[-1][0]}.{token[1]}".lstrip(".")
            yield key
        elif sign in ("{", "["):
            path = "" if not inside else inside[-1][0] if inside[-1][1] else key
            inside.append((path + "[]", True) if sign == "[" else (path, False))
        elif sign in ("}", "]") and inside:
            inside.pop()
