"""Compiles entries: what triggers each, and what a closer look must find."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from autoscore.errors import LexiconError, Problem
from autoscore.lexicon.entry import Entry, Lexicon, PhraseSet, Way
from autoscore.lexicon.regex import MOST_BUILT_IN, Searchable, SlotForm, searchable, slot_form
from autoscore.lexicon.template import MOST_EXPANSIONS, count, expand, is_plain, slots
from autoscore.text.characters import normal_form, unstuttered
from autoscore.text.money import MONEY
from autoscore.text.numbers import DIGITS, NUMBER
from autoscore.text.spoken_times import DATE, DURATION

# Where an entry itself speaks of money, a number needs no unit: 收您一百.
BUILT_IN: dict[str, str] = {"金额": f"{MONEY}|{NUMBER}", "数": NUMBER, "号码": DIGITS, "时长": DURATION, "日期": DATE}
_COUNTED = (*"零一二三四五六七八九〇两俩仨半十百千万亿幺洞拐0123456789¥￥[",)
# Of these characters one at least stands in whatever such a slot takes up.
SLOT_SIGNS: dict[str, tuple[str, ...]] = {
    "金额": _COUNTED,
    "数": _COUNTED,
    "号码": _COUNTED,
    "时长": _COUNTED,
    "日期": (*"天日早晚周期拜月年午",),
}


def compile_sets(lexicon: Lexicon, extra: Iterable[PhraseSet] = ()) -> dict[str, PhraseSet]:
    """Compiles the sets of a lexicon and those that a rubric adds; raises LexiconError with all problems at once."""
    forms = slot_forms(lexicon)
    problems: list[Problem] = []
    sets = {**lexicon.sets, **{added.label: added for added in extra}}
    compiled = {
        label: found if found.ways is not None else replace(found, ways=tuple(_ways(found, forms, problems)))
        for label, found in sets.items()
    }
    if problems:
        raise LexiconError(tuple(problems))
    return compiled


def slot_forms(lexicon: Lexicon) -> dict[str, SlotForm]:
    """Returns the expressions of the built-in slots and of the slot files."""
    forms = {name: SlotForm(source, MOST_BUILT_IN) for name, source in BUILT_IN.items()}
    return forms | {name: slot_form(values) for name, values in lexicon.slots.items()}


def slot_signs(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Returns the signs of the built-in slots; one that a house fills with values of its own has none."""
    return {name: signs for name, signs in SLOT_SIGNS.items() if name not in lexicon.slots}


def _ways(found: PhraseSet, forms: Mapping[str, SlotForm], problems: list[Problem]) -> Iterator[Way]:
    for entry in found.entries:
        strings, search, problem = _strings(entry, forms)
        if problem is not None:
            problems.append(Problem(entry.place, problem[0], problem[1], entry.source, "never_matches"))
            continue
        bare = "" if strings else _bare(entry)
        yield Way(entry.sign, strings, entry.turn_start, entry.turn_end, entry.clause, search, bare)


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
