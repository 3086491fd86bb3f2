"""The model of open acts as shipped: plain arrays in one folder."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.classify.lanes import all_packed
from autoscore.classify.shipped import store

FOLDER = "service-acts"
CUES = "act-cues.txt"
NAMES = ("act-weights", "act-scale", "act-limits")


@dataclass(frozen=True)
class ActArrays:
    """Holds the arrays of the model of open acts, a column for each of ACT_LABELS.

    `weights`: a line a feature, as whole numbers; `scale`: what a column's sums are multiplied with, and what is then
    added, so that they are log odds; `limits`: from which probability on an act is told (2 where it never is).
    """

    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    limits: NDArray[np.float32]

    @property
    def columns(self) -> int:
        """Is how many labels there are."""
        return int(self.weights.shape[1])

    @cached_property
    def packed(self) -> NDArray[np.uint64]:
        """Are the weights, several in a number, so that they are added at once."""
        return all_packed(self.weights)


def folder() -> Path:
    """Returns where the model of open acts and its training set are."""
    return resources.folder("models") / FOLDER


@cache
def acts_installed() -> bool:
    """Tells whether all that the model of open acts is applied with is in the bundled folder."""
    return all((folder() / name).is_file() for name in (*(f"{name}.npy" for name in NAMES), CUES))


@cache
def act_arrays() -> ActArrays:
    """Loads the shipped arrays once a process."""
    return ActArrays(*(np.load(folder() / f"{name}.npy", allow_pickle=False) for name in NAMES))


def save_acts(found: ActArrays, into: Path) -> None:
    """Writes the arrays of a model of open acts, the same bytes for the same numbers."""
    store(dict(zip(NAMES, (found.weights, found.scale, found.limits), strict=True)), into)


@cache
def act_limits() -> tuple[float, ...]:
    """Returns for each of ACT_LABELS from which probability on it is told."""
    return tuple(act_arrays().limits.tolist())
