"""The model as shipped: plain arrays in one folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.classify.lanes import Linear

FILES = ("weights", "scale", "mixing")


@dataclass(frozen=True)
class Arrays(Linear):
    """Holds the arrays of a question model: a column a type and then a detail.

    `mixing`: from scores of types to logits, with the biases in its last line.
    """

    mixing: NDArray[np.float32]


def folder() -> Path:
    """Returns where the question model and its training set are."""
    return resources.folder("models") / "question-types"


@cache
def arrays() -> Arrays:
    """Loads the shipped arrays once a process."""
    return Arrays(*load(folder(), FILES))


def save(found: Arrays, into: Path) -> None:
    """Writes the arrays of a question model."""
    store({name: getattr(found, name) for name in FILES}, into)


def load(where: Path, names: Iterable[str]) -> Iterator[NDArray[Any]]:
    """Yields shipped arrays by name."""
    return (np.load(where / f"{name}.npy", allow_pickle=False) for name in names)


def store(arrays: Mapping[str, NDArray[Any]], into: Path) -> None:
    """Writes arrays by name, the same bytes for the same numbers."""
    for name, array in arrays.items():
        np.save(into / f"{name}.npy", array, allow_pickle=False)
