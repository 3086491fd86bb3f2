"""Where the calls of a part of the work stood, scored or not: what joining parts needs besides their sheets."""

from collections.abc import Callable, Iterable, Iterator

import msgspec
from msgspec import Struct

from autoscore.batch.block import Mark
from autoscore.batch.manifest import told
from autoscore.errors import Place, Problem


class Stood(Struct, frozen=True):
    """Is one line: a call's id and where it was read, and what is wrong with it as a manifest tells it."""

    id: str | None
    origin: str
    failure: dict[str, str] | None = None


def place_line(mark: Mark, short: Callable[[str], str]) -> bytes:
    """Returns what became of a call or piece of input as a line of JSON."""
    failure = None if mark.problem is None else told(mark.problem, short)
    return msgspec.json.encode(Stood(mark.id, short(mark.origin), failure)) + b"\n"


def marks_of(lines: Iterable[bytes]) -> Iterator[Mark]:
    """Yields the marks of such lines."""
    decoder = msgspec.json.Decoder(Stood)
    for line in lines:
        one = decoder.decode(line)
        yield Mark(one.id, one.origin, None if one.failure is None else problem_of(one.failure))


def problem_of(failure: dict[str, str]) -> Problem:
    """Returns the problem that a manifest tells."""
    return Problem(Place(failure["place"]), failure["what"], failure["todo"], code=failure["code"])
