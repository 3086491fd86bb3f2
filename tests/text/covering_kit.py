"""Texts that match an expression, one at least for each thing that it lists: what a quick look must not leave out.

Only the syntax that the project's expressions use is read; anything else is refused, so that no new one is passed over.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from types import ModuleType
from typing import TypeAlias

# What stands for all that a negated class or a dot takes.
ANYTHING = "甲x5 “"
_BOUND = re.compile(r"\{(\d+)(,?)(\d*)\}")
# What may stand there more often than this is not tried as often as it may.
_OFTEN = 8
_COUNTS: Mapping[str, tuple[int, int]] = {"?": (0, 1), "*": (0, 99), "+": (1, 99)}
_ESCAPES: Mapping[str, str] = {"n": "\n", "Z": "", "A": "", "b": ""}
_EMPTY = ("(?!", "(?<!")
# Also what must only stand beside is written out: what follows may then be it.
_BESIDE = ("(?=", "(?<=")


@dataclass(frozen=True)
class Series:
    """Is what is said one after the other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """Is one of several."""

    options: tuple["Node", ...]


Node: TypeAlias = "str | Series | Either"
Fill: TypeAlias = Callable[[Node], str]


def patterns(module: ModuleType) -> dict[str, re.Pattern[str]]:
    """Returns all expressions among the constants of a module, also those in tuples, by name."""
    found: dict[str, re.Pattern[str]] = {}
    for name, value in vars(module).items():
        for number, one in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(one, re.Pattern):
                found[f"{name}.{number}" if isinstance(value, tuple) else name] = one
    return found


def texts(pattern: re.Pattern[str], shun: str = "", more: int = 2) -> list[str]:
    """Returns texts that an expression finds something in, in a fixed order.

    For each alternative, character and count that it lists there is a text in which all else holds as few of the
    characters in `shun` as can be, and is as short as can be, and some in which all else is any.
    """
    node = parsed(pattern.pattern)
    fills = [fewest({*shun}), fewest(set()), *(anything(Random(seed)) for seed in range(more))]  # noqa: S311
    made = dict.fromkeys(text for fill in fills for text in variants(node, fill))
    return [text for text in made if pattern.search(text)]


def variants(node: Node, fill: Fill) -> Iterator[str]:
    """Yields a text for each thing that is listed, with the rest filled in."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Either):
        for option in node.options:
            yield from variants(option, fill)
    else:
        for place, part in enumerate(node.parts):
            for text in variants(part, fill):
                before, behind = node.parts[:place], node.parts[place + 1 :]
                yield f"{''.join(map(fill, before))}{text}{''.join(map(fill, behind))}"


def fewest(shunned: set[str]) -> Fill:
    """Returns what fills in the text with the fewest shunned characters, of those the shortest."""
    known: dict[int, tuple[Node, str]] = {}

    def fill(node: Node) -> str:
        if isinstance(node, str):
            return node
        if id(node) not in known:
            parts = map(fill, node.parts if isinstance(node, Series) else node.options)
            known[id(node)] = (node, "".join(parts) if isinstance(node, Series) else min(parts, key=bad))
        return known[id(node)][1]

    def bad(text: str) -> tuple[int, int]:
        return sum(char in shunned for char in text), len(text)

    return fill


def anything(random: Random) -> Fill:
    """Returns what fills in any text."""

    def fill(node: Node) -> str:
        if isinstance(node, str):
            return node
        return fill(random.choice(node.options)) if isinstance(node, Either) else "".join(map(fill, node.parts))

    return fill


def parsed(source: str) -> Node:
    """Reads an expression; raises ValueError at what is not known here."""
    node, at = _either(source, 0)
    if at != len(source):
        raise ValueError(f"unexpected {source[at]!r} at {at}")
    return node


def _either(source: str, at: int) -> tuple[Node, int]:
    options: list[Node] = []
    while True:
        option, at = _series(source, at)
        options.append(option)
        if source[at : at + 1] != "|":
            return (options[0] if len(options) == 1 else Either(tuple(options))), at
        at += 1


def _series(source: str, at: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while at < len(source) and source[at] not in "|)":
        atom, at = _atom(source, at)
        counted, at = _counted(atom, source, at)
        parts.append(counted)
    return Series(tuple(parts)), at


def _atom(source: str, at: int) -> tuple[Node, int]:
    char = source[at]
    if char == "(":
        return _group(source, at)
    if char == "[":
        return _class(source, at)
    if char == "\\":
        return _escaped(source[at + 1]), at + 2
    if char in "^$":
        return "", at + 1
    if char in "*+?":
        raise ValueError(f"nothing to repeat at {at}")
    return (Either(tuple(ANYTHING)) if char == "." else char), at + 1


def _group(source: str, at: int) -> tuple[Node, int]:
    opening = re.compile(r"\((?:\?(?:[:>]|<?[=!]|P<\w+>))?(?!\?)").match(source, at)
    if opening is None:
        raise ValueError(f"unknown group at {at}")
    inside, at = _either(source, opening.end())
    if source[at : at + 1] != ")":
        raise ValueError(f"open group at {at}")
    if opening.group() in _EMPTY:
        return "", at + 1
    return (Either(("", inside)) if opening.group() in _BESIDE else inside), at + 1


def _class(source: str, at: int) -> tuple[Node, int]:
    negated, at = source.startswith("[^", at), at + 1 + source.startswith("[^", at)
    chars: list[str] = []
    while source[at] != "]" or not chars:
        if source[at] == "-" and chars and source[at + 1] != "]":
            chars += map(chr, range(ord(chars[-1]) + 1, ord(source[at + 1]) + 1))
            at += 2
        else:
            escaped = source[at] == "\\"
            chars.append(_escaped(source[at + 1]) if escaped else source[at])
            at += 1 + escaped
    listed = [char for char in ANYTHING if char not in chars] if negated else chars
    return Either(tuple(listed)), at + 1


def _escaped(char: str) -> str:
    if char.isalnum() and char not in _ESCAPES:
        raise ValueError(f"unknown escape {char!r}")
    return _ESCAPES.get(char, char)


def _counted(atom: Node, source: str, at: int) -> tuple[Node, int]:
    """Returns an atom as seldom as its count says, once more, twice, and as often as it may where that is few."""
    bound = _BOUND.match(source, at)
    if bound is not None:
        least, at = int(bound[1]), bound.end()
        most = int(bound[3] or 99) if bound[2] else least
    elif source[at : at + 1] in _COUNTS:
        (least, most), at = _COUNTS[source[at]], at + 1
    else:
        return atom, at
    at += source[at : at + 1] in ("?", "+")
    times = sorted({least, min(least + 1, most), min(max(least + 1, 2), most), most if most <= _OFTEN else least})
    return Either(tuple(Series((atom,) * count) for count in times)), at
