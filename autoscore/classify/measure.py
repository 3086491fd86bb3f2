"""How good a model is on sentences it has not seen: figures by type, confusion, calibration, agreement of readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, cohen_kappa_score, confusion_matrix, precision_recall_fscore_support

from autoscore.classify.corpus import Row
from autoscore.classify.labels import TYPES
from autoscore.errors import CorpusError, Place, Problem

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_COMMON = ("none", "closed", "open", "choice", "speculative")


@dataclass(frozen=True)
class ByType:
    """Holds for one type: how many there are, precision, recall, F1."""

    type: str
    count: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Measures:
    """Holds what guesses come to: accuracy, the figures of each type that is there, who was taken for whom.

    `confusion` has a line a true type and a column a guessed one, in the order of TYPES.
    """

    accuracy: float
    types: tuple[ByType, ...]
    confusion: NDArray[np.int64]

    @property
    def macro_f1(self) -> float:
        """Is the plain mean of F1 over the types that are there."""
        return sum(one.f1 for one in self.types) / len(self.types)

    @property
    def common_f1(self) -> float:
        """Is the plain mean of F1 over the types that are there but leading and rhetorical, which are rare."""
        held = [one.f1 for one in self.types if one.type in _COMMON]
        return sum(held) / len(held)


@dataclass(frozen=True)
class Bin:
    """Holds the guesses of a range of probability: how many, their mean probability, the share that is right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


@dataclass(frozen=True)
class Agreement:
    """Holds how two readers agree: on how many sentences, the share that is the same, Cohen's kappa."""

    count: int
    same: float
    kappa: float


def measure(gold: Sequence[str], found: Sequence[str]) -> Measures:
    """Returns what guesses come to."""
    held = [name for name in TYPES if name in gold]
    figures = precision_recall_fscore_support(gold, found, labels=held, zero_division=0)
    types = tuple(
        ByType(name, int(count), float(precision), float(recall), float(f1))
        for name, precision, recall, f1, count in zip(held, *figures, strict=True)
    )
    return Measures(float(accuracy_score(gold, found)), types, confusion_matrix(gold, found, labels=list(TYPES)))


def calibration(probability: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Returns the guesses by ranges of probability; empty ranges are left out."""
    bins = []
    for low, high in pairwise(BINS):
        held = (probability >= low) & ((probability < high) | (high == BINS[-1]))
        if held.any():
            bins.append(Bin(low, high, int(held.sum()), float(probability[held].mean()), float(right[held].mean())))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Returns the mean distance between probability and share right, weighted by count (ECE)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.mean - one.right) for one in bins) / total


def agreement(rows: Sequence[Row], second: Mapping[tuple[str, str], str]) -> Agreement:
    """Compares the labels of rows with a second reader's, by turn before and sentence."""
    pairs = [(row.label, second[row.previous, row.text]) for row in rows if (row.previous, row.text) in second]
    if not pairs:
        raise CorpusError((Problem(Place("second-reading"), "复标的句子没有一句在训练句里", "核对上一轮和句子的写法"),))
    first, other = zip(*pairs, strict=True)
    return Agreement(len(pairs), float(accuracy_score(first, other)), float(cohen_kappa_score(first, other)))
