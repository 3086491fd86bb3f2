"""Turns in which something may be said back: what a playback needs, looked for in all turns of a batch at once."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore.annotate.batch import AGENT, CUSTOMER, Batch, Flags, Numbers, kind_table
from autoscore.text.characters import to_text

LOOK_BACK = 3
# A clause with no word that asks for a yes must be the customer's own nearly to the letter.
LEAST_ECHO, ECHO_SHARE = 3, 0.75
MOST_ECHO = 14
# The slot that lists pairs which any two turns share; they say nothing about the need.
COMMON = "常用二字"
CLAUSE_MARKS = ",、。?!;:… \n"
_NUMERALS = "0123456789零一二三四五六七八九幺两十百千万["
# The first two characters of a word that asks for a yes, or the last two of a longer one.
_TAG_FIRST, _TAG_SECOND = "是对样错", "吗吧不是"
_BITS, _FIRST, _SECOND, _TURN = 20, 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35


@dataclass(frozen=True, eq=False)
class Spoken:
    """Holds the words of a batch without hesitation: text and codes, and where each turn starts in them."""

    text: str
    codes: NDArray[np.uint16]
    turns: NDArray[np.int32]
    starts: Numbers

    @classmethod
    def of(cls, batch: Batch) -> "Spoken":
        """Takes them from a batch."""
        places = np.flatnonzero(~batch.fillers)
        starts = np.searchsorted(places, batch.view.starts)
        return cls(to_text(batch.points[places]), batch.codes[places], batch.turns[places], starts)

    def words(self, turn: int) -> str:
        """Returns the words of a turn."""
        end = self.starts[turn + 1] if turn + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[turn] : end - 1]


def worth_a_look(batch: Batch, spoken: Spoken, sides: NDArray[np.int8], common: frozenset[str]) -> tuple[Flags, Flags]:
    """Tells of each turn of the agent whether it may say a number of the customer's last turns back, and a need."""
    mine, customers = sides == AGENT, sides == CUSTOMER
    numbers = _holding(spoken, _numerals(spoken), len(sides))
    heard = mine & _lately(batch, customers)
    tagged = heard & _holding(spoken, _tags(spoken), len(sides))
    needs = tagged | _echoing(batch, spoken, heard & ~tagged, customers, common)
    return mine & numbers & _lately(batch, customers & numbers), needs


def _holding(spoken: Spoken, places: Flags, turns: int) -> Flags:
    found = np.zeros(turns, dtype=np.bool_)
    found[spoken.turns[np.flatnonzero(places)]] = True
    return found


def _lately(batch: Batch, turns: Flags) -> Flags:
    """Tells of each turn whether some turns are among those shortly before it in its call."""
    found = np.zeros(len(turns), dtype=np.bool_)
    own = np.arange(len(turns)) - batch.first_of
    for back in range(1, min(LOOK_BACK, len(turns) - 1) + 1):
        found[back:] |= turns[:-back] & (own[back:] >= back)
    return found


def _numerals(spoken: Spoken) -> Flags:
    numeral = kind_table(_NUMERALS)[spoken.codes]
    numeral[:-1] &= numeral[1:] | (spoken.codes[:-1] == ord("["))
    return numeral


def _tags(spoken: Spoken) -> Flags:
    found = kind_table(_TAG_FIRST)[spoken.codes]
    found[:-1] &= kind_table(_TAG_SECOND)[spoken.codes[1:]]
    return found


def _echoing(batch: Batch, spoken: Spoken, turns: Flags, customers: Flags, common: frozenset[str]) -> Flags:
    """Tells of some turns whether their first clause shares enough pairs of characters with the customer's words.

    Pairs are compared by a number that few others share, so that too many are held to be alike, but never too few.
    """
    found = np.zeros(len(turns), dtype=np.bool_)
    starts, lengths = _first_clauses(spoken)
    asked = np.flatnonzero(turns & (lengths >= LEAST_ECHO) & (lengths <= MOST_ECHO))
    pairs = lengths[asked] - 1
    ends = np.cumsum(pairs)
    places = np.arange(int(pairs.sum())) + np.repeat(starts[asked] - ends + pairs, pairs)
    back = np.repeat(asked, pairs)
    known, numbers = _known(spoken, customers, common)
    shared = np.zeros(len(places), dtype=np.bool_)
    for number in range(1, LOOK_BACK + 1):
        inside = back - number >= batch.first_of[back]
        shared |= inside & known[_in_turn(numbers[places], back - number)]
    counts = np.add.reduceat(shared, ends - pairs, dtype=np.int64) if len(asked) else pairs
    found[asked[(counts >= LEAST_ECHO - 1) & (counts >= ECHO_SHARE * pairs)]] = True
    return found


def _first_clauses(spoken: Spoken) -> tuple[Numbers, Numbers]:
    """Returns where the first clause of each turn starts, and how long it is; 0 where there is none."""
    marks = kind_table(CLAUSE_MARKS)[spoken.codes]
    words, stops = np.append(np.flatnonzero(~marks), len(marks)), np.append(np.flatnonzero(marks), len(marks))
    starts = words[np.searchsorted(words, spoken.starts)]
    within = starts < np.append(spoken.starts[1:], len(marks))
    return starts, np.where(within, stops[np.searchsorted(stops, starts)] - starts, 0)


def _known(spoken: Spoken, customers: Flags, common: frozenset[str]) -> tuple[Flags, NDArray[np.uint32]]:
    """Returns which pairs the customers say in which turn, and the number of each pair of the text."""
    wide = spoken.codes.astype(np.uint32)
    numbers = wide[:-1] * np.uint32(_FIRST) + wide[1:] * np.uint32(_SECOND)
    usual = _usual(common)[numbers >> np.uint32(32 - _BITS)] == (wide[:-1] << np.uint32(16)) + wide[1:]
    said = np.flatnonzero(customers[spoken.turns[:-1]] & ~usual)
    known = np.zeros(1 << _BITS, dtype=np.bool_)
    known[_in_turn(numbers[said], spoken.turns[said])] = True
    return known, numbers


def _in_turn(numbers: NDArray[np.uint32], turns: NDArray[np.int32] | Numbers) -> NDArray[np.uint32]:
    """Returns a number for a pair of characters in a turn."""
    mixed: NDArray[np.uint32] = (numbers ^ (turns.astype(np.uint32) * np.uint32(_TURN))) * np.uint32(_FIRST)
    return mixed >> np.uint32(32 - _BITS)


@cache
def _usual(common: frozenset[str]) -> NDArray[np.uint32]:
    """Returns a table of the common pairs by their numbers; of two with the same number only one is known there."""
    pairs = np.array([[ord(char) for char in pair] for pair in common if len(pair) == 2], dtype=np.uint32)
    pairs = pairs.reshape(-1, 2)
    table = np.zeros(1 << _BITS, dtype=np.uint32)
    numbers = pairs[:, 0] * np.uint32(_FIRST) + pairs[:, 1] * np.uint32(_SECOND)
    table[numbers >> np.uint32(32 - _BITS)] = (pairs[:, 0] << np.uint32(16)) + pairs[:, 1]
    return table
