"""Conditions in words: what is to be said, by whom and where, as an inspector would put it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from autoscore.lexicon import load
from autoscore.model import Scope
from autoscore.operators import Condition, Operator
from autoscore.rubric.told_operators import PHRASES

Titles: TypeAlias = Callable[[str], str]

WHO = {"agent": "坐席", "customer": "客户", "other": "旁人", "any": "任何一方"}
# What is told of several conditions stands in brackets where it is a part of something larger.
_SEVERAL = frozenset(
    {"any", "all", "none", "at_least_of", "after", "before", "between", "until", "followed", "in_order", "near"}
)
_SINGLE = str.maketrans("“”", "‘’")
# The strength of what is heard as it is written.
_WRITTEN = 100


@cache
def _bundled_titles() -> dict[str, str]:
    """Returns the titles of the bundled lexicons, without their ways of saying."""
    return {label: found.title for label, found in load(None, frozenset()).sets.items()}


def bundled_title(label: str) -> str:
    """Returns the Chinese title of a lexicon set; a label that is none of the bundled ones stands for itself."""
    return _bundled_titles().get(label, label)


@dataclass(frozen=True)
class Teller:
    """Tells conditions in Chinese; `title` gives the name of a lexicon set by its label."""

    title: Titles = bundled_title

    def whole(self, condition: Condition) -> str:
        """Returns a condition in words: whose turns and which of them, what in them, and what does not count."""
        said = self._said(condition.operator)
        before, after = "".join(_where(condition.scope)), "，".join(self._limits(condition.scope))
        joint = "：" if before and condition.operator.key in _SEVERAL else ""
        return f"{before}{joint}{said}{f'（{after}）' if after else ''}"

    def part(self, condition: Condition) -> str:
        """Returns a condition in words to stand within a sentence."""
        told = self.whole(condition)
        return f"（{told}）" if condition.operator.key in _SEVERAL else told

    def parts(self, conditions: Iterable[Condition], joint: str = "；") -> str:
        """Returns several conditions in words, to stand within a sentence."""
        return joint.join(map(self.part, conditions))

    def named(self, labels: Iterable[str]) -> str:
        """Returns the titles of lexicon sets of which one is enough."""
        found = tuple(dict.fromkeys(labels))
        return f"{self.listed(found)}{'之一' if len(found) > 1 else ''}"

    def listed(self, labels: Iterable[str]) -> str:
        """Returns the titles of lexicon sets, each once."""
        return "、".join(dict.fromkeys(map(quoted, map(self.title, labels))))

    def _said(self, operator: Operator) -> str:
        phrase = PHRASES.get(operator.key)
        return self._listed(operator) if phrase is None else phrase(operator, self)

    def _listed(self, operator: Operator) -> str:
        """Returns an operator that has no words here by its key and the fields that say something."""
        fields = {name: getattr(operator, name) for name in operator.__struct_fields__}
        told = [f"{name}：{self._value(value)}" for name, value in fields.items() if value not in (None, (), "", False)]
        return f"{operator.key}（{'，'.join(told)}）"

    def _value(self, value: object) -> str:
        if isinstance(value, Condition):
            return self.part(value)
        if isinstance(value, tuple):
            return "、".join(map(self._value, value))
        return plain(value)

    def _limits(self, scope: Scope) -> Iterator[str]:
        if scope.min_strength is not None:
            sure = scope.min_strength >= _WRITTEN
            yield "只认字面清楚的" if sure else f"音近的至少 {scope.min_strength} 分"
        if scope.outside:
            yield f"落在{self.listed(scope.outside)}里的不算"


def _where(scope: Scope) -> Iterator[str]:
    """Yields whose turns a scope looks at, and which of them."""
    if scope.by is not None:
        yield WHO[scope.by]
    places = [
        (scope.first_turns, "最先 {} 轮"),
        (scope.last_turns, "最后 {} 轮"),
        (scope.first_seconds, "开头 {} 秒"),
        (scope.last_seconds, "结尾 {} 秒"),
    ]
    found = [text.format(plain(value)) for value, text in places if value is not None]
    if scope.share is not None:
        found.append(_share(*scope.share))
    if found:
        yield f"在{'、'.join(found)}里"


def _share(first: float, last: float) -> str:
    if first <= 0:
        return f"全程前 {plain(last)}% "
    return f"全程 {plain(first)}% 以后" if last >= 100 else f"全程 {plain(first)}%–{plain(last)}% "


def quoted(word: str) -> str:
    """Returns a word in quotation marks; those inside it become single ones."""
    return f"“{word.translate(_SINGLE)}”"


def plain(value: Any) -> str:
    """Returns a value as people write it: numbers without idle zeros."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"{value:g}" if isinstance(value, float) else str(value)
