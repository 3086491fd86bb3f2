"""Lists of numbers in arrays, one behind the other."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]


def spread(firsts: Numbers, counts: Numbers) -> Numbers:
    """Returns, one behind the other, as many numbers as `counts` say from each of `firsts` on."""
    return np.arange(int(counts.sum())) + np.repeat(firsts - np.cumsum(counts) + counts, counts)


@dataclass(frozen=True, eq=False)
class Table:
    """Holds lists of numbers one behind the other: those of `i` stand from `first[i]` to `first[i + 1]`."""

    first: Numbers
    values: Numbers

    def expand(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Returns the places of all values of some lists, and for each the place in `numbers` that it comes from."""
        counts = self.first[numbers + 1] - self.first[numbers]
        return spread(self.first[numbers], counts), np.repeat(np.arange(len(numbers)), counts)
