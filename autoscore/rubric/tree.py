"""YAML as a tree of values with their places: the one door to the YAML library.

Nothing is constructed: no tags, no anchors, no aliases, no duplicate keys, bounded size and depth.
"""

import importlib
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from autoscore.errors import Place, Problem

MOST_BYTES = 2_000_000
MOST_DEPTH = 60
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
)

Report: TypeAlias = Callable[[Problem], None]


class Scalar(Struct, frozen=True):
    """Is a single value as written; `quoted` tells that it is certainly text."""

    value: str
    place: Place
    quoted: bool = False
    null: bool = False


class Listing(Struct, frozen=True):
    """Is a sequence of values."""

    items: tuple["Tree", ...]
    place: Place


class Mapping(Struct, frozen=True):
    """Is a mapping in the order of the file."""

    pairs: tuple[tuple[Scalar, "Tree"], ...]
    place: Place

    def get(self, key: str) -> "Tree | None":
        """Returns the value of a key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def keys(self) -> tuple[str, ...]:
        """Returns the keys in order."""
        return tuple(name.value for name, _ in self.pairs)


Tree: TypeAlias = Scalar | Listing | Mapping


def parse(text: str, file: str, report: Report) -> Tree | None:
    """Returns the tree of a YAML text; None, with a problem reported, where it is none."""
    if len(text) > MOST_BYTES:
        report(Problem(Place(file), "规则文件太大", f"上限 {MOST_BYTES} 字", code="too_large"))
        return None
    yaml = importlib.import_module("yaml")
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd is not None:
        report(Problem(_place_at(text, odd.start(), file), f"有控制字符 U+{ord(odd[0]):04X}", "删去它", code="syntax"))
        return None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if not _events_allowed(yaml, text, loader, file, report):
            return None
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        report(_syntax(error, file))
        return None
    if node is None:
        report(Problem(Place(file, 1, 1), "规则文件是空的", "见 autoscore rubric show hotline", code="empty"))
        return None
    return _Converter(file, report).tree(node)


def _events_allowed(yaml: Any, text: str, loader: Any, file: str, report: Report) -> bool:
    """Refuses anchors and aliases before anything is built: a few of them can stand for billions of values."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if getattr(event, "anchor", None):
            place = _place(event.start_mark, file)
            report(Problem(place, "不支持锚点和别名（& 与 *）", "把内容写出来，或用 knobs", code="alias"))
            return False
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            report(Problem(_place(event.start_mark, file), "嵌套太深", f"最多 {MOST_DEPTH} 层", code="too_deep"))
            return False
    return True


def _place_at(text: str, offset: int, file: str) -> Place:
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - before.rfind("\n"))


def _place(mark: Any, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)


def _syntax(error: Any, file: str) -> Problem:
    what = getattr(error, "problem", None) or "不是合法的 YAML"
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    # What never ends is told where it begins.
    found = [mark for mark in (reversed(marks) if "end of stream" in what else marks) if mark is not None]
    place = _place(found[0], file) if found else Place(file)
    return Problem(place, f"YAML 写法有误：{what}", "检查缩进、冒号后的空格和引号", code="syntax")


class _Converter(Struct, frozen=True):
    file: str
    report: Report

    def tree(self, node: Any) -> Tree:
        place = _place(node.start_mark, self.file)
        if node.tag not in _PLAIN_TAGS:
            self.report(Problem(place, f"不支持标签 {node.tag}", "只写普通的文字、数字和列表", code="tag"))
        if node.id == "sequence":
            return Listing(tuple(self.tree(item) for item in node.value), place)
        if node.id == "mapping":
            return Mapping(tuple(self._pairs(node)), place)
        return Scalar(node.value, place, node.style in ("'", '"'), node.tag.endswith(":null"))

    def _pairs(self, node: Any) -> Iterator[tuple[Scalar, Tree]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = self.tree(key)
            if not isinstance(name, Scalar):
                self.report(Problem(name.place, "键必须是一个词", code="key"))
            elif name.value in seen:
                self.report(Problem(name.place, f"键“{name.value}”写了两次", "合并或删去一个", code="duplicate_key"))
            else:
                seen.add(name.value)
                yield name, self.tree(value)
