"""The phrase book: all compiled ways behind two automata, one over characters and one over sounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import Struct

from autoscore.lexicon.compile import compile_sets, slot_forms
from autoscore.lexicon.entry import Lexicon, PhraseSet, Way
from autoscore.lexicon.references import References, references
from autoscore.lexicon.regex import SlotForm
from autoscore.text.automaton import Automaton, automaton
from autoscore.text.characters import sound_form

LEAST_SOUND = 2


class Bound(Struct, frozen=True, eq=False):
    """Is a way with the set that it belongs to."""

    owner: PhraseSet
    way: Way


@dataclass(frozen=True, eq=False)
class PhraseBook:
    """Holds what is searched for.

    `keys` are the distinct strings of the automaton; a hit of key k triggers the ways `by_key[k]`. The automaton over
    sounds has keys of its own, with the phrases that a sound may stand for. `wholes` are turns that consist of one
    exclamation only, by their normal form without marks. `references` are heard even where syllables went wrong.
    """

    keys: tuple[str, ...]
    by_key: tuple[tuple[Bound, ...], ...]
    characters: Automaton
    sound_by_key: tuple[tuple[tuple[Bound, str], ...], ...]
    sounds: Automaton
    wholes: Mapping[str, tuple[Bound, ...]]
    references: References
    sets: Mapping[str, PhraseSet]
    slots: Mapping[str, SlotForm]


def compile_book(lexicon: Lexicon, extra: Iterable[PhraseSet] = ()) -> PhraseBook:
    """Makes the book of a lexicon and of the phrases that a rubric adds; raises LexiconError with all problems."""
    sets = compile_sets(lexicon, extra)
    triggers: dict[str, list[Bound]] = {}
    sounds: dict[str, list[tuple[Bound, str]]] = {}
    wholes: dict[str, list[Bound]] = {}
    for bound in (Bound(owner, way) for owner in sets.values() for way in owner.ways or ()):
        if bound.way.bare:
            wholes.setdefault(bound.way.bare, []).append(bound)
        if bound.way.sign == "heard":
            continue
        least = _least_heard(bound)
        for string in bound.way.strings:
            triggers.setdefault(string, []).append(bound)
            if len(string) >= least:
                sounds.setdefault(sound_form(string), []).append((bound, string))
    return PhraseBook(
        keys=tuple(triggers),
        by_key=tuple(map(tuple, triggers.values())),
        characters=automaton(tuple(triggers)),
        sound_by_key=tuple(map(tuple, sounds.values())),
        sounds=automaton(tuple(sounds)),
        wholes={key: tuple(found) for key, found in wholes.items()},
        references=references(sets.values()),
        sets=sets,
        slots=slot_forms(lexicon),
    )


def _least_heard(bound: Bound) -> int:
    """Returns how long a string must be for its sound-alikes to be worth a look; beyond any length where none are."""
    if bound.owner.sound == "never" or bound.way.sign != "way":
        return 1000
    return LEAST_SOUND if bound.way.search is not None or bound.owner.places else LEAST_SOUND + 1
