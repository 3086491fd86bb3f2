"""The multi-phrase search over arrays of code points: every place at once, one character further at each step.

Few places are left after two or three characters. It finds what an automaton finds, and hands it over as arrays: made
of single records, the hits alone would cost more than the search (see benchmarks/engines.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.errors import UsageError
from autoscore.text.characters import points

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint32]
ROOT = 0
# No phrase has this character; no state is reached by it.
UNKNOWN = 0
# Odd, and without a pattern in its bits: it scatters neighbouring keys over a table.
_SCATTER = 0x9E3779B1
# A table has so many times more slots than keys, as a power of two; keys that share a slot go to a further table.
_ROOM = 3


@dataclass(frozen=True, eq=False)
class _Slots:
    """Finds the number of a key in one look; `shift` leaves of a scattered key as many bits as there are slots."""

    scatter: int
    shift: int
    numbers: NDArray[np.int32]

    def look(self, keys: Codes) -> NDArray[np.int32]:
        """Returns for each key the number of the key in its slot, -1 where the slot is empty."""
        return np.asarray(self.numbers[(keys * np.uint32(self.scatter)) >> np.uint32(self.shift)])


@dataclass(frozen=True, eq=False)
class Trie:
    """Holds phrases character by character.

    A transition leads from a state by a character to a state of its own, the number of the transition and one; its key
    is the state times `width` and the number of the character. `phrases` are, by state, the number of the phrase that
    ends there, or -1.
    """

    characters: NDArray[np.int32]
    width: int
    keys: Codes
    tables: tuple[_Slots, ...]
    phrases: NDArray[np.int32]
    lengths: Numbers

    @classmethod
    def of(cls, phrases: Sequence[str]) -> "Trie":
        """Builds the trie of distinct, non-empty phrases; a found number is the place in `phrases`."""
        codes, lengths = points("".join(phrases)), np.fromiter(map(len, phrases), np.int64, len(phrases))
        firsts = np.cumsum(lengths) - lengths
        known = np.unique(codes)
        characters = np.zeros(int(known.max(initial=0)) + 2, dtype=np.int32)
        characters[known] = np.arange(1, len(known) + 1)
        width, states = len(known) + 1, np.zeros(len(phrases), dtype=np.int64)
        keys, ends, count = [], np.full(1, -1, dtype=np.int32), 0
        for depth in range(int(lengths.max(initial=0))):
            on = np.flatnonzero(lengths > depth)
            new, states_of = np.unique(states[on] * width + characters[codes[firsts[on] + depth]], return_inverse=True)
            states[on] = states_of.reshape(-1) + count + 1
            keys.append(new)
            count += len(new)
            ends = np.append(ends, np.full(len(new), -1, dtype=np.int32))
            over = on[lengths[on] == depth + 1]
            ends[states[over]] = over
        joined = np.concatenate(keys) if keys else np.zeros(0, dtype=np.int64)
        if len(joined) and int(joined.max()) >= 1 << 32:
            raise UsageError("要找的说法太多：把词表分给几份评分表")
        whole = joined.astype(np.uint32)
        return cls(characters, width, whole, _tables(whole), ends, lengths)

    def hits(self, codes: Codes) -> tuple[Numbers, Numbers, Numbers]:
        """Returns starts, ends and numbers of all phrases in a text of code points, in order of starts, then ends."""
        numbers = self.characters.take(np.minimum(codes, len(self.characters) - 1), mode="clip").astype(np.uint32)
        numbers = np.append(numbers, np.uint32(UNKNOWN))
        places = np.flatnonzero(numbers)
        states = np.zeros(len(places), dtype=np.uint32)
        found_at, found = [], []
        depth = 0
        while len(places):
            following = numbers[np.minimum(places + depth, len(codes))]
            on, states = self._step(states * np.uint32(self.width) + following)
            places = places[on]
            depth += 1
            phrases = self.phrases[states]
            over = np.flatnonzero(phrases >= 0)
            found_at.append(places[over])
            found.append(phrases[over])
        starts = np.concatenate(found_at) if found_at else places
        which = np.concatenate(found).astype(np.int64) if found else places
        order = np.argsort(starts, kind="stable")
        starts, which = starts[order], which[order]
        return starts, starts + self.lengths[which], which

    def _step(self, keys: Codes) -> tuple[Numbers, Codes]:
        """Returns which of some keys are transitions, and the states that they lead to."""
        found = np.full(len(keys), -1, dtype=np.int32)
        left = np.arange(len(keys))
        for table in self.tables:
            numbers = table.look(keys[left])
            some = np.flatnonzero(numbers >= 0)
            left, numbers = left[some], numbers[some]
            same = self.keys[numbers] == keys[left]
            found[left[same]] = numbers[same]
            left = left[~same]
        on = np.flatnonzero(found >= 0)
        return on, found[on].astype(np.uint32) + np.uint32(1)


def _tables(keys: Codes) -> tuple[_Slots, ...]:
    """Returns tables in which every key is found, the rest of each in the next."""
    tables: list[_Slots] = []
    left = np.arange(len(keys), dtype=np.int32)
    while len(left):
        bits = min(31, max(4, len(left).bit_length() + _ROOM))
        scatter = (_SCATTER * (2 * len(tables) + 1)) & 0xFFFFFFFF
        slots = (keys[left] * np.uint32(scatter)) >> np.uint32(32 - bits)
        numbers = np.full(1 << bits, -1, dtype=np.int32)
        numbers[slots] = left
        tables.append(_Slots(scatter, 32 - bits, numbers))
        left = left[numbers[slots] != left]
    return tuple(tables)
