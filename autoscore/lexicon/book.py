"""The phrase book: all compiled ways behind two searches, one over characters and one over sounds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.lexicon.compile import compile_sets, slot_forms, slot_signs
from autoscore.lexicon.entry import Lexicon, PhraseSet, Sign, Way
from autoscore.lexicon.expressions import Expressions
from autoscore.lexicon.phrases import Phrases
from autoscore.lexicon.references import References, references
from autoscore.lexicon.tables import Numbers
from autoscore.lexicon.triggers import Calls, Triggers, triggers
from autoscore.text.characters import sound_forms

WAY, EXACT, BLOCK, MISHEARING, WEAK, HEARD = range(6)
SIGN_NUMBERS: Mapping[Sign, int] = MappingProxyType(
    {"way": WAY, "exact": EXACT, "block": BLOCK, "mishearing": MISHEARING, "weak": WEAK, "heard": HEARD}
)
# Groups of strings of which one each must stand somewhere.
Groups: TypeAlias = tuple[tuple[str, ...], ...]
LEAST_SOUND = 2
# A slot that an expression begins or ends with.
_FIRST, _LAST = re.compile("⟦([^⟦⟧]+)⟧"), re.compile("⟦([^⟦⟧]+)⟧$")


class Bound(Struct, frozen=True, eq=False):
    """Is a way with the set that it belongs to."""

    owner: PhraseSet
    way: Way


@dataclass(frozen=True, eq=False)
class Traits:
    """Holds what is asked of ways, a row a way: numbers of its set, of its label in order and of its sign; flags."""

    owners: Numbers
    labels: Numbers
    signs: Numbers
    searched: NDArray[np.bool_]
    turn_start: NDArray[np.bool_]
    turn_end: NDArray[np.bool_]
    clause: NDArray[np.bool_]
    block: NDArray[np.bool_]
    weak: NDArray[np.bool_]
    mishearing: NDArray[np.bool_]
    heard: NDArray[np.bool_]
    act: NDArray[np.bool_]

    @classmethod
    def of(cls, bounds: Sequence[Bound], sets: Iterable[PhraseSet]) -> "Traits":
        """Returns the traits of the ways of some sets, in their order."""
        owners = {label: number for number, label in enumerate(one.label for one in sets)}
        ordered = {label: number for number, label in enumerate(sorted(owners))}
        ways = [one.way for one in bounds]
        signs = np.array([SIGN_NUMBERS[way.sign] for way in ways], dtype=np.int64)
        return cls(
            owners=np.array([owners[one.owner.label] for one in bounds], dtype=np.int64),
            labels=np.array([ordered[one.owner.label] for one in bounds], dtype=np.int64),
            signs=signs,
            searched=_flags(way.search is not None for way in ways),
            turn_start=_flags(way.turn_start for way in ways),
            turn_end=_flags(way.turn_end for way in ways),
            clause=_flags(way.clause for way in ways),
            block=signs == BLOCK,
            weak=signs == WEAK,
            mishearing=signs == MISHEARING,
            heard=signs == HEARD,
            act=_flags(one.owner.is_act for one in bounds),
        )


def _flags(values: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(values, dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class PhraseBook:
    """Holds what is searched for.

    `bounds` are all ways and `phrases` all texts that they are looked for by; what is found names both by number. The
    search over sounds has strings of its own, with the phrases that a sound may stand for. `wholes` are turns that
    consist of one exclamation only, by their normal form without marks, and the numbers of their ways. `references` are
    heard even where syllables went wrong; `heard` are their numbers among the ways.
    """

    bounds: tuple[Bound, ...]
    traits: Traits
    phrases: Phrases
    characters: Triggers
    sounds: Triggers
    written: Expressions
    sounding: Expressions
    wholes: Mapping[str, tuple[int, ...]]
    references: References
    sets: Mapping[str, PhraseSet]

    @cached_property
    def heard(self) -> Numbers:
        """Are the numbers of the ways that the references belong to."""
        numbers = {one.way: number for number, one in enumerate(self.bounds) if one.way.sign == "heard"}
        return np.array([numbers[way] for _, way in self.references.owners], dtype=np.int64)

    @cached_property
    def heard_phrases(self) -> Numbers:
        """Are the numbers of the texts of the references among the phrases."""
        return np.array([self.phrases.numbers[text] for text in self.references.texts], dtype=np.int64)


def compile_book(lexicon: Lexicon, extra: Iterable[PhraseSet] = ()) -> PhraseBook:
    """Makes the book of a lexicon and of the phrases that a rubric adds; raises LexiconError with all problems."""
    sets = compile_sets(lexicon, extra)
    bounds = tuple(Bound(owner, way) for owner in sets.values() for way in owner.ways or ())
    ways = tuple(one.way for one in bounds)
    known = references(sets.values())
    strings = [string for way in ways for string in way.strings]
    phrases = Phrases.of((*strings, *known.texts, *(way.bare for way in ways if way.bare)))
    slots = slot_forms(lexicon)
    calls = Calls(strings, _repeated(ways), _numbers(phrases.numbers, strings))
    signs = slot_signs(lexicon)
    needed = [_needed(way, signs) for way in ways]
    return PhraseBook(
        bounds=bounds,
        traits=Traits.of(bounds, sets.values()),
        phrases=phrases,
        characters=_written(bounds, calls, needed),
        sounds=_sounding(bounds, calls, needed),
        written=Expressions(ways, slots, sound=False),
        sounding=Expressions(ways, slots, sound=True),
        wholes=_wholes(bounds),
        references=known,
        sets=sets,
    )


def _repeated(ways: Sequence[Way]) -> Numbers:
    """Returns the number of the way of each string of some ways."""
    return np.repeat(np.arange(len(ways)), np.fromiter((len(way.strings) for way in ways), np.int64, len(ways)))


def _numbers(numbers: Mapping[str, int], strings: Sequence[str]) -> Numbers:
    return np.fromiter(map(numbers.__getitem__, strings), np.int64, len(strings))


def _written(bounds: Sequence[Bound], calls: Calls, needed: Sequence[Groups]) -> Triggers:
    """Makes the triggers over characters; what is only heard through mangled syllables has none."""
    said = np.flatnonzero(_flags(one.way.sign != "heard" for one in bounds)[calls.ways])
    return triggers(calls.take(said), needed)


def _sounding(bounds: Sequence[Bound], calls: Calls, needed: Sequence[Groups]) -> Triggers:
    """Makes the triggers over sounds: of the strings that are long enough for their sound-alikes to be worth a look."""
    least = np.fromiter(map(_least_heard, bounds), np.int64, len(bounds))
    lengths = np.fromiter(map(len, calls.strings), np.int64, len(calls.strings))
    heard = calls.take(np.flatnonzero(lengths >= least[calls.ways]))
    looked = set(heard.ways.tolist())
    groups = [groups if way in looked else () for way, groups in enumerate(needed)]
    distinct = tuple(dict.fromkeys(chain(heard.strings, chain.from_iterable(chain.from_iterable(groups)))))
    form = dict(zip(distinct, sound_forms(distinct), strict=True)).__getitem__
    sounds = Calls([*map(form, heard.strings)], heard.ways, heard.phrases)
    return triggers(sounds, [tuple(tuple(map(form, group)) for group in of_way) for of_way in groups])


def _least_heard(bound: Bound) -> int:
    """Returns how long a string must be for its sound-alikes to be worth a look; beyond any length where none are."""
    if bound.owner.sound == "never" or bound.way.sign != "way":
        return 1000
    return LEAST_SOUND if bound.way.search is not None or bound.owner.places else LEAST_SOUND + 1


def _needed(way: Way, signs: Mapping[str, tuple[str, ...]]) -> Groups:
    """Returns the groups of strings of which one each must stand beside what calls for a way; `signs` are of slots."""
    if way.search is None:
        return ()
    edges = [edge[1] for edge in (_FIRST.match(way.search.source), _LAST.search(way.search.source)) if edge]
    slots = (signs[name] for name in edges if name in signs)
    return (*slots, *way.search.ahead, *way.search.behind)


def _wholes(bounds: Iterable[Bound]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, one in enumerate(bounds):
        if one.way.bare and one.way.sign != "block":
            found.setdefault(one.way.bare, []).append(number)
    return {key: tuple(ways) for key, ways in found.items()}
