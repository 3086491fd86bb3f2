"""Hears phrases in which syllables went wrong, were lost or added: pairs of sounds call for an alignment.

The search has two steps over arrays of all candidates of many calls at once: a bound from syllables that stand about
where they should, then the alignment of what is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.references import References, pairs
from autoscore.text.characters import BARRIER, near_sounds
from autoscore.text.sounding import LOST, Alignments, Spoken, align, costs
from autoscore.text.view import View

# Tells which places of the text belong to the turn of each candidate.
Within: TypeAlias = Callable[[NDArray[np.int64]], NDArray[np.bool_]]
# Below this likeness nothing is worth a look, whatever its place.
LEAST_LIKE = 64
# How far a syllable may have moved through others that were lost or added before it.
SHIFT = 2
# In a shorter text there is no pair of sounds.
LEAST_TEXT = 2


@dataclass(frozen=True)
class Heard:
    """Is a phrase (its row in the references) that a run of `squeezed` sounds like, 0 to 100."""

    row: int
    start: int
    end: int
    likeness: int


def hear(known: References, view: View) -> Iterator[Heard]:
    """Yields the runs that sound like a phrase but are not written like it or its homophones."""
    if not known.texts or len(view.squeezed) < LEAST_TEXT:
        return
    text = Spoken.of(view.codes)
    turn = np.cumsum(view.codes == ord(BARRIER)) - (view.codes == ord(BARRIER))
    turns, rows, starts = _candidates(known, view, turn)
    fits = _promising(known, text, rows, starts, lambda places: turn[places] == turns[:, None])
    turns, rows, starts = turns[fits], rows[fits], starts[fits]
    if not len(rows):
        return
    # What an alignment may take up is the turn that called for it, or the best run of a neighbour would hide its own.
    found, left = _aligned(known, text, rows, starts, lambda places: turn[places] == turns[:, None])
    likeness = 100 - found.cost // np.maximum(known.lengths[rows], 1)
    for place in np.flatnonzero(likeness >= LEAST_LIKE):
        start, end = int(left[place] + found.start[place]), int(left[place] + found.end[place])
        yield Heard(int(rows[place]), start, end, int(likeness[place]))


def _candidates(
    known: References, view: View, turn: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Returns the turns and rows of phrases, and where each would start, that share a pair of sounds with the text."""
    pair = pairs(near_sounds(view.codes))
    first, last = np.searchsorted(known.keys, pair, "left"), np.searchsorted(known.keys, pair, "right")
    counts = np.where(pair > 0, last - first, 0)
    places = np.repeat(np.arange(len(pair)), counts)
    inside = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    entries = np.repeat(first, counts) + inside
    rows, starts = known.phrase[entries], places - known.offset[entries]
    edge_turns, edge_rows, edge_starts = _at_edges(known, view)
    width, most = len(view.squeezed) + 64, len(known.texts)
    of_pairs = (turn[places] * most + rows) * width + starts + 32
    of_edges = (edge_turns * most + edge_rows) * width + edge_starts + 32
    keys = np.unique(np.concatenate((of_pairs, of_edges)))
    return keys // width // most, keys // width % most, keys % width - 32


def _at_edges(known: References, view: View) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Returns short phrases where turns begin and end: anywhere else two or three syllables prove nothing."""
    bounds = view.squeezed_starts
    begin, end = bounds[:-1], bounds[1:] - 1
    long_enough = end - begin >= LEAST_TEXT
    begin, end, turns = begin[long_enough], end[long_enough], np.flatnonzero(long_enough)
    lengths = known.lengths[known.short]
    starts = [np.broadcast_to(begin, (len(lengths), len(begin))), end[None, :] - lengths[:, None]]
    rows = np.repeat(known.short, len(begin))
    numbers = np.tile(turns, 2 * len(lengths))
    return numbers, np.concatenate((rows, rows)), np.concatenate([one.reshape(-1) for one in starts])


def _promising(
    known: References, text: Spoken, rows: NDArray[np.int64], starts: NDArray[np.int64], within: Within
) -> NDArray[np.bool_]:
    """Tells of candidates whether their syllables, each where it fits best nearby, could be like enough."""
    width = known.spoken.codes.shape[1]
    least = np.full((len(rows), width), LOST, dtype=np.int32)
    phrases = known.spoken.take(rows)
    for shift in range(-SHIFT, SHIFT + 1):
        places = starts[:, None] + np.arange(width) + shift
        inside = np.clip(places, 0, len(text.codes) - 1)
        cost = np.where(within(inside) & (places >= 0), costs(phrases, text.take(inside)), LOST)
        least = np.minimum(least, cost)
    total = np.where(np.arange(width) < known.lengths[rows, None], least, 0).sum(axis=1)
    return np.asarray(total <= (100 - LEAST_LIKE) * known.lengths[rows])


def _aligned(
    known: References,
    text: Spoken,
    rows: NDArray[np.int64],
    starts: NDArray[np.int64],
    within: Within,
) -> tuple[Alignments, NDArray[np.int64]]:
    """Aligns candidates to the text around them; returns the alignments and where their windows begin."""
    lengths = known.lengths[rows]
    left = np.maximum(starts - SHIFT, 0)
    places = left[:, None] + np.arange(int(lengths.max()) + 2 * SHIFT + 1)
    outside = (places >= len(text.codes)) | (places >= (starts + lengths)[:, None] + SHIFT + 1)
    inside = np.minimum(places, len(text.codes) - 1)
    window = text.take(inside)
    codes = np.where(outside | ~within(inside), ord(BARRIER), window.codes)
    return align(known.spoken.take(rows), lengths, Spoken(codes, window.first, window.second)), left
