"""Trains the question model again from its sentences, and measures it on sentences that it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from autoscore.classify import shipped
from autoscore.classify.corpus import Row, read
from autoscore.classify.features import Sentence
from autoscore.classify.fit import Linear, fit, matrix, mix, sample
from autoscore.classify.labels import ALL_DETAILS, TYPES
from autoscore.classify.shipped import Arrays
from autoscore.classify.variants import bare

FOLDS = 5
_LARGEST = 127

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Held:
    """Holds what models said of sentences of groups that they were not trained on: scores by type and detail.

    `scores` are of the sentences as written, `bare` of the same with no punctuation.
    """

    rows: tuple[Row, ...]
    scores: Floats
    bare: Floats


def train(folder: Path | None = None) -> tuple[Arrays, Held]:
    """Trains on the sentences of a folder, or the shipped ones; the same sentences give the same bytes."""
    rows = read(folder or shipped.folder() / "sentences")
    held = cross_validate(rows)
    label = np.array([TYPES.index(row.label) for row in rows])
    types = len(TYPES)
    mixing = mix(np.concatenate((held.scores[:, :types], held.bare[:, :types])), np.concatenate((label, label)))
    return _packed(fit(sample(rows)), mixing.round(4)), held


def cross_validate(rows: Sequence[Row]) -> Held:
    """Scores every sentence by a model that saw nothing of its group."""
    fold = np.array([crc32(row.group.encode()) % FOLDS for row in rows])
    plain = np.zeros((len(rows), len(TYPES) + len(ALL_DETAILS)))
    stripped = plain.copy()
    for number in range(FOLDS):
        inside = [row for row, at in zip(rows, fold, strict=True) if at == number]
        linear = fit(sample([row for row, at in zip(rows, fold, strict=True) if at != number]))
        plain[fold == number] = _scores(linear, [Sentence(row.text, row.previous) for row in inside])
        stripped[fold == number] = _scores(linear, [Sentence(bare(row.text), bare(row.previous)) for row in inside])
    return Held(tuple(rows), plain, stripped)


def _scores(linear: Linear, sentences: Sequence[Sentence]) -> Floats:
    found: Floats = matrix(sentences) @ linear.weights + linear.bias
    return found


def _packed(linear: Linear, mixing: Floats) -> Arrays:
    """Returns the weights as small whole numbers: what is lost is far below what tells two types apart."""
    unit = np.abs(linear.weights).max(axis=0) / _LARGEST
    scale = np.stack((unit, linear.bias)).astype(np.float32)
    return Arrays(np.rint(linear.weights / unit).astype(np.int8), scale, mixing.astype(np.float32))
