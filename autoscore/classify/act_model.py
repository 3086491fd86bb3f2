"""The model of open acts: how probable each act is in each sentence, many sentences at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.act_features import act_blocks
from autoscore.classify.act_shipped import ActArrays, act_arrays
from autoscore.classify.features import Block, Sentence
from autoscore.classify.shipped import BIAS

# Every other lane of sixteen bits.
_EVEN = np.uint64(0x0000FFFF0000FFFF)

Floats = NDArray[np.float64]


def act_probabilities(sentences: Sequence[Sentence], model: ActArrays | None = None) -> Floats:
    """Returns a line a sentence and a column for each of ACT_LABELS, 0 to 1, by a model or the shipped one."""
    by = model or act_arrays()
    total = np.zeros((len(sentences), by.columns), dtype=np.float32)
    if not sentences:
        return total.astype(np.float64)
    for block in act_blocks(sentences):
        total += _sums(block, by, len(sentences))
    # In double precision, so that the company in which a sentence is looked at changes nothing that can be seen.
    logits = total.astype(np.float64) * by.scale[0] + by.scale[1]
    probable: Floats = 1 / (1 + np.exp(-logits))
    return probable.round(4)


def _sums(block: Block, by: ActArrays, rows: int) -> NDArray[np.float32]:
    """Returns the sums of the weights of a block's features by row, over the root of how many they are."""
    found = np.zeros((rows, by.columns), dtype=np.float32)
    if not len(block.row):
        return found
    total = by.packed.take(block.number[:, 0], axis=0)
    for column in block.number.T[1:]:
        total += by.packed.take(column, axis=0)
    starts = np.flatnonzero(np.append(True, block.row[1:] != block.row[:-1]))
    places = np.diff(starts, append=len(block.row))
    count = np.add.reduceat(np.count_nonzero(block.number, axis=1), starts)
    added = _lanes(total, starts)[:, : by.columns] - (BIAS * block.number.shape[1] * places)[:, None]
    found[block.row[starts]] = added / np.sqrt(np.maximum(count, 1))[:, None]
    return found


def _lanes(total: NDArray[np.uint64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns the sums of runs of lines, a column a lane of sixteen bits; two are added at once."""
    even, odd = (
        np.add.reduceat(part, starts).view(np.uint32) for part in (total & _EVEN, (total >> np.uint64(16)) & _EVEN)
    )
    lanes = np.empty((len(starts), 2 * even.shape[1]), dtype=np.int64)
    lanes[:, 0::4], lanes[:, 1::4] = even[:, 0::2], odd[:, 0::2]
    lanes[:, 2::4], lanes[:, 3::4] = even[:, 1::2], odd[:, 1::2]
    return lanes
