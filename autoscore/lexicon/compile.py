"""Compiles sets of entries into two automata, over characters and over sounds, and their verifications."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from autoscore.errors import LexiconError, Problem
from autoscore.lexicon.entry import Entry, Lexicon, PhraseSet
from autoscore.lexicon.regex import MOST_BUILT_IN, Searchable, SlotForm, searchable, slot_form
from autoscore.lexicon.template import MOST_EXPANSIONS, count, expand, is_plain, slots
from autoscore.text.automaton import Automaton, automaton
from autoscore.text.characters import normal_form, sound_form, unstuttered
from autoscore.text.money import MONEY
from autoscore.text.numbers import DIGITS, NUMBER
from autoscore.text.spoken_times import DATE, DURATION

LEAST_SOUND = 2
LEAST_SOUND_TEMPLATE = 2

# Where an entry itself speaks of money, a number needs no unit: 收您一百.
BUILT_IN: dict[str, str] = {"金额": f"{MONEY}|{NUMBER}", "数": NUMBER, "号码": DIGITS, "时长": DURATION, "日期": DATE}


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Is one compiled entry: a phrase, or an expression with triggers; `order` numbers it within the book."""

    order: int
    entry: Entry
    owner: PhraseSet
    search: Searchable | None = None


@dataclass(frozen=True, eq=False)
class PhraseBook:
    """Holds the compiled ways of all sets.

    `keys` are the distinct strings of the automaton; a hit of key k triggers the ways `by_key[k]`. The automaton over
    sounds has keys of its own, with the phrases that a sound may stand for. `wholes` are turns that consist of one
    exclamation only (by their normal form without marks).
    """

    keys: tuple[str, ...]
    by_key: tuple[tuple[Way, ...], ...]
    characters: Automaton
    sound_by_key: tuple[tuple[tuple[Way, str], ...], ...]
    sounds: Automaton
    wholes: Mapping[str, tuple[Way, ...]]
    sets: Mapping[str, PhraseSet]


def compile_book(lexicon: Lexicon, extra: Iterable[PhraseSet] = ()) -> PhraseBook:
    """Compiles a lexicon and the phrases that a rubric adds; raises LexiconError with all problems at once."""
    sets = {**lexicon.sets, **{added.label: added for added in extra}}
    forms = slot_forms(lexicon)
    problems: list[Problem] = []
    triggers: dict[str, list[Way]] = {}
    sounds: dict[str, list[tuple[Way, str]]] = {}
    wholes: dict[str, list[Way]] = {}
    for way, strings in _ways(sets.values(), forms, problems):
        for string in strings:
            triggers.setdefault(string, []).append(way)
            if _heard(way, string):
                sounds.setdefault(sound_form(string), []).append((way, string))
        if not strings:
            wholes.setdefault(_bare(way.entry), []).append(way)
    if problems:
        raise LexiconError(tuple(problems))
    return _book(triggers, sounds, {key: tuple(found) for key, found in wholes.items()}, sets)


def _book(
    triggers: dict[str, list[Way]],
    sounds: dict[str, list[tuple[Way, str]]],
    wholes: dict[str, tuple[Way, ...]],
    sets: Mapping[str, PhraseSet],
) -> PhraseBook:
    keys = tuple(triggers)
    return PhraseBook(
        keys=keys,
        by_key=tuple(tuple(dict.fromkeys(ways)) for ways in triggers.values()),
        characters=automaton(keys),
        sound_by_key=tuple(tuple(found) for found in sounds.values()),
        sounds=automaton(tuple(sounds)),
        wholes=wholes,
        sets=sets,
    )


def slot_forms(lexicon: Lexicon) -> dict[str, SlotForm]:
    """Returns the expressions of the built-in slots and of the slot files."""
    forms = {name: SlotForm(source, MOST_BUILT_IN) for name, source in BUILT_IN.items()}
    return forms | {name: slot_form(values) for name, values in lexicon.slots.items()}


def _ways(
    sets: Iterable[PhraseSet], forms: Mapping[str, SlotForm], problems: list[Problem]
) -> Iterator[tuple[Way, tuple[str, ...]]]:
    order = 0
    for owner in sets:
        for entry in owner.entries:
            strings, search, problem = _strings(entry, forms)
            if problem is not None:
                problems.append(Problem(entry.place, problem[0], problem[1], entry.source, "never_matches"))
                continue
            yield Way(order, entry, owner, search), strings
            order += 1


def _strings(
    entry: Entry, forms: Mapping[str, SlotForm]
) -> tuple[tuple[str, ...], Searchable | None, tuple[str, str] | None]:
    """Returns the strings that trigger an entry, its expression if it needs one, or what is wrong with it."""
    unknown = [name for name in slots(entry.nodes) if name not in forms]
    if unknown:
        return (), None, (f"没有“{{{unknown[0]}}}”这个槽", f"可用：{' '.join(sorted(forms))}")
    if is_plain(entry.nodes) and count(entry.nodes) <= MOST_EXPANSIONS:
        return _plain_strings(entry)
    found = searchable(entry.nodes, forms)
    if found is None:
        return (), None, ("没有固定的字可找，或展开后说法太多，永远不会被找到", "至少写一段固定的字，或拆成几行")
    return found.anchors, found, None


def _plain_strings(entry: Entry) -> tuple[tuple[str, ...], None, tuple[str, str] | None]:
    strings = tuple(dict.fromkeys(filter(None, map(unstuttered, expand(entry.nodes)))))
    if strings or (entry.turn_start and entry.turn_end and _bare(entry)):
        return strings, None, None
    return (), None, ("去掉语气词和标点后什么也不剩，永远不会被找到", "写成整轮 ^…$，或加上实义的字")


def _bare(entry: Entry) -> str:
    """Returns the normal form of an entry that consists of fillers, which only a whole turn can match."""
    body = normal_form(entry.source.removeprefix("? ").strip("^$= "))
    return "".join(char for char in body if char.isalnum())


def _heard(way: Way, string: str) -> bool:
    """Tells whether sound-alikes of a string are worth a look."""
    if way.owner.sound == "never" or way.entry.sign != "way":
        return False
    if way.search is not None:
        return len(string) >= LEAST_SOUND_TEMPLATE
    return len(string) > LEAST_SOUND or (len(string) == LEAST_SOUND and bool(way.owner.places))
