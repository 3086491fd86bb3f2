"""The model of open acts: how probable each act is in each sentence, many sentences at once."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.act_features import act_blocks, act_blocks_of
from autoscore.classify.act_shipped import ActArrays, act_arrays
from autoscore.classify.features import Block, Sentence
from autoscore.classify.sums import added_up

Floats = NDArray[np.float64]


def act_probabilities(sentences: Sequence[Sentence], model: ActArrays | None = None) -> Floats:
    """Returns a line a sentence and a column for each of ACT_LABELS, 0 to 1, by a model or the shipped one."""
    by = model or act_arrays()
    return _probabilities(act_blocks(sentences) if sentences else (), len(sentences), by)


def act_probabilities_of(texts: Sequence[str], previous: Sequence[str], before: Sequence[int]) -> Floats:
    """Returns the same of texts by the shipped model; `before` is which of the previous ones each followed."""
    places = np.array(before, dtype=np.int64)
    return _probabilities(act_blocks_of(texts, previous, places) if texts else (), len(texts), act_arrays())


def _probabilities(kinds: Iterable[Block], count: int, by: ActArrays) -> Floats:
    total = np.zeros((count, by.columns), dtype=np.float32)
    for block in kinds:
        total += _sums(block, by, count)
    # In double precision, so that the company in which a sentence is looked at changes nothing that can be seen.
    odds: Floats = total.astype(np.float64)
    odds *= by.scale[0]
    odds += by.scale[1]
    np.exp(np.negative(odds, out=odds), out=odds)
    odds += 1
    return np.divide(1, odds, out=odds).round(4)


def _sums(block: Block, by: ActArrays, rows: int) -> NDArray[np.float32]:
    """Returns the sums of the weights of a block's features by row, over the root of how many they are."""
    found = np.zeros((rows, by.columns), dtype=np.float32)
    if len(block.row):
        held, added, count = added_up(block, by)
        found[held] = added / np.sqrt(np.maximum(count, 1))[:, None]
    return found
