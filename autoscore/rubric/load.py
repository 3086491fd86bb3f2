"""Loads rubrics: a file, or a bundled one by its id; raises RubricError with all problems at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autoscore import resources
from autoscore.errors import Place, Problem, RubricError
from autoscore.forms import Form, forms
from autoscore.model import Band, Criterion, Example, Rubric, Scale
from autoscore.rubric.bind import MISSING, Binder, guess
from autoscore.rubric.shape import CriterionShape, RubricShape
from autoscore.rubric.tree import Listing, Mapping, Scalar, Tree, parse

_ENDING = ".yaml"
# These keys of the file are read by hand: they say how the others are to be understood.
_SPECIAL = ("extends", "knobs", "criteria")
_NOT_FOUND = "没有这张评分表，也没有这个文件"
MOST_EXTENDS = 5
MOST_EXCERPT = 80


@dataclass
class Sources:
    """Collects the files that a rubric is made of, and the problems found in them."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, problem: Problem) -> None:
        """Keeps a problem, with the line of the file that it stands in."""
        lines = self.texts.get(problem.place.file, "").splitlines()
        line = problem.place.line or 0
        excerpt = lines[line - 1].strip()[:MOST_EXCERPT] if 0 < line <= len(lines) else ""
        shown = "".join(char if char.isprintable() else "�" for char in excerpt)
        self.problems.append(replace(problem, excerpt=shown))


def bundled() -> tuple[str, ...]:
    """Returns the ids of the bundled rubrics."""
    return tuple(sorted(path.stem for path in resources.folder("rubrics").glob(f"*{_ENDING}")))


def load(name: str) -> Rubric:
    """Loads a rubric by bundled id or path."""
    rubric, problems = read(name)
    if rubric is None or problems:
        raise RubricError(problems)
    return rubric


def read(name: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Reads a rubric by bundled id or path, and returns what could be read with every problem found."""
    sources = Sources()
    found = _path(name)
    if found is None:
        sources.report(Problem(Place(name), _NOT_FOUND, guess(name, bundled()), code="not_found"))
        return None, tuple(sources.problems)
    tree = _tree(*found, sources, depth=0)
    rubric = None if tree is None else _bound(tree, found[1], sources)
    return rubric, tuple(sources.problems)


def parse_text(text: str, file: str = "<rubric>") -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Reads a rubric from a text, and returns what could be read with every problem found."""
    sources = Sources(texts={file: text})
    tree = parse(text, file, sources.report)
    tree = None if tree is None else _extended(tree, sources, 0)
    rubric = None if tree is None else _bound(tree, file, sources)
    return rubric, tuple(sources.problems)


def _path(name: str, beside: str = "") -> tuple[Path, str] | None:
    """Finds a rubric's file and the name to show for it: never a path of this machine that the user did not write.

    A file that another one names is looked for `beside` that one.
    """
    if name in bundled():
        return resources.folder("rubrics") / f"{name}{_ENDING}", f"rubrics/{name}{_ENDING}"
    path = Path(beside).parent / name
    try:
        return (path, str(path)) if path.is_file() else None
    except OSError:  # no file system would take such a name
        return None


def _tree(path: Path, shown: str, sources: Sources, depth: int) -> Mapping | None:
    try:
        sources.texts[shown] = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        sources.report(Problem(Place(shown), "读不了这个文件", "须是 UTF-8 文本", code="encoding"))
        return None
    tree = parse(sources.texts[shown], shown, sources.report)
    return None if tree is None else _extended(tree, sources, depth)


def _extended(tree: Tree, sources: Sources, depth: int) -> Mapping | None:
    """Lays a rubric over the one that it extends."""
    if not isinstance(tree, Mapping):
        sources.report(Problem(tree.place, "评分表要“键: 值”的形式", "见 autoscore rubric show hotline", code="type"))
        return None
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
    found = _path(named.value, named.place.file)
    if found is None:
        sources.report(Problem(named.place, _NOT_FOUND, guess(named.value, bundled()), code="not_found"))
        return None
    return _tree(*found, sources, depth + 1)


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
        both = isinstance(item, Mapping) and isinstance(over, Mapping)
        yield _laid_over(item, over) if both else item  # type: ignore[arg-type]
    yield from changes.values()
    yield from twice


def _id(item: Tree) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return name.value if isinstance(name, Scalar) else f"?{item.place}"


def _bound(tree: Mapping, name: str, sources: Sources) -> Rubric | None:
    values = _knobs(tree, sources)
    binder = Binder(sources.report, values)
    head = _head(tree, binder)
    criteria = tuple(_criteria(tree, binder))
    if head is MISSING:
        return None
    return Rubric(
        id=head.rubric,
        title=head.title,
        version=head.version,
        channel=head.channel,
        source=head.source,
        why=head.why,
        scale=_scale(head),
        criteria=criteria,
        sure=head.sure,
        knobs={key: value.value for key, value in values.items() if isinstance(value, Scalar)},
        digest=resources.digest((str(number), text.encode()) for number, text in enumerate(sources.texts.values())),
        file=name,
    )


def _knobs(tree: Mapping, sources: Sources) -> dict[str, Tree | None]:
    """Returns the knobs by name; None for one whose value names a knob, as that could go on for ever."""
    knobs = tree.get("knobs")
    if knobs is None:
        return {}
    if not isinstance(knobs, Mapping):
        sources.report(Problem(knobs.place, "knobs 要“键: 值”的形式", "如 {hold_seconds: 5}", code="type"))
        return {}
    values: dict[str, Tree | None] = {key.value: value for key, value in knobs.pairs}
    for name, value in knobs.pairs:
        if any(one.value.startswith("$") and not one.quoted for one in _scalars(value)):
            sources.report(Problem(value.place, f"旋钮“{name.value}”的值里不能再写旋钮", "直接写出值", code="knob"))
            values[name.value] = None
    return values


def _scalars(tree: Tree) -> Iterator[Scalar]:
    if isinstance(tree, Scalar):
        yield tree
        return
    for inner in tree.items if isinstance(tree, Listing) else (value for _, value in tree.pairs):
        yield from _scalars(inner)


def _head(tree: Mapping, binder: Binder) -> Any:
    pairs = tuple((key, value) for key, value in tree.pairs if key.value not in _SPECIAL)
    found = binder.fields(Mapping(pairs, tree.place), [RubricShape])
    return MISSING if found is MISSING else RubricShape(**found[0])


def _scale(head: RubricShape) -> Scale:
    bands = tuple(Band(band.title, band.least) for band in head.scale.bands)
    ordered = tuple(sorted(bands, key=lambda band: -band.least))
    return Scale(head.scale.normalise, head.scale.pass_mark, ordered, head.scale.points)


def _criteria(tree: Mapping, binder: Binder) -> Iterator[Criterion]:
    listed = tree.get("criteria")
    if not isinstance(listed, Listing) or not listed.items:
        place = tree.place if listed is None else listed.place
        binder.problem(place, "没有评分项", "写 criteria: 和至少一项", "no_criteria")
        return
    for item in listed.items:
        criterion = _criterion(item, binder)
        if criterion is not None:
            yield criterion


def _criterion(item: Tree, binder: Binder) -> Criterion | None:
    if not isinstance(item, Mapping):
        binder.problem(item.place, "评分项要“键: 值”的形式", code="type")
        return None
    chosen = [key for key, _ in item.pairs if key.value in forms()]
    if len(chosen) != 1:
        place = item.place if not chosen else chosen[1].place
        what = "没有写计分方式" if not chosen else "写了两种计分方式"
        binder.problem(place, what, f"只写一个：{' '.join(forms())}", "form")
        _ = binder.fields(_without(item, [key.value for key in chosen]), [CriterionShape], also=forms())
        return None
    kind = forms()[chosen[0].value]
    found = binder.fields(item, [CriterionShape, kind])
    return None if found is MISSING else _made(CriterionShape(**found[0]), kind(**found[1]), item)


def _without(item: Mapping, keys: list[str]) -> Mapping:
    return Mapping(tuple((key, value) for key, value in item.pairs if key.value not in keys), item.place)


def _made(shape: CriterionShape, form: Form, item: Mapping) -> Criterion:
    return Criterion(
        **{name: getattr(shape, name) for name in CriterionShape.__struct_fields__ if name != "examples"},
        form=form,
        form_key=form.key,
        examples=tuple(
            Example(one.gets, one.turns, one.metadata, one.date, one.channel, place.line or 0, place.file)
            for one, place in zip(shape.examples, _example_places(item), strict=True)
        ),
        line=item.place.line or 0,
        file=item.place.file,
    )


def _example_places(item: Mapping) -> tuple[Place, ...]:
    listed = item.get("examples")
    if listed is None:
        return ()
    return tuple(one.place for one in (listed.items if isinstance(listed, Listing) else (listed,)))
