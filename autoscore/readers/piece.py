"""What a format hands over: calls as found, before roles, dates and ids are settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from autoscore.errors import Place, Problem
from autoscore.model import Call

if TYPE_CHECKING:
    from autoscore.readers.source import Source

NO, MAYBE, SURE, EXACT = range(4)  # how surely a format knows its own by the content

Note: TypeAlias = tuple[str, str]


class Heard(Struct, frozen=True):
    """Holds a turn as written: role, speaker and audio channel are still the file's own words."""

    text: str
    role: str | int | None = None
    start: float | None = None
    end: float | None = None
    speaker: str | int | None = None
    channel: str | int | None = None


class Draft(Struct, frozen=True):
    """Is the native form with free words where the contract has fixed ones."""

    turns: tuple[Heard, ...]
    id: str | int | None = None
    channel: str | int | None = None
    date: str | int | None = None
    metadata: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Holds one call with its place in the file and the notices of the format's own."""

    place: Place
    call: Draft | Call
    notices: tuple[Note, ...] = ()


Piece: TypeAlias = Found | Problem


@dataclass(frozen=True)
class Format:
    """Describes a format: how to tell it (NO to EXACT) and how to read it; `read` may raise ReadError."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: "Callable[[Source], int]"
    read: "Callable[[Source], Iterator[Piece]]"
