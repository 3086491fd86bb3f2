"""A match at its raw place."""

from msgspec import Struct

from autoscore.lexicon import Match
from autoscore.model import CLEAN


class Placed(Struct, frozen=True):
    """Is a match with its raw place: turn, start, end, and the words there in normal form.

    `starts` and `ends` tell whether it stands at the start or end of a clause.
    """

    turn: int
    start: int
    end: int
    quote: str
    match: Match
    starts: bool = False
    ends: bool = False

    @property
    def as_written(self) -> bool:
        """Tells whether the words stand there as the lexicon has them, and not only what they are misheard as."""
        return self.match.form == CLEAN and self.match.sign != "mishearing"
