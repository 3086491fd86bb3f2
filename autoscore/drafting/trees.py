"""Rubrics as trees of what is written: read with their themes and bases, and turned into what can be written again."""

from autoscore.drafting.yaml_text import Bare, Node, bare
from autoscore.rubric import load
from autoscore.rubric.overlay import extended, themed
from autoscore.rubric.sources import Sources, read_tree, rubric_path
from autoscore.rubric.tree import Listing, Mapping, Scalar, Tree


def tree_of(name: str, theme: str | None = None) -> Mapping:
    """Returns a rubric by bundled id or path, with what it extends and its theme laid in.

    Raises RubricError with all problems where it cannot be used.
    """
    load(name, theme)
    sources = Sources()
    found = rubric_path(name)
    tree = None if found is None else read_tree(*found, sources)
    whole = None if tree is None else extended(tree, sources)
    if whole is not None and theme is not None:
        laid = themed(whole, theme, sources)
        whole = None if laid is None else laid[0]
    if whole is None:  # the file went between two looks
        raise FileNotFoundError(name)
    return Mapping(tuple(pair for pair in whole.pairs if pair[0].value != "extends"), whole.place)


def node_of(tree: Tree) -> Node:
    """Returns a tree as it is to be written; it means the same."""
    if isinstance(tree, Mapping):
        return {key.value: node_of(value) for key, value in tree.pairs}
    if isinstance(tree, Listing):
        return [node_of(item) for item in tree.items]
    if tree.null:
        return Bare("null")
    return tree.value if tree.quoted else bare(tree.value)


def items(tree: Mapping, key: str) -> tuple[Mapping, ...]:
    """Returns the mappings of a list; a single one stands for a list of one."""
    value = tree.get(key)
    listed = value.items if isinstance(value, Listing) else () if value is None else (value,)
    return tuple(one for one in listed if isinstance(one, Mapping))


def word(tree: Mapping, key: str) -> str:
    """Returns the text of a key, empty where there is none."""
    value = tree.get(key)
    return value.value if isinstance(value, Scalar) and not value.null else ""


def settled(tree: Tree, knobs: Mapping) -> Tree:
    """Returns a tree with its knobs replaced by their values."""
    if isinstance(tree, Mapping):
        return Mapping(tuple((key, settled(value, knobs)) for key, value in tree.pairs), tree.place)
    if isinstance(tree, Listing):
        return Listing(tuple(settled(item, knobs) for item in tree.items), tree.place)
    if tree.quoted or not tree.value.startswith("$"):
        return tree
    return knobs.get(tree.value[1:]) or tree
