"""Records of the lexicons: what a file says, before it is compiled."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msgspec import Struct

from autoscore.errors import Place
from autoscore.lexicon.regex import Searchable
from autoscore.lexicon.template import Sequence

Sign = Literal["way", "exact", "block", "mishearing", "weak", "heard"]

SIGNS: dict[str, Sign] = {"! ": "exact", "- ": "block", "~ ": "mishearing", "? ": "weak", "* ": "heard"}


class Entry(Struct, frozen=True):
    """Is one line of a lexicon: a way of saying `label`, or an expression that blocks one."""

    label: str
    source: str
    nodes: Sequence
    place: Place
    sign: Sign = "way"
    turn_start: bool = False
    turn_end: bool = False
    clause: bool = False


class Way(Struct, frozen=True, eq=False, array_like=True):
    """Is a compiled entry, ready to be searched for.

    `strings` trigger it; with `search` they only call for a closer look. `bare` is the normal form of an exclamation
    that only a whole turn can match; it has no strings.
    """

    sign: Sign
    strings: tuple[str, ...]
    turn_start: bool = False
    turn_end: bool = False
    clause: bool = False
    search: Searchable | None = None
    bare: str = ""


class PhraseSet(Struct, frozen=True, eq=False):
    """Is one act or phrase set with all its entries.

    `places` say where it is due (empty: anywhere), `sound` how far sound-alikes are reported; `ways` are its entries
    compiled, where that has been done before.
    """

    label: str
    title: str
    kind: str = "phrases"
    by: str = "agent"
    places: frozenset[str] = frozenset()
    sound: str = "any"
    formula: bool = False
    entries: tuple[Entry, ...] = ()
    ways: tuple[Way, ...] | None = None

    @property
    def is_act(self) -> bool:
        """Tells whether it is a service act, to be written by `annotate`."""
        return self.kind != "phrases"


@dataclass(frozen=True)
class Lexicon:
    """Holds all sets by label, the values of slots, and the contexts that make a hit none."""

    sets: dict[str, PhraseSet]
    slots: dict[str, tuple[str, ...]]
    contexts: tuple[str, ...] = ()
    digest: str = ""

    @cached_property
    def _slot_sets(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(values) for name, values in self.slots.items()}

    def slot_set(self, name: str) -> frozenset[str]:
        """Returns the values of a slot as a set; a slot that no file fills has none."""
        return self._slot_sets.get(name, frozenset())

    def labels(self, kind: str | None = None) -> tuple[str, ...]:
        """Returns the labels, of one kind or all, in order."""
        return tuple(sorted(label for label, found in self.sets.items() if kind in (None, found.kind)))
