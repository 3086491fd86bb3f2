"""The cues of each sentence in order, between its start and its end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.cues import Cues
from autoscore.classify.kept import Kept

START, END, COMMA = 250, 251, 252
# How far the next cue is: next to it, one character between the two, up to three, more.
_GAP = np.array((0, 1, 2, 2, 3), dtype=np.uint32)


@dataclass(frozen=True)
class CueSequence:
    """Holds cues in order: `row` the sentence, `cue` the class, `gap` how far the next one is (0 next to it, to 3)."""

    row: NDArray[np.int64]
    cue: NDArray[np.uint32]
    gap: NDArray[np.uint32]

    def ahead(self, by: int) -> NDArray[np.uint32]:
        """Returns the cue so many places on, whatever its sentence."""
        return np.concatenate((self.cue[by:], np.zeros(min(by, len(self.cue)), dtype=np.uint32)))

    def same(self, by: int) -> NDArray[np.bool_]:
        """Tells for each cue whether the one so many places on is in the same sentence."""
        same = np.zeros(len(self.row), dtype=np.bool_)
        same[: max(len(self.row) - by, 0)] = self.row[by:] == self.row[: max(len(self.row) - by, 0)]
        return same

    def last(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Returns the last cue of each sentence and its distance from the end."""
        place = np.flatnonzero(self.cue == END) - 1
        return self.cue[place], self.gap[place]


def cue_sequence(kept: Kept, known: Cues) -> CueSequence:
    """Returns the cues of all texts, with a start, an end, and commas."""
    found = known.find(kept.codes)
    first, last = kept.bounds[:-1], kept.bounds[1:] - 1
    place = np.concatenate((first, kept.comma, found.place, last))
    end = np.concatenate((first, kept.comma, found.end, last))
    counts = (len(first), len(kept.comma), len(found.cue), len(last))
    cue = np.repeat(np.array((START, COMMA, 0, END), dtype=np.uint32), counts)
    cue[counts[0] + counts[1] : len(cue) - counts[3]] = found.cue
    order = np.argsort(place * len(counts) + np.repeat(np.arange(len(counts)), counts), kind="stable")
    place, end, cue = place[order], end[order], cue[order]
    closes = cue == END
    row = np.cumsum(closes) - closes
    gap = np.zeros(len(cue), dtype=np.uint32)
    gap[:-1] = _GAP.take(place[1:] - end[:-1], mode="clip")
    gap[closes] = 0
    return CueSequence(row, cue, gap)
