"""Turns an entry with gaps or slots into a bounded regular expression and the literals that trigger it.

Only the standard engine is used here, on expressions of our own making: every repeat is bounded and none is nested, so
none can back-track for long. What users write as patterns goes to the linear-time engine instead.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from autoscore.lexicon.template import Gap, Literal, Node, Sequence, Slot, count, expand, is_plain
from autoscore.text.characters import sound_form, squeeze

MOST_ANCHORS = 300
MOST_JOINED = 40
MOST_BUILT_IN = 24
# An emptied slot: nothing is one of its values.
NEVER = "(?!)"
_MARK = re.compile("⟦([^⟦⟧]+)⟧")


class SlotForm(Struct, frozen=True):
    """Is a slot as an expression over squeezed text, the length of its longest value, and the values if listed."""

    source: str
    longest: int
    values: tuple[str, ...] = ()


class Searchable(Struct, frozen=True, array_like=True):
    """Is an entry ready to be searched: its expression, its triggers, and how far it may reach to either side.

    Slots stand in `source` as `⟦name⟧`, captured in the order of `slots`; `ahead` and `behind` are groups of strings
    of which one each must also stand before or after the trigger: a cheap look before the expression is even compiled.
    """

    source: str
    anchors: tuple[str, ...]
    before: int
    after: int
    slots: tuple[str, ...] = ()
    ahead: tuple[tuple[str, ...], ...] = ()
    behind: tuple[tuple[str, ...], ...] = ()


def searchable(nodes: Sequence, slots: Mapping[str, SlotForm]) -> Searchable | None:
    """Compiles a sequence; None where it holds no literal to trigger it."""
    groups = [(first, last, found) for first, last in _runs(nodes) if (found := _anchors(nodes[first:last], slots))]
    if not groups:
        return None
    first, _, best = max(groups, key=lambda group: _weight(group[2]))
    source = "".join(map(_emit, nodes))
    return Searchable(
        source=source,
        anchors=best,
        before=sum(_longest(node, slots) for node in nodes[:first]),
        after=sum(_longest(node, slots) for node in nodes[first:]),
        ahead=tuple(found for start, _, found in groups if start < first),
        behind=tuple(found for start, _, found in groups if start > first),
        slots=tuple(_MARK.findall(source)),
    )


def _runs(nodes: Sequence) -> Iterator[tuple[int, int]]:
    """Yields the stretches of a sequence that are looked for as one: plain neighbours, as far as that pays."""
    first = 0
    while first < len(nodes):
        last = first + 1
        while last < len(nodes) and is_plain(nodes[first : last + 1]) and count(nodes[first : last + 1]) <= MOST_JOINED:
            last += 1
        yield first, last
        first = last


def transliterate(source: str) -> str:
    """Turns an expression over squeezed text into one over sounds: each syllable becomes its near-sound code."""
    return "".join(char if char.isascii() and not char.isdigit() else sound_form(char) for char in _bounds_kept(source))


def _bounds_kept(source: str) -> list[str]:
    """Splits an expression into characters, with a bound such as `{0,6}` as one that is left as it is."""
    return re.findall(r"\{\d+(?:,\d*)?\}|.", source, re.DOTALL)


def _weight(anchors: tuple[str, ...]) -> tuple[int, int]:
    return min(map(len, anchors)), -len(anchors)


def _anchors(nodes: Sequence, slots: Mapping[str, SlotForm]) -> tuple[str, ...]:
    """Returns the strings one of which must stand where a run of nodes is said, or none where it may be left out."""
    if is_plain(nodes):
        found = tuple(dict.fromkeys(expand(nodes))) if count(nodes) <= MOST_ANCHORS else ()
        return found if all(found) else ()
    (node,) = nodes
    if isinstance(node, Slot) and len(slots[node.name].values) <= MOST_ANCHORS:
        return slots[node.name].values
    return ()


def filled(source: str, slots: Mapping[str, SlotForm]) -> str:
    """Returns an expression with the forms of its slots, each as a group."""
    return _MARK.sub(lambda mark: f"({slots[mark[1]].source})", source)


def _emit(node: Node) -> str:
    if isinstance(node, Literal):
        return re.escape(node.text)
    if isinstance(node, Gap):
        return f"[^\n]{{0,{node.most}}}?"
    if isinstance(node, Slot):
        return f"⟦{node.name}⟧"
    options = ["".join(map(_emit, option)) for option in node.options]
    either = "|".join(sorted(filter(None, options), key=len, reverse=True))
    return f"(?:{either})?" if "" in options else f"(?:{either})"


def _longest(node: Node, slots: Mapping[str, SlotForm]) -> int:
    if isinstance(node, Literal):
        return len(node.text)
    if isinstance(node, Gap):
        return node.most
    if isinstance(node, Slot):
        return slots[node.name].longest
    return max(sum(_longest(part, slots) for part in option) for option in node.options)


def slot_form(values: tuple[str, ...]) -> SlotForm:
    """Makes a slot of listed values, longest first so that 欧阳 is not read as 欧."""
    known = sorted({squeeze(value) for value in values} - {""}, key=lambda value: (-len(value), value))
    single = "".join(re.escape(value) for value in known if len(value) == 1)
    parts = [re.escape(value) for value in known if len(value) > 1]
    if single:
        parts.append(f"[{single}]")
    return SlotForm("|".join(parts) or NEVER, max(map(len, known), default=0), tuple(known))
