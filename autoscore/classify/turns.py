"""Turns joined, and what is cut out of them: code points of many texts in one array."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.hashes import BARRIER, Numbers
from autoscore.classify.kept import Places
from autoscore.text.characters import normalise, points

# All that Python takes for a blank.
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True)
class Turns:
    """Holds the texts of turns one behind the other, a barrier behind each.

    `raw` and `normal` are their code points, one for one; `bounds` is where each turn begins, and the length of all.
    """

    raw: Numbers
    normal: Numbers
    bounds: Places

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Turns":
        """Joins the texts of some turns."""
        raw = points("\n".join((*texts, "")))
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        bounds = np.concatenate(([0], np.cumsum(lengths + 1)))
        # A line break inside a text is brought to its normal form, a blank; only these ends are barriers.
        normal = normalise(raw)
        normal[bounds[1:] - 1] = BARRIER
        return cls(raw, normal, bounds)


@dataclass(frozen=True)
class Spans:
    """Holds parts of turns in order: the turn of each, and where it begins and ends among all characters."""

    turn: Places
    start: Places
    end: Places


def gathered(start: Places, length: Places) -> Places:
    """Returns the places of runs, one run behind the other."""
    ends = np.cumsum(length)
    places: Places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(start - ends + length, length)
    return places


def pieces(codes: Numbers, start: NDArray[np.int64], end: NDArray[np.int64]) -> tuple[Numbers, Places]:
    """Returns the parts of codes between places, a barrier behind each part, and where each of them came from."""
    length = end - start + 1
    place = gathered(start, length)
    found = codes.take(place, mode="clip")
    found[np.cumsum(length) - 1] = BARRIER
    return found, place
