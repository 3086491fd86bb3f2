"""Records of the lexicons: what a file says, before it is compiled."""

from dataclasses import dataclass, field
from typing import Literal

from autoscore.errors import Place
from autoscore.lexicon.template import Sequence

Sign = Literal["way", "block", "mishearing", "weak"]

SIGNS: dict[str, Sign] = {"- ": "block", "~ ": "mishearing", "? ": "weak"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Is one line of a lexicon: a way of saying `label`, or an expression that blocks one."""

    label: str
    source: str
    nodes: Sequence
    place: Place
    sign: Sign = "way"
    turn_start: bool = False
    turn_end: bool = False
    clause: bool = False


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """Is one act or phrase set with all its entries.

    `places` say where it is due (empty: anywhere), `sound` how far sound-alikes are reported.
    """

    label: str
    title: str
    kind: str = "phrases"
    by: str = "agent"
    places: frozenset[str] = frozenset()
    sound: str = "any"
    formula: bool = False
    entries: tuple[Entry, ...] = ()

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
    problems: tuple[object, ...] = field(default=(), repr=False)

    def labels(self, kind: str | None = None) -> tuple[str, ...]:
        """Returns the labels, of one kind or all, in order."""
        return tuple(sorted(label for label, found in self.sets.items() if kind in (None, found.kind)))
