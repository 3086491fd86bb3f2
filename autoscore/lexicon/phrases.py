"""The phrases that are looked for, as arrays: what a run of text that sounds like one is compared with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.tables import Numbers, Table
from autoscore.text.characters import points, syllables
from autoscore.text.view import View

SAME_CHARACTER, SAME_SYLLABLE, NEAR_SYLLABLE = 100, 80, 60


@dataclass(frozen=True, eq=False)
class Phrases:
    """Holds distinct texts by number, with their characters and exact syllables one behind the other."""

    texts: tuple[str, ...]
    numbers: Mapping[str, int]
    lengths: Numbers
    places: Table
    syllables: NDArray[np.uint16]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Phrases":
        """Numbers some texts; each is kept once."""
        distinct = tuple(dict.fromkeys(texts))
        codes = points("".join(distinct))
        lengths = np.fromiter(map(len, distinct), np.int64, len(distinct))
        places = Table(np.concatenate(([0], np.cumsum(lengths))), codes.astype(np.int64))
        return cls(distinct, {text: number for number, text in enumerate(distinct)}, lengths, places, syllables(codes))

    def likeness(self, view: View, phrases: Numbers, starts: Numbers) -> Numbers:
        """Returns how like some phrases the runs are that start at some places of `squeezed`, 0 to 100 each.

        Only 100 says that the very characters stand there.
        """
        at, row = self.places.expand(phrases)
        there = starts[row] + at - self.places.first[phrases][row]
        alike = np.where(view.syllables[there] == self.syllables[at], SAME_SYLLABLE, NEAR_SYLLABLE)
        worth = np.where(view.codes[there] == self.places.values[at], SAME_CHARACTER, alike)
        total = np.bincount(row, weights=worth, minlength=len(phrases)).astype(np.int64)
        return total // self.lengths[phrases]
