"""Fits the model of open acts: a door to scikit-learn, which only training needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from autoscore.classify.act_corpus import ActRow, rest_of
from autoscore.classify.act_features import BITS, act_blocks
from autoscore.classify.act_labels import LABELS
from autoscore.classify.features import Sentence
from autoscore.classify.fit import scaled
from autoscore.classify.sentences import sentences_of
from autoscore.classify.variants import bare

COST = 1.0
SEED = 0
# Shorter rests of a turn say nothing.
LEAST_REST = 4

Floats = NDArray[np.float64]
Labels = frozenset[str]


@dataclass(frozen=True)
class ActLinear:
    """Holds a column a label: weights by feature, and biases."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True)
class ActSample:
    """Holds the variants of rows: the row, a line of features, the labels, and a weight each."""

    row: NDArray[np.int64]
    features: csr_matrix
    labels: NDArray[np.bool_]
    weight: Floats

    def part(self, rows: NDArray[np.bool_]) -> "ActSample":
        """Returns the variants of some rows."""
        held = rows[self.row]
        return ActSample(self.row[held], self.features[held], self.labels[held], self.weight[held])


def act_sample(rows: Sequence[ActRow]) -> ActSample:
    """Returns the rows with their variants as features; the variants of a row share its weight."""
    number: list[int] = []
    sentences: list[Sentence] = []
    labels: list[Labels] = []
    weight: list[float] = []
    for at, (row, spans) in enumerate(zip(rows, sentences_of([row.text for row in rows]), strict=True)):
        made = tuple(_variants(row, spans))
        number += [at] * len(made)
        sentences += [one for one, _ in made]
        labels += [held for _, held in made]
        weight += [1 / len(made)] * len(made)
    return ActSample(np.array(number), act_matrix(sentences), indicators(labels), np.array(weight))


def indicators(labels: Sequence[Labels]) -> NDArray[np.bool_]:
    """Returns a line a set of labels and a column a label."""
    return np.array([[name in held for name in LABELS] for held in labels], dtype=np.bool_)


def _variants(row: ActRow, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Sentence, Labels]]:
    """Yields a turn by sentences, whole, without punctuation, by the runs of its acts, and what is left of it."""
    for start, end in spans:
        yield Sentence(row.text[start:end], row.previous), row.labels_at(start, end)
    if len(spans) > 1:
        yield Sentence(row.text, row.previous), row.labels
    yield Sentence(bare(row.text), bare(row.previous)), row.labels
    for run in row.runs:
        yield Sentence(row.text[run.start : run.end], row.previous), row.labels_at(run.start, run.end)
    rest = rest_of(row) if row.runs else ""
    if len(bare(rest)) >= LEAST_REST:
        yield Sentence(rest, row.previous), frozenset()


def act_matrix(sentences: Sequence[Sentence]) -> csr_matrix:
    """Returns the features of sentences as a sparse matrix, each kind scaled as the model scales it."""
    return scaled(act_blocks(sentences), (len(sentences), 1 << BITS))


def fit_acts(of: ActSample) -> ActLinear:
    """Fits one line between each label and the rest."""
    fitted = [
        LinearSVC(C=COST, random_state=SEED).fit(of.features, column, sample_weight=of.weight) for column in of.labels.T
    ]
    return ActLinear(
        np.stack([one.coef_[0] for one in fitted], axis=1), np.array([one.intercept_[0] for one in fitted])
    )


def calibrated(scores: Floats, labels: NDArray[np.bool_]) -> Floats:
    """Returns for each column what its scores are multiplied with and what is added, to be log odds."""
    found = [
        LogisticRegression(C=100.0).fit(score[:, None], label) for score, label in zip(scores.T, labels.T, strict=True)
    ]
    return np.array([[one.coef_[0, 0] for one in found], [one.intercept_[0] for one in found]])
