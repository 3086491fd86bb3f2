"""Sums of the weights of features by sentence, many sentences at once."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.features import Block
from autoscore.classify.kept import Places
from autoscore.classify.lanes import BIAS, MOST, Packed, packed, unpacked

# All weights are packed once there is a feature for so many of them: for a single call it would not pay.
WORTH_PACKING = 32

Whole = NDArray[np.int32]


class Weighted(Protocol):
    """Is a model with weights of features, a line a feature and a column a label, as they are and packed."""

    @property
    def weights(self) -> NDArray[np.int8]:
        """Are the weights as whole numbers."""

    @property
    def packed(self) -> Packed:
        """Are the same, several in a number."""


def added_up(block: Block, by: Weighted) -> tuple[Places, Whole, Whole]:
    """Returns the rows that have features in a block, ascending; the sums of their weights; how many features they are.

    Feature 0 stands for none and counts for nothing.
    """
    columns, width = by.weights.shape[1], block.number.shape[1]
    starts = np.flatnonzero(np.append(True, block.row[1:] != block.row[:-1]))
    places = np.diff(starts, append=len(block.row)).astype(np.int32)
    added = _by_row(_by_place(block, by), starts, places, MOST // width, columns + 1)
    return block.row[starts], added[:, :columns] - (places * np.int32(BIAS * width))[:, None], added[:, columns]


def _by_place(block: Block, by: Weighted) -> Packed:
    """Returns the sums of the weights at each place, packed."""
    if block.number.size * WORTH_PACKING < len(by.weights):
        fetched = (packed(by.weights.take(column, axis=0), column > 0) for column in block.number.T)
    else:
        fetched = (by.packed.take(column, axis=0, mode="clip") for column in block.number.T)
    total = next(fetched)
    for one in fetched:
        total += one
    return total


def _by_row(total: Packed, starts: Places, places: Whole, most: int, columns: int) -> Whole:
    """Returns the sums of rows that begin at some places; a lane holds no more than the sum of so many places."""
    long = np.flatnonzero(places > most)
    if not len(long):
        return unpacked(np.add.reduceat(total, starts), columns)
    more = (places[long] - 1) // most
    owner = np.repeat(long, more)
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(more) - more, more) + 1
    inner = starts[owner] + most * nth
    cut = np.concatenate((starts, inner))
    order = np.argsort(cut, kind="stable")
    added = np.empty((len(cut), columns), dtype=np.int32)
    added[order] = unpacked(np.add.reduceat(total, cut[order]), columns)
    np.add.at(added, owner, added[len(starts) :])
    return added[: len(starts)]
