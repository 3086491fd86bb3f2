"""Lays one file over another: a rubric over the one that it extends, a theme over its rubric."""

from collections.abc import Iterator
from typing import NamedTuple

from autoscore.errors import Place, Problem
from autoscore.forms import forms
from autoscore.rubric.bind import guess
from autoscore.rubric.sources import Sources, bundled, bundled_themes, read_tree, rubric_path, theme_path
from autoscore.rubric.tree import Listing, Mapping, Scalar, Tree

MOST_EXTENDS = 5
NOT_FOUND = "没有这张评分表，也没有这个文件"
# A theme fills in a rubric; it does not make another one of it.
_THEME_KEYS = ("theme", "for", "title", "why", "knobs", "criteria")
_THEME_OWN = ("theme", "for", "title", "why")


class Theme(NamedTuple):
    """Is a theme by its id and title."""

    id: str
    title: str


def extended(tree: Tree, sources: Sources, depth: int = 0) -> Mapping | None:
    """Returns a rubric's tree laid over the one that it extends; None after reporting why not."""
    if not isinstance(tree, Mapping):
        sources.report(Problem(tree.place, "评分表要“键: 值”的形式", "见 autoscore rubric show hotline", code="type"))
        return None
    sources.ids.append(_word(tree, "rubric"))
    named = tree.get("extends")
    if named is None:
        return tree
    base = _base(named, sources, depth)
    return None if base is None else _laid_over(base, tree)


def _base(named: Tree, sources: Sources, depth: int) -> Mapping | None:
    """Reads the rubric that another one extends."""
    if not isinstance(named, Scalar):
        sources.report(Problem(named.place, "extends 只能写一张评分表", "写编号或文件名", code="type"))
        return None
    if depth >= MOST_EXTENDS:
        sources.report(Problem(named.place, "extends 套得太深或互相引用", code="extends"))
        return None
    found = rubric_path(named.value, named.place.file)
    if found is None:
        sources.report(Problem(named.place, NOT_FOUND, guess(named.value, bundled()), code="not_found"))
        return None
    tree = read_tree(*found, sources)
    return None if tree is None else extended(tree, sources, depth + 1)


def themed(tree: Mapping, name: str, sources: Sources) -> tuple[Mapping, str] | None:
    """Returns a rubric's tree with a theme laid over it, and the theme's id; None after reporting why not."""
    found = theme_path(name)
    if found is None:
        sources.report(
            Problem(Place(name), "没有这个主题，也没有这个文件", guess(name, bundled_themes()), code="not_found")
        )
        return None
    theme = read_tree(*found, sources)
    if not isinstance(theme, Mapping):
        if theme is not None:
            todo = f"可用的键：{' '.join(_THEME_KEYS)}"
            sources.report(Problem(theme.place, "主题要“键: 值”的形式", todo, code="type"))
        return None
    if not _fits(theme, tree, sources):
        return None
    filled = Mapping(tuple(pair for pair in theme.pairs if pair[0].value not in _THEME_OWN), theme.place)
    return _laid_over(tree, filled), _word(theme, "theme")


def themes_of(rubric: str) -> Iterator[Theme]:
    """Yields the bundled themes of a rubric."""
    for name in bundled_themes():
        path = theme_path(name)
        tree = None if path is None else read_tree(*path, Sources())
        if isinstance(tree, Mapping) and _word(tree, "for") == rubric:
            yield Theme(name, _word(tree, "title"))


def _fits(theme: Mapping, rubric: Mapping, sources: Sources) -> bool:
    """Tells whether a theme is one of this rubric; reports why not."""
    found = [*_unknown_keys(theme), *_unknown_knobs(theme, rubric), *_unknown_criteria(theme, rubric)]
    if not _word(theme, "theme"):
        found.append(Problem(theme.place, "主题没有写编号", "写 theme: 编号", code="missing"))
    if _word(theme, "for") not in sources.ids:
        what = f"这个主题是给“{_word(theme, 'for')}”的，不是给“{_word(rubric, 'rubric')}”的"
        named = theme.get("for")
        found.append(
            Problem(theme.place if named is None else named.place, what, "for: 要写评分表的编号", code="theme")
        )
    for problem in found:
        sources.report(problem)
    return not found


def _unknown_keys(theme: Mapping) -> Iterator[Problem]:
    for key, _ in theme.pairs:
        if key.value not in _THEME_KEYS:
            yield Problem(key.place, f"主题里不能写“{key.value}”", guess(key.value, _THEME_KEYS), code="unknown_key")


def _unknown_knobs(theme: Mapping, rubric: Mapping) -> Iterator[Problem]:
    own, base = theme.get("knobs"), rubric.get("knobs")
    known = [key.value for key, _ in base.pairs] if isinstance(base, Mapping) else []
    for key, _ in own.pairs if isinstance(own, Mapping) else ():
        if key.value not in known:
            todo = guess(key.value, known) or "主题只拧评分表里有的旋钮"
            yield Problem(key.place, f"评分表里没有旋钮“{key.value}”", todo, code="unknown_knob")


def _unknown_criteria(theme: Mapping, rubric: Mapping) -> Iterator[Problem]:
    listed, base = theme.get("criteria"), rubric.get("criteria")
    known = {_id(item) for item in base.items} if isinstance(base, Listing) else set()
    for item in listed.items if isinstance(listed, Listing) else ():
        if not isinstance(item, Mapping) or item.get("id") is None:
            yield Problem(item.place, "主题里的一项没有写 id", f"可用：{' '.join(sorted(known))}", code="theme")
        elif _id(item) not in known:
            todo = guess(_id(item), known) or "主题只填评分表里有的项"
            yield Problem(item.place, f"评分表里没有“{_id(item)}”这一项", todo, code="theme")


def _word(tree: Mapping, key: str) -> str:
    value = tree.get(key)
    return value.value if isinstance(value, Scalar) else ""


def _laid_over(base: Mapping, change: Mapping) -> Mapping:
    pairs: dict[str, tuple[Scalar, Tree]] = {key.value: (key, value) for key, value in base.pairs}
    for key, value in change.pairs:
        old = pairs.get(key.value)
        pairs[key.value] = (key, value if old is None else _laid_value(key.value, old[1], value))
    return Mapping(tuple(pairs.values()), change.place)


def _laid_value(key: str, old: Tree, value: Tree) -> Tree:
    if key in ("knobs", "scale") and isinstance(old, Mapping) and isinstance(value, Mapping):
        return _laid_over(old, value)
    if key == "criteria" and isinstance(old, Listing) and isinstance(value, Listing):
        return Listing(tuple(_merged_criteria(old, value)), value.place)
    return value


def _merged_criteria(base: Listing, change: Listing) -> Iterator[Tree]:
    changes: dict[str, Tree] = {}
    twice = [item for item in change.items if changes.setdefault(_id(item), item) is not item]
    for item in base.items:
        over = changes.pop(_id(item), None)
        if isinstance(item, Mapping) and isinstance(over, Mapping):
            yield _laid_over(_without_form(item, over), over)
        else:
            yield item
    yield from changes.values()
    yield from twice


def _without_form(base: Mapping, over: Mapping) -> Mapping:
    """Returns a criterion without its scoring form, where the one laid over it brings another."""
    own, other = (next((key.value for key, _ in one.pairs if key.value in forms()), None) for one in (base, over))
    if own is None or other in (None, own):
        return base
    gone = forms()[own].__struct_fields__
    return Mapping(tuple(pair for pair in base.pairs if pair[0].value not in gone), base.place)


def _id(item: Tree) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return name.value if isinstance(name, Scalar) else f"?{item.place}"
