"""Sums of weights: several weights in a number add up to what each of them adds up to by itself."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from autoscore.classify import sums
from autoscore.classify.features import Block
from autoscore.classify.lanes import MOST, Packed, all_packed
from autoscore.classify.sums import added_up

FEATURES, COLUMNS = 50, 3
# The extremes are as common as all others: lanes are to run over where they may.
weight = st.sampled_from((-128, -127, 127)) | st.integers(-128, 127)


@dataclass(frozen=True)
class Weights:
    """Is a model of weights alone."""

    weights: NDArray[np.int8]

    @cached_property
    def packed(self) -> Packed:
        """Are the weights packed."""
        return all_packed(self.weights)


def plain(block: Block, weights: NDArray[np.int8]) -> list[tuple[int, list[int], int]]:
    """Returns each row with the sums of the weights of its features, and how many these are."""
    return [
        (int(row), weights[held[held > 0]].astype(int).sum(axis=0).tolist(), int((held > 0).sum()))
        for row in np.unique(block.row)
        for held in [block.number[block.row == row]]
    ]


@pytest.mark.parametrize("worth", [0, 1 << 30])
@given(st.data(), st.integers(1, 5), st.lists(st.integers(1, 8) | st.just(3 * MOST), min_size=1, max_size=4))
def test_sums_are_the_plain_ones(worth: int, data: st.DataObject, width: int, places: list[int]) -> None:
    """Rows of any length have the sums that a plain addition gives, whether all weights were packed ahead or few."""
    few = data.draw(st.lists(st.lists(weight, min_size=COLUMNS, max_size=COLUMNS), min_size=3, max_size=3))
    weights = np.resize(np.array(few, dtype=np.int8), (FEATURES, COLUMNS))
    seed = data.draw(st.integers(0, 99))
    number = np.random.default_rng(seed).integers(0, FEATURES, (sum(places), width)).astype(np.uint32)
    block = Block(np.repeat(np.arange(len(places)) * 2, places), number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sums, "WORTH_PACKING", worth)
        rows, added, count = added_up(block, Weights(weights))
    assert list(zip(rows.tolist(), added.tolist(), count.tolist(), strict=True)) == plain(block, weights)
