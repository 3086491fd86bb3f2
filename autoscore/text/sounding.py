"""How unlike two runs of characters sound: alignment over syllables, with lost and added ones at a cost.

Many pairs are aligned at once, each phrase against a window of the text; all arrays have one row for each pair.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.text.characters import BARRIER, characters

# Costs of one syllable, where another one with nothing in common costs 100.
HOMOPHONE, LOST, ADDED = 12, 60, 45
# What no alignment steps over: the end of a turn.
NEVER = 10_000


@cache
def unlike() -> NDArray[np.uint8]:
    """Returns how unlike each syllable is to each, 0 to 100, by syllable number; a lack of one (0) is unlike all."""
    table: NDArray[np.uint8] = np.load(resources.folder("models") / "characters" / "unlike.npy")
    return table


@dataclass(frozen=True)
class Spoken:
    """Holds characters by code point with their syllable and its second reading, arrays of one shape."""

    codes: NDArray[np.uint32]
    first: NDArray[np.uint16]
    second: NDArray[np.uint16]

    @classmethod
    def of(cls, codes: NDArray[np.uint32]) -> "Spoken":
        """Makes it of normal code points."""
        tables, low = characters(), np.minimum(codes, 0xFFFD)
        return cls(codes, tables.syllable[low], tables.second[low])

    def take(self, places: NDArray[np.int64]) -> "Spoken":
        """Returns the characters at some places."""
        return Spoken(self.codes[places], self.first[places], self.second[places])


def costs(phrase: Spoken, text: Spoken) -> NDArray[np.int32]:
    """Returns what it costs to take the characters of a text for those of a phrase, shapes broadcast together."""
    table = unlike()
    cost = table[phrase.first, text.first]
    for one, other in ((phrase.first, text.second), (phrase.second, text.first), (phrase.second, text.second)):
        cost = np.minimum(cost, table[one, other])
    heard = np.maximum(cost.astype(np.int32), HOMOPHONE)
    barred = np.where(text.codes == ord(BARRIER), NEVER, heard)
    return np.where(phrase.codes == text.codes, 0, barred).astype(np.int32)


@dataclass(frozen=True)
class Alignments:
    """Holds the cheapest alignment of each pair: what it costs, and the run of the window it takes up."""

    cost: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]


def align(phrases: Spoken, lengths: NDArray[np.int64], windows: Spoken) -> Alignments:
    """Aligns each whole phrase (rows of `phrases`, the first `lengths` columns) to the best run of its window."""
    pairs, width = windows.codes.shape
    added = np.where(windows.codes == ord(BARRIER), NEVER, ADDED).astype(np.int32)
    cost = np.zeros((width + 1, pairs), dtype=np.int32)
    start = np.repeat(np.arange(width + 1, dtype=np.int32)[:, None], pairs, axis=1)
    final = [np.full((width + 1, pairs), NEVER, dtype=np.int32), np.zeros((width + 1, pairs), dtype=np.int32)]
    for row in range(phrases.codes.shape[1]):
        column = Spoken(phrases.codes[:, row, None], phrases.first[:, row, None], phrases.second[:, row, None])
        cost, start = _next_row(cost, start, costs(column, windows).T, added.T)
        ends = lengths == row + 1
        final[0][:, ends], final[1][:, ends] = cost[:, ends], start[:, ends]
    best = np.argmin(final[0], axis=0)
    which = np.arange(pairs)
    return Alignments(final[0][best, which], final[1][best, which], best.astype(np.int32))


def _next_row(
    cost: NDArray[np.int32], start: NDArray[np.int32], swap: NDArray[np.int32], added: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Returns costs and starts after one more character of the phrases, for each end in the windows."""
    new, begun = cost + LOST, start.copy()
    for place in range(1, len(cost)):
        taken = cost[place - 1] + swap[place - 1]
        better = taken <= new[place]
        new[place] = np.where(better, taken, new[place])
        begun[place] = np.where(better, start[place - 1], begun[place])
        stepped = new[place - 1] + added[place - 1]
        better = stepped < new[place]
        new[place] = np.where(better, stepped, new[place])
        begun[place] = np.where(better, begun[place - 1], begun[place])
    return new, begun
