"""Turns an entry with gaps or slots into a bounded regular expression and the literals that trigger it.

Only the standard engine is used here, on expressions of our own making: every repeat is bounded and none is nested, so
none can back-track for long. What users write as patterns goes to the linear-time engine instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from autoscore.lexicon.template import Choice, Gap, Literal, Node, Sequence, Slot, count, expand, is_plain
from autoscore.lexicon.template import slots as slot_names
from autoscore.text.characters import sound_form, squeeze

MOST_ANCHORS = 300
MOST_BUILT_IN = 24


@dataclass(frozen=True, slots=True)
class SlotForm:
    """Is a slot as an expression over squeezed text, the length of its longest value, and the values if listed."""

    source: str
    longest: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Searchable:
    """Is an entry ready to be searched: its expression, its triggers, and how far it may reach to either side.

    `listed` are the values of the slots that the expression captures, group by group; `others` are strings one of which
    must also stand within reach, group by group: a cheap look before the expression is tried, or even compiled.
    """

    source: str
    anchors: tuple[str, ...]
    before: int
    after: int
    listed: tuple[frozenset[str], ...] = ()
    others: tuple[tuple[str, ...], ...] = ()


def searchable(nodes: Sequence, slots: Mapping[str, SlotForm]) -> Searchable | None:
    """Compiles a sequence; None where it holds no literal to trigger it."""
    anchors = [(index, found) for index, node in enumerate(nodes) if (found := _anchors(node, slots))]
    if not anchors:
        return None
    index, best = max(anchors, key=lambda pair: _weight(pair[1]))
    return Searchable(
        source="".join(_emit(node, slots) for node in nodes),
        anchors=best,
        before=sum(_longest(node, slots) for node in nodes[:index]),
        after=sum(_longest(node, slots) for node in nodes[index:]),
        others=tuple(found for place, found in anchors if place != index),
        listed=tuple(frozenset(slots[name].values) for name in slot_names(nodes) if slots[name].values),
    )


def transliterate(source: str) -> str:
    """Turns an expression over squeezed text into one over sounds: each syllable becomes its near-sound code."""
    return "".join(char if char.isascii() and not char.isdigit() else sound_form(char) for char in _bounds_kept(source))


def _bounds_kept(source: str) -> list[str]:
    """Splits an expression into characters, with a bound such as `{0,6}` as one that is left as it is."""
    return re.findall(r"\{\d+(?:,\d*)?\}|.", source, re.DOTALL)


def _weight(anchors: tuple[str, ...]) -> tuple[int, int]:
    return min(map(len, anchors)), -len(anchors)


def _anchors(node: Node, slots: Mapping[str, SlotForm]) -> tuple[str, ...]:
    if isinstance(node, Literal):
        text = node.text
        return (text,) if text else ()
    if isinstance(node, Slot):
        return slots[node.name].values if len(slots[node.name].values) <= MOST_ANCHORS else ()
    if isinstance(node, Choice) and is_plain((node,)) and count((node,)) <= MOST_ANCHORS:
        found = tuple(dict.fromkeys(expand((node,))))
        return found if all(found) else ()
    return ()


def _emit(node: Node, slots: Mapping[str, SlotForm]) -> str:
    if isinstance(node, Literal):
        return re.escape(node.text)
    if isinstance(node, Gap):
        return f"[^\n]{{0,{node.most}}}?"
    if isinstance(node, Slot):
        form = slots[node.name]
        return f"({form.source})" if form.values else f"(?:{form.source})"
    options = ["".join(_emit(part, slots) for part in option) for option in node.options]
    filled = "|".join(filter(None, options))
    return f"(?:{filled})?" if "" in options else f"(?:{filled})"


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
    return SlotForm("|".join(parts), max(map(len, known), default=0), tuple(known))
