"""How many characters of a call recognition got wrong, as far as its words tell: wrong ones make unusual pairs.

Recognisers that only write real words hide their errors; a low figure is no promise.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
import numpy as np
from msgspec import Struct

from autoscore import resources
from autoscore.model import Notice
from autoscore.text.fluency import features
from autoscore.text.view import View

MOST = 0.3
# Below the first a call may be without an error, from the second on it surely has many.
QUIET, NOISY = 0.04, 0.07
# Of fewer characters nothing can be told: a name or two would look like noise.
LEAST_CHARACTERS = 150


class Line(Struct, frozen=True):
    """Is a straight line from the figures of `text.fluency.features` to a character error rate."""

    constant: float
    weights: tuple[float, ...]


@cache
def shipped() -> Line:
    """Loads the shipped line once a process."""
    return msgspec.json.decode((resources.folder("models") / "recognition" / "noisiness.json").read_bytes(), type=Line)


def noisiness(view: View, firsts: Sequence[int]) -> list[float]:
    """Returns the estimated character error rate, 0 to 0.3, of each call of a view; `firsts` are their first turns.

    A short call has 0: nothing is known of it.
    """
    if len(firsts) == 1 or len(view.codes) <= 1:
        return [0.0] * (len(firsts) - 1)
    line = shipped()
    starts = view.squeezed_starts[np.array(firsts[:-1], dtype=np.int64)]
    # One figure after the other, as a product of matrices rounds otherwise for many calls than for one.
    rates = np.full(len(starts), line.constant)
    for figure, weight in zip(features(view.codes, starts).T, line.weights, strict=True):
        rates = rates + figure * weight
    enough = np.diff(np.append(starts, len(view.codes))) >= LEAST_CHARACTERS
    return [float(rate) for rate in np.where(enough, np.clip(rates, 0.0, MOST), 0.0)]


def warning(rate: float) -> Iterator[Notice]:
    """Yields a notice where a call looks noisy."""
    if rate >= NOISY:
        because = f"识别错误偏多，估计每百字错 {rate * 100:.0f} 个：没有听到的话，未必没有说"
        yield Notice("noisy", because)
