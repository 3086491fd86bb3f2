"""The first step of the search, in arrays: which strings stand where, and which ways they call for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from autoscore.lexicon.needs import Needs, needs_of
from autoscore.lexicon.tables import Numbers, Rows, Table
from autoscore.text.trie import Codes, Trie


@dataclass(frozen=True, eq=False)
class Called(Rows):
    """Holds the ways that strings of a text call for, one a row, in order of place.

    `ways` and `phrases` are numbers; `starts` and `ends` are the places of the string, `turns` the number of its turn.
    """

    ways: Numbers
    phrases: Numbers
    starts: Numbers
    ends: Numbers
    turns: Numbers


@dataclass(frozen=True, eq=False)
class Triggers:
    """Holds the strings of one kind of text, characters or sounds, and what each of them means.

    A hit of string k calls for the ways of list k in `ways`, each for the phrase beside it in `phrases`; it is worth a
    look where what the way `needs` besides may be there too.
    """

    strings: Trie
    ways: Table
    phrases: Numbers
    needs: Needs

    def called(self, codes: Codes, turns: Numbers) -> Called:
        """Returns the ways worth a look in a text of code points, whose places belong to `turns`, in order of place."""
        starts, ends, keys = self.strings.hits(codes)
        at, hit = self.ways.expand(keys)
        of_hit = turns[starts]
        held = self.needs.groups.held(keys, of_hit, int(turns[-1]) + 1 if len(turns) else 0)
        rows = self.needs.met(held, of_hit[hit], self.ways.values[at])
        at, hit = at[rows], hit[rows]
        width, count = int((ends - starts).max(initial=0)) + 1, len(self.ways.first)
        order = np.argsort((starts[hit] * width + ends[hit] - starts[hit]) * count + keys[hit], kind="stable")
        at, hit = at[order], hit[order]
        return Called(self.ways.values[at], self.phrases[at], starts[hit], ends[hit], of_hit[hit])


@dataclass(frozen=True, eq=False)
class Calls:
    """Holds which strings call for which ways, a row a call: the string, the number of the way and of its phrase."""

    strings: Sequence[str]
    ways: Numbers
    phrases: Numbers

    def take(self, rows: Numbers) -> "Calls":
        """Returns some of the rows."""
        return Calls([self.strings[row] for row in rows.tolist()], self.ways[rows], self.phrases[rows])


def triggers(calls: Calls, needed: Sequence[Sequence[tuple[str, ...]]]) -> Triggers:
    """Makes the triggers of some calls for ways; `needed` are the groups of strings that each way needs, by number."""
    numbers = {string: number for number, string in enumerate(dict.fromkeys(calls.strings))}
    keys = np.fromiter(map(numbers.__getitem__, calls.strings), np.int64, len(calls.strings))
    needs, strings = needs_of(needed, numbers)
    order = np.argsort(keys, kind="stable")
    first = np.searchsorted(keys[order], np.arange(len(strings) + 1))
    return Triggers(Trie.of(strings), Table(first, calls.ways[order]), calls.phrases[order], needs)
