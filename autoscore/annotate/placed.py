"""A match at its raw place."""

from msgspec import Struct

from autoscore.lexicon import Match


class Placed(Struct, frozen=True):
    """Is a match with its raw place: turn, start, end, and the words there in normal form."""

    turn: int
    start: int
    end: int
    quote: str
    match: Match
