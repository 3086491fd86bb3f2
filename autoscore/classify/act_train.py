"""Trains the model of open acts again from its turns, and measures it on turns that it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.act_corpus import ActRow, folds, read_acts
from autoscore.classify.act_fit import ActLinear, act_matrix, act_sample, calibrated, fit_acts, indicators
from autoscore.classify.act_labels import ACT_LABELS, LABELS
from autoscore.classify.act_shipped import ActArrays, folder
from autoscore.classify.act_thresholds import limits_of
from autoscore.classify.features import Sentence
from autoscore.classify.sentences import sentences_of

FOLDS = 5
_LARGEST = 127

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class HeldActs:
    """Holds what models said of sentences of turns that they were not trained on.

    `row` is the turn of each sentence, `labels` what it shows, `probable` the calibrated probabilities by label.
    """

    rows: tuple[ActRow, ...]
    row: NDArray[np.int64]
    labels: NDArray[np.bool_]
    probable: Floats

    @property
    def gold(self) -> NDArray[np.bool_]:
        """Is a line a turn and a column a label."""
        return indicators([row.labels for row in self.rows])

    @property
    def best(self) -> Floats:
        """Is the highest probability of each label over the sentences of each turn."""
        found = np.zeros((len(self.rows), len(LABELS)))
        np.maximum.at(found, self.row, self.probable)
        return found


def train_acts(sentences: Path | None = None) -> tuple[ActArrays, HeldActs]:
    """Trains on the turns of a folder, or the shipped ones; the same turns give the same bytes."""
    rows = read_acts(sentences or folder() / "sentences")
    row, labels, scores = cross_scores(rows)
    slopes = calibrated(scores, labels)
    held = HeldActs(rows, row, labels, _probable(scores * slopes[0] + slopes[1]))
    return _packed(fit_acts(act_sample(rows)), slopes, limits_of(held.best, held.gold)), held


def cross_scores(rows: Sequence[ActRow]) -> tuple[NDArray[np.int64], NDArray[np.bool_], Floats]:
    """Scores every sentence by a model that saw nothing of its group, nor of what shares a turn before with it."""
    fold = np.array(folds(rows, FOLDS))
    pieces = [
        (at, Sentence(row.text[start:end], row.previous), row.labels_at(start, end))
        for at, (row, spans) in enumerate(zip(rows, sentences_of([row.text for row in rows]), strict=True))
        for start, end in spans
    ]
    row = np.array([at for at, _, _ in pieces])
    seen = act_matrix([one for _, one, _ in pieces])
    sample = act_sample(rows)
    scores = np.zeros((len(pieces), len(LABELS)))
    for number in range(FOLDS):
        linear = fit_acts(sample.part(fold != number))
        inside = fold[row] == number
        scores[inside] = seen[inside] @ linear.weights + linear.bias
    return row, indicators([labels for _, _, labels in pieces]), scores


def _probable(logits: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-logits))
    return found


def _packed(linear: ActLinear, slopes: Floats, limits: Floats) -> ActArrays:
    """Returns the weights as small whole numbers, scaled so that their sums are log odds; only the labels in use."""
    used = len(ACT_LABELS)
    unit = np.abs(linear.weights).max(axis=0) / _LARGEST
    scale = np.stack((unit * slopes[0], linear.bias * slopes[0] + slopes[1]))
    weights = np.rint(linear.weights / unit).astype(np.int8)
    return ActArrays(weights[:, :used], scale[:, :used].astype(np.float32), limits[:used].astype(np.float32))
