"""When turns begin and end, as surely as their stamps tell: exact, or within bounds at a stated pace."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from autoscore.model import Document, Finding, Hit, Truth, Turn
from autoscore.text.characters import normal_form, squeeze
from autoscore.text.sentences import sentences

# Characters a second: who speaks slowly and who speaks fast. A usual pace is five.
SLOW, FAST = 3.5, 7.0
# What is asked of a call is mostly asked of the same sentences.
MOST_KEPT = 4096
_HESITATION = re.compile("(?:那个|这个|就是|然后|额|恩|哼|呵|嘶|em+|hm+|m+|er+|uh+)*")


@dataclass(frozen=True)
class Gap:
    """Is a length of time in seconds that is known within bounds."""

    least: float
    most: float

    def __str__(self) -> str:
        """Returns the seconds as a person reads them."""
        low, high = f"{self.least:.0f}", f"{self.most:.0f}"
        return low if low == high else f"{low}–{high}"

    def reaches(self, seconds: float) -> bool | None:
        """Tells whether it is at least so long; None where the bounds do not tell."""
        return True if self.least >= seconds else False if self.most < seconds else None


@dataclass(frozen=True)
class Clock:
    """Tells the times of a call's turns; `slow` and `fast` are paces in characters a second."""

    document: Document
    slow: float = SLOW
    fast: float = FAST

    def start(self, turn: int) -> float | None:
        """Returns when a turn begins, in seconds."""
        return self._turn(turn).start

    def exact_end(self, turn: int) -> float | None:
        """Returns when a turn ends as it is stamped, or at its last word; None where neither is known."""
        said = self._turn(turn)
        return said.end if said.end is not None else _last_word(said)

    def end(self, turn: int) -> Gap | None:
        """Returns when a turn ends: exactly, or within the bounds of the pace; None where nothing is known."""
        said, exact = self._turn(turn), self.exact_end(turn)
        if exact is not None:
            return Gap(exact, exact)
        if said.start is None:
            return None
        spoken = sum(char.isalnum() for char in normal_form(said.text))
        # Stamps in whole seconds are cut off: what lies between two of them is a second more or less.
        return Gap(said.start + spoken / self.fast - self._grain, said.start + spoken / self.slow + self._grain)

    def between(self, first: int, then: int) -> Gap | None:
        """Returns how long after the end of one turn another begins; 0 where it begins before that."""
        end, start = self.end(first), self.start(then)
        if end is None or start is None:
            return None
        return Gap(max(start - end.most, 0.0), max(start - end.least, 0.0))

    def _turn(self, turn: int) -> Turn:
        return self.document.transcript.turns[turn]

    @cached_property
    def _grain(self) -> float:
        starts = [turn.start for turn in self.document.transcript.turns if turn.start is not None]
        return 1.0 if all(start == int(start) for start in starts) else 0.0


def _last_word(turn: Turn) -> float | None:
    return turn.words[-1].until if turn.words else None


@lru_cache(MOST_KEPT)
def is_filler(text: str) -> bool:
    """Tells whether a text holds nothing but hesitation: 嗯……, 呃那个."""
    return _HESITATION.fullmatch(squeeze(text)) is not None


def opening(document: Document, turn: int, label: str) -> Hit | None:
    """Returns the first sentence of a turn that is more than a filler as a hit; None where there is none."""
    text, first = document.transcript.turns[turn].text, None
    for start, end in sentences(text):
        said = Hit(turn, start, end, label, document.roles[turn])
        if not is_filler(text[start:end]):
            return said
        first = first or said
    return first


@dataclass(frozen=True)
class Excuses:
    """Holds the turns in which something was said that excuses what is looked for: surely, or perhaps."""

    roles: tuple[str, ...]
    sure: frozenset[int]
    possible: frozenset[int]

    @classmethod
    def of(cls, found: Iterable[Finding], document: Document) -> "Excuses":
        """Collects the turns of some answers."""
        told = tuple(found)
        sure = {hit.turn for one in told if one.truth is Truth.YES for hit in one.hits}
        possible = {hit.turn for one in told if one.truth is not Truth.NO for hit in (*one.hits, *one.doubtful)}
        return cls(document.roles, frozenset(sure), frozenset(possible))

    def since_agent(self, turn: int) -> bool | None:
        """Tells whether one stands before a turn, from the agent's last turn on; None where it is doubtful."""
        last = next((before for before in range(turn - 1, -1, -1) if self.roles[before] == "agent"), turn)
        return self.at(range(last, turn))

    def at(self, turns: Iterable[int]) -> bool | None:
        """Tells whether one stands in some turns; None where it is doubtful."""
        looked = frozenset(turns)
        return True if looked & self.sure else None if looked & self.possible else False


def pace_faults(slow: float, fast: float) -> Iterator[str]:
    """Yields why two paces are no bounds."""
    if not 0 < slow <= fast:
        yield f"pace_slow {slow:g} 要大于 0、不大于 pace_fast {fast:g}"
