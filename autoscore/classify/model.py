"""The question model: what kind of question each sentence is, many sentences at once."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.classify.features import Block, Sentence, blocks
from autoscore.classify.labels import ALL_DETAILS, DETAILS, TYPES
from autoscore.classify.shipped import Arrays, arrays
from autoscore.classify.span_features import span_blocks
from autoscore.classify.sums import added_up
from autoscore.classify.turns import Spans, Turns

Scores = NDArray[np.float32]
Floats = NDArray[np.float64]
# Probabilities are calibrated: below this one, more than four in ten such guesses would be wrong.
SURE = 0.6


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
    return kinds_of(blocks(sentences), len(sentences), model or arrays()) if sentences else []


def classify_spans(turns: Turns, found: Spans, opens: NDArray[np.bool_]) -> list[Classified]:
    """Returns the types of sentences of turns; `opens` tells which turns have none before them."""
    return kinds_of(span_blocks(turns, found, opens), len(found.turn), arrays()) if len(found.turn) else []


def kinds_of(kinds: Iterable[Block], count: int, by: Arrays) -> list[Classified]:
    """Returns the types of so many sentences by their features."""
    found = _scores(kinds, count, by)
    probable = probabilities(found[:, : len(TYPES)], by)
    best = probable.argmax(axis=1)
    asks = probable[:, 1:].argmax(axis=1) + 1
    row = np.arange(count)
    shares = probable.round(3)
    detail = np.full(count, None, dtype=object)
    for type_, (names, chosen) in best_details(found).items():
        held = np.flatnonzero(best == TYPES.index(type_))
        detail[held] = np.array(names, dtype=object)[chosen[held]]
    types = np.array(TYPES, dtype=object)
    columns = (types[best], detail, shares[row, best], types[asks], shares[row, asks])
    return list(map(Classified, *(column.tolist() for column in columns)))


def scores(sentences: Sequence[Sentence], by: Arrays) -> Scores:
    """Returns a score for each sentence and column of the model."""
    return _scores(blocks(sentences), len(sentences), by)


def _scores(kinds: Iterable[Block], count: int, by: Arrays) -> Scores:
    total = np.zeros((count, by.columns), dtype=np.float32)
    for block in kinds:
        total += _sums(block, by, count)
    scaled: Scores = total * by.scale[0] + by.scale[1]
    return scaled


def _sums(block: Block, by: Arrays, rows: int) -> Scores:
    """Returns the sums of the weights of a block's features by row, over the root of how many they are."""
    sums = np.zeros((rows, by.columns), dtype=np.float32)
    if len(block.row):
        held, added, count = added_up(block, by)
        shares = added.astype(np.float32)
        shares /= np.sqrt(np.maximum(count, 1).astype(np.float32))[:, None]
        sums[held] = shares
    return sums


def probabilities(found: NDArray[np.floating[Any]], by: Arrays) -> Floats:
    """Returns the calibrated probabilities of the types by their scores.

    In double precision, so that the company in which a sentence is looked at changes nothing that can be seen.
    """
    mixing = by.mixing.astype(np.float64)
    logits = found.astype(np.float64) @ mixing[:-1] + mixing[-1]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    probable: Floats = raised / raised.sum(axis=1, keepdims=True)
    return probable


def best_details(found: NDArray[np.floating[Any]]) -> dict[str, tuple[tuple[str, ...], NDArray[np.int64]]]:
    """Returns for every type that has details their names, and the best one of each sentence by the scores."""
    best = {}
    for type_, details in DETAILS.items():
        first = len(TYPES) + ALL_DETAILS.index(details[0])
        best[type_] = details, found[:, first : first + len(details)].argmax(axis=1)
    return best
