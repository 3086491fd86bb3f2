"""The features of sentences: hashed runs of characters and of cues, many sentences at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.cues import cues
from autoscore.classify.hashes import Numbers, buckets, rolling, step
from autoscore.classify.kept import Kept
from autoscore.classify.sequence import END, CueSequence, cue_sequence
from autoscore.text.characters import one_digit_one_letter

GRAM = 4
EDGE = 4
REACH = 8
# So many characters at the end of a sentence are looked at by themselves: in a long one they decide.
TAIL = 10
TAIL_GRAM = 3
# How much of the turn before is looked at, in characters from its end.
PREVIOUS = 40
# The numbers of the marks that may end a sentence.
MARKS = MappingProxyType(
    {mark: number for number, pair in enumerate(("?？", "!！", ".。", ",，", ";；", "…"), 1) for mark in pair}
)
# The number of the mark of a question.
ASKS = 1
_OFFERING, _LISTING = ("or", "alt"), ("list",)
# A turn asks by its last cues, whether or not recognition wrote a question mark.
ASKING_CUES = 3
_ASKING = (
    *("ma", "ne", "tag_ma", "tag_ba", "ask_ma", "ask_ba", "can_not", "whether", "a_not_a", "lack"),
    *("what", "thing_why", "how", "how_is", "where", "which", "which_of", "who", "how_many", "when"),
)
_LENGTHS = (2, 4, 7, 12, 20, 35)
# What the turn before may hold, as bits.
_ALTERNATIVES, _LIST, _QUESTION, _NOTHING, _MARKED = 1, 2, 4, 8, 16
# Kinds of features: the same number means something else in each. A kind with several columns takes several.
_GRAMS, _TAILS, _CUES, _WHOLES, _STARTS, _ENDS = 0, 10, 20, 40, 50, 60


@dataclass(frozen=True)
class Sentence:
    """Is one sentence, and the turn before its own (empty where there is none)."""

    text: str
    previous: str = ""


@dataclass(frozen=True)
class Block:
    """Holds features of places: `row` the sentence of each, ascending; `number` a line a place, 0 for no feature."""

    row: NDArray[np.int64]
    number: Numbers


def blocks(sentences: Sequence[Sentence]) -> tuple[Block, ...]:
    """Returns the features of some sentences: of characters, of the last characters, of cues, of whole sentences."""
    previous = [one.previous[-PREVIOUS:] for one in sentences]
    distinct = list(dict.fromkeys(previous))
    asks = np.array([_mark(text) == ASKS for text in distinct], dtype=np.bool_)
    empty = np.array([not text for text in distinct], dtype=np.bool_)
    number = {text: place for place, text in enumerate(distinct)}
    before = held_before(Kept.of(distinct), asks, empty)[[number[text] for text in previous]]
    mark = np.array([_mark(one.text) for one in sentences], dtype=np.uint32)
    return blocks_of(Kept.of([one.text for one in sentences]), before, mark)


def blocks_of(own: Kept, before: Numbers, mark: Numbers) -> tuple[Block, ...]:
    """Returns the features of sentences by what is kept of them, what stands before them, and their end marks."""
    sequence = cue_sequence(own, cues())
    codes = one_digit_one_letter(own.codes)
    return (
        *_characters(codes, own.bounds),
        _cues(sequence, before),
        _wholes(codes, own.bounds, sequence, np.stack((before, mark))),
    )


def _mark(text: str) -> int:
    """Returns the number of the mark at the end of a sentence, 0 for none."""
    return MARKS.get(text.rstrip()[-1:], 0)


def held_before(kept: Kept, asks: NDArray[np.bool_], empty: NDArray[np.bool_]) -> Numbers:
    """Returns what turns before hold, as bits, by what is kept of them; some end with a question mark."""
    sequence = cue_sequence(kept, cues())
    bits = np.where(empty, np.uint32(_NOTHING), asks * np.uint32(_MARKED))
    near = sequence.cue == END
    for _ in range(ASKING_CUES):
        near |= np.append(near[1:], False) & sequence.same(1)
    tells = _telling().take(sequence.cue)
    tells[~near] &= ~np.uint32(_QUESTION)
    held = np.flatnonzero(tells != 0)
    np.bitwise_or.at(bits, sequence.row[held], tells[held])
    return bits


@cache
def _telling() -> Numbers:
    """Returns for each cue what a turn holds that has it, as bits."""
    bits = np.zeros(1 << 8, dtype=np.uint32)
    for bit, names in ((_ALTERNATIVES, _OFFERING), (_LIST, _LISTING), (_QUESTION, _ASKING)):
        bits[[cues().number(name) for name in names]] |= np.uint32(bit)
    return bits


def _kinds(first: int, count: int) -> Numbers:
    return np.arange(first, first + count, dtype=np.uint32)


def _characters(codes: Numbers, bounds: NDArray[np.int64]) -> tuple[Block, Block]:
    """Returns the runs of characters anywhere, and those near the end."""
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    windows = np.stack(tuple(rolling(codes, GRAM))).T
    held = windows > 0
    near = np.flatnonzero(bounds[1:][row] - np.arange(len(codes)) <= TAIL + 1)
    tail = windows.T[:TAIL_GRAM].take(near, axis=1).T
    return (
        Block(row, buckets(windows, _kinds(_GRAMS, GRAM), held)),
        Block(row[near], buckets(tail, _kinds(_TAILS, TAIL_GRAM), tail > 0)),
    )


def _cues(sequence: CueSequence, before: Numbers) -> Block:
    """Returns each cue alone, with what the turn before holds, and with those behind it."""
    cue, row = sequence.cue, sequence.row
    ahead = [sequence.ahead(by) for by in range(REACH + 1)]
    pairs = [cue | other << np.uint32(8) for other in ahead[1:]]
    triple = pairs[0] | ahead[2] << np.uint32(16)
    keys = [
        cue,
        cue | before[row] << np.uint32(8),
        pairs[0] | sequence.gap << np.uint32(16),
        triple,
        triple | ahead[3] << np.uint32(24),
        *pairs,
    ]
    reach = (0, 0, 1, 2, 3, *range(1, REACH + 1))
    same = [sequence.same(by) for by in range(REACH + 1)]
    held = np.stack([same[by] for by in reach]).T
    # A pair is the same feature however many cues stand between the two.
    kinds = np.minimum(_kinds(_CUES, len(keys)), np.uint32(_CUES + len(keys) - REACH))
    return Block(row, buckets(np.stack(keys).T, kinds, held))


def _wholes(codes: Numbers, bounds: NDArray[np.int64], sequence: CueSequence, facts: Numbers) -> Block:
    """Returns what is so of a sentence as a whole; `facts` are what the turn before holds, and the end mark."""
    before, mark = facts
    first, last = bounds[:-1], bounds[1:] - 2
    length = last - first + 1
    size = np.searchsorted(_LENGTHS, length).astype(np.uint32)
    cue, gap = sequence.last()
    keys = [before, mark, cue | gap << np.uint32(8) | mark << np.uint32(16), size, cue | size << np.uint32(8)]
    keys += _edges(codes, first, last)
    kinds = np.concatenate((_kinds(_WHOLES, 5), _kinds(_STARTS, EDGE), _kinds(_ENDS, EDGE)))
    inside = [length > count for count in range(EDGE)]
    held = np.stack([np.full(len(length), fill_value=True)] * 5 + inside * 2).T
    return Block(np.arange(len(length)), buckets(np.stack(keys).T, kinds, held))


def _edges(codes: Numbers, first: NDArray[np.int64], last: NDArray[np.int64]) -> list[Numbers]:
    """Returns the hashes of the runs of one character and more that start, and then that end, at the edges."""
    reach = np.arange(EDGE)[:, None]
    place = np.concatenate((first + reach, last - reach), axis=1).clip(0, len(codes) - 1)
    runs: list[Numbers] = []
    run = np.zeros(place.shape[1], dtype=np.uint32)
    for column in codes[place]:
        run = step(run, column)
        runs.append(run)
    cut = len(first)
    return [*(run[:cut] for run in runs), *(run[cut:] for run in runs)]
