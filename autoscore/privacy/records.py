"""What is found to be private, and a call with it hidden."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from autoscore.model import Call, Turn

Kind: TypeAlias = Literal["phone", "id_card", "bank_card", "plate", "email", "address", "name"]
Run: TypeAlias = tuple[int, int]


class Private(Struct, frozen=True, order=True):
    """Names characters that are hidden: turn from 0, half-open code points of its raw text, and what they are."""

    turn: int
    start: int
    end: int
    kind: Kind


class Find(Struct, frozen=True, order=True):
    """Is a private thing on a strip: where it stands as a whole, and which runs of it are hidden."""

    start: int
    end: int
    kind: Kind
    hidden: tuple[Run, ...]


class Name(Struct, frozen=True):
    """Is a name on the strip: where the surname begins, where the given name does, and where it ends."""

    start: int
    given: int
    end: int


class Masked(Struct, frozen=True):
    """Is a call with its private characters hidden; each text is as long as before, words and times are untouched.

    `secrets` are the private things as they were said, each with what is shown for it, the longest first.
    """

    call: Call
    secrets: tuple[tuple[str, str], ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Are the turns with hidden texts."""
        return self.call.turns

    @property
    def metadata(self) -> dict[str, str | int | float | bool | None]:
        """Are the facts with hidden values."""
        return self.call.metadata


def hide(text: str, runs: Iterable[Run]) -> str:
    """Returns a text with some runs hidden, one for one: `*` for an ASCII character, `＊` for any other."""
    shown, place = [], 0
    for start, end in runs:
        shown += [text[place:start], *("*" if char.isascii() else "＊" for char in text[start:end])]
        place = end
    return "".join([*shown, text[place:]])
