"""Finds the ways of saying in a view: over characters, and over sounds in the same pass."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from autoscore.lexicon.book import Bound, PhraseBook
from autoscore.lexicon.entry import PhraseSet, Way
from autoscore.lexicon.heard import hear
from autoscore.lexicon.regex import Searchable, filled, transliterate
from autoscore.model import CLEAN, GARBLED
from autoscore.model.hit import Form
from autoscore.text.characters import points, sound_form, syllables
from autoscore.text.view import View

SHORT = 3
# No entry reaches further than its gaps and slots allow.
LONGEST = 400
# A garbled match this strong is not hidden by a longer one that is weaker.
NEAR_CERTAIN = 80
# Like sounds prove the less the fewer they are.
SHORT_PENALTY = {1: 40, 2: 10, 3: 6}
# What is listed as a mishearing gives way to what the ear finds nearly certain.
KNOWN_MISHEARING = 79
SAME_CHARACTER, SAME_SYLLABLE, NEAR_SYLLABLE = 100, 80, 60
# How many like syllables one that is unlike outweighs.
AGAINST = 3
# An expression whose words all only sound alike proves little; the more of them are there as written, the more.
LEAST_BY_SOUND, CLEAN_GAIN = 60, 30


class Match(Struct, frozen=True):
    """Is one way found at a run of `squeezed`; `phrase` is what was looked for.

    `strength` tells how like the phrase the run is, 0 to 100; whether it was said, only its place can tell.
    """

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
    clean = _Search(book, view, view.squeezed, sound=False)
    garbled = _Search(book, view, view.sound, sound=True)
    return _resolved([*clean.matches(), *garbled.matches(), *_mangled(book, view)], view.squeezed)


def _mangled(book: PhraseBook, view: View) -> Iterator[Match]:
    """Yields the formulas that were heard although syllables went wrong."""
    for one in hear(book.references, view):
        if not view.crosses_hard(one.start, one.end):
            owner, way = book.references.owners[one.row]
            yield Match(Bound(owner, way), one.start, one.end, GARBLED, one.likeness, book.references.texts[one.row])


@dataclass(frozen=True)
class _Search:
    """Is the search of one text, by characters or by sounds."""

    book: PhraseBook
    view: View
    text: str
    sound: bool

    def matches(self) -> Iterator[Match]:
        """Yields every match, a way at a place once."""
        seen: set[tuple[Bound, int, int]] = set()
        for bound, phrase, start, end in self._triggers():
            for place in self._places(bound.way, start, end):
                if (bound, *place) not in seen and _allowed(bound.way, self.view, *place):
                    seen.add((bound, *place))
                    strength = self._strength(bound.way, start, phrase, *place)
                    yield Match(bound, *place, GARBLED if self.sound else CLEAN, strength, phrase)

    def _triggers(self) -> Iterator[tuple[Bound, str, int, int]]:
        if not self.sound:
            for start, end, key in self.book.characters.find(self.text):
                yield from ((bound, self.book.keys[key], start, end) for bound in self.book.by_key[key])
            return
        for start, end, key in self.book.sounds.find(self.text):
            for bound, phrase in self.book.sound_by_key[key]:
                if bound.way.search is not None or self.view.squeezed[start:end] != phrase:
                    yield bound, phrase, start, end

    def _places(self, way: Way, start: int, end: int) -> Iterable[tuple[int, int]]:
        search = way.search
        if search is None:
            return ((start, end),)
        low, high = self._reach(search, start, end)
        if not (self._stand(search.ahead, low, start) and self._stand(search.behind, end, high)):
            return ()
        source = filled(search.source, self.book.slots)
        return [
            match.span()
            for match in self._matches(way, source, low, end, high)
            if match.start() <= start and match.end() >= end and self._values_stand(search, match)
        ]

    def _reach(self, search: Searchable, start: int, end: int) -> tuple[int, int]:
        """Returns how far an entry may reach around its trigger within the turn."""
        low, high = max(start - search.before, 0), min(max(start + search.after, end), len(self.text))
        before, after = self.text.rfind("\n", low, start), self.text.find("\n", end, high)
        return (low if before < 0 else before + 1), (high if after < 0 else after)

    def _matches(self, way: Way, source: str, low: int, end: int, high: int) -> Iterator[re.Match[str]]:
        """Yields the matches of an expression: up to every end that its signs allow, or as far as it likes."""
        if not (way.clause or way.turn_end):
            yield from _overlapping(_compiled(source, self.sound), self.text, low, high)
            return
        allowed = self.view.turn_end if way.turn_end else self.view.clause_end
        ending = _compiled(f"(?:{source})\\Z", self.sound)
        for last in (place for place in range(end, high + 1) if allowed(place)):
            yield from _overlapping(ending, self.text, low, last)

    def _stand(self, groups: tuple[tuple[str, ...], ...], low: int, high: int) -> bool:
        """Tells whether of each group one string stands between two places."""
        return all(
            any(self.text.find(sound_form(one) if self.sound else one, low, high) >= 0 for one in group)
            for group in groups
        )

    def _strength(self, way: Way, start: int, phrase: str, low: int, high: int) -> int:
        """Returns how like a way the words from `low` to `high` are, 0 to 100."""
        if not self.sound:
            return KNOWN_MISHEARING if way.sign == "mishearing" else SAME_CHARACTER
        likeness = _likeness(self.view, start, phrase)
        if way.search is None:
            return likeness - SHORT_PENALTY.get(len(phrase), 0)
        groups = (way.strings, *way.search.ahead, *way.search.behind)
        clean = sum(any(self.view.squeezed.find(one, low, high) >= 0 for one in group) for group in groups)
        return min(likeness, LEAST_BY_SOUND + CLEAN_GAIN * clean // len(groups)) if len(groups) > 1 else likeness

    def _values_stand(self, search: Searchable, match: re.Match[str]) -> bool:
        """Tells whether slot values of one character stand as written: a lone like sound proves nothing (好/郝)."""
        if not self.sound:
            return True
        for group, name in enumerate(search.slots, 1):
            start, end = match.span(group)
            values = self.book.slots[name].values
            if values and end - start == 1 and self.view.squeezed[start] not in values:
                return False
        return True


def _overlapping(pattern: re.Pattern[str], text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """Yields the matches from every start: the leftmost may cross the end of a sentence where a later one does not."""
    while (match := pattern.search(text, low, high)) is not None:
        yield match
        low = match.start() + 1


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


def _likeness(view: View, start: int, phrase: str) -> int:
    total = 0
    for offset, (char, syllable) in enumerate(zip(phrase, _syllables_of(phrase), strict=True), start):
        if view.squeezed[offset] == char:
            total += SAME_CHARACTER
        else:
            total += SAME_SYLLABLE if view.syllables[offset] == syllable else NEAR_SYLLABLE
    return total // len(phrase)


@cache
def _syllables_of(phrase: str) -> tuple[int, ...]:
    return tuple(syllables(points(phrase)).tolist())


def _resolved(candidates: list[Match], text: str) -> list[Match]:
    blocks: dict[str, list[tuple[int, int]]] = {}
    ways: dict[str, list[Match]] = {}
    for match in candidates:
        if match.sign == "block":
            if match.form == CLEAN:
                blocks.setdefault(match.label, []).append((match.start, match.end))
        else:
            ways.setdefault(match.label, []).append(match)
    kept = [match for label, found in ways.items() for match in _best(found, blocks.get(label, ()))]
    # A formula may be there in full behind a shorter clean way of its own label.
    in_full = (match for match in candidates if match.sign == "heard" and match.strength == SAME_CHARACTER)
    clear = [match for match in (*(one for one in kept if one.form == CLEAN), *in_full) if match.owner.is_act]
    understood = sorted({(match.start, match.end) for match in clear})
    heard = [match for match in kept if match.sign == "heard" and not _understood(match, understood, text)]
    found = [*(match for match in kept if match.sign != "heard"), *_likeliest(heard)]
    return sorted(found, key=lambda match: (match.start, match.end, match.label))


def _is_part(words: str, phrase: str) -> bool:
    """Tells whether words are a phrase or a lesser part of it: they don't speak against it."""
    return words == phrase or (words in phrase and 2 * len(words) <= len(phrase))


def _likeliest(heard: list[Match]) -> Iterator[Match]:
    """Returns of the mangled formulas of all labels that overlap the one with most that is like it."""
    return _apart(sorted(heard, key=lambda one: (-_alike(one), one.start, one.label)))


def _alike(match: Match) -> float:
    """Returns how many syllables speak for a sound-alike, those that speak against it taken off."""
    syllables = len(match.phrase) if match.sign == "heard" else match.end - match.start
    return syllables * (1 - AGAINST * (100 - match.strength) / 100)


def _understood(match: Match, runs: list[tuple[int, int]], text: str) -> bool:
    """Tells whether more than half of what a mangled formula takes up was understood as something else."""
    near = runs[bisect_left(runs, (match.start - LONGEST, 0)) : bisect_left(runs, (match.end, 0))]
    other = (run for run in near if not _is_part(text[run[0] : run[1]], match.phrase))
    covered = sum(max(0, min(match.end, end) - max(match.start, start)) for start, end in other)
    return 2 * covered > match.end - match.start


def _best(found: list[Match], blocks: Iterable[tuple[int, int]]) -> Iterator[Match]:
    barred = sorted(blocks)
    return _apart(match for match in sorted(found, key=_rank) if not _covered(match, barred))


def _apart(ranked: Iterable[Match]) -> Iterator[Match]:
    """Yields the matches, best first, that overlap none before them."""
    taken = _Taken()
    for match in ranked:
        if taken.free(match.start, match.end):
            taken.add(match.start, match.end)
            yield match


def _covered(match: Match, blocks: list[tuple[int, int]]) -> bool:
    """Tells whether a block covers a match, or half of a mangled formula.

    Blocks are in order of their starts, and none is longer than LONGEST.
    """
    first = bisect_left(blocks, (match.start - LONGEST, 0))
    if match.sign == "heard":
        last = bisect_left(blocks, (match.end, 0))
        shared = (min(match.end, high) - max(match.start, low) for low, high in blocks[first:last])
        return any(2 * run >= match.end - match.start for run in shared)
    last = bisect_left(blocks, (match.start + 1, 0))
    return any(match.end <= high for _, high in blocks[first:last])


class _Taken:
    """Keeps runs that do not overlap, in order."""

    def __init__(self) -> None:
        self._runs: list[tuple[int, int]] = []

    def free(self, start: int, end: int) -> bool:
        """Tells whether a run overlaps none of those kept."""
        place = bisect_left(self._runs, (start, end))
        before, after = self._runs[place - 1 : place], self._runs[place : place + 1]
        return all(high <= start for _, high in before) and all(end <= low for low, _ in after)

    def add(self, start: int, end: int) -> None:
        """Keeps a run that is free."""
        insort(self._runs, (start, end))


def _rank(match: Match) -> tuple[bool, bool, bool, float, int, int]:
    """Ranks sure ways before weak ones, clean before garbled, the near-certain before others, then longer ones.

    Of sound-alikes that one is longer which has more that is like it.
    """
    clean = match.form == CLEAN and match.sign != "mishearing"
    much = float(match.end - match.start) if match.form == CLEAN else _alike(match)
    return (match.sign == "weak", not clean, match.strength < NEAR_CERTAIN, -much, -match.strength, match.start)
