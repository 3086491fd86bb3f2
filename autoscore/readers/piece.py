"""What a format hands over: calls as found, before roles, dates and ids are settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from autoscore.errors import Place, Problem
from autoscore.model import Call, WordTime

if TYPE_CHECKING:
    from autoscore.readers.roles import RoleBook
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
    words: tuple[WordTime, ...] = ()


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
class Marks:
    """Tells a kind of JSON by its keys: all paths of one of the `ways` are there, and none of `unless`.

    Paths are those of an outline, as `segments[].text`.
    """

    ways: tuple[frozenset[str], ...]
    unless: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *ways: str, unless: str = "") -> "Marks":
        """Makes marks of paths with spaces between them."""
        return cls(tuple(frozenset(way.split()) for way in ways), frozenset(unless.split()))

    def fit(self, outline: frozenset[str]) -> bool:
        """Tells whether an outline is of this kind."""
        return self.unless.isdisjoint(outline) and any(way <= outline for way in self.ways)


@dataclass(frozen=True)
class Record:
    """Describes one kind of JSON value: how to tell it, and how to read the calls in it; `read` may raise ReadError."""

    marks: Marks
    read: "Callable[[bytes, Place, RoleBook], Iterator[Piece]]"


@dataclass(frozen=True)
class Format:
    """Describes a format: how to tell it (NO to EXACT) and how to read it; `read` may raise ReadError.

    A format that is a kind of JSON has a `record`, so that its values are understood in lists and lines too.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: "Callable[[Source], int]"
    read: "Callable[[Source], Iterator[Piece]]"
    record: Record | None = None
