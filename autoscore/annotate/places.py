"""Where an act is due: the turns that open, close, or follow a wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from autoscore.annotate.timing import Wait
from autoscore.model import Role

OPENING_TURNS = 2
CLOSING_TURNS = 3
LONG_WAIT = 5.0
# The shares of a call that are close to its opening and its close, and the least turns of them.
EARLY, LATE, NEAR = 0.15, 0.4, 4
# A bit for each place; what is close to the opening and the close has the bits of those, moved by so many.
OPENING, CLOSING, WAIT, CLOSE_BY = 1, 2, 4, 3
BITS: Mapping[str, int] = MappingProxyType({"opening": OPENING, "closing": CLOSING, "wait": WAIT})


@dataclass(frozen=True)
class Places:
    """Holds the turns of each place of a call, and those that are close to its opening and its close."""

    opening: frozenset[int]
    closing: frozenset[int]
    wait: frozenset[int]
    early: frozenset[int] = frozenset()
    late: frozenset[int] = frozenset()

    def near(self, turn: int, places: Iterable[str]) -> bool:
        """Tells whether a turn stands close to one of some places: both may stretch."""
        return any(turn in {"opening": self.early, "closing": self.late}.get(place, ()) for place in places)

    def holds(self, turn: int, places: Iterable[str]) -> bool:
        """Tells whether a turn stands at one of some places; no place at all means anywhere."""
        wanted = tuple(places)
        return not wanted or any(turn in getattr(self, place) for place in wanted)


def places(roles: Sequence[Role], waits: Sequence[Wait]) -> Places:
    """Works out the places of a call from its roles and waits."""
    people = [turn for turn, role in enumerate(roles) if role != "ivr"]
    agent = [turn for turn in people if roles[turn] == "agent"]
    first = {*agent[:OPENING_TURNS], *people[:1]}
    last = {*agent[-CLOSING_TURNS:], *people[-CLOSING_TURNS:]}
    after = {turn for wait in waits if wait.seconds >= LONG_WAIT for turn in (wait.turn, wait.turn + 1)}
    early = people[: max(NEAR, round(len(people) * EARLY))]
    late = people[-max(NEAR, round(len(people) * LATE)) :]
    return Places(frozenset(first), frozenset(last), frozenset(after), frozenset(early), frozenset(late))


def place_bits(roles: Sequence[Role], waits: Sequence[Wait]) -> list[int]:
    """Returns for each turn of a call the bits of its places, and moved by CLOSE_BY of those that it is close to."""
    bits = [0] * len(roles)
    people = [turn for turn, role in enumerate(roles) if role != "ivr"]
    agent = [turn for turn in people if roles[turn] == "agent"]
    for turn in {*agent[:OPENING_TURNS], *people[:1]}:
        bits[turn] |= OPENING
    for turn in {*agent[-CLOSING_TURNS:], *people[-CLOSING_TURNS:]}:
        bits[turn] |= CLOSING
    for turn in people[: max(NEAR, round(len(people) * EARLY))]:
        bits[turn] |= OPENING << CLOSE_BY
    for turn in people[-max(NEAR, round(len(people) * LATE)) :]:
        bits[turn] |= CLOSING << CLOSE_BY
    for turn in (turn for wait in waits if wait.seconds >= LONG_WAIT for turn in (wait.turn, wait.turn + 1)):
        if turn < len(bits):
            bits[turn] |= WAIT
    return bits
