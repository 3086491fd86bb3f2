"""The model as shipped: plain arrays in one folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.classify.lanes import all_packed

FILES = ("weights", "scale", "mixing")


@dataclass(frozen=True)
class Arrays:
    """Holds the arrays of a question model.

    `weights`: a line a feature, a column a type and then a detail, as whole numbers; `scale`: what a column's numbers
    are multiplied with (first line) and its bias (second); `mixing`: from scores of types to logits, with the biases in
    its last line.
    """

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    mixing: NDArray[np.float32]

    @property
    def columns(self) -> int:
        """Is how many types and details there are together."""
        return int(self.weights.shape[1])

    @cached_property
    def packed(self) -> NDArray[np.uint64]:
        """Are the weights, several in a number, so that they are added at once."""
        return all_packed(self.weights)


def folder() -> Path:
    """Returns where the question model and its training set are."""
    return resources.folder("models") / "question-types"


@cache
def arrays() -> Arrays:
    """Loads the shipped arrays once a process."""
    return Arrays(*load(FILES))


def save(found: Arrays, into: Path) -> None:
    """Writes the arrays of a question model."""
    store({name: getattr(found, name) for name in FILES}, into)


def load(names: Iterable[str]) -> Iterator[NDArray[Any]]:
    """Yields shipped arrays by name."""
    return (np.load(folder() / f"{name}.npy", allow_pickle=False) for name in names)


def store(arrays: Mapping[str, NDArray[Any]], into: Path) -> None:
    """Writes arrays by name, the same bytes for the same numbers."""
    for name, array in arrays.items():
        np.save(into / f"{name}.npy", array, allow_pickle=False)
