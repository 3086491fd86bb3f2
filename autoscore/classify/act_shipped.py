"""The model of open acts as shipped: plain arrays in one folder."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.classify.lanes import Linear
from autoscore.classify.shipped import load, store

FOLDER = "service-acts"
CUES = "act-cues.txt"
NAMES = ("act-weights", "act-scale", "act-limits")


@dataclass(frozen=True)
class ActArrays(Linear):
    """Holds the arrays of the model of open acts: a column for each of ACT_LABELS, scaled to log odds.

    `limits`: from which probability on an act is told (2 where it never is).
    """

    limits: NDArray[np.float32]


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
    return ActArrays(*load(folder(), NAMES))


def save_acts(found: ActArrays, into: Path) -> None:
    """Writes the arrays of a model of open acts, the same bytes for the same numbers."""
    store(dict(zip(NAMES, (found.weights, found.scale, found.limits), strict=True)), into)


@cache
def act_limits() -> tuple[float, ...]:
    """Returns for each of ACT_LABELS from which probability on it is told."""
    return tuple(act_arrays().limits.tolist())
