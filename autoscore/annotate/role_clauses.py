"""Where the seam is in a turn that holds both sides' words: each clause's side, or that it can't be told."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from autoscore.annotate.role_cues import STRONG, Cue
from autoscore.model import Role
from autoscore.text.characters import normal_form

_CLAUSE = re.compile("[^,、。?!;:… ]+[,、。?!;:… ]*")
_ASKS = re.compile(r"(?:[吗么呢]|是不是|好吧|对吧|是吧|对不对|多少|什么)[,、。?!;:… ]*$|\?[^?]*$")
_ANSWERS = re.compile(
    "^[嗯啊呃哦噢哎唉]*(?:对+|是|是的|是我|对的|没错|没有+|没|没了|没有了|没别的了?|不用了?|不需要|不是|有|行|好|好的|可以)"
    "[的了啊呀嘛吧]?[,、。?!;:… ]*$"
)


class Clause(Struct, frozen=True):
    """Is a clause with its marks: raw offsets, how far its words lean (see Cue), and whose it is held to be."""

    start: int
    end: int
    leans: int = 0
    asks: bool = False
    answers: bool = False
    side: Role | None = None


def clauses(text: str, cues: Sequence[Cue]) -> tuple[Clause, ...]:
    """Returns the clauses of a turn, each with its side where that can be told.

    A clause whose cues are clear is its side's. A clause of weak cues, or of none, goes with its neighbours unless
    they differ; where one asks, or the next answers, the speaker may have changed. Only the one clause behind a clear
    one goes with it, but all those before the first.
    """
    found = _scored(text, cues)
    for settle in (_leaning, _forward):
        found = [_settled(found, place, settle(found, place)) for place in range(len(found))]
    for place in reversed(range(len(found))):
        found[place] = _settled(found, place, _backward(found, place))
    return tuple(found)


def side_at(found: Sequence[Clause], start: int) -> Role | None:
    """Returns whose clause a place lies in, or None where that can't be told."""
    place = bisect_right(found, start, key=lambda one: one.start) - 1
    return found[place].side if place >= 0 else None


def _scored(text: str, cues: Sequence[Cue]) -> list[Clause]:
    bare = [_read(match) for match in _CLAUSE.finditer(normal_form(text))]
    scored = [replace(one, leans=sum(_inside(cues, one))) for one in bare]
    scored = [replace(one, leans=one.leans - _is_reply(scored, place)) for place, one in enumerate(scored)]
    return [replace(one, side=_clear(one.leans)) for one in scored]


def _read(match: re.Match[str]) -> Clause:
    words = match.group()
    return Clause(*match.span(), asks=_ASKS.search(words) is not None, answers=_ANSWERS.match(words) is not None)


def _inside(cues: Iterable[Cue], clause: Clause) -> Iterator[int]:
    yield from (cue.lean for cue in cues if clause.start <= cue.start < clause.end)


def _is_reply(found: Sequence[Clause], place: int) -> bool:
    """Tells whether a clause answers what the agent asks just before; alone that proves little."""
    before = found[place - 1] if place else None
    return before is not None and before.asks and before.leans > 0 and found[place].answers


def _clear(leans: int) -> Role | None:
    if abs(leans) < STRONG:
        return None
    return "agent" if leans > 0 else "customer"


def _settled(found: Sequence[Clause], place: int, side: Role | None) -> Clause:
    one = found[place]
    return one if one.side is not None or side is None else replace(one, side=side)


def _leaning(found: Sequence[Clause], place: int) -> Role | None:
    """Settles a clause that leans a little by neighbours that lean alike, where none leans the other way."""
    one, beside = found[place], [*found[max(0, place - 1) : place], *found[place + 1 : place + 2]]
    if not one.leans or not any(other.leans * one.leans > 0 for other in beside):
        return None
    if any(other.leans * one.leans < 0 for other in beside):
        return None
    return "agent" if one.leans > 0 else "customer"


def _forward(found: Sequence[Clause], place: int) -> Role | None:
    """Gives a clause that follows a clear one to its speaker, where the next clear one is no other's."""
    one, before = found[place], found[place - 1] if place else None
    if before is None or before.side is None or before.asks or one.answers or _against(one, before.side):
        return None
    after = next((other.side for other in found[place + 1 :] if other.side is not None), before.side)
    return before.side if after == before.side else None


def _backward(found: Sequence[Clause], place: int) -> Role | None:
    """Gives a clause ahead of a clear one to its speaker, where nothing clear stands before it."""
    one, after = found[place], found[place + 1] if place + 1 < len(found) else None
    if after is None or after.side is None or one.asks or one.answers or _against(one, after.side):
        return None
    return None if any(other.side not in (None, after.side) for other in found[:place]) else after.side


def _against(one: Clause, side: Role) -> bool:
    return one.leans != 0 and (one.leans > 0) != (side == "agent")
