"""From which probability an act may be told."""

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.act_labels import LABELS

Floats = NDArray[np.float64]

SURE_PRECISION = 0.9
# Offers and what they are good for are rarer in calls than among the turns that the model learns from.
RARE = frozenset({"recommend", "benefit"})
RARE_PRECISION = 0.95
# Where the lexicon finds nothing, and the model alone is heard, it is less often right than over all: by the turns that
# were left out of training, it takes about this probability to be right in nine of ten such places.
LEAST_SURE = 0.9
# Fewer turns than this beyond a limit prove nothing.
LEAST_TURNS = 10
NEVER = 2.0


def limits_of(best: Floats, gold: NDArray[np.bool_]) -> Floats:
    """Returns for each column from which probability on it is told, by turns that the models had not seen."""
    columns = zip(LABELS, best.T, gold.T, strict=True)
    return np.array([max(reached(score, label, _wanted(name)), LEAST_SURE) for name, score, label in columns])


def _wanted(name: str) -> float:
    return RARE_PRECISION if name in RARE else SURE_PRECISION


def reached(score: Floats, label: NDArray[np.bool_], precision: float) -> float:
    """Returns the lowest score from which so many of the findings are right; NEVER where there is none."""
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(label[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right[LEAST_TURNS - 1 :] >= precision) + LEAST_TURNS - 1
    return float(score[order[enough[-1]]]) if len(enough) else NEVER
