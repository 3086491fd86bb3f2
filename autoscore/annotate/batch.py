"""The turns of a batch of calls as one normal text, with what kind of character stands at each place.

Most of what annotation looks for is not there in most turns. What must be there for it to be found is told here for all
turns at once, in arrays; only where that holds are the words themselves looked at.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autoscore.model import Hit, Role, Transcript
from autoscore.text.characters import FILLERS, normal_form, points
from autoscore.text.view import View

Numbers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

# Beyond this a code point is of no kind that is asked for.
_LAST = 0xFFFF
AGENT, CUSTOMER, OTHER = 1, 2, 0
SIDES: Mapping[Role, int] = MappingProxyType({"agent": AGENT, "customer": CUSTOMER})


@cache
def kind_table(chars: str) -> Flags:
    """Returns for each code point whether it is one of some characters, or the normal form of one."""
    table = np.zeros(_LAST + 1, dtype=np.bool_)
    table[[ord(char) for char in chars + normal_form(chars)]] = True
    return table


@lru_cache(maxsize=1)
def _view_of(texts: tuple[str, ...]) -> View:
    """Returns the view of some texts; those that were viewed last are not viewed again, for a batch is heard twice."""
    return View.of(texts)


class Sided(Protocol):
    """Is what tells the role of each turn of a call."""

    @property
    def turns(self) -> tuple[Role, ...]:
        """Are the roles."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Holds the calls of a batch, the view of all their turns, and the number of the first turn of each."""

    transcripts: Sequence[Transcript]
    view: View
    firsts: tuple[int, ...]

    @classmethod
    def of(cls, transcripts: Sequence[Transcript]) -> "Batch":
        """Joins the turns of some calls."""
        view = _view_of(tuple(turn.text for transcript in transcripts for turn in transcript.turns))
        firsts = accumulate((len(transcript.turns) for transcript in transcripts), initial=0)
        return cls(transcripts, view, tuple(firsts))

    @cached_property
    def points(self) -> NDArray[np.uint32]:
        """Are the code points of the normal text."""
        return points(self.view.normal)

    @cached_property
    def codes(self) -> NDArray[np.uint16]:
        """Are the code points of the normal text, those beyond the tables as the last of them."""
        return np.minimum(self.points, _LAST).astype(np.uint16)

    def are(self, chars: str) -> Flags:
        """Tells of each place of the normal text whether one of some characters stands there."""
        return kind_table(chars)[self.codes]

    @cached_property
    def fillers(self) -> Flags:
        """Tell of each place of the normal text whether it is hesitation."""
        return self.are(FILLERS)

    @cached_property
    def turns(self) -> NDArray[np.int32]:
        """Are the numbers of the turns that the places of the normal text belong to, barriers to the turn before."""
        starts = self.view.starts
        lengths = np.diff(starts, append=len(self.view.normal))
        return np.repeat(np.arange(len(starts), dtype=np.int32), lengths)

    @cached_property
    def first_of(self) -> Numbers:
        """Are the numbers of the first turn of the call of each turn."""
        return np.repeat(np.array(self.firsts[:-1], dtype=np.int64), np.diff(self.firsts))

    def holding(self, places: Flags) -> Flags:
        """Tells of each turn whether some place of it is told."""
        found = np.zeros(len(self.view.starts), dtype=np.bool_)
        found[self.turns[np.flatnonzero(places)]] = True
        return found

    def normal(self, turn: int) -> str:
        """Returns the normal form of a turn."""
        starts, text = self.view.starts, self.view.normal
        end = starts[turn + 1] if turn + 1 < len(starts) else len(text)
        return text[starts[turn] : end - 1]

    def text(self, turn: int) -> str:
        """Returns the raw text of a turn."""
        call = bisect_right(self.firsts, turn) - 1
        return self.transcripts[call].turns[turn - self.firsts[call]].text

    def hit(
        self,
        span: tuple[int, int, int],
        label: str,
        roles: Sequence["Sided"],
        facts: tuple[tuple[str, str], ...] = (),
    ) -> tuple[int, Hit]:
        """Returns the call of a span in a turn of the batch, and the hit there of whoever speaks."""
        call = bisect_right(self.firsts, span[0]) - 1
        turn = span[0] - self.firsts[call]
        return call, Hit(turn, span[1], span[2], label, by=roles[call].turns[turn], facts=facts)

    def sides(self, roles: Sequence[Sequence[Role]]) -> NDArray[np.int8]:
        """Returns the side of each turn by the roles of each call."""
        return np.array([SIDES.get(role, OTHER) for of_call in roles for role in of_call], dtype=np.int8)
