"""Lists of numbers in arrays, one behind the other, and records of columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Is a record whose fields are arrays of one length: a column each, a row the values at one place."""

    def take(self, rows: Numbers | NDArray[np.bool_] | slice) -> Self:
        """Returns some of the rows."""
        return type(self)(*(getattr(self, one.name)[rows] for one in fields(self)))


SomeRows = TypeVar("SomeRows", bound=Rows)


def together(parts: Sequence[SomeRows]) -> SomeRows:
    """Returns the rows of some records of one kind, at least one of them, one behind the other."""
    first = parts[0]
    return type(first)(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(first)))


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
