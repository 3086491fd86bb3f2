"""The features of the gaps between characters, by which a turn without marks is cut: hashes, many turns at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.cues import cues
from autoscore.classify.hashes import BARRIER
from autoscore.text.characters import one_digit_one_letter, points, to_text, with_barriers

# How many characters on each side are looked at, and how many make pairs with those on the other side.
REACH, NEAR = 6, 3
# What stands in a gap: no mark, a soft one (comma, blank), the mark between the parts of a list.
BARE, SOFT, LIST = 0, 1, 2
PAD = 8
# The part of a sum that each column of keys belongs to: what is to the left, to the right, on both sides, cues.
PARTS = np.array([0] * REACH + [1] * REACH + [2] * NEAR**2 + [0, 1, 0, 1, 1] * NEAR + [3] * 9)
_MASKED = re.compile(r"\[[^\[\]\n]{1,12}\]|\{[^{}\n]{1,12}\}")
_GOLDEN = np.uint32(0x9E3779B1)

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Gaps:
    """Holds the gaps between the kept characters of some turns.

    `codes` are the kept characters, digits and letters as one each, with a barrier behind each turn and PAD at both
    ends; `raw` the place of each in the texts joined by one character each, -1 at the ends; `place` is the kept
    character behind each gap; `mark` what stands in the gap.
    """

    codes: Numbers
    raw: Places
    place: Places
    mark: NDArray[np.uint8]

    @cached_property
    def turn(self) -> Places:
        """Is the number of the turn of each kept character."""
        number: Places = np.cumsum(self.codes == BARRIER)
        return number

    @cached_property
    def closed(self) -> Flags:
        """Tells of each gap whether it lies inside a number, a Latin word or a masked number: nothing is cut there."""
        left, right = self.codes[self.place - 1], self.codes[self.place]
        closed: Flags = _is_latin(left) & _is_latin(right)
        if (left == ord("[")).any() or (left == ord("{")).any():
            inside = np.zeros(len(self.codes), dtype=np.bool_)
            for match in _MASKED.finditer(to_text(self.codes)):
                inside[match.start() + 1 : match.end()] = True
            closed |= inside[self.place]
        return closed


def gaps(texts: Sequence[str]) -> Gaps:
    """Returns the gaps of pieces of turns that no mark parts; a mark inside them counts as a comma."""
    return gaps_of(with_barriers(texts))


def gaps_of(codes: Numbers) -> Gaps:
    """Returns the gaps of such pieces in normal form, a barrier behind each."""
    end = codes == BARRIER
    kept = np.flatnonzero(_kept().take(codes, mode="clip") | end)
    closes = end[kept]
    inside = np.flatnonzero(~closes[1:] & ~closes[:-1]) + 1
    right, left = kept[inside], kept[inside - 1]
    listing = np.cumsum(codes == ord("、"))
    mark = np.where(right - left > 1, np.where(listing[right] > listing[left], LIST, SOFT), BARE).astype(np.uint8)
    around, nowhere = np.full(PAD, BARRIER, dtype=np.uint32), np.full(PAD, -1, dtype=np.int64)
    return Gaps(
        np.concatenate((around, one_digit_one_letter(codes[kept]), around)),
        np.concatenate((nowhere, kept, nowhere)),
        inside + PAD,
        mark,
    )


def _is_latin(codes: Numbers) -> Flags:
    latin: Flags = (codes == ord("0")) | (codes == ord("a"))
    return latin


@cache
def _kept() -> Flags:
    """Tells which normal code points are kept; the last stands for all beyond."""
    return _is_kept(np.arange(0x10000, dtype=np.uint32))


def _is_kept(codes: Numbers) -> Flags:
    """Tells which normal code points are letters, digits, brackets of place-holders, or beyond the marks."""
    digit, letter = (codes >= 0x30) & (codes <= 0x39), (codes >= 0x61) & (codes <= 0x7A)
    marks = (codes < 0xC0) | ((codes >= 0x2000) & (codes < 0x3020)) | ((codes >= 0xFE30) & (codes < 0xFE50))
    return digit | letter | np.isin(codes, points("[]{}々〇")) | ~marks


def keys(found: Gaps, place: Places) -> Iterator[Numbers]:
    """Yields the features of the gaps at some places, a column at a time, as whole hashes."""
    left = _side(found.codes, [place - by for by in range(1, REACH + 1)])
    right = _side(found.codes, [place + by for by in range(REACH)])
    yield from _runs(1, left)
    yield from _runs(2, right)
    for a in range(1, NEAR + 1):
        for b in range(1, NEAR + 1):
            yield _key(3 + 10 * a + b, *left[:a], *right[:b])
    for by in range(1, NEAR + 1):
        yield _key(50 + by, left[by])
        yield _key(60 + by, right[by])
        yield _key(70 + by, left[by], left[by - 1])
        yield _key(80 + by, right[by - 1], right[by])
        yield _key(90 + by, *right[by - 1 : by + 2])
    yield from _cues(found, place)


def _side(codes: Numbers, places: Sequence[Places]) -> list[Numbers]:
    """Returns the characters from the gap outwards; beyond an end of the turn there are only barriers."""
    side = [codes[places[0]]]
    for place in places[1:]:
        side.append(np.where(side[-1] == BARRIER, np.uint32(BARRIER), codes[place]))
    return side


def _mixed(first: Numbers, *more: Numbers) -> Numbers:
    """Returns one hash of several values each."""
    total = first * _GOLDEN
    for one in more:
        total ^= total >> np.uint32(15)
        total ^= one
        total *= _GOLDEN
    return total


def _key(salt: int, *parts: Numbers) -> Numbers:
    total = _mixed(parts[0] ^ np.uint32(salt * 0x51ED2701 & 0xFFFFFFFF), *parts[1:])
    total ^= total >> np.uint32(15)
    total *= np.uint32(0x85EBCA6B)
    return total


def _runs(salt: int, side: Sequence[Numbers]) -> Iterator[Numbers]:
    """Yields the runs of each length from the gap outwards."""
    run = np.zeros(len(side[0]), dtype=np.uint32)
    for char in side:
        run = _mixed(run, char)
        yield _key(salt, run)


def _cues(found: Gaps, place: Places) -> Iterator[Numbers]:
    """Yields the cues that end or start at the gap, the nearest ones, and whether the gap lies inside one."""
    held = cues().find(found.codes)
    size = len(found.codes) + 1
    ending, starting = np.zeros(size, dtype=np.uint32), np.zeros(size, dtype=np.uint32)
    ending[held.end], starting[held.place] = held.cue, held.cue
    end, start = ending[place], starting[place]
    # How many cues start before each gap, and how many end there or before: each starts and ends after the one before.
    started = np.cumsum(np.bincount(held.place + 1, minlength=size))[place]
    ended = np.cumsum(np.bincount(held.end, minlength=size))[place]
    within = (started > ended).astype(np.uint32)
    turn = found.turn.astype(np.uint32)
    of_gap = turn[place]
    # Each cue below the number of its turn; no gap is in turn 0.
    cue = np.pad(turn[held.place] << np.uint32(8) | held.cue, 2)

    def cue_at(at: Places) -> Numbers:
        there = cue[at]
        return np.where(there >> np.uint32(8) == of_gap, there & np.uint32(0xFF), np.uint32(0))

    last, after = ended + 1, started + 2
    before, ahead, further = cue_at(last), cue_at(after), cue_at(np.minimum(after + 1, len(cue) - 1))
    yield _key(100, end)
    yield _key(101, start)
    yield _key(102, end, start)
    yield _key(103, within)
    yield _key(104, end, ahead)
    yield _key(105, before, start)
    yield _key(106, start, further)
    yield _key(107, cue_at(last - 1), before, end)
    yield _key(108, before, ahead)
