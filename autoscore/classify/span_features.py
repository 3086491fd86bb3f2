"""The features of sentences where they stand: in turns joined, each with what was said before it."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.features import ASKS, MARKS, PREVIOUS, Block, blocks_of, held_before
from autoscore.classify.hashes import BARRIER, Numbers
from autoscore.classify.kept import Kept, Places
from autoscore.classify.turns import BLANKS, Spans, Turns, pieces
from autoscore.text.characters import points

_STOP = ord("。")


def span_blocks(turns: Turns, found: Spans, opens: NDArray[np.bool_]) -> tuple[Block, ...]:
    """Returns the features of sentences, the turns before them and what was said ahead in their own turns.

    `opens` tells which turns have none before them.
    """
    own, _ = pieces(turns.normal, found.start, found.end)
    mark = marks().take(turns.raw[found.end - 1], mode="clip")
    return blocks_of(Kept.of_normal(own), _before(turns, found, opens), mark)


def _before(turns: Turns, found: Spans, opens: NDArray[np.bool_]) -> Numbers:
    """Returns what is held by the text before each sentence: the turn before, a stop, and its own turn so far."""
    start, end = _windows(turns, found, opens)
    # With one stop ahead of all, each turn has one ahead of it.
    normal = np.where(turns.normal == BARRIER, np.uint32(_STOP), turns.normal)
    before, _ = pieces(np.append(np.uint32(_STOP), normal), start + 1, end + 1)
    return held_before(Kept.of_normal(before), _asks(turns, start, end), start == end)


def _windows(turns: Turns, found: Spans, opens: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Returns where the texts before sentences begin and end, no longer than is looked at."""
    first = turns.bounds[found.turn]
    inside = found.start > first
    end = np.where(inside, found.start, first - 1)
    reach = np.where(opens[found.turn], first - 1, turns.bounds[found.turn - 1])
    return np.minimum(np.maximum(reach, end - PREVIOUS), end), end


def _asks(turns: Turns, start: Places, end: Places) -> NDArray[np.bool_]:
    """Tells which texts end with a question mark, blanks left aside."""
    last = np.where(blank().take(turns.raw, mode="clip"), -1, np.arange(len(turns.raw)))
    last[turns.bounds[1:] - 1] = turns.bounds[1:] - 1
    place = np.maximum.accumulate(last)[end - 1]
    asks: NDArray[np.bool_] = (place >= start) & (start < end) & (marks().take(turns.raw[place], mode="clip") == ASKS)
    return asks


@cache
def marks() -> Numbers:
    """Returns the number of the mark that each raw character is, 0 for none; the last stands for all beyond."""
    table = np.zeros(0x10001, dtype=np.uint32)
    for mark, number in MARKS.items():
        table[ord(mark)] = number
    return table


@cache
def blank() -> NDArray[np.bool_]:
    """Tells which raw characters are blanks; the last stands for all beyond."""
    table = np.zeros(0x10001, dtype=np.bool_)
    table[points(BLANKS)] = True
    return table
