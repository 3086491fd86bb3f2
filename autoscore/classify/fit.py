"""Fits the question model: the door to scikit-learn, which only training needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from autoscore.classify.corpus import NO_DETAIL, Row
from autoscore.classify.features import Block, Sentence, blocks
from autoscore.classify.hashes import BITS
from autoscore.classify.labels import ALL_DETAILS, DETAILS, TYPES
from autoscore.classify.variants import variants

COST = 1.0
DETAIL_COST = 0.3
MIXING_COST = 1.0
SEED = 0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """Holds a column a type and then a detail: weights by feature, and biases."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True)
class Sample:
    """Holds the variants of rows: a line of features, a label and a weight each."""

    features: csr_matrix
    label: NDArray[np.int64]
    detail: NDArray[np.int64]
    weight: Floats


def sample(rows: Sequence[Row]) -> Sample:
    """Returns the rows with their variants as features; the variants of a row share its weight."""
    sentences: list[Sentence] = []
    labels: list[int] = []
    details: list[int] = []
    weights: list[float] = []
    for row in rows:
        made = tuple(variants(row))
        sentences += made
        labels += [TYPES.index(row.label)] * len(made)
        details += [-1 if row.detail == NO_DETAIL else ALL_DETAILS.index(row.detail)] * len(made)
        weights += [1 / len(made)] * len(made)
    return Sample(matrix(sentences), np.array(labels), np.array(details), np.array(weights))


def matrix(sentences: Sequence[Sentence]) -> csr_matrix:
    """Returns the features of sentences as a sparse matrix, each kind scaled as the model scales it."""
    return scaled(blocks(sentences), (len(sentences), 1 << BITS))


def scaled(kinds: Iterable[Block], size: tuple[int, int]) -> csr_matrix:
    """Returns features as a sparse matrix of a size, each kind over the root of how many of it a sentence has."""
    total = csr_matrix(size, dtype=np.float64)
    for block in kinds:
        held = block.number > 0
        row = np.repeat(block.row[:, None], block.number.shape[1], axis=1)[held]
        count = np.maximum(np.bincount(row, minlength=size[0]), 1)
        total = total + csr_matrix((1 / np.sqrt(count[row]), (row, block.number[held])), shape=size)
    return total


def fit(of: Sample) -> Linear:
    """Fits one line between each type and the rest, and between each detail and the others of its type."""
    types = LinearSVC(C=COST, random_state=SEED).fit(of.features, of.label, sample_weight=of.weight)
    weights, bias = [*types.coef_], [*types.intercept_]
    for details in DETAILS.values():
        columns = [ALL_DETAILS.index(name) for name in details]
        held = np.isin(of.detail, columns)
        for column in columns:
            one = LinearSVC(C=DETAIL_COST, random_state=SEED)
            one.fit(of.features[held], of.detail[held] == column, sample_weight=of.weight[held])
            weights.append(one.coef_[0])
            bias.append(one.intercept_[0])
    return Linear(np.stack(weights, axis=1), np.array(bias))


def mix(found: Floats, label: NDArray[np.int64]) -> Floats:
    """Returns how scores of types become logits, so that probabilities are what they say; biases in the last line."""
    logistic = LogisticRegression(C=MIXING_COST, max_iter=1000).fit(found, label)
    return np.concatenate((logistic.coef_.T, logistic.intercept_[None]))
