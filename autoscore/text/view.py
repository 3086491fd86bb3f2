"""Views of many turns at once: normal form, squeezed text, sounds; offsets lead back to the raw turns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from autoscore.text.characters import (
    BARRIER,
    FILLER,
    FILLERS,
    HARD,
    HESITANT,
    KEEP,
    characters,
    sounds,
    syllables,
    to_text,
    with_barriers,
)

# One place of a text, or an array of them.
Places: TypeAlias = int | NDArray[np.int64]
# Dots behind a filler are part of the hesitation and end no sentence.
_TRAILING = re.compile(f"(?<=[{FILLERS}])…+")
_NUMBER_MARKS = frozenset(ord(char) for char in ".:,")


@dataclass(frozen=True)
class View:
    """Holds texts joined by barriers.

    `normal` is one character for one of the raw texts, with a barrier after each; `squeezed` leaves out fillers,
    stutters and punctuation (not between digits), `index[i]` is the place of its i-th character in `normal`;
    `sound` stands beside `squeezed` one for one; `starts` are the places in `normal` where the texts begin.
    """

    normal: str
    squeezed: str
    index: NDArray[np.int64]
    codes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    hard: NDArray[np.int64]
    marks: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "View":
        """Makes the view of some texts in one pass."""
        codes = with_barriers(texts)
        normal = to_text(codes)
        kept = _kept(codes, normal)
        kind = characters().kind[np.minimum(codes, 0xFFFD)]
        lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
        return cls(
            normal=normal,
            squeezed=to_text(codes[kept]),
            index=np.flatnonzero(kept),
            codes=codes[kept],
            starts=np.concatenate(([0], np.cumsum(lengths)))[:-1].astype(np.int64),
            hard=np.cumsum(_hard(normal, kind)),
            marks=np.cumsum((kind != KEEP) & (kind != FILLER) & ~kept),
        )

    @cached_property
    def sound_codes(self) -> NDArray[np.uint32]:
        """Are the near-sound codes of the squeezed text, one for one."""
        return sounds(self.codes)

    @cached_property
    def sound(self) -> str:
        """Is the squeezed text by near-sound codes, one for one."""
        return to_text(self.sound_codes)

    @cached_property
    def syllables(self) -> NDArray[np.uint16]:
        """Are the exact toneless syllables of the squeezed text, one for one."""
        return syllables(self.codes)

    @cached_property
    def squeezed_starts(self) -> NDArray[np.int64]:
        """Are the places in `squeezed` where the texts begin, and its length at the end."""
        return np.append(np.searchsorted(self.index, self.starts), len(self.squeezed))

    def raw(self, start: int, end: int) -> tuple[int, int, int]:
        """Returns (text number, start, end) in the raw text of a non-empty run of `squeezed`."""
        first, last = int(self.index[start]), int(self.index[end - 1])
        return self.raw_normal(first, last + 1)

    def raw_normal(self, start: int, end: int) -> tuple[int, int, int]:
        """Returns (text number, start, end) in the raw text of a run of `normal`."""
        turn = int(np.searchsorted(self.starts, start, side="right")) - 1
        base = int(self.starts[turn])
        return turn, start - base, end - base

    def text_at(self, start: int, end: int) -> str:
        """Returns the normal form, fillers and marks included, of a non-empty run of `squeezed`."""
        return self.normal[int(self.index[start]) : int(self.index[end - 1]) + 1]

    @cached_property
    def turns(self) -> NDArray[np.int64]:
        """Are the numbers of the texts that the characters of `squeezed`, the barriers too, belong to."""
        barriers = self.codes == ord(BARRIER)
        return np.asarray(np.cumsum(barriers) - barriers)

    @cached_property
    def marks_before(self) -> NDArray[np.int64]:
        """Are the numbers of marks up to each character of `squeezed`."""
        return self.marks[self.index]

    @cached_property
    def hard_before(self) -> NDArray[np.int64]:
        """Are the numbers of ends of sentences up to each character of `squeezed`."""
        return self.hard[self.index]

    @cached_property
    def turn_starts(self) -> NDArray[np.bool_]:
        """Tell for each place of `squeezed`, and the one behind its last, whether it is the first of its text."""
        return np.concatenate(([True], self.codes == ord(BARRIER)))

    @cached_property
    def turn_ends(self) -> NDArray[np.bool_]:
        """Tell for each place of `squeezed`, and the one behind its last, whether it is behind the last of its text."""
        return np.concatenate((self.codes == ord(BARRIER), [True]))

    @cached_property
    def clause_starts(self) -> NDArray[np.bool_]:
        """Tell for each place of `squeezed` whether a mark or its text's start is before it, fillers left aside."""
        found = self.turn_starts.copy()
        found[1:-1] |= self.marks_before[1:] != self.marks_before[:-1]
        return found

    @cached_property
    def clause_ends(self) -> NDArray[np.bool_]:
        """Tell for each place of `squeezed` whether a mark or the end of its text is behind it, fillers left aside."""
        return self.turn_ends | self.clause_starts

    def crosses_mark(self, starts: Places, ends: Places) -> NDArray[np.bool_]:
        """Tells whether punctuation stands inside runs of `squeezed`, one or an array of them."""
        return np.asarray(self.marks_before[ends - 1] != self.marks_before[starts])

    def crosses_hard(self, starts: Places, ends: Places) -> NDArray[np.bool_]:
        """Tells whether an end of sentence stands inside runs of `squeezed`, one or an array of them."""
        return np.asarray(self.hard_before[ends - 1] != self.hard_before[starts])

    def whole_clause(self, starts: Places, ends: Places) -> NDArray[np.bool_]:
        """Tells whether nothing but fillers stands between runs of `squeezed` and the marks or ends around them."""
        return np.asarray(self.clause_starts[starts] & self.clause_ends[ends])


def _hard(normal: str, kind: NDArray[np.uint8]) -> NDArray[np.bool_]:
    hard: NDArray[np.bool_] = kind == HARD
    for match in _TRAILING.finditer(normal):
        hard[match.start() : match.end()] = False
    return hard


def _kept(codes: NDArray[np.uint32], normal: str) -> NDArray[np.bool_]:
    tables = characters()
    low = np.minimum(codes, 0xFFFD)
    kept: NDArray[np.bool_] = tables.kind[low] == KEEP
    _keep_number_marks(codes, kept)
    for match in HESITANT.finditer(normal):
        kept[match.start() : match.end()] = False
    places = np.flatnonzero(kept)
    run = codes[places]
    doubled = np.zeros(len(run), dtype=np.bool_)
    doubled[1:] = (run[1:] == run[:-1]) & tables.stutter[low[places[1:]]]
    kept[places[doubled]] = False
    return kept


def _keep_number_marks(codes: NDArray[np.uint32], kept: NDArray[np.bool_]) -> None:
    """Marks '.', ':' and ',' between digits as kept, in place: 98.5 is one number."""
    digit = (codes >= 0x30) & (codes <= 0x39)
    inner = digit[:-2] & digit[2:] & np.isin(codes[1:-1], list(_NUMBER_MARKS))
    kept[1:-1][inner] = True
