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
from autoscore.classify.kept import Kept, Places
from autoscore.classify.sequence import CueSequence, cue_sequence
from autoscore.classify.turns import gathered
from autoscore.text.characters import one_digit_one_letter, syllables

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
# Pairs are sought in a table four times as large as they are many, and more, by a hash that spreads them.
_ROOMY, _SPREAD = 2, np.uint64(0x9E3779B97F4A7C15)
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
    distinct = {one.previous: None for one in sentences}
    number = {text: at for at, text in enumerate(distinct)}
    before = np.array([number[one.previous] for one in sentences], dtype=np.int64)
    return act_blocks_of([one.text for one in sentences], list(distinct), before)


def act_blocks_of(texts: Sequence[str], previous: Sequence[str], before: Places) -> tuple[Block, ...]:
    """Returns the same of texts; `before` is the number of the text, among the previous ones, that each came after."""
    own, other = Kept.of(texts), Kept.of([text[-PREVIOUS:] for text in previous])
    size = np.diff(own.bounds)
    row = np.repeat(np.arange(len(texts)), size)
    taken, facts = _taken_up(own, row, other, before)
    codes = one_digit_one_letter(own.codes)
    length = np.searchsorted(_LENGTHS, size - 1).astype(np.uint32)
    follows = np.minimum(np.diff(other.bounds)[before] - 1, 1).astype(np.uint32)
    return (
        _grams(codes, row, _GRAMS, range(GRAM)),
        _grams(_spelt(own.codes), row, _SOUNDS, range(1, SOUNDS)),
        _masked(codes, row, taken),
        _cues(cue_sequence(own, act_cues())),
        _prior(cue_sequence(other, act_cues()), before, len(previous)),
        _wholes(codes, own.bounds, length, follows, facts),
    )


def _spelt(codes: Numbers) -> Numbers:
    """Returns the syllables of characters; a character with none stands for itself."""
    sound = syllables(codes).astype(np.uint32)
    return np.where(sound > 0, sound + np.uint32(0xE000), codes)


def _grams(codes: Numbers, row: Places, kind: int, lengths: range) -> Block:
    """Returns the runs of characters of some lengths at each place."""
    windows = np.stack(tuple(rolling(codes, lengths.stop))[lengths.start :]).T
    kinds = np.arange(kind, kind + windows.shape[1], dtype=np.uint32)
    return Block(row, _folded(buckets(windows, kinds, windows > 0)))


def _folded(number: Numbers) -> Numbers:
    """Returns feature numbers of fewer bits, 0 still for none."""
    folded: Numbers = np.maximum(number >> np.uint32(FULL_BITS - BITS), np.uint32(1))
    folded *= number > 0
    return folded


def _taken_up(own: Kept, row: Places, other: Kept, before: Places) -> tuple[NDArray[np.uint8], Numbers]:
    """Returns which characters the turn before holds in the same company, and facts of each sentence about them."""
    count = len(before)
    of_other = np.repeat(np.arange(len(other.bounds) - 1), np.diff(other.bounds))
    taken = _in_both(_pairs(own.codes, row, before), _pairs(other.codes, of_other)).astype(np.uint8) * TAKEN_UP
    digits, place = _digits(own.codes)
    others, there = _digits(other.codes)
    at = row[place]
    same = _in_both(_pairs(digits, at, before), _pairs(others, of_other[there]))
    taken[place] = np.where(same, NUMBER_TAKEN_UP, 0)
    length = np.maximum(np.diff(own.bounds) - 1, 1)
    said = np.bincount(row[taken == TAKEN_UP], minlength=count)
    numerals = np.bincount(at, minlength=count)
    again = np.bincount(at[same], minlength=count)
    facts = np.stack(
        (
            np.searchsorted(_SHARES, said / length, side="right"),
            np.minimum(said, 7),
            np.searchsorted(_DIGITS, numerals, side="right"),
            np.searchsorted(_SHARES, again / np.maximum(numerals, 1), side="right"),
        )
    )
    return taken, facts.astype(np.uint32)


def _pairs(codes: Numbers, row: Places, owner: Places | None = None) -> NDArray[np.uint64]:
    """Returns each character with the next and its row, or the owner of its row, as one number; 0 for no pair."""
    if not len(codes):
        return np.zeros(0, dtype=np.uint64)
    whole = (row[:-1] == row[1:]) & (codes[:-1] != BARRIER) & (codes[1:] != BARRIER)
    pair = (row if owner is None else owner[row])[:-1].astype(np.uint64) << np.uint64(34)
    pair |= codes[:-1].astype(np.uint64) << np.uint64(17) | codes[1:].astype(np.uint64)
    return np.append(np.where(whole, pair, np.uint64(0)), np.uint64(0))


def _in_both(own: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tells which characters of sentences are part of a pair that the turn before holds as well."""
    held = own > 0
    held &= _contained(own, other)
    held[1:] |= held[:-1]
    return held


def _contained(own: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tells which numbers stand among others: by a table of hashes, and by another for those with no place in it."""
    # An empty place of the table holds 0, which is never sought: a number is not to be lost behind it.
    other = other[other > 0]
    bits = len(other).bit_length() + _ROOMY
    table = np.zeros(1 << bits, dtype=np.uint64)
    slot = other * _SPREAD >> np.uint64(64 - bits)
    table[slot] = other
    there = table[own * _SPREAD >> np.uint64(64 - bits)]
    found: NDArray[np.bool_] = (there == own) | (own == 0)
    # Where two of the others share a place, the table holds only one of them.
    hidden = other[table[slot] != other]
    open_ = np.flatnonzero((there > 0) & ~found)
    # Numbers chosen to fall on one place are searched for, so that there are never many tables.
    again = _contained if 2 * len(hidden) < len(other) else np.isin
    if len(open_) and len(hidden):
        found[open_] = again(own[open_], hidden)
    return found


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


def _masked(codes: Numbers, row: Places, taken: NDArray[np.uint8]) -> Block:
    """Returns runs in which all that is taken up stands for one and the same, however long it is."""
    masked = np.where(taken > 0, taken.astype(np.uint32), codes)
    first = np.ones(len(masked), dtype=np.bool_)
    first[1:] = (masked[1:] != masked[:-1]) | (taken[1:] == 0)
    masked, row, taken = masked[first], row[first], taken[first]
    near = [_any_ahead(taken > 0, by) for by in range(GRAM)]
    place = np.flatnonzero(near[-1])
    windows = np.stack([run[place] for run in rolling(masked, GRAM)]).T
    held = windows > 0
    held &= np.stack([ahead[place] for ahead in near]).T
    return Block(row[place], _folded(buckets(windows, np.arange(_MASKED, _MASKED + GRAM, dtype=np.uint32), held)))


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
    held = np.stack([sequence.same(by) for by in (0, 2, 1, *range(1, REACH + 1))]).T
    kinds = np.minimum(np.arange(_CUES, _CUES + len(keys)), _CUES + 3).astype(np.uint32)
    return Block(row, _folded(buckets(np.stack(keys).T, kinds, held)))


def _prior(sequence: CueSequence, before: Places, count: int) -> Block:
    """Returns the cues of the turn before each sentence."""
    size = np.bincount(sequence.row, minlength=count)
    place = gathered((np.cumsum(size) - size)[before], size[before])
    keys = sequence.cue[place][:, None]
    number = buckets(keys, np.array([_BEFORE], dtype=np.uint32), np.ones(keys.shape, dtype=np.bool_))
    return Block(np.repeat(np.arange(len(before)), size[before]), _folded(number))


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
    found = buckets(np.stack(keys).T, np.array(kinds, dtype=np.uint32), np.stack(inside).T)
    return Block(np.arange(len(length)), _folded(found))
