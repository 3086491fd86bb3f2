"""What was said: calls as they are read, raw and immutable."""

from typing import Literal, TypeAlias

from msgspec import Struct

Role: TypeAlias = Literal["agent", "customer", "other", "ivr", "unknown"]
Channel: TypeAlias = Literal["phone", "counter", "visit"]

ROLES: tuple[Role, ...] = ("agent", "customer", "other", "ivr", "unknown")


class Span(Struct, frozen=True, order=True):
    """Names a run of characters: turn from 0, half-open code points of that turn's raw text."""

    turn: int
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tells whether both spans share a character."""
        return self.turn == other.turn and self.start < other.end and other.start < self.end


class WordTime(Struct, frozen=True, array_like=True):
    """Holds when one word was said: half-open code points of the turn's raw text, seconds from the start of the call.

    In JSON it is a list of the four numbers, as a call holds thousands of them.
    """

    start: int
    end: int
    since: float
    until: float


class Turn(Struct, frozen=True, omit_defaults=True):
    """Holds what one speaker said without a break: text as read, times in seconds from the start of the call.

    `words` are the times of single words in the order of the text, as far as a recogniser gave them.
    """

    role: Role
    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    words: tuple[WordTime, ...] = ()


class Transcript(Struct, frozen=True):
    """Holds one call: its id, its channel where known, its facts (`date` is ISO 8601), and its turns in order.

    `notices` are the reader's own warnings, as pairs of kind and reason; `origin` tells where the call was read, for
    messages only.
    """

    id: str
    turns: tuple[Turn, ...]
    channel: Channel | None = None
    date: str | None = None
    metadata: dict[str, str] = {}
    notices: tuple[tuple[str, str], ...] = ()
    origin: str = ""


class Call(Struct, frozen=True, omit_defaults=True):
    """Is the native JSON form of a transcript, as written and read (see the contract: a call to be read)."""

    turns: tuple[Turn, ...]
    id: str | None = None
    channel: Channel | None = None
    date: str | None = None
    metadata: dict[str, str | int | float | bool | None] = {}
