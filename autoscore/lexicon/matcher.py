"""Finds the ways of saying in a view: over characters, and over sounds in the same pass."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from autoscore.lexicon.book import Bound, PhraseBook
from autoscore.lexicon.entry import PhraseSet, Way
from autoscore.lexicon.regex import Searchable, filled, transliterate
from autoscore.model import CLEAN, GARBLED
from autoscore.model.hit import Form
from autoscore.text.characters import points, sound_form, syllables
from autoscore.text.view import View

SHORT = 3
# Like sounds prove the less the fewer they are.
SHORT_PENALTY = {1: 40, 2: 15, 3: 8}
SAME_CHARACTER, SAME_SYLLABLE, NEAR_SYLLABLE = 100, 80, 60
# Of an expression only the trigger is compared, so its likeness never counts as full.
TEMPLATE_BY_SOUND = 85


class Match(Struct, frozen=True):
    """Is one way found at a run of `squeezed`; `phrase` is what was looked for."""

    bound: Bound
    start: int
    end: int
    form: Form
    strength: int
    phrase: str

    @property
    def owner(self) -> PhraseSet:
        """Is the set that the way belongs to."""
        return self.bound.owner

    @property
    def sign(self) -> str:
        """Is what kind of entry the way is."""
        return self.bound.way.sign

    @property
    def label(self) -> str:
        """Is the label of the set that the way belongs to."""
        return self.owner.label


def find(book: PhraseBook, view: View) -> list[Match]:
    """Returns the matches of all sets, for each label the best that do not overlap, blocked ones left out."""
    candidates = [*_clean(book, view), *_garbled(book, view)]
    return _resolved(candidates)


def _clean(book: PhraseBook, view: View) -> Iterator[Match]:
    seen: set[tuple[Bound, int, int]] = set()
    for start, end, key in book.characters.find(view.squeezed):
        for bound in book.by_key[key]:
            for place in _places(book, bound.way, view, view.squeezed, start, end, sound=False):
                if (bound, *place) not in seen and _allowed(bound.way, view, *place):
                    seen.add((bound, *place))
                    yield Match(bound, *place, CLEAN, 100, book.keys[key])


def _garbled(book: PhraseBook, view: View) -> Iterator[Match]:
    seen: set[tuple[Bound, int, int]] = set()
    for start, end, key in book.sounds.find(view.sound):
        for bound, phrase in book.sound_by_key[key]:
            if view.squeezed[start:end] == phrase and bound.way.search is None:
                continue
            for place in _places(book, bound.way, view, view.sound, start, end, sound=True):
                if (bound, *place) not in seen and _allowed(bound.way, view, *place):
                    seen.add((bound, *place))
                    yield Match(bound, *place, GARBLED, _strength(bound.way, view, start, phrase), phrase)


def _places(
    book: PhraseBook, way: Way, view: View, text: str, start: int, end: int, *, sound: bool
) -> Iterable[tuple[int, int]]:
    if way.search is None:
        return ((start, end),)
    low = max(start - way.search.before, text.rfind("\n", 0, start) + 1)
    barrier = text.find("\n", end)
    high = min(start + way.search.after, barrier if barrier >= 0 else len(text))
    if not _others_stand(way.search.others, text, low, high, sound):
        return ()
    found = _overlapping(_compiled(filled(way.search.source, book.slots), sound), text, low, high)
    return [
        match.span()
        for match in found
        if match.start() <= start and match.end() >= end and (not sound or _values_stand(book, way.search, match, view))
    ]


def _overlapping(pattern: re.Pattern[str], text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """Yields the matches from every start: the leftmost may cross the end of a sentence where a later one does not."""
    while (match := pattern.search(text, low, high)) is not None:
        yield match
        low = match.start() + 1


def _others_stand(groups: tuple[tuple[str, ...], ...], text: str, low: int, high: int, sound: bool) -> bool:
    return all(any(text.find(sound_form(one) if sound else one, low, high) >= 0 for one in group) for group in groups)


def _values_stand(book: PhraseBook, search: Searchable, match: re.Match[str], view: View) -> bool:
    """Tells whether slot values of one character are there as written: a lone like sound proves nothing (好/郝)."""
    for group, name in enumerate(search.slots, 1):
        start, end = match.span(group)
        values = book.slots[name].values
        if values and end - start == 1 and view.squeezed[start] not in values:
            return False
    return True


@cache
def _compiled(source: str, sound: bool) -> re.Pattern[str]:
    return re.compile(transliterate(source) if sound else source)


def _allowed(way: Way, view: View, start: int, end: int) -> bool:
    crossed = view.crosses_mark(start, end) if end - start <= SHORT else view.crosses_hard(start, end)
    return not (
        crossed
        or (way.turn_start and not view.turn_start(start))
        or (way.turn_end and not view.turn_end(end))
        or (way.clause and not view.whole_clause(start, end))
    )


def _strength(way: Way, view: View, start: int, phrase: str) -> int:
    total = 0
    for offset, (char, syllable) in enumerate(zip(phrase, _syllables_of(phrase), strict=True), start):
        if view.squeezed[offset] == char:
            total += SAME_CHARACTER
        else:
            total += SAME_SYLLABLE if view.syllables[offset] == syllable else NEAR_SYLLABLE
    if way.search is not None:
        return min(total // len(phrase), TEMPLATE_BY_SOUND)
    return total // len(phrase) - SHORT_PENALTY.get(len(phrase), 0)


@cache
def _syllables_of(phrase: str) -> tuple[int, ...]:
    return tuple(syllables(points(phrase)).tolist())


def _resolved(candidates: list[Match]) -> list[Match]:
    blocks: dict[str, list[tuple[int, int]]] = {}
    ways: dict[str, list[Match]] = {}
    for match in candidates:
        if match.sign == "block":
            if match.form == CLEAN:
                blocks.setdefault(match.label, []).append((match.start, match.end))
        else:
            ways.setdefault(match.label, []).append(match)
    kept = [match for label, found in ways.items() for match in _best(found, blocks.get(label, ()))]
    return sorted(kept, key=lambda match: (match.start, match.end, match.label))


def _best(found: list[Match], blocks: Iterable[tuple[int, int]]) -> Iterator[Match]:
    taken: list[tuple[int, int]] = []
    for match in sorted(found, key=_rank):
        if any(low <= match.start and match.end <= high for low, high in blocks):
            continue
        if all(match.end <= low or match.start >= high for low, high in taken):
            taken.append((match.start, match.end))
            yield match


def _rank(match: Match) -> tuple[bool, bool, int, int, int]:
    """Ranks clean before garbled, sure before weak, then longer, stronger and earlier ones."""
    sign = match.sign
    clean = match.form == CLEAN and sign != "mishearing"
    return (not clean, sign == "weak", match.start - match.end, -match.strength, match.start)
