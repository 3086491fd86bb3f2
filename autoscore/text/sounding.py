"""How unlike two runs of characters sound: alignment over syllables, with lost and added ones at a cost.

Many pairs are aligned at once, each phrase against a window of the text; all arrays have one column for each pair.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.text.characters import BARRIER, characters

# Costs of one syllable, where another one with nothing in common costs 100.
HOMOPHONE, LOST, ADDED = 12, 60, 45
# What no alignment steps over: the end of a turn; and what stands for that in a table of small numbers.
NEVER, BARRED = 10_000, 255
# No code point: what is like the characters of a reading, and none of them.
_NOBODY = 0xFFFFFFFF
# An alignment is one number: what it costs, above how it came about, above where it starts. Of equal costs the least
# number is that which adds no syllable after the others (or the fewest), and of those one that takes, not loses, one.
_COST, _PLACE, _WAY = 11, 6, 5
_START, _AS_LOST = (1 << _WAY) - 1, 1 << _WAY
_FORGET = ~((1 << _COST) - 1) | _START
# A window is no longer than places have numbers.
WIDEST = _START

Numbers = NDArray[np.intp]


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
class Readings:
    """Holds the ways in which characters are read, two syllables each, and the number of that of each code point."""

    numbers: NDArray[np.uint16]
    spoken: Spoken


@cache
def readings() -> Readings:
    """Returns the readings of all code points below 65,536; hundreds, where there are tens of thousands of those."""
    tables = characters()
    wide = tables.syllable.astype(np.uint32) * 0x10000 + tables.second
    found, numbers = np.unique(wide, return_inverse=True)
    nobody = np.full(len(found), _NOBODY, dtype=np.uint32)
    spoken = Spoken(nobody, (found >> 16).astype(np.uint16), (found & 0xFFFF).astype(np.uint16))
    return Readings(numbers.astype(np.uint16), spoken)


@dataclass(frozen=True, eq=False)
class Swaps:
    """Holds what it costs to take any character for each of some, so that it is one look into a small table.

    `characters` are those of the phrases, in order. `table` has a row of `width` for each of them, one behind the
    other: the costs of all readings, of the characters themselves, and last of what lies outside. `numbers` are the
    columns of the code points below 65,536.
    """

    characters: NDArray[np.uint32]
    table: NDArray[np.uint8]
    width: int
    numbers: NDArray[np.uint16]

    @classmethod
    def of(cls, codes: NDArray[np.uint32]) -> "Swaps":
        """Makes the table for the characters of some phrases, by normal code points of any shape."""
        own, read = np.unique(codes), readings()
        phrase, count = Spoken.of(own), len(read.spoken.codes)
        told = [np.concatenate((getattr(read.spoken, name), getattr(phrase, name))) for name in _FIELDS]
        table = np.full((len(own), count + len(own) + 1), BARRED, dtype=np.uint8)
        table[:, :-1] = costs(Spoken(*(getattr(phrase, name)[:, None] for name in _FIELDS)), Spoken(*told))
        numbers = read.numbers.copy()
        low = own <= _HIGHEST
        numbers[own[low]] = count + np.flatnonzero(low)
        numbers[ord(BARRIER)] = table.shape[1] - 1
        return cls(own, table.reshape(-1), table.shape[1], numbers)

    @property
    def outside(self) -> int:
        """Is the column of what belongs to no turn, or to another one: it is never taken."""
        return self.width - 1

    def columns(self, codes: NDArray[np.uint32]) -> Numbers:
        """Returns the columns of the characters of a text; a barrier lies outside."""
        found = self.numbers[np.minimum(codes, _BEYOND)].astype(np.intp)
        for place in np.flatnonzero(self.characters > _HIGHEST):
            found[codes == self.characters[place]] = self.width - 1 - len(self.characters) + place
        return found

    def rows(self, codes: NDArray[np.uint32]) -> Numbers:
        """Returns where the rows of characters of the phrases begin in the table."""
        return np.searchsorted(self.characters, codes).astype(np.intp) * self.width

    def cost(self, rows: Numbers, columns: Numbers) -> NDArray[np.uint8]:
        """Returns the costs in rows and columns, shapes broadcast together; 255 outside."""
        return self.table.take(rows + columns)


_FIELDS = ("codes", "first", "second")
# Code points above the tables count as one that has no syllable.
_HIGHEST, _BEYOND = 0xFFFC, 0xFFFD


@dataclass(frozen=True)
class Alignments:
    """Holds the cheapest alignment of each pair: what it costs, and the run of the window it takes up."""

    cost: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]


def align(swaps: Swaps, phrases: Numbers, lengths: NDArray[np.int64], windows: Numbers) -> Alignments:
    """Aligns each whole phrase to the best run of its window; of equally good ones the first to end.

    `phrases` are rows of the table and `windows` columns of it, both with a column for each pair; the first `lengths`
    rows of `phrases` count. Pairs come in order of falling lengths; a window has 31 places at most. What lies outside
    stands only before and behind the turn: it is never taken, as to lose a syllable costs less.
    """
    places = np.arange(len(windows) + 1, dtype=np.int32)[:, None]
    # All that was added up to a place is taken off there, so that to step on costs nothing, and put back at the end.
    added = places * (ADDED << _COST)
    now = np.repeat(places - added, windows.shape[1], axis=1)
    best = np.zeros(windows.shape[1], dtype=np.int32)
    left = (windows.shape[1] - np.cumsum(np.bincount(lengths))).tolist()
    for row, (count, rest) in enumerate(pairwise(left)):
        now = _next_row(now[:, :count], swaps.cost(phrases[row, :count], windows[:, :count]))
        ended = now[:, rest:] + (added + (places << _WAY) - (row + 1) * (ADDED << _COST))
        best[rest:count] = ended.min(axis=0)
    return Alignments(best >> _COST, best & _START, best >> _WAY & _START)


def _next_row(now: NDArray[np.int32], swap: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Returns the alignments after one more character of the phrases, for each end in the windows.

    All of them cost as much too much as one added syllable: a taken one steps on as well, and that was taken off.
    """
    new = now + (((LOST + ADDED) << _COST) + _AS_LOST)
    taken = swap.astype(np.int32)
    taken <<= _COST
    taken += now[:-1]
    np.minimum(new[1:], taken, out=new[1:])
    new += _latest(len(new))
    for place in range(1, len(new)):
        np.minimum(new[place], new[place - 1], out=new[place])
    new &= _FORGET
    return new


@cache
def _latest(places: int) -> NDArray[np.int32]:
    """Returns for places what makes the alignment that came last to its place the least of equally good ones."""
    return (WIDEST - np.arange(places, dtype=np.int32)[:, None]) << _PLACE
