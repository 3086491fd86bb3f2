"""What a search comes upon before the best is chosen: in arrays, a row a place."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.book import PhraseBook
from autoscore.lexicon.expressions import Look
from autoscore.lexicon.heard import hear
from autoscore.lexicon.tables import Numbers, Rows, together
from autoscore.lexicon.triggers import Called
from autoscore.text.view import View

SHORT = 3
SAME = 100
# Like sounds prove the less the fewer they are.
SHORT_PENALTY = {1: 40, 2: 10, 3: 6}
# What is listed as a mishearing gives way to what the ear finds nearly certain.
KNOWN_MISHEARING = 79
# An expression whose words all only sound alike proves little; the more of them are there as written, the more.
LEAST_BY_SOUND, CLEAN_GAIN = 60, 30


@dataclass(frozen=True, eq=False)
class Candidates(Rows):
    """Holds places where a way may stand: numbers of way and phrase, start and end in `squeezed`, strength, form."""

    ways: Numbers
    phrases: Numbers
    starts: Numbers
    ends: Numbers
    strengths: Numbers
    garbled: NDArray[np.bool_]


def candidates(book: PhraseBook, view: View) -> Candidates:
    """Returns all places: as written, by sound, and heard although syllables went wrong."""
    return together((_written(book, view), _alike(book, view), _heard(book, view)))


def _written(book: PhraseBook, view: View) -> Candidates:
    called = book.characters.called(view.codes, view.turns)
    rows, starts, ends = _places(book, view, called, sound=False)
    ways = called.ways[rows]
    strengths = np.where(book.traits.mishearing[ways], KNOWN_MISHEARING, SAME)
    found = Candidates(ways, called.phrases[rows], starts, ends, strengths, np.zeros(len(rows), dtype=np.bool_))
    return found.take(_allowed(book, view, found))


def _alike(book: PhraseBook, view: View) -> Candidates:
    called = book.sounds.called(view.sound_codes, view.turns)
    like = book.phrases.likeness(view, called.phrases, called.starts)
    worth = book.traits.searched[called.ways] | (like < SAME)
    called, like = called.take(worth), like[worth]
    rows, starts, ends = _places(book, view, called, sound=True)
    ways, phrases = called.ways[rows], called.phrases[rows]
    found = Candidates(ways, phrases, starts, ends, like[rows], np.ones(len(rows), dtype=np.bool_))
    found = found.take(_allowed(book, view, found))
    return Candidates(found.ways, found.phrases, found.starts, found.ends, _strengths(book, view, found), found.garbled)


def _heard(book: PhraseBook, view: View) -> Candidates:
    """Returns the formulas that were heard although syllables went wrong."""
    runs = hear(book.references, view)
    runs = runs.take(np.flatnonzero(~view.crosses_hard(runs.starts, runs.ends)))
    garbled = np.ones(len(runs), dtype=np.bool_)
    phrases = book.heard_phrases[runs.rows]
    return Candidates(book.heard[runs.rows], phrases, runs.starts, runs.ends, runs.likeness, garbled)


def _places(book: PhraseBook, view: View, called: Called, *, sound: bool) -> tuple[Numbers, Numbers, Numbers]:
    """Returns where the ways called for stand, each place of a way once: the row that called, start and end."""
    searched = book.traits.searched[called.ways]
    plain, looked = np.flatnonzero(~searched), np.flatnonzero(searched)
    look = Look(book.sounding, view, view.sound) if sound else Look(book.written, view, view.squeezed)
    by, starts, ends = look.places(called.take(looked))
    rows = np.concatenate((plain, looked[by]))
    starts, ends = np.concatenate((called.starts[plain], starts)), np.concatenate((called.ends[plain], ends))
    order = np.argsort(rows, kind="stable")
    rows, starts, ends = rows[order], starts[order], ends[order]
    first = _first_of_each(called.ways[rows], starts, ends) if sound else slice(None)
    return rows[first], starts[first], ends[first]


def _first_of_each(*columns: Numbers) -> Numbers:
    """Returns the first row of each kind, in order of the rows."""
    order = np.lexsort(columns)
    same = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
    for column in columns:
        same &= column[order[1:]] == column[order[:-1]]
    return np.sort(order[np.concatenate((np.ones(min(len(order), 1), dtype=np.bool_), ~same))])


def _allowed(book: PhraseBook, view: View, found: Candidates) -> NDArray[np.bool_]:
    """Tells which places cross no end of sentence, or no mark if they are short, and stand where their way must."""
    traits, ways, starts, ends = book.traits, found.ways, found.starts, found.ends
    crossed = np.where(ends - starts <= SHORT, view.crosses_mark(starts, ends), view.crosses_hard(starts, ends))
    astray = traits.turn_start[ways] & ~view.turn_starts[starts]
    astray |= traits.turn_end[ways] & ~view.turn_ends[ends]
    astray |= traits.clause[ways] & ~view.whole_clause(starts, ends)
    return ~(crossed | astray)


def _strengths(book: PhraseBook, view: View, found: Candidates) -> Numbers:
    """Returns how like the ways the places are by sound, given how like the strings are that called for them."""
    penalties = np.array([SHORT_PENALTY.get(length, 0) for length in range(max(SHORT_PENALTY) + 2)])
    lengths = np.minimum(book.phrases.lengths[found.phrases], len(penalties) - 1)
    searched = book.traits.searched[found.ways]
    strengths = found.strengths - np.where(searched, 0, penalties[lengths])
    runs = zip(*(column[searched].tolist() for column in (found.ways, found.starts, found.ends)), strict=True)
    most = [_most_by_sound(book.written.groups[way].match(view.squeezed, start, end)) for way, start, end in runs]
    strengths[searched] = np.minimum(strengths[searched], most)
    return strengths


def _most_by_sound(written: re.Match[str] | None) -> int:
    """Returns how strong an expression can be of whose groups of words some stand as written."""
    groups = written.groups() if written is not None else ()
    if len(groups) < 2:
        return SAME
    clean = len(groups) - groups.count(None)
    return LEAST_BY_SOUND + CLEAN_GAIN * clean // len(groups)
