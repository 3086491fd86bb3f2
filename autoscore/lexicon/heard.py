"""Hears phrases in which syllables went wrong, were lost or added: pairs of sounds call for an alignment.

The search has two steps over arrays of all candidates of many calls at once: a bound from syllables that stand about
where they should, then the alignment of what is left.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.lexicon.called import LEAST_TEXT, SHIFT, Called, Strip, Wanted, candidates, room
from autoscore.lexicon.references import LONGEST, References
from autoscore.lexicon.tables import Rows, spread, together
from autoscore.text.sounding import LOST, Alignments, Numbers, align
from autoscore.text.view import View

# Below this likeness nothing is worth a look, whatever its place.
LEAST_LIKE = 64
# So many candidates are weighed, and so many aligned, in one go: what that needs stays in the processor's cache.
WEIGHED_AT_ONCE, ALIGNED_AT_ONCE = 8192, 2048
# So few of one length are not worth a go of their own.
ALIGNED_AT_LEAST = 256


class Heard(Struct, frozen=True):
    """Is a phrase (its row in the references) that a run of `squeezed` sounds like, 0 to 100."""

    row: int
    start: int
    end: int
    likeness: int


@dataclass(frozen=True, eq=False)
class HeardRuns(Rows):
    """Holds what was heard: turns, rows of phrases, starts and ends in `squeezed`, and likeness from 0 to 100.

    It is in order of turns, of rows, and of the places that called for it.
    """

    turns: Numbers
    rows: Numbers
    starts: Numbers
    ends: Numbers
    likeness: Numbers

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Heard]:
        columns = (self.rows, self.starts, self.ends, self.likeness)
        return map(Heard, *(column.tolist() for column in columns))

    def within(self, turns: Numbers) -> tuple[Numbers, Numbers]:
        """Returns all pairs of one of some turns, by its place among them and in their order, and a run in it."""
        first, behind = np.searchsorted(self.turns, turns, "left"), np.searchsorted(self.turns, turns, "right")
        return np.repeat(np.arange(len(turns)), behind - first), spread(first, behind - first)


def hear(known: References, view: View, wanted: Wanted | None = None) -> HeardRuns:
    """Returns the runs that sound like a phrase, in the turns where it is wanted; else in all."""
    if not known.texts or len(view.codes) < LEAST_TEXT:
        return HeardRuns(*(np.zeros(0, dtype=np.intp) for _ in fields(HeardRuns)))
    strip = Strip.of(view, known.swaps)
    promising = [_promising(known, strip, part) for part in _gathered(candidates(known, view, wanted))]
    return _heard(known, strip, _distinct(promising, known, strip))


def _gathered(parts: Iterable[Called]) -> Iterator[Called]:
    """Yields candidates in pieces about as large as are weighed in one go."""
    held: list[Called] = []
    for part in parts:
        held.append(part)
        if sum(len(one.rows) for one in held) >= WEIGHED_AT_ONCE:
            yield from _cut(together(held))
            held = []
    if held:
        yield from _cut(together(held))


def _cut(called: Called) -> Iterator[Called]:
    for at in range(0, len(called.rows), WEIGHED_AT_ONCE):
        yield called.take(slice(at, at + WEIGHED_AT_ONCE))


def _falling(known: References, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Returns the order of phrases by falling lengths, and their lengths in that order."""
    shortness = known.shortness[rows]
    order = np.argsort(shortness, kind="stable")
    return order, LONGEST - shortness[order].astype(np.intp)


def _promising(known: References, strip: Strip, called: Called) -> Called:
    """Returns the candidates whose syllables, each where it fits best nearby, could be like enough."""
    order, lengths = _falling(known, called.rows)
    called = called.take(order)
    total = np.zeros(len(order), dtype=np.int16)
    places = strip.window(called.starts - SHIFT, int(lengths[0]) + 2 * SHIFT)
    # The longer ones come first, so that those which have so many syllables at all are the first few.
    for step, count in enumerate((len(lengths) - np.cumsum(np.bincount(lengths))[:-1]).tolist()):
        rows = known.columns[step].take(called.rows[:count])
        near = places[step : step + 2 * SHIFT + 1, :count]
        total[:count] += np.minimum(known.swaps.cost(rows, near).min(axis=0), LOST)
    return called.take(total <= (100 - LEAST_LIKE) * lengths)


def _distinct(parts: Iterable[Called], known: References, strip: Strip) -> Called:
    """Returns the candidates of all pieces, each once, in order of turns, rows and places."""
    most, wide = len(known.texts), len(strip.columns)
    empty = np.zeros(0, dtype=np.intp)
    keys = np.concatenate([empty, *((part.turns * most + part.rows) * wide + part.starts for part in parts)])
    keys.sort()
    keys = keys[np.diff(keys, prepend=-1) > 0]
    numbers, starts = np.divmod(keys, wide)
    return Called(*np.divmod(numbers, most), starts)


def _heard(known: References, strip: Strip, called: Called) -> HeardRuns:
    """Aligns candidates to the text around them, and returns what is like enough, in their order."""
    order, lengths = _falling(known, called.rows)
    falling = called.take(order)
    aligned = [_aligned(known, strip, falling.take(part), lengths[part]) for part in _blocks(lengths)]
    cost, start, end = (_put_back(order, [getattr(one, name) for one in aligned]) for name in ("cost", "start", "end"))
    likeness = 100 - cost // known.lengths[called.rows]
    enough = np.flatnonzero(likeness >= LEAST_LIKE)
    called = called.take(enough)
    left = called.starts - SHIFT - room(called.turns)
    return HeardRuns(called.turns, called.rows, left + start[enough], left + end[enough], likeness[enough])


def _put_back(order: Numbers, parts: Sequence[NDArray[np.int32]]) -> Numbers:
    """Returns values, one piece behind the other, in the order in which they stood before they were put in this one."""
    found = np.zeros(len(order), dtype=np.intp)
    if parts:
        found[order] = np.concatenate(parts)
    return found


def _blocks(lengths: Numbers) -> Iterator[slice]:
    """Yields pieces of candidates in order of falling lengths: of about one length where there are enough of it."""
    start = 0
    for end in [*(np.flatnonzero(np.diff(lengths)) + 1).tolist(), len(lengths)]:
        if end - start >= ALIGNED_AT_LEAST or end == len(lengths):
            yield from (slice(at, min(at + ALIGNED_AT_ONCE, end)) for at in range(start, end, ALIGNED_AT_ONCE))
            start = end


def _aligned(known: References, strip: Strip, called: Called, lengths: Numbers) -> Alignments:
    """Aligns candidates, in order of falling lengths, to what stands from a shift before to a little behind them."""
    reach = lengths + 2 * SHIFT + 1
    windows = strip.window(called.starts - SHIFT, int(reach[0]))
    if reach[-1] < reach[0]:
        windows[np.arange(len(windows))[:, None] >= reach] = known.swaps.outside
    return align(known.swaps, known.columns[: lengths[0]].take(called.rows, axis=1), lengths, windows)
