"""What a lexicon may lack: a way of saying an act, with the words that show it, for a person to accept."""

from typing import Literal, TypeAlias

from msgspec import Struct

Kind: TypeAlias = Literal["way", "mishearing"]


class Quoted(Struct, frozen=True):
    """Shows words of a call: turn from 0, half-open code points of the turn's raw text."""

    call: str
    turn: int
    start: int
    end: int
    quote: str


class Suggestion(Struct, frozen=True):
    """Is an entry line that a lexicon may lack, and what speaks for it.

    `calls` of the `due` calls in which the act was due and not found have it there, `times` in all, by `agents`
    different people (None where calls name nobody); `elsewhere` is how often it is said where the act is not due, and
    `common` tells that this is much. `near` is the known way that it is most like, with a likeness of 0 to 100.
    """

    act: str
    title: str
    entry: str
    kind: Kind
    score: float
    calls: int
    due: int
    times: int
    agents: int | None
    elsewhere: int
    common: bool
    near: str | None
    likeness: int | None
    examples: tuple[Quoted, ...]
