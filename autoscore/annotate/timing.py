"""Timing: waits, silence, pace and overlap, from the stamps of the turns."""

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from autoscore.model import Metrics, Role, Transcript, Turn

# A customer who says no more than this while waiting is only keeping the line alive (嗯, 好的).
BACK_CHANNEL = 8
LEAST_WAIT = 1.0
OVERLAP = 0.2


class Wait(Struct, frozen=True):
    """Is a stretch in which nothing was said but 嗯 and 好的, and that the agent ended.

    `after` is the last turn of substance before it, of either side; `turn` is the agent's turn that ends it; `seconds`
    is its length.
    """

    after: int
    turn: int
    seconds: float


def has_stamps(transcript: Transcript) -> bool:
    """Tells whether most turns carry a start time."""
    starts = [turn.start for turn in transcript.turns]
    return (len(starts) - starts.count(None)) * 2 > len(starts)


def waits(transcript: Transcript, roles: tuple[Role, ...]) -> tuple[Wait, ...]:
    """Returns the waits of a call of at least a second; none where there are no stamps.

    Where only starts are given, a turn is taken to end as its text would at five characters a second.
    """
    turns = transcript.turns
    found: list[Wait] = []
    last = None
    for index, role in enumerate(roles):
        if role == "agent":
            start = turns[index].start
            if start is not None and last is not None:
                found += _wait(transcript, last, index, start)
            last = index
        elif len(turns[index].text) > BACK_CHANNEL:
            last = index
    return tuple(found)


def _wait(transcript: Transcript, after: int, turn: int, start: float) -> tuple[Wait, ...]:
    end = end_of(transcript, after)
    return () if end is None or start - end < LEAST_WAIT else (Wait(after, turn, round(start - end, 2)),)


def end_of(transcript: Transcript, index: int, pace: float = 5.0) -> float | None:
    """Returns when a turn ends in seconds: as stamped, or as its text would at a pace in characters a second."""
    turn = transcript.turns[index]
    if turn.end is not None:
        return turn.end
    if turn.start is None:
        return None
    estimate = turn.start + len(turn.text) / pace
    after = transcript.turns[index + 1].start if index + 1 < len(transcript.turns) else None
    return estimate if after is None else min(estimate, max(after, turn.start))


def metrics(transcript: Transcript, roles: tuple[Role, ...]) -> Metrics:
    """Measures a call; what its stamps cannot tell is None."""
    if not has_stamps(transcript):
        return Metrics()
    gaps = [
        then.start - first.end
        for first, then in pairwise(transcript.turns)
        if first.end is not None and then.start is not None
    ]
    return Metrics(
        agent_chars_per_minute=_pace(transcript, roles),
        longest_silence=round(max(*gaps, 0.0), 2) if gaps else None,
        first_reply=_first_reply(transcript, roles),
        overlaps=sum(round(-gap, 3) > OVERLAP for gap in gaps if gap < 0) if gaps else None,
    )


def _pace(transcript: Transcript, roles: tuple[Role, ...]) -> float | None:
    return pace(turn for turn, role in zip(transcript.turns, roles, strict=True) if role == "agent")


def pace(turns: Iterable[Turn]) -> float | None:
    """Returns the characters a minute of some turns, from those whose start and end are known; None where none is."""
    timed = [
        (len(turn.text), turn.end - turn.start)
        for turn in turns
        if turn.start is not None and turn.end is not None and turn.end > turn.start
    ]
    seconds = sum(length for _, length in timed)
    return round(60 * sum(chars for chars, _ in timed) / seconds, 1) if seconds else None


def _first_reply(transcript: Transcript, roles: tuple[Role, ...]) -> float | None:
    for index, (first, then) in enumerate(pairwise(transcript.turns)):
        if roles[index] == "customer" and roles[index + 1] == "agent" and first.end is not None:
            return None if then.start is None else round(max(then.start - first.end, 0.0), 2)
    return None
