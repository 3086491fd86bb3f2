"""The bundled lexicons as shipped: compiled beforehand, and used where their texts are unchanged.

Run `python -m autoscore.lexicon.ship` after editing a bundled lexicon; a test checks that it was done. Nothing depends
on it but the time that a start takes.
"""

from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from autoscore import resources
from autoscore.lexicon.compile import compile_sets
from autoscore.lexicon.entry import Lexicon, PhraseSet, Way


class ShippedSet(Struct, frozen=True, array_like=True):
    """Is a set with its compiled ways, still encoded."""

    label: str
    title: str
    kind: str
    by: str
    places: frozenset[str]
    sound: str
    formula: bool
    ways: Raw


class Shipped(Struct, frozen=True):
    """Is everything that the texts of the lexicons, whose digest is given, come to."""

    digest: str
    sets: tuple[ShippedSet, ...]
    slots: dict[str, tuple[str, ...]]
    contexts: tuple[str, ...]


def path() -> Path:
    """Returns where the compiled lexicons are."""
    return resources.folder("models") / "lexicon" / "ways.msgpack"


def read(digest: str, only: Collection[str] | None) -> Lexicon | None:
    """Returns the lexicons as compiled from texts of a digest, with the ways of some labels; None where they differ."""
    try:
        shipped = msgspec.msgpack.decode(path().read_bytes(), type=Shipped)
    except (OSError, msgspec.DecodeError):
        return None
    if shipped.digest != digest:
        return None
    decoder = msgspec.msgpack.Decoder(tuple[Way, ...])
    sets = {one.label: _opened(one, decoder, only) for one in shipped.sets}
    return Lexicon(sets, shipped.slots, shipped.contexts, digest)


def _opened(
    one: ShippedSet, decoder: msgspec.msgpack.Decoder[tuple[Way, ...]], only: Collection[str] | None
) -> PhraseSet:
    wanted = only is None or one.label in only or one.formula
    ways = decoder.decode(one.ways) if wanted else ()
    return PhraseSet(one.label, one.title, one.kind, one.by, one.places, one.sound, one.formula, (), ways)


def pack(lexicon: Lexicon) -> bytes:
    """Returns the shipped form of a lexicon."""
    sets = tuple(_closed(one) for one in compile_sets(lexicon).values())
    return msgspec.msgpack.encode(Shipped(lexicon.digest, sets, lexicon.slots, lexicon.contexts), order="sorted")


def _closed(one: PhraseSet) -> ShippedSet:
    ways = Raw(msgspec.msgpack.encode(tuple(map(_lean, one.ways or ())), order="sorted"))
    return ShippedSet(one.label, one.title, one.kind, one.by, one.places, one.sound, one.formula, ways)


def _lean(way: Way) -> Way:
    """Leaves out what a way says twice: what its expression is triggered by are the strings of the way."""
    return way if way.search is None else replace(way, search=replace(way.search, anchors=()))
