"""The entry language: alternatives, options, gaps and slots; see lexicons/README.md."""

import re
from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from msgspec import Struct

from autoscore.text.characters import squeeze

DEFAULT_GAP = 6
MOST_GAP = 30
# Beyond this an entry is searched as an expression instead of phrase by phrase.
MOST_EXPANSIONS = 30


class Literal(Struct, frozen=True):
    """Is a run of characters as they are said, squeezed."""

    text: str


class Gap(Struct, frozen=True):
    """Is up to `most` characters of anything within a clause."""

    most: int


class Slot(Struct, frozen=True):
    """Is a value of a named list or built-in."""

    name: str


class Choice(Struct, frozen=True):
    """Is one of several sequences; an option has the empty one among them."""

    options: tuple["Sequence", ...]


Node: TypeAlias = Literal | Gap | Slot | Choice
Sequence: TypeAlias = tuple[Node, ...]

_TOKEN = re.compile(r"…(\d{0,2})|\{([^{}]*)\}|([(\[|)\]])|([^…{}(\[|)\]]+)")
OPTION = "["
_CLOSING = {"(": ")", "[": "]"}


class TemplateError(ValueError):
    """Says what is wrong with an entry, and at which character from 0."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.at = at


def parse(source: str) -> Sequence:
    """Parses an entry without its sign; raises TemplateError."""
    tokens = list(_tokens(source))
    nodes, rest = _alternatives(tokens, 0, None, len(source))
    if rest != len(tokens):
        raise TemplateError(f"多出一个“{tokens[rest][1]}”", tokens[rest][0])
    return nodes[0] if len(nodes) == 1 else (Choice(nodes),)


def _tokens(source: str) -> Iterator[tuple[int, str]]:
    place = 0
    while place < len(source):
        token = _TOKEN.match(source, place)
        if token is None:
            raise TemplateError(f"“{source[place]}”没有配对", place)
        yield place, token.group(0)
        place = token.end()


def _alternatives(
    tokens: list[tuple[int, str]], at: int, closing: str | None, end: int
) -> tuple[tuple[Sequence, ...], int]:
    options: list[Sequence] = []
    nodes: list[Node] = []
    while at < len(tokens) and tokens[at][1] not in (")", "]"):
        if tokens[at][1] == "|":
            options.append(tuple(nodes))
            nodes, at = [], at + 1
            continue
        node, at = _node(tokens, at, end)
        nodes.append(node)
    if closing is not None and (at == len(tokens) or tokens[at][1] != closing):
        raise TemplateError(f"缺少“{closing}”", tokens[at][0] if at < len(tokens) else end)
    return (*options, tuple(nodes)), at


def _node(tokens: list[tuple[int, str]], at: int, end: int) -> tuple[Node, int]:
    place, token = tokens[at]
    if token in _CLOSING:
        options, after = _alternatives(tokens, at + 1, _CLOSING[token], end)
        return Choice((*options, ()) if token == OPTION else options), after + 1
    if token.startswith("…"):
        most = int(token[1:] or DEFAULT_GAP)
        if not 0 < most <= MOST_GAP:
            raise TemplateError(f"间隔只能是 1 到 {MOST_GAP} 个字", place)
        return Gap(most), at + 1
    return (Slot(token[1:-1].strip()) if token.startswith("{") else Literal(squeeze(token))), at + 1


def is_plain(nodes: Sequence) -> bool:
    """Tells whether a sequence holds neither gap nor slot, and so stands for finitely many phrases."""
    return all(
        isinstance(node, Literal) or (isinstance(node, Choice) and all(map(is_plain, node.options))) for node in nodes
    )


def slots(nodes: Sequence) -> Iterator[str]:
    """Yields the slot names of a sequence."""
    return (leaf.name for leaf in _leaves(nodes) if isinstance(leaf, Slot))


def literals(nodes: Sequence) -> Iterator[str]:
    """Yields the fixed runs of a sequence; one that consists of fillers only is empty."""
    return (leaf.text for leaf in _leaves(nodes) if isinstance(leaf, Literal))


def _leaves(nodes: Sequence) -> Iterator[Node]:
    """Yields the nodes of a sequence and of its choices, without the choices themselves."""
    for node in nodes:
        if isinstance(node, Choice):
            for option in node.options:
                yield from _leaves(option)
        else:
            yield node


def count(nodes: Sequence) -> int:
    """Counts the phrases that a plain sequence stands for."""
    total = 1
    for node in nodes:
        if isinstance(node, Choice):
            total *= sum(map(count, node.options))
    return total


def expand(nodes: Sequence) -> Iterator[str]:
    """Yields the phrases that a plain sequence stands for."""
    for parts in product(*map(_expansions, nodes)):
        yield "".join(parts)


def _expansions(node: Node) -> list[str]:
    if isinstance(node, Choice):
        return [phrase for option in node.options for phrase in expand(option)]
    if not isinstance(node, Literal):
        raise TypeError("only plain sequences can be expanded")
    return [node.text]
