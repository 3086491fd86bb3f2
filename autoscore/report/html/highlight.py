"""A turn's text cut into pieces, so that words which several criteria point at can carry all of them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct


class Mark(Struct, frozen=True, order=True):
    """Names words of one turn that a criterion points at: half-open code points, and its place in the sheet.

    `near` says that they are only the closest thing that was said.
    """

    start: int
    end: int
    line: int
    near: bool = False


class Piece(Struct, frozen=True):
    """Is a run of text at which the same criteria point; `lines` are those whose evidence it is, `near` the others."""

    text: str
    lines: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Yields the pieces of a text in their order; together they are the text. Marks beyond its end are cut off."""
    known = sorted(mark for mark in marks if 0 <= mark.start < min(mark.end, len(text)))
    edges = sorted({0, len(text), *(one for mark in known for one in (mark.start, min(mark.end, len(text))))})
    for start, end in pairwise(edges):
        over = [mark for mark in known if mark.start <= start < mark.end]
        lines = dict.fromkeys(mark.line for mark in over if not mark.near)
        near = dict.fromkeys(mark.line for mark in over if mark.near and mark.line not in lines)
        yield Piece(text[start:end], tuple(sorted(lines)), tuple(sorted(near)))
