"""The linear-time pattern set: the one door to hyperscan. Nothing here can back-track."""

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autoscore.errors import PatternError
from autoscore.text.characters import points

Found = tuple[int, int, int]
_REASONS = {
    "Zero-width assertions": "不支持环视（(?=…)、(?<=…) 之类）：线性时间引擎不回溯；请改用 unless 写例外",
    "Back-references": "不支持反向引用（\\1）：线性时间引擎不回溯；请把重复的内容写出来",
    "empty buffer": "该模式会匹配空文本：请至少要求一个字",
    "too large": "该模式太大：请减小重复次数 {m,n} 或拆成几条",
}


@dataclass(frozen=True)
class PatternSet:
    """Finds every match of many patterns in one pass, with start and end in code points."""

    sources: tuple[str, ...]

    @cached_property
    def _database(self) -> Any:
        engine = importlib.import_module("hyperscan")
        database = engine.Database()
        database.compile(
            expressions=[source.encode() for source in self.sources],
            ids=list(range(len(self.sources))),
            elements=len(self.sources),
            flags=[_flags(engine)] * len(self.sources),
        )
        return database

    def find(self, text: str) -> list[Found]:
        """Returns (pattern number, start, end): of each pattern the leftmost longest matches that do not overlap."""
        if not self.sources or not text:
            return []
        found: list[Found] = []
        self._database.scan(
            text.encode("utf-8", "replace"),
            match_event_handler=lambda number, start, end, _flags, _context: found.append((number, start, end)),
        )
        return list(_leftmost_longest(_in_code_points(text, found))) if found else []


def pattern_set(sources: Sequence[str]) -> PatternSet:
    """Builds the set; raises PatternError for the first source that the engine refuses."""
    for source in sources:
        check(source)
    return PatternSet(tuple(sources))


def check(source: str) -> None:
    """Raises PatternError, with the reason and what to do, where the engine refuses a pattern."""
    if _nests_unbounded(source):
        raise PatternError("无限重复里套着无限重复（如 (a+)+）：请给内层或外层一个上限，如 {0,9}")
    engine = importlib.import_module("hyperscan")
    try:
        engine.Database().compile(expressions=[source.encode()], ids=[0], elements=1, flags=[_flags(engine)])
    except engine.error as refused:
        message = str(refused)
        reason = next((text for key, text in _REASONS.items() if key in message), message)
        raise PatternError(reason) from None


def _flags(engine: Any) -> int:
    return int(engine.HS_FLAG_UTF8 | engine.HS_FLAG_UCP | engine.HS_FLAG_SOM_LEFTMOST)


def _nests_unbounded(source: str) -> bool:
    try:
        parsed = importlib.import_module("re._parser").parse(source)
    except (re.error, RecursionError, OverflowError):
        return False  # the engine itself tells what is wrong
    return _has_nested(parsed, inside=False)


def _has_nested(node: Any, *, inside: bool) -> bool:
    if isinstance(node, tuple) and len(node) == 3 and str(node[1]) == "MAXREPEAT":
        return inside or _has_nested(node[2], inside=True)
    if isinstance(node, list | tuple) or hasattr(node, "data"):
        return any(_has_nested(part, inside=inside) for part in node)
    return False


def _in_code_points(text: str, found: Sequence[Found]) -> Iterator[Found]:
    codes = points(text)
    widths = 1 + (codes >= 0x80).astype(np.int64) + (codes >= 0x800) + (codes >= 0x10000)
    ends = np.cumsum(widths).tolist()
    for number, start, end in found:
        yield number, bisect_right(ends, start), bisect_right(ends, end)


def _leftmost_longest(found: Iterator[Found]) -> Iterator[Found]:
    last = (-1, -1)
    for number, start, end in sorted(found, key=lambda one: (one[0], one[1], -one[2])):
        if number != last[0] or start >= last[1]:
            last = (number, end)
            yield number, start, end
