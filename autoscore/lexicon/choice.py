"""The choice among what a search comes upon: for each label the best that do not overlap, blocked ones left out."""

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.book import PhraseBook
from autoscore.lexicon.candidates import SAME, Candidates
from autoscore.lexicon.runs import Runs, apart, overlapping
from autoscore.lexicon.tables import Numbers

# A garbled match this strong is not hidden by a longer one that is weaker.
NEAR_CERTAIN = 80
# How many like syllables one that is unlike outweighs.
AGAINST = 3
# More syllables than any entry has, and more than the characters of one batch: they keep the parts of a rank apart.
MOST_WORTH, MOST_PLACES = 1 << 20, 1 << 31


def chosen(book: PhraseBook, found: Candidates, text: str) -> Candidates:
    """Returns the best of some candidates in order of place; `text` is what they were found in."""
    traits, worth = book.traits, _worth(book, found)
    labels, heard, blocks = traits.labels[found.ways], traits.heard[found.ways], traits.block[found.ways]
    runs = Runs(labels, found.starts, found.ends)
    open_ = np.flatnonzero(~blocks)
    open_ = open_[~_barred(runs.take(open_), heard[open_], runs.take(np.flatnonzero(blocks & ~found.garbled)))]
    kept = open_[apart(runs.take(open_), _ranks(book, found, worth)[open_])]
    mangled = kept[heard[kept]]
    mangled = mangled[~_understood(book, found.take(mangled), _clear(book, found, kept), text)]
    anywhere = Runs(np.zeros_like(mangled), found.starts[mangled], found.ends[mangled])
    order = np.argsort(np.lexsort((labels[mangled], found.starts[mangled], -worth[mangled])))
    rows = np.concatenate((kept[~heard[kept]], mangled[apart(anywhere, order)]))
    return found.take(rows[np.lexsort((labels[rows], found.ends[rows], found.starts[rows]))])


def _worth(book: PhraseBook, found: Candidates) -> Numbers:
    """Returns how many hundredths of syllables speak for each sound-alike, those that speak against it taken off."""
    heard = book.traits.heard[found.ways]
    syllables = np.where(heard, book.phrases.lengths[found.phrases], found.ends - found.starts)
    return np.asarray(syllables * (100 - AGAINST * (100 - found.strengths)))


def _ranks(book: PhraseBook, found: Candidates, worth: Numbers) -> Numbers:
    """Ranks sure ways before weak ones, clean before garbled, the near-certain before others, then longer ones.

    Of sound-alikes that one is longer which has more that is like it. The best has the lowest rank.
    """
    traits, garbled = book.traits, found.garbled
    much = np.where(garbled, worth, 100 * (found.ends - found.starts))
    unclear = garbled | traits.mishearing[found.ways]
    grade = 4 * traits.weak[found.ways] + 2 * unclear + (found.strengths < NEAR_CERTAIN)
    rank = (grade * 2 * MOST_WORTH + MOST_WORTH - much) * (SAME + 1) + SAME - found.strengths
    return np.asarray(rank * MOST_PLACES + found.starts)


def _barred(found: Runs, heard: NDArray[np.bool_], blocks: Runs) -> NDArray[np.bool_]:
    """Tells which runs lie within a block of their label; of a mangled formula half of it is enough."""
    barred = np.zeros(len(heard), dtype=np.bool_)
    rows, others = overlapping(found, blocks)
    low, high = blocks.starts[others], blocks.ends[others]
    start, end = found.starts[rows], found.ends[rows]
    shared = np.minimum(end, high) - np.maximum(start, low)
    barred[rows[np.where(heard[rows], 2 * shared >= end - start, shared == end - start)]] = True
    return barred


def _clear(book: PhraseBook, found: Candidates, kept: Numbers) -> Runs:
    """Returns the runs that were understood as an act, each once."""
    heard, act = book.traits.heard[found.ways], book.traits.act[found.ways]
    # A formula may be there in full behind a shorter clean way of its own label.
    in_full = np.flatnonzero(heard & (found.strengths == SAME) & act)
    rows = np.concatenate((kept[~found.garbled[kept] & act[kept]], in_full))
    once = np.unique(found.starts[rows] * MOST_PLACES + found.ends[rows])
    return Runs(np.zeros_like(once), once // MOST_PLACES, once % MOST_PLACES)


def _understood(book: PhraseBook, heard: Candidates, clear: Runs, text: str) -> NDArray[np.bool_]:
    """Tells of which mangled formulas more than half was understood as something else."""
    rows, others = overlapping(Runs(np.zeros_like(heard.ways), heard.starts, heard.ends), clear)
    start, end, low, high = heard.starts[rows], heard.ends[rows], clear.starts[others], clear.ends[others]
    phrases = (book.phrases.texts[number] for number in heard.phrases[rows].tolist())
    words = (text[first:last] for first, last in zip(low.tolist(), high.tolist(), strict=True))
    other = np.fromiter((not _is_part(*pair) for pair in zip(words, phrases, strict=True)), np.bool_, len(rows))
    covered = np.where(other, np.minimum(end, high) - np.maximum(start, low), 0)
    return np.asarray(2 * np.bincount(rows, covered, len(heard.ways)) > heard.ends - heard.starts)


def _is_part(words: str, phrase: str) -> bool:
    """Tells whether words are a phrase or a lesser part of it: they don't speak against it."""
    return words == phrase or (words in phrase and 2 * len(words) <= len(phrase))
