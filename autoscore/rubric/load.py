"""Loads rubrics: a file, or a bundled one by its id; raises RubricError with all problems at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
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
MOST_EXTENDS = 5


@dataclass
class Sources:
    """Collects the files that a rubric is made of, and the problems found in them."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


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
    tree = _tree(name, sources, depth=0)
    if tree is None:
        return None, tuple(sources.problems)
    rubric = _bound(tree, name, sources)
    return rubric, tuple(sources.problems)


def parse_text(text: str, file: str = "<rubric>") -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Reads a rubric from a text, and returns what could be read with every problem found."""
    sources = Sources(texts={file: text})
    tree = parse(text, file, sources.problems.append)
    tree = None if tree is None else _extended(tree, sources, 0)
    rubric = None if tree is None else _bound(tree, file, sources)
    return rubric, tuple(sources.problems)


def _path(name: str) -> tuple[Path, str] | None:
    """Finds a rubric's file and the name to show for it: never a path of this machine that the user did not write."""
    if name in bundled():
        return resources.folder("rubrics") / f"{name}{_ENDING}", f"rubrics/{name}{_ENDING}"
    path = Path(name)
    return (path, name) if path.is_file() else None


def _tree(name: str, sources: Sources, depth: int) -> Mapping | None:
    found = _path(name)
    if found is None:
        todo = guess(name, bundled())
        sources.problems.append(Problem(Place(name), "没有这张评分表，也没有这个文件", todo, code="not_found"))
        return None
    try:
        sources.texts[found[1]] = found[0].read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        sources.problems.append(Problem(Place(found[1]), "读不了这个文件", "须是 UTF-8 文本", code="encoding"))
        return None
    tree = parse(sources.texts[found[1]], found[1], sources.problems.append)
    return None if tree is None else _extended(tree, sources, depth)


def _extended(tree: Tree, sources: Sources, depth: int) -> Mapping | None:
    """Lays a rubric over the one that it extends."""
    if not isinstance(tree, Mapping):
        sources.problems.append(Problem(tree.place, "评分表要“键: 值”的形式", "见 autoscore rubric show hotline"))
        return None
    base_name = tree.get("extends")
    if not isinstance(base_name, Scalar):
        return tree
    if depth >= MOST_EXTENDS:
        sources.problems.append(Problem(base_name.place, "extends 套得太深或互相引用", code="extends"))
        return None
    base = _tree(base_name.value, sources, depth + 1)
    return None if base is None else _laid_over(base, tree)


def _laid_over(base: Mapping, change: Mapping) -> Mapping:
    pairs: dict[str, tuple[Scalar, Tree]] = {key.value: (key, value) for key, value in base.pairs}
    for key, value in change.pairs:
        old = pairs.get(key.value)
        if key.value in ("knobs", "scale") and old and isinstance(old[1], Mapping) and isinstance(value, Mapping):
            value = _laid_over(old[1], value)
        elif key.value == "criteria" and old and isinstance(old[1], Listing) and isinstance(value, Listing):
            value = Listing(tuple(_merged_criteria(old[1], value)), value.place)
        pairs[key.value] = (key, value)
    return Mapping(tuple(pairs.values()), change.place)


def _merged_criteria(base: Listing, change: Listing) -> Iterator[Tree]:
    changes = {_id(item): item for item in change.items}
    for item in base.items:
        over = changes.pop(_id(item), None)
        both = isinstance(item, Mapping) and isinstance(over, Mapping)
        yield _laid_over(item, over) if both else item  # type: ignore[arg-type]
    yield from changes.values()


def _id(item: Tree) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return name.value if isinstance(name, Scalar) else f"?{item.place}"


def _bound(tree: Mapping, name: str, sources: Sources) -> Rubric | None:
    lines = {file: tuple(text.splitlines()) for file, text in sources.texts.items()}
    knobs = tree.get("knobs")
    values = dict((key.value, value) for key, value in knobs.pairs) if isinstance(knobs, Mapping) else {}
    binder = Binder(sources.problems.append, lines, values)
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
        digest=resources.digest((file, text.encode()) for file, text in sources.texts.items()),
        file=name,
    )


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
        binder.problem(tree.place, "没有评分项", "写 criteria: 和至少一项", "no_criteria")
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
        _ = binder.fields(_without(item, [key.value for key in chosen]), [CriterionShape])
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
            Example(one.gets, one.turns, one.metadata, one.date, one.channel, _example_line(item, number))
            for number, one in enumerate(shape.examples)
        ),
        line=item.place.line or 0,
    )


def _example_line(item: Mapping, number: int) -> int:
    listed = item.get("examples")
    return (listed.items[number].place.line or 0) if isinstance(listed, Listing) else 0
