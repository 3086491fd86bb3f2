"""The question model: what kind of question each sentence is, many sentences at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.classify.features import Block, Sentence, blocks
from autoscore.classify.hashes import Numbers
from autoscore.classify.labels import ALL_DETAILS, DETAILS, TYPES
from autoscore.classify.shipped import BIAS, Arrays, arrays

Scores = NDArray[np.float32]
Floats = NDArray[np.float64]
# Probabilities are calibrated: below this one, more than four in ten such guesses would be wrong.
SURE = 0.6
# Below so many features, a call of numpy costs more than what it works on.
FEW = 4000


class Classified(Struct, frozen=True):
    """Is the type of a sentence, its detail (None where the type has none), and how probable the type is, 0 to 1.

    `asks` is the most probable type but none, and `asked` how probable that one is.
    """

    type: str
    detail: str | None
    probability: float
    asks: str
    asked: float

    @property
    def sure(self) -> bool:
        """Tells whether the type may be taken for certain."""
        return self.probability >= SURE


def classify(sentences: Sequence[Sentence], model: Arrays | None = None) -> list[Classified]:
    """Returns the types of some sentences, in order; the shipped model is used where none is given."""
    if not sentences:
        return []
    by = model or arrays()
    found = scores(sentences, by)
    probable = probabilities(found[:, : len(TYPES)], by)
    best = probable.argmax(axis=1)
    asks = probable[:, 1:].argmax(axis=1) + 1
    details = best_details(found)
    shares = probable.round(3).tolist()
    rows = zip([TYPES[at] for at in best], best, asks, shares, strict=True)
    return [
        Classified(type_, details[type_][row] if type_ in details else None, share[at], TYPES[asked], share[asked])
        for row, (type_, at, asked, share) in enumerate(rows)
    ]


def scores(sentences: Sequence[Sentence], by: Arrays) -> Scores:
    """Returns a score for each sentence and column of the model."""
    total = np.zeros((len(sentences), by.columns), dtype=np.float32)
    for block in blocks(sentences):
        total += _sums(block, by, len(sentences))
    scaled: Scores = total * by.scale[0] + by.scale[1]
    return scaled


def _sums(block: Block, by: Arrays, rows: int) -> Scores:
    """Returns the sums of the weights of a block's features by row, over the root of how many they are."""
    sums = np.zeros((rows, by.columns), dtype=np.float32)
    if len(block.row):
        at = _added(block.number, by).view(np.uint16)[:, : by.columns].astype(np.float32) - BIAS * block.number.shape[1]
        count = np.count_nonzero(block.number, axis=1).astype(np.float32)
        starts = np.flatnonzero(np.append(True, block.row[1:] != block.row[:-1]))
        held = block.row[starts]
        sums[held] = np.add.reduceat(at, starts)
        sums[held] /= np.sqrt(np.maximum(np.add.reduceat(count, starts), 1))[:, None]
    return sums


def _added(number: Numbers, by: Arrays) -> NDArray[np.uint64]:
    """Returns the sums of the packed weights of each place: at once where there are few, else column by column."""
    if number.size < FEW:
        few: NDArray[np.uint64] = by.packed[number].sum(axis=1, dtype=np.uint64)
        return few
    packed = by.packed.take(number[:, 0], axis=0)
    for column in number.T[1:]:
        packed += by.packed.take(column, axis=0)
    return packed


def probabilities(found: NDArray[np.floating[Any]], by: Arrays) -> Floats:
    """Returns the calibrated probabilities of the types by their scores.

    In double precision, so that the company in which a sentence is looked at changes nothing that can be seen.
    """
    mixing = by.mixing.astype(np.float64)
    logits = found.astype(np.float64) @ mixing[:-1] + mixing[-1]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    probable: Floats = raised / raised.sum(axis=1, keepdims=True)
    return probable


def best_details(found: NDArray[np.floating[Any]]) -> dict[str, list[str]]:
    """Returns for every type that has details the best one of each sentence, by the scores of all columns."""
    best = {}
    for type_, details in DETAILS.items():
        first = len(TYPES) + ALL_DETAILS.index(details[0])
        best[type_] = [details[at] for at in found[:, first : first + len(details)].argmax(axis=1)]
    return best
