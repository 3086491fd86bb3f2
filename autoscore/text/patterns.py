"""The linear-time pattern set: the one door to RE2. Nothing here can back-track.

Hyperscan is faster, but with start offsets it overruns its stack: `1+0` or `[^好]*好+` ends the process on some hundred
characters.
"""

import importlib
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autoscore.errors import PatternError

Found = tuple[int, int, int]
_REASONS = {
    "invalid perl operator": "不支持环视（(?=…)、(?<=…) 之类）：线性时间引擎不回溯；请改用 unless 写例外",
    "invalid named capture": "不支持具名的反向引用：线性时间引擎不回溯；请把重复的内容写出来",
    "invalid escape sequence": "不支持这个转义（反向引用 \\1 也在内）：线性时间引擎不回溯；请把重复的内容写出来",
    "invalid repetition size": "重复次数太大：上限 1000",
    "too large": "该模式太大：请减小重复次数 {m,n} 或拆成几条",
    "missing )": "括号没有配对",
    "unexpected )": "括号没有配对",
    "missing ]": "方括号没有配对",
    "bad repetition": "重复号前面没有可重复的内容",
    "no argument for repetition": "重复号前面没有可重复的内容",
}
# What the engine would take, and understand otherwise than its author.
_ODD = re.compile(r"(?:^|[^\\])(?:\\\\)*(?:(?P<ends>\\[Azb])|(?P<words>\\[wWB])|(?P<flags>\(\?[a-zA-Z]*-))")
_ODD_REASONS = {
    "ends": "不支持 \\A、\\z、\\b：请用 ^ 和 $ 表示一轮的开头和结尾",
    "words": "\\w 和 \\W 只认英文字母和数字：汉字请写 \\p{Han}，字母数字请写 [a-z0-9]",
    "flags": "不支持关闭标志（(?-m) 之类）",
}
_NESTED = "无限重复里套着无限重复（如 (a+)+）：请给内层或外层一个上限，如 {0,9}"
_SURROGATE = re.compile("[\ud800-\udfff]")
_EMPTY = "该模式会匹配空文本：请至少要求一个字"


@dataclass(frozen=True)
class PatternSet:
    """Finds every match of many patterns, with start and end in code points; `^` and `$` are the ends of a line."""

    sources: tuple[str, ...]

    @cached_property
    def _patterns(self) -> tuple[Any, ...]:
        return tuple(map(_compiled, self.sources))

    def find(self, text: str) -> list[Found]:
        """Returns (pattern number, start, end): of each pattern the leftmost longest matches that do not overlap.

        No match crosses a line.
        """
        if not self.sources or not text:
            return []
        # The engine's own prefilter over all patterns is not used: where it runs out of memory it finds nothing.
        encoded = _SURROGATE.sub("\ufffd", text).encode()
        found = [
            (number, match.start(), match.end())
            for number, one in enumerate(self._patterns)
            for match in one.finditer(encoded)
        ]
        return _in_code_points(found, encoded) if found else []


def _in_code_points(found: list[Found], encoded: bytes) -> list[Found]:
    """Returns what was found at bytes of a text at its code points: as many of them as stand before a byte."""
    heads = (np.frombuffer(encoded, dtype=np.uint8) & 0xC0) != 0x80
    before = np.concatenate(([0], np.cumsum(heads)))
    numbers, starts, ends = np.array(found, dtype=np.int64).T
    return list(zip(numbers.tolist(), before[starts].tolist(), before[ends].tolist(), strict=True))


def pattern_set(sources: Sequence[str]) -> PatternSet:
    """Builds the set; raises PatternError for the first source that the engine refuses."""
    for source in sources:
        check(source)
    return PatternSet(tuple(sources))


def check(source: str) -> None:
    """Raises PatternError, with the reason and what to do, where a pattern is not to be used."""
    if (odd := _ODD.search(source)) is not None:
        raise PatternError(_ODD_REASONS[odd.lastgroup or ""])
    if _nests_unbounded(source):
        raise PatternError(_NESTED)
    if _compiled(source).fullmatch("") is not None:
        raise PatternError(_EMPTY)


def _compiled(source: str) -> Any:
    engine = importlib.import_module("re2")
    try:
        return engine.compile(_lined(source), _options(engine))
    except engine.error as refused:
        message = str(refused.args[0].decode() if isinstance(refused.args[0], bytes) else refused)
        reason = next((text for key, text in _REASONS.items() if key in message), message)
        raise PatternError(reason) from None


def _lined(source: str) -> str:
    return f"(?m){source}"


def _options(engine: Any) -> Any:
    options = engine.Options()
    options.longest_match = True
    options.never_nl = True
    options.log_errors = False
    return options


def _nests_unbounded(source: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            parsed = importlib.import_module("re._parser").parse(source)
    except (re.error, RecursionError, OverflowError):
        return False  # the engine itself tells what is wrong
    return any(_has_nested(part, inside=False) for part in parsed)


def _has_nested(node: Any, *, inside: bool) -> bool:
    if isinstance(node, tuple) and len(node) == 3 and str(node[1]) == "MAXREPEAT":
        return inside or _has_nested(node[2], inside=True)
    if isinstance(node, list | tuple) or hasattr(node, "data"):
        return any(_has_nested(part, inside=inside) for part in node)
    return False
