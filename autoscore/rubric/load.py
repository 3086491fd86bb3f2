"""Loads rubrics: a file, or a bundled one by its id; raises RubricError with all problems at once."""

from collections.abc import Iterator
from typing import Any

from autoscore import resources
from autoscore.errors import Place, Problem, RubricError
from autoscore.forms import Form, forms
from autoscore.model import Band, Branch, Criterion, Example, Rubric, Scale, Section
from autoscore.rubric.bind import MISSING, Binder, guess
from autoscore.rubric.overlay import NOT_FOUND, extended, themed
from autoscore.rubric.shape import CriterionShape, RubricShape
from autoscore.rubric.sources import Sources, bundled, read_tree, rubric_path
from autoscore.rubric.tree import Listing, Mapping, Scalar, Tree, parse

# These keys of the file are read by hand: they say how the others are to be understood.
_SPECIAL = ("extends", "knobs", "criteria")


def load(name: str, theme: str | None = None) -> Rubric:
    """Loads a rubric by bundled id or path, with a theme laid over it where one is named."""
    rubric, problems = read(name, theme)
    if rubric is None or problems:
        raise RubricError(problems)
    return rubric


def read(name: str, theme: str | None = None) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Reads a rubric by bundled id or path, and returns what could be read with every problem found."""
    sources = Sources()
    found = rubric_path(name)
    if found is None:
        sources.report(Problem(Place(name), NOT_FOUND, guess(name, bundled()), code="not_found"))
        return None, tuple(sources.problems)
    tree = read_tree(*found, sources)
    rubric = None if tree is None else _made_of(tree, found[1], sources, theme)
    return rubric, tuple(sources.problems)


def parse_text(
    text: str, file: str = "<rubric>", theme: str | None = None
) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Reads a rubric from a text, and returns what could be read with every problem found."""
    sources = Sources(texts={file: text})
    tree = parse(text, file, sources.report)
    rubric = None if tree is None else _made_of(tree, file, sources, theme)
    return rubric, tuple(sources.problems)


def _made_of(tree: Tree, name: str, sources: Sources, theme: str | None) -> Rubric | None:
    whole = extended(tree, sources)
    if whole is None or theme is None:
        return None if whole is None else _bound(whole, name, sources, None)
    found = themed(whole, theme, sources)
    return None if found is None else _bound(found[0], name, sources, found[1])


def _bound(tree: Mapping, name: str, sources: Sources, theme: str | None) -> Rubric | None:
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
        sections=tuple(Section(one.id, one.title, one.weight) for one in head.sections),
        branches=tuple(Branch(one.id, one.title, one.when) for one in head.branches),
        theme=theme,
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
