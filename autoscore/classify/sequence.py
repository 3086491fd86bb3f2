"""The cues of each sentence in order, between its start and its end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.cues import Cues
from autoscore.classify.hashes import BARRIER
from autoscore.text.view import View

START, END, COMMA = 250, 251, 252
_GAPS = (1, 2, 4)


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

    def ahead_of(self, row: int) -> "CueSequence":
        """Returns the part of the sentences before one."""
        cut = int(np.searchsorted(self.row, row))
        return CueSequence(self.row[:cut], self.cue[:cut], self.gap[:cut])

    def behind(self, row: int) -> "CueSequence":
        """Returns the part of a sentence and those after it, which is then the first."""
        cut = int(np.searchsorted(self.row, row))
        return CueSequence(self.row[cut:] - row, self.cue[cut:], self.gap[cut:])

    def last(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Returns the last cue of each sentence and its distance from the end."""
        place = np.flatnonzero(self.cue == END) - 1
        return self.cue[place], self.gap[place]


def cue_sequence(view: View, known: Cues) -> CueSequence:
    """Returns the cues of all texts of a view, with a start, an end, and commas."""
    found = known.find(view.codes)
    bounds = view.squeezed_starts
    first, last = bounds[:-1], bounds[1:] - 1
    comma = _commas(view)
    place = np.concatenate((first, comma, found.place, last))
    end = np.concatenate((first, comma, found.end, last))
    cue = np.concatenate(
        (
            np.full(len(first), START, dtype=np.uint32),
            np.full(len(comma), COMMA, dtype=np.uint32),
            found.cue,
            np.full(len(last), END, dtype=np.uint32),
        )
    )
    counts = (len(first), len(comma), len(found.cue), len(last))
    rank = np.repeat(np.arange(len(counts)), counts)
    order = np.argsort(place * 4 + rank, kind="stable")
    place, end, cue = place[order], end[order], cue[order]
    row = np.searchsorted(last, place)
    gap = np.zeros(len(cue), dtype=np.uint32)
    gap[:-1] = np.searchsorted(_GAPS, np.maximum(place[1:] - end[:-1], 0), side="right")
    gap[cue == END] = 0
    return CueSequence(row, cue, gap)


def _commas(view: View) -> NDArray[np.int64]:
    """Returns the places before which a mark stands inside a text."""
    if not len(view.index):
        return np.empty(0, dtype=np.int64)
    marks = view.marks[view.index]
    inner = (marks[1:] != marks[:-1]) & (view.codes[1:] != BARRIER) & (view.codes[:-1] != BARRIER)
    return np.flatnonzero(inner) + 1
