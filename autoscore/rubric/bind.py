"""Binds YAML trees to typed records: every mismatch is a problem with its place, and all are told at once."""

import types
import typing
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from autoscore.errors import Place, Problem
from autoscore.model import Scope
from autoscore.operators import Condition, Operator, operators
from autoscore.rubric.tree import Listing, Mapping, Report, Scalar, Tree

MISSING: Any = object()
MOST_NAMES = 60
_TRUE, _FALSE = frozenset({"true", "yes", "是"}), frozenset({"false", "no", "否"})
# A number in a rubric stays within these powers of ten; beyond them it is a slip, and dear to reckon with.
_POWERS = range(-9, 10)
_KINDS = {str: "文字", int: "整数", float: "数", Decimal: "数", bool: "true 或 false"}


class Binder(Struct, frozen=True):
    """Binds trees; `knobs` are the values that `$name` stands for, None where a problem with one has been told."""

    report: Report
    knobs: typing.Mapping[str, Tree | None] = {}

    def problem(self, place: Place, what: str, todo: str = "", code: str = "value") -> Any:
        """Reports a problem, and returns MISSING."""
        self.report(Problem(place, what, todo, code=code))
        return MISSING

    def bind(self, tree: Tree, kind: Any) -> Any:
        """Returns the value of a tree as a type, or MISSING after reporting why not."""
        if isinstance(tree, Scalar) and tree.value.startswith("$") and not tree.quoted:
            return self._knob(tree, kind)
        if kind is Condition:
            return self.condition(tree)
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._union(tree, get_args(kind))
        if origin is tuple:
            return self._tuple(tree, get_args(kind))
        if origin is dict:
            return self._dict(tree, get_args(kind)[1])
        if origin is Literal:
            return self._literal(tree, get_args(kind))
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self.record(tree, kind)
        return self._scalar(tree, kind)

    def _knob(self, tree: Scalar, kind: Any) -> Any:
        name = tree.value[1:]
        if name not in self.knobs:
            return self.problem(tree.place, f"没有旋钮“{name}”", guess(name, self.knobs), "unknown_knob")
        value = self.knobs[name]
        return MISSING if value is None else self.bind(value, kind)

    def _union(self, tree: Tree, kinds: tuple[Any, ...]) -> Any:
        if type(None) in kinds and isinstance(tree, Scalar) and tree.null:
            return None
        kinds = tuple(kind for kind in kinds if kind is not type(None))
        if len(kinds) == 1:
            return self.bind(tree, kinds[0])
        quiet = Binder(lambda _problem: None, self.knobs)
        for kind in sorted(kinds, key=lambda one: one is str):
            if (value := quiet.bind(tree, kind)) is not MISSING:
                return value
        return self.bind(tree, kinds[-1])

    def _tuple(self, tree: Tree, kinds: tuple[Any, ...]) -> Any:
        """Binds a list; where a list of any length is wanted, a single value stands for a list of one."""
        items = tree.items if isinstance(tree, Listing) else (tree,)
        if kinds[-1] is Ellipsis:
            values = [self.bind(item, kinds[0]) for item in items]
        elif len(items) != len(kinds):
            return self.problem(tree.place, f"要 {len(kinds)} 个值的列表", "如 [0, 30]")
        else:
            values = [self.bind(item, kind) for item, kind in zip(items, kinds, strict=True)]
        return MISSING if MISSING in values else tuple(values)

    def _dict(self, tree: Tree, kind: Any) -> Any:
        if not isinstance(tree, Mapping):
            return self.problem(tree.place, "要“键: 值”的形式")
        values = {key.value: self.bind(value, kind) for key, value in tree.pairs}
        return MISSING if MISSING in values.values() else values

    def _literal(self, tree: Tree, choices: tuple[Any, ...]) -> Any:
        if isinstance(tree, Scalar) and tree.value in choices:
            return tree.value
        shown = tree.value if isinstance(tree, Scalar) else "这样的值"
        return self.problem(tree.place, f"不能是“{shown}”", f"可选：{'、'.join(map(str, choices))}", "choice")

    def _scalar(self, tree: Tree, kind: Any) -> Any:
        if not isinstance(tree, Scalar):
            return self.problem(tree.place, f"这里要{_KINDS.get(kind, '单个值')}，不是列表或映射", code="type")
        value = _converted(tree, kind)
        if value is MISSING:
            what = "还空着，没有值" if tree.null else f"“{tree.value}”不是{_KINDS.get(kind, kind.__name__)}"
            return self.problem(tree.place, what, code="type")
        return value

    def record(self, tree: Tree, kind: type[Struct]) -> Any:
        """Binds a mapping to a record."""
        if not isinstance(tree, Mapping):
            return self.problem(tree.place, "要“键: 值”的形式", f"可用的键：{' '.join(_names(kind))}", "type")
        values = self.fields(tree, [kind])
        return MISSING if values is MISSING else kind(**values[0])

    def fields(self, tree: Mapping, kinds: list[type[Struct]], also: Iterable[str] = ()) -> Any:
        """Binds the keys of one mapping to the fields of several records; returns a dict for each, or MISSING.

        `also` are words that an unknown key may have been meant to be.
        """
        found: list[dict[str, Any]] = [{} for _ in kinds]
        good = True
        for key, value in tree.pairs:
            owner = next((index for index, kind in enumerate(kinds) if key.value in _hints(kind)), None)
            if owner is None:
                names = [*also, *(name for kind in kinds for name in _names(kind))]
                self.problem(key.place, f"没有“{key.value}”这个键", guess(key.value, names), "unknown_key")
                good = False
                continue
            bound = self.bind(value, _hints(kinds[owner])[key.value])
            good = good and bound is not MISSING
            found[owner][key.value] = bound
        for kind, values in zip(kinds, found, strict=True):
            for name in _required(kind):
                if name not in values:
                    self.problem(tree.place, f"缺少“{name}”", code="missing_key")
                    good = False
        return found if good else MISSING

    def condition(self, tree: Tree) -> Any:
        """Binds a condition: a mapping with one operator, its other fields, and words of the scope."""
        if not isinstance(tree, Mapping):
            return self.problem(tree.place, "要一个条件", "如 {act: farewell}", "type")
        known = operators()
        chosen = [key for key, _ in tree.pairs if key.value in known]
        if not chosen:
            unknown = [key for key, _ in tree.pairs if key.value not in Scope.__struct_fields__]
            wrong = unknown[0] if unknown else None
            todo = guess(wrong.value if wrong else "", known)
            what = f"没有“{wrong.value}”这个条件" if wrong else "没有写条件"
            return self.problem(wrong.place if wrong else tree.place, what, todo, "unknown_operator")
        if len(chosen) > 1 and not _is_own(known, chosen):
            return self.problem(
                chosen[1].place, "一个条件里写了两个算子", "用 all 或 any 把它们连起来", "two_operators"
            )
        kind = known[chosen[0].value]
        values = self.fields(tree, [kind, Scope])
        return MISSING if values is MISSING else Condition(kind(**values[0]), Scope(**values[1]))


def _is_own(known: typing.Mapping[str, type[Operator]], chosen: list[Scalar]) -> bool:
    """Tells whether the further operator words are fields of the first operator."""
    return all(key.value in _hints(known[chosen[0].value]) for key in chosen)


def _converted(tree: Scalar, kind: Any) -> Any:
    text = tree.value.strip()
    if kind is str:
        return MISSING if tree.null else tree.value
    if kind is bool:
        return True if text.lower() in _TRUE else False if text.lower() in _FALSE else MISSING
    try:
        number = Decimal(text)
    except InvalidOperation:
        return MISSING
    if not number.is_finite() or number.adjusted() not in _POWERS or number.as_tuple().exponent not in _POWERS:
        return MISSING
    if kind is int and number != number.to_integral_value():
        return MISSING
    return kind(number)


def guess(word: str, known: Iterable[str]) -> str:
    """Returns a did-you-mean, or the words that there are."""
    names = sorted(set(known))
    close = get_close_matches(word, names, 1, 0.6)
    if close:
        return f"是不是“{close[0]}”？"
    return f"可用：{' '.join(names)}" if len(names) <= MOST_NAMES else ""


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def _names(kind: type[Struct]) -> tuple[str, ...]:
    return kind.__struct_fields__


@cache
def _required(kind: type[Struct]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.default is NODEFAULT and one.default_factory is NODEFAULT)
