"""A match at its raw place."""

from dataclasses import dataclass

from autoscore.lexicon import Match


@dataclass(frozen=True, slots=True)
class Placed:
    """Is a match with its raw place: turn, start, end, and the words there."""

    turn: int
    start: int
    end: int
    quote: str
    match: Match
