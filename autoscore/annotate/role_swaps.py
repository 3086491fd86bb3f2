"""Sides that recognition exchanged, in the whole call or in a stretch of it."""

from collections.abc import Iterator, Mapping, Sequence

from autoscore.annotate.role_cues import Cue, lean, strong
from autoscore.model import Role

# So much must speak against the roles as given, and so many times as much as for them.
LEAST_AGAINST, TIMES = 4, 2
LEAST_STRONG = 2
# Where little is strong, much must be weak, and nearly nothing speak for the roles.
MUCH, MANY_TIMES = 6, 4
# A stretch needs more than a call, and evidence in turns of both sides.
LEAST_OF_STRETCH, LEAST_TURNS = 6, 3
# What speaks for the roles within a stretch counts twice.
FOR_COUNTS = 2
_SIGNS: Mapping[Role, int] = {"agent": -1, "customer": 1}
_OTHER: Mapping[Role, Role] = {"agent": "customer", "customer": "agent"}


def against(given: Sequence[Role], cues: Mapping[int, Sequence[Cue]]) -> tuple[int, ...]:
    """Returns for each turn how much its words speak against its role; below 0 they speak for it."""
    return tuple(_SIGNS.get(role, 0) * lean(cues.get(turn, ())) for turn, role in enumerate(given))


def swapped_turns(given: Sequence[Role], cues: Mapping[int, Sequence[Cue]]) -> range:
    """Returns the turns whose sides are exchanged: all, a stretch, or none."""
    doubts = against(given, cues)
    if "agent" not in given:
        return range(0)
    return range(len(given)) if _all(given, cues, doubts) else _stretch(given, doubts)


def exchanged(given: Sequence[Role], turns: range) -> tuple[Role, ...]:
    """Returns the roles with the sides of some turns exchanged; third persons and machines stay what they are."""
    return tuple(_OTHER.get(role, role) if turn in turns else role for turn, role in enumerate(given))


def _all(given: Sequence[Role], cues: Mapping[int, Sequence[Cue]], doubts: Sequence[int]) -> bool:
    wrong, right = sum(one for one in doubts if one > 0), -sum(one for one in doubts if one < 0)
    told = sum(len(strong(found, _OTHER[given[turn]])) for turn, found in cues.items() if given[turn] in _OTHER)
    if told >= LEAST_STRONG and wrong >= LEAST_AGAINST and wrong > TIMES * right:
        return True
    return wrong >= MUCH and wrong > MANY_TIMES * right


def _stretch(given: Sequence[Role], doubts: Sequence[int]) -> range:
    """Returns the run of turns that speaks most against the roles, where it says enough, in turns of both sides."""
    worth, start, end = max(_runs(doubts), default=(0, 0, 0))
    inside = [given[turn] for turn in range(start, end) if doubts[turn] > 0]
    if worth < LEAST_OF_STRETCH or len(inside) < LEAST_TURNS or not {"agent", "customer"} <= {*inside}:
        return range(0)
    start = 0 if all(one >= 0 for one in doubts[:start]) else start
    end = len(given) if all(one >= 0 for one in doubts[end:]) else end
    return range(start, end)


def _runs(doubts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yields for each turn the run up to it that is worth most: worth, start, end."""
    worth = start = 0
    for turn, one in enumerate(doubts):
        if worth <= 0:
            worth, start = 0, turn
        worth += one if one > 0 else FOR_COUNTS * one
        yield worth, start, turn + 1
