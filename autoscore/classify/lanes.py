"""Weights packed side by side into long numbers, so that one look-up and one addition serve several."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# What makes a weight of eight bits a number from 0 to 255.
BIAS = 128
_BITS = 16
# So many lanes are together: 32 bytes, which are fetched as fast as a single number.
_LANES = 16
# So many weights can be added before a lane may run over into the next.
MOST = ((1 << _BITS) - 1) // (2 * BIAS - 1)

Packed = NDArray[np.uint64]


def packed(weights: NDArray[np.int8], counted: NDArray[np.bool_]) -> Packed:
    """Returns weights, a line a feature, each raised by BIAS into a lane; one more lane counts what is to be counted.

    The weights of what is not counted are taken for 0.
    """
    lines, columns = weights.shape
    raised = np.zeros((lines, -(-(columns + 1) // _LANES) * _LANES), dtype=np.uint16)
    np.add(weights, BIAS, out=raised[:, :columns], dtype=np.int16, casting="unsafe")
    raised[:, columns] = counted
    raised[np.flatnonzero(~counted), :columns] = BIAS
    return raised.view(np.uint64)


def all_packed(weights: NDArray[np.int8]) -> Packed:
    """Returns the weights of all features packed; feature 0 stands for none, and is not counted."""
    return packed(weights, np.arange(len(weights)) > 0)


def unpacked(sums: Packed, columns: int) -> NDArray[np.int32]:
    """Returns the lanes of sums, a column each; BIAS is still in them, once for each weight."""
    return sums.view(np.uint16)[:, :columns].astype(np.int32)


@dataclass(frozen=True)
class Linear:
    """Holds a linear model: a line of whole-number weights a feature, and the scale of its columns.

    The first line of `scale` is what the sums of a column are multiplied with, the second what is then added.
    """

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]

    @property
    def columns(self) -> int:
        """Is how many columns of weights there are."""
        return int(self.weights.shape[1])

    @cached_property
    def packed(self) -> Packed:
        """Are the weights, several in a number, so that they are added at once."""
        return all_packed(self.weights)
