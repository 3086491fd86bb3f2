"""What the lexicon finds in a batch, in columns: what annotation asks of all of it is asked once, in arrays."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autoscore.annotate.batch import Batch, Flags, Numbers
from autoscore.annotate.placed import Placed
from autoscore.lexicon import Candidates, Match, PhraseBook, PhraseSet, matches
from autoscore.lexicon.book import MISHEARING
from autoscore.lexicon.tables import together


@dataclass(frozen=True, eq=False)
class Columns:
    """Holds what was found in a batch, one a row, in order of place.

    `turns` count through the batch; `lows` and `highs` are places of the normal text; `begins` and `closes` tell
    whether they stand at the start or end of a clause.
    """

    batch: Batch
    book: PhraseBook
    found: Candidates
    turns: Numbers
    lows: Numbers
    highs: Numbers
    begins: Flags
    closes: Flags

    @cached_property
    def owners(self) -> Numbers:
        """Are the numbers of their sets."""
        return self.book.traits.owners[self.found.ways]

    @cached_property
    def signs(self) -> Numbers:
        """Are the numbers of the signs of their entries."""
        return self.book.traits.signs[self.found.ways]

    @cached_property
    def lengths(self) -> Numbers:
        """Are the lengths of the phrases that were looked for."""
        return self.book.phrases.lengths[self.found.phrases]

    @property
    def clean(self) -> Flags:
        """Tell whether the very characters stand there."""
        return ~self.found.garbled

    @property
    def alike(self) -> Numbers:
        """Is how like the phrases they are, 0 to 100."""
        return self.found.strengths

    @cached_property
    def written(self) -> Flags:
        """Tell whether the words stand there as the lexicon has them, and not only what they are misheard as."""
        return np.asarray(self.clean & (self.signs != MISHEARING))

    @cached_property
    def starts(self) -> Numbers:
        """Are the places in the raw turns where they start."""
        return self.lows - self.batch.view.starts[self.turns]

    @cached_property
    def ends(self) -> Numbers:
        """Are the places in the raw turns where they end."""
        return self.highs - self.batch.view.starts[self.turns]

    def text(self, row: int) -> str:
        """Returns the raw text of the turn of a row."""
        return self.batch.text(int(self.turns[row]))

    def owner(self, row: int) -> PhraseSet:
        """Returns the set that a row belongs to."""
        return self.book.bounds[int(self.found.ways[row])].owner

    def phrase(self, row: int) -> str:
        """Returns what was looked for in a row."""
        return self.book.phrases.texts[int(self.found.phrases[row])]

    def matches(self, rows: Numbers) -> list[Match]:
        """Returns some rows as matches."""
        return matches(self.book, self.found.take(rows))

    def of_calls(self, rows: Numbers) -> list[int]:
        """Returns for rows in order where those of each call begin, and how many rows there are."""
        bounds: list[int] = np.searchsorted(self.turns[rows], self.batch.firsts).tolist()
        return bounds

    def placed(self, rows: Numbers) -> list[Placed]:
        """Returns some rows as records, with turns counted from the start of their call."""
        text, turns = self.batch.view.normal, self.turns[rows]
        lows, highs = self.lows[rows].tolist(), self.highs[rows].tolist()
        return [
            *map(
                Placed,
                (turns - self.batch.first_of[turns]).tolist(),
                self.starts[rows].tolist(),
                self.ends[rows].tolist(),
                [text[low:high] for low, high in zip(lows, highs, strict=True)],
                self.matches(rows),
                self.begins[rows].tolist(),
                self.closes[rows].tolist(),
            )
        ]


def columns(batch: Batch, book: PhraseBook, found: Candidates, wholes: Iterable[tuple[int, int, int]] = ()) -> Columns:
    """Returns the columns of what was found, and of turns that are one exclamation: turn, way and phrase of each."""
    view = batch.view
    turns, ways, phrases = np.array([*wholes], dtype=np.int64).reshape(-1, 3).T
    none = np.zeros(len(turns), dtype=np.bool_)
    whole = Candidates(ways, phrases, np.zeros_like(turns), np.zeros_like(turns), np.full_like(turns, 100), none)
    lows = np.concatenate((view.index[found.starts], view.starts[turns]))
    highs = np.concatenate((view.index[found.ends - 1] + 1, np.append(view.starts[1:], len(view.normal))[turns] - 1))
    order = np.argsort(lows, kind="stable")
    return Columns(
        batch,
        book,
        together((found, whole)).take(order),
        batch.turns[lows][order].astype(np.int64),
        lows[order],
        highs[order],
        np.concatenate((view.clause_starts[found.starts], none))[order],
        np.concatenate((view.clause_ends[found.ends], none))[order],
    )
