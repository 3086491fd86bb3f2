"""Lint of entries against each other: what is blocked, stands twice, is hidden, or belongs to another set."""

from collections.abc import Iterable, Iterator, Mapping

from autoscore.errors import Problem
from autoscore.lexicon.entry import Entry, PhraseSet
from autoscore.lexicon.listed import is_bound, is_listed, texts
from autoscore.lexicon.template import literals

# A longer phrase adds a hit by sound where a shorter one is too short to be heard.
HEARD_ALONE = 4
_FAULTS = ("taboo", "red_line")
_Key = tuple[object, bool, bool, bool, bool]


def within_set(phrases: PhraseSet) -> Iterator[Problem]:
    """Yields ways that one of the set's own blocks always cancels, that stand twice, or that a shorter one hides."""
    ways = [entry for entry in phrases.entries if entry.sign != "block"]
    yield from _blocked(phrases, ways)
    yield from _twice(ways)
    yield from _hidden(phrases, ways)


def _blocked(phrases: PhraseSet, ways: Iterable[Entry]) -> Iterator[Problem]:
    blocks = {text: one for one in phrases.entries if one.sign == "block" and not is_bound(one) for text in texts(one)}
    for entry in ways:
        found = texts(entry)
        if found and all(text in blocks for text in found):
            what = f"永远找不到：{blocks[found[0]].place} 的排除项把它全挡住了"
            yield Problem(entry.place, what, "删去一条", entry.source, "never_matches")


def _twice(ways: Iterable[Entry]) -> Iterator[Problem]:
    """Yields ways all of whose phrases stand before them already; what is listed for the ear alone is no repetition."""
    seen: dict[_Key, Entry] = {}
    for entry in ways:
        keys = [
            (text, entry.turn_start, entry.turn_end, entry.clause, entry.sign == "heard")
            for text in (texts(entry) if is_listed(entry) else [entry.nodes])
        ]
        if keys and all(key in seen for key in keys):
            yield Problem(entry.place, f"与 {seen[keys[0]].place} 重复", "删去一条", entry.source, "advice_duplicate")
        seen.update(dict.fromkeys(keys, entry))


def _hidden(phrases: PhraseSet, ways: Iterable[Entry]) -> Iterator[Problem]:
    """Yields ways each of whose phrases holds a shorter way of the set that may stand anywhere.

    The shorter one must be long enough to be heard by itself, and no block may take it away inside the longer one.
    """
    barred = [literal for one in phrases.entries if one.sign == "block" for literal in literals(one.nodes)]
    free = {
        text: entry
        for entry in phrases.entries
        if entry.sign == "way" and not is_bound(entry)
        for text in texts(entry)
        if _least_heard(phrases) <= len(text)
    }
    for entry in ways:
        found = texts(entry) if entry.sign == "way" and not is_bound(entry) else []
        inner = [_inside(text, free, barred) for text in found]
        if inner and inner[0] is not None and all(one is not None and one is not entry for one in inner):
            what = f"{inner[0].place} 已经能找到它：那一条更短，包含在这一条里"
            yield Problem(entry.place, what, "可删去较长的", entry.source, "advice_hidden")


def _least_heard(phrases: PhraseSet) -> int:
    return 1 if phrases.sound == "never" else HEARD_ALONE


def _inside(text: str, free: Mapping[str, Entry], barred: Iterable[str]) -> Entry | None:
    """Returns the entry of a phrase that lies inside a longer one, and that nothing there blocks; None where none."""
    runs = (text[start:end] for start in range(len(text)) for end in range(start + 1, len(text) + 1))
    found = (run for run in runs if run in free and len(run) < len(text))
    inner = next(found, None)
    if inner is None or any(inner in block or block in text for block in barred if block):
        return None
    return free[inner]


def across_sets(sets: Iterable[PhraseSet]) -> Iterator[Problem]:
    """Yields what an act has in common with one that it should not: a taboo, or an act that it is a mishearing of."""
    acts = [one for one in sets if one.is_act]
    faults = _by_text(one for one in acts if one.kind in _FAULTS)
    wanted = [one for one in acts if one.kind == "expected"]
    exact = _by_text(wanted)
    for phrases in wanted:
        for entry in phrases.entries:
            yield from _forbidden(entry, faults)
            yield from _other_act(entry, exact)


def _by_text(sets: Iterable[PhraseSet]) -> dict[tuple[str, bool, bool, bool], Entry]:
    ways = (entry for one in sets for entry in one.entries if entry.sign in ("way", "exact"))
    return {_at(text, entry): entry for entry in ways for text in texts(entry)}


def _at(text: str, entry: Entry) -> tuple[str, bool, bool, bool]:
    return text, entry.turn_start, entry.turn_end, entry.clause


def _forbidden(entry: Entry, faults: Mapping[tuple[str, bool, bool, bool], Entry]) -> Iterator[Problem]:
    if entry.sign not in ("way", "exact"):
        return
    other = next((faults[_at(text, entry)] for text in texts(entry) if _at(text, entry) in faults), None)
    if other is not None:
        what = f"{other.place} 把同一句话列为不该说的（{other.label}）：说了它既得分又扣分"
        yield Problem(entry.place, what, "只留一处，或写得更长以示区别", entry.source, "advice_taboo_too")


def _other_act(entry: Entry, exact: Mapping[tuple[str, bool, bool, bool], Entry]) -> Iterator[Problem]:
    if entry.sign != "mishearing":
        return
    other = next((exact[_at(text, entry)] for text in texts(entry) if _at(text, entry) in exact), None)
    if other is not None and other.label != entry.label:
        what = f"{other.place} 里它就是 {other.label} 的说法，不是误识"
        yield Problem(entry.place, what, "删去这一条", entry.source, "advice_other_act")
