"""Runs of text in arrays: which overlap, and the best that do not."""

from dataclasses import dataclass

import numpy as np

from autoscore.lexicon.tables import Numbers, Rows, spread


@dataclass(frozen=True, eq=False)
class Runs(Rows):
    """Holds runs by start and end, each of a kind; only runs of one kind can overlap."""

    kinds: Numbers
    starts: Numbers
    ends: Numbers

    def in_line(self, width: int) -> tuple[Numbers, Numbers]:
        """Returns starts and ends with the kinds laid one behind the other, each `width` long."""
        return self.kinds * width + self.starts, self.kinds * width + self.ends


def overlapping(some: Runs, others: Runs) -> tuple[Numbers, Numbers]:
    """Returns the pairs of runs of one kind that overlap: the row of the one and of the other."""
    width = 1 + int(max(some.ends.max(initial=0), others.ends.max(initial=0)))
    (starts, ends), (lows, highs) = some.in_line(width), others.in_line(width)
    order = np.argsort(lows, kind="stable")
    longest = int((others.ends - others.starts).max(initial=0))
    first = np.searchsorted(lows[order], starts - longest)
    counts = np.searchsorted(lows[order], ends) - first
    rows = np.repeat(np.arange(len(starts)), counts)
    found = order[spread(first, counts)]
    meet = (lows[found] < ends[rows]) & (highs[found] > starts[rows])
    return rows[meet], found[meet]


def apart(found: Runs, ranks: Numbers) -> Numbers:
    """Returns the rows, from the lowest rank on, that overlap none before them; of equal ranks the first comes first.

    What hangs together by overlaps is settled round by round: its best stays, what overlaps that goes.
    """
    starts, ends = found.in_line(1 + int(found.ends.max(initial=0)))
    order = np.argsort(ranks, kind="stable")
    best_first = np.empty_like(order)
    best_first[order] = np.arange(len(order))
    left = np.argsort(starts, kind="stable")
    kept = left[:0]
    while len(left):
        reach = np.maximum.accumulate(ends[left])
        opens = np.concatenate(([True], starts[left[1:]] >= reach[:-1]))
        bunch = np.cumsum(opens) - 1
        best = order[np.minimum.reduceat(best_first[left], np.flatnonzero(opens))]
        kept = np.concatenate((kept, best))
        left = left[(ends[left] <= starts[best][bunch]) | (starts[left] >= ends[best][bunch])]
    return kept[np.argsort(best_first[kept])]
