"""Where phrases may stand that are heard though syllables went wrong: what shares a pair of sounds with the text.

All turns lie on one strip with room between them, so that no step of the search has to ask where a turn ends.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.references import LONGEST, References, classes
from autoscore.lexicon.tables import Rows, spread
from autoscore.text.characters import near_sounds
from autoscore.text.sounding import Numbers, Swaps
from autoscore.text.view import View

# Tells of turns and rows of phrases, an array each, whether the phrase is looked for in the turn.
Wanted = Callable[[Numbers, Numbers], NDArray[np.bool_]]
# How far a syllable may have moved through others that were lost or added before it.
SHIFT = 2
# In a shorter text there is no pair of sounds.
LEAST_TEXT = 2
# No candidate of a turn reaches further beyond it.
ROOM = LONGEST + SHIFT
# So many candidates are called in one go: what that needs stays in the processor's cache, however long the text.
AT_ONCE = 1 << 15


@dataclass(frozen=True, eq=False)
class Strip:
    """Holds turns by the columns of their characters in a table of costs, with room around each."""

    columns: Numbers

    @classmethod
    def of(cls, view: View, swaps: Swaps) -> "Strip":
        """Lays out the turns of a view."""
        columns = np.full(len(view.codes) + ROOM * (len(view.starts) + 1), swaps.outside, dtype=np.intp)
        columns[np.arange(len(view.codes)) + room(view.turns)] = swaps.columns(view.codes)
        return cls(columns)

    def window(self, starts: Numbers, width: int) -> Numbers:
        """Returns the columns at some places and behind them, a line for each step."""
        return self.columns.take(starts + np.arange(width)[:, None])


def room(turns: Numbers) -> Numbers:
    """Returns how far the characters of turns have moved on the strip."""
    return (turns + 1) * ROOM


@dataclass(frozen=True, eq=False)
class Called(Rows):
    """Holds candidates: turns, rows of phrases, and where on the strip each would start."""

    turns: Numbers
    rows: Numbers
    starts: Numbers


def candidates(known: References, view: View, wanted: Wanted | None) -> Iterator[Called]:
    """Yields candidates that are wanted, in pieces of any size; one may come more than once."""
    yield from _of_pairs(known, view, wanted)
    if len(known.short):
        edges = _at_edges(known, view)
        yield edges if wanted is None else edges.take(wanted(edges.turns, edges.rows))


def _of_pairs(known: References, view: View, wanted: Wanted | None) -> Iterator[Called]:
    near = near_sounds(view.codes).astype(np.intp)
    pair = near[:-1] * classes() + near[1:]
    first, behind = known.firsts.take(pair), known.firsts.take(pair + 1)
    places = np.flatnonzero(behind - first)
    firsts, counts, turns = first[places].astype(np.intp), (behind - first)[places], view.turns[places]
    places += room(turns)
    for part in _pieces(counts):
        entries, called = spread(firsts[part], counts[part]), np.repeat(np.arange(part.start, part.stop), counts[part])
        if wanted is not None:
            fits = np.flatnonzero(wanted(turns.take(called), known.phrase.take(entries)))
            entries, called = entries[fits], called[fits]
        yield Called(turns[called], known.phrase[entries], places[called] - known.offset[entries])


def _pieces(counts: NDArray[np.int32]) -> Iterator[slice]:
    """Yields pieces of some places that call for about as many candidates as are called in one go."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    cuts = np.searchsorted(ends, np.arange(AT_ONCE, total, AT_ONCE)).tolist()
    yield from (slice(first, last) for first, last in pairwise([0, *cuts, len(counts)]) if first < last)


def _at_edges(known: References, view: View) -> Called:
    """Returns short phrases where turns begin and end: anywhere else two or three syllables prove nothing."""
    bounds = view.squeezed_starts
    begin, end = bounds[:-1], bounds[1:] - 1
    turns = np.flatnonzero(end - begin >= LEAST_TEXT)
    begin, end = ((edge[turns] + room(turns))[:, None] for edge in (begin, end))
    shape = (2, len(turns), len(known.short))
    starts = np.stack([np.broadcast_to(edge, shape[1:]) for edge in (begin, end - known.lengths[known.short])])
    rows = np.broadcast_to(known.short, shape)
    return Called(*(one.reshape(-1) for one in (np.broadcast_to(turns[:, None], shape), rows, starts)))
