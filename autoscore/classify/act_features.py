"""The features of sentences by which open acts show: characters, sounds, cues, and what is taken up from before."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.classify.cues import Cues, read
from autoscore.classify.features import Block, Sentence
from autoscore.classify.hashes import BARRIER, Numbers, buckets, rolling
from autoscore.classify.hashes import BITS as FULL_BITS
from autoscore.classify.sequence import CueSequence, cue_sequence
from autoscore.text.characters import one_digit_one_letter
from autoscore.text.view import View

FOLDER = "service-acts"
BITS = 15
GRAM = 4
SOUNDS = 3
REACH = 4
EDGE = 3
# How much of the turn before is looked at, in characters from its end.
PREVIOUS = 60
TAKEN_UP, NUMBER_TAKEN_UP, NUMERAL = 1, 2, 0x30
_VALUES = dict(zip("0123456789零一二三四五六七八九幺两〇", (*range(10), *range(10), 1, 2, 0), strict=True))
_LENGTHS = (2, 4, 7, 12, 20, 35)
_SHARES = (0.01, 0.2, 0.4, 0.6, 0.8)
_DIGITS = (1, 2, 3, 5, 8)
_GRAMS, _SOUNDS, _CUES, _WHOLES, _MASKED, _BEFORE, _EDGES = 0, 10, 20, 40, 60, 70, 80


@cache
def act_cues() -> Cues:
    """Loads the shipped cues once a process."""
    return read(resources.folder("models") / FOLDER / "act-cues.txt")


def act_blocks(sentences: Sequence[Sentence]) -> tuple[Block, ...]:
    """Returns the features of some sentences: characters, sounds, what is taken up, cues, whole sentences."""
    count = len(sentences)
    view = View.of([*(one.text for one in sentences), *(one.previous[-PREVIOUS:] for one in sentences)])
    bounds = view.squeezed_starts
    cut = bounds[count]
    row = np.repeat(np.arange(2 * count), np.diff(bounds))
    sequence = cue_sequence(view, act_cues())
    taken, facts = _taken_up(view.codes, row, count)
    codes = one_digit_one_letter(view.codes)[:cut]
    own = row[:cut]
    size = np.searchsorted(_LENGTHS, np.diff(bounds)[:count] - 1).astype(np.uint32)
    before = np.minimum(np.diff(bounds)[count:] - 1, 1).astype(np.uint32)
    return (
        _grams(codes, own, _GRAMS, range(GRAM)),
        _grams(_spelt(view, cut), own, _SOUNDS, range(1, SOUNDS)),
        _masked(codes, own, taken[:cut]),
        _cues(sequence.ahead_of(count)),
        _prior(sequence.behind(count)),
        _wholes(codes, bounds[: count + 1], size, before, facts),
    )


def _spelt(view: View, cut: int) -> Numbers:
    """Returns the syllables of the first characters; a character with none stands for itself."""
    sound = view.syllables[:cut].astype(np.uint32)
    return np.where(sound > 0, sound + np.uint32(0xE000), view.codes[:cut])


def _grams(codes: Numbers, row: NDArray[np.int64], kind: int, lengths: range) -> Block:
    """Returns the runs of characters of some lengths at each place."""
    windows = np.stack(tuple(rolling(codes, lengths.stop))[lengths.start :], axis=1)
    kinds = np.arange(kind, kind + windows.shape[1], dtype=np.uint32)
    return Block(row, _folded(buckets(windows, kinds, windows > 0)))


def _folded(number: Numbers) -> Numbers:
    """Returns feature numbers of fewer bits, 0 still for none."""
    return np.where(number > 0, np.maximum(number >> np.uint32(FULL_BITS - BITS), np.uint32(1)), np.uint32(0))


def _taken_up(codes: Numbers, row: NDArray[np.int64], count: int) -> tuple[NDArray[np.uint8], Numbers]:
    """Returns which characters the turn before holds in the same company, and facts of each sentence about them."""
    words = _in_both(codes, row, count)
    digits, place = _digits(codes)
    same = _in_both(digits, row[place], count)
    taken = words.astype(np.uint8) * TAKEN_UP
    taken[place] = np.where(same, NUMBER_TAKEN_UP, 0)
    own = row < count
    inner = own & (codes != BARRIER)
    length = np.maximum(np.bincount(row[inner], minlength=count), 1)
    said = np.bincount(row[inner & (taken == TAKEN_UP)], minlength=count)
    numerals = np.bincount(row[place][row[place] < count], minlength=count)
    again = np.bincount(row[inner & (taken == NUMBER_TAKEN_UP)], minlength=count)
    facts = np.stack(
        (
            np.searchsorted(_SHARES, said / length, side="right"),
            np.minimum(said, 7),
            np.searchsorted(_DIGITS, numerals, side="right"),
            np.searchsorted(_SHARES, again / np.maximum(numerals, 1), side="right"),
        )
    )
    return taken, facts.astype(np.uint32)


def _in_both(codes: Numbers, row: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Tells which characters of sentences are part of a pair that the turn before holds as well."""
    if len(codes) < 2:
        return np.zeros(len(codes), dtype=np.bool_)
    pair = (row[:-1] % count).astype(np.uint64) << np.uint64(34)
    pair |= codes[:-1].astype(np.uint64) << np.uint64(17) | codes[1:].astype(np.uint64)
    whole = (row[:-1] == row[1:]) & (codes[:-1] != BARRIER) & (codes[1:] != BARRIER)
    first = whole & (row[:-1] < count)
    held = np.zeros(len(codes), dtype=np.bool_)
    held[:-1][first] = np.isin(pair[first], pair[whole & (row[:-1] >= count)])
    held[1:] |= held[:-1] & first
    # The first place of a pair is marked by itself, the second one by the step above.
    return held


@cache
def _numerals() -> NDArray[np.uint8]:
    table = np.full(0x10000, 255, dtype=np.uint8)
    for char, value in _VALUES.items():
        table[ord(char)] = value
    return table


def _digits(codes: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    """Returns the values of digits one behind the other, so that 198 and 一百九十八 are alike, and their places."""
    value = _numerals()[np.minimum(codes, 0xFFFF)]
    place = np.flatnonzero(value < 255)
    return value[place].astype(np.uint32) + np.uint32(NUMERAL), place


def _masked(codes: Numbers, row: NDArray[np.int64], taken: NDArray[np.uint8]) -> Block:
    """Returns runs in which all that is taken up stands for one and the same, however long it is."""
    masked = np.where(taken > 0, taken.astype(np.uint32), codes)
    first = np.ones(len(masked), dtype=np.bool_)
    first[1:] = (masked[1:] != masked[:-1]) | (taken[1:] == 0)
    masked, row, taken = masked[first], row[first], taken[first]
    windows = np.stack(tuple(rolling(masked, GRAM)), axis=1)
    held = windows > 0
    near = np.stack([_any_ahead(taken > 0, by) for by in range(GRAM)], axis=1)
    return Block(row, _folded(buckets(windows, np.arange(_MASKED, _MASKED + GRAM, dtype=np.uint32), held & near)))


def _any_ahead(flags: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """Tells whether a flag stands at a place or at one of so many behind it."""
    found = flags.copy()
    for step in range(1, by + 1):
        found[:-step] |= flags[step:]
    return found


def _cues(sequence: CueSequence) -> Block:
    """Returns each cue alone, with the next, and with some behind it."""
    cue, row = sequence.cue, sequence.row
    pairs = [cue | sequence.ahead(by) << np.uint32(8) for by in range(1, REACH + 1)]
    keys = [cue, pairs[0] | sequence.ahead(2) << np.uint32(16), pairs[0] | sequence.gap << np.uint32(16), *pairs]
    held = np.stack([sequence.same(by) for by in (0, 2, 1, *range(1, REACH + 1))], axis=1)
    kinds = np.minimum(np.arange(_CUES, _CUES + len(keys)), _CUES + 3).astype(np.uint32)
    return Block(row, _folded(buckets(np.stack(keys, axis=1), kinds, held)))


def _prior(sequence: CueSequence) -> Block:
    """Returns the cues of the turn before."""
    keys = sequence.cue[:, None]
    return Block(
        sequence.row, _folded(buckets(keys, np.array([_BEFORE], dtype=np.uint32), np.ones(keys.shape, dtype=np.bool_)))
    )


def _wholes(codes: Numbers, bounds: NDArray[np.int64], size: Numbers, before: Numbers, facts: Numbers) -> Block:
    """Returns what is so of a sentence as a whole, and the runs at its start and its end."""
    share, said, digits, again = facts
    one = np.uint32
    keys = [
        size | before << one(8),
        share | size << one(8),
        said | before << one(8),
        digits | again << one(8) | before << one(16),
        share | digits << one(8) | again << one(16),
        digits | size << one(8),
    ]
    first, last = bounds[:-1], bounds[1:] - 2
    length = last - first + 1
    kinds = [*range(_WHOLES, _WHOLES + len(keys))]
    inside = [np.ones(len(length), dtype=np.bool_)] * len(keys)
    windows = [np.zeros(len(codes), dtype=np.uint32), *rolling(codes, EDGE)]
    for run in range(1, EDGE + 1):
        for kind, place in ((_EDGES + run, first), (_EDGES + EDGE + run, last - run + 1)):
            keys.append(windows[run][np.clip(place, 0, len(codes) - 1)])
            kinds.append(kind)
            inside.append(length >= run)
    found = buckets(np.stack(keys, axis=1), np.array(kinds, dtype=np.uint32), np.stack(inside, axis=1))
    return Block(np.arange(len(length)), _folded(found))
