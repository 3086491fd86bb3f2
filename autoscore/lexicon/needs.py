"""What must stand beside a string for a way to be worth a look: of each of its other groups of strings one.

Most strings that call for a look stand there for other reasons (您, 给您). Which groups a turn holds is noted as a row
of bits; finer notes, of every few characters, cost more than the looks that they save.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.tables import Numbers

# The number of the group that no string is in: it stands where a way needs no further one.
NONE = 0
WORD = 64
# The bits of the hits of so many turns fit into the nearer caches.
TOGETHER = 64


@dataclass(frozen=True, eq=False)
class Groups:
    """Holds which groups each string is in, as rows of bits: string k has row `rows[k]`, that of no group is row 0."""

    rows: NDArray[np.int32]
    bits: NDArray[np.uint64]

    @classmethod
    def of(cls, strings: Numbers, groups: Numbers, string_count: int, group_count: int) -> "Groups":
        """Makes the rows from pairs of a string and a group that it is in."""
        used = np.unique(strings)
        rows = np.zeros(string_count, dtype=np.int32)
        rows[used] = np.arange(1, len(used) + 1)
        flags = np.zeros((len(used) + 1, -(-group_count // WORD) * WORD), dtype=np.bool_)
        flags[rows[strings], groups] = True
        return cls(rows, np.packbits(flags, axis=1, bitorder="little").view(np.uint64))

    def held(self, keys: Numbers, turns: Numbers, count: int) -> NDArray[np.uint64]:
        """Returns the groups that each of `count` turns holds, a row of bits a turn; hits come in order of turns."""
        found = np.zeros((count, self.bits.shape[1]), dtype=np.uint64)
        rows = self.rows[keys]
        hits = np.flatnonzero(rows)
        rows, of_hit = rows[hits], turns[hits]
        firsts = np.flatnonzero(np.diff(of_hit, prepend=-1))
        edges = np.append(firsts, len(hits))
        for first in range(0, len(firsts), TOGETHER):
            some = edges[first : first + TOGETHER + 1]
            bits = self.bits[rows[some[0] : some[-1]]]
            found[of_hit[some[:-1]]] = np.bitwise_or.reduceat(bits, some[:-1] - some[0], axis=0)
        return found


@dataclass(frozen=True, eq=False)
class Needs:
    """Holds the numbers of the groups that ways need, a row a way, filled up with `NONE`."""

    groups: Groups
    asked: NDArray[np.int32]

    def met(self, held: NDArray[np.uint64], turns: Numbers, ways: Numbers) -> Numbers:
        """Returns the rows, ways that a turn calls for, of which the turn holds all that they need besides."""
        flat, width = held.reshape(-1), held.shape[1]
        rows = np.arange(len(ways))
        for column in range(self.asked.shape[1]):
            group = self.asked[ways[rows], column]
            bits = flat[turns[rows] * width + group // WORD] >> (group % WORD).astype(np.uint64)
            rows = rows[(bits & np.uint64(1) > 0) | (group == NONE)]
        return rows


def needs_of(needed: Sequence[Sequence[tuple[str, ...]]], numbers: Mapping[str, int]) -> tuple[Needs, tuple[str, ...]]:
    """Returns the needs of ways, given as groups of strings, and all strings to look for: numbered ones come first."""
    groups = {group: number for number, group in enumerate(dict.fromkeys(chain.from_iterable(needed)), NONE + 1)}
    members = tuple(chain.from_iterable(groups))
    strings = tuple(dict.fromkeys(chain(numbers, members)))
    places = dict(zip(strings, range(len(strings)), strict=True))
    of_member = np.fromiter(map(places.__getitem__, members), np.int64, len(members))
    of_group = np.repeat(np.arange(NONE + 1, len(groups) + 1), np.fromiter(map(len, groups), np.int64, len(groups)))
    asked = np.full((len(needed), max(map(len, needed), default=0)), NONE, dtype=np.int32)
    for row, of_way in enumerate(needed):
        if of_way:
            asked[row, : len(of_way)] = [groups[group] for group in of_way]
    return Needs(Groups.of(of_member, of_group, len(strings), len(groups) + 1), asked), strings
