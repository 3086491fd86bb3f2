"""Which turns and hits a scope selects."""

from collections.abc import Iterable

from autoscore.model import Document, Hit, Scope, Searched
from autoscore.operators.base import Context


def side(scope: Scope) -> str:
    """Returns whose words are looked at; the agent's where nothing is said."""
    return scope.by or "agent"


def window(document: Document, scope: Scope) -> tuple[int, int] | None:
    """Returns the first and last turn of a scope, inclusive; None where it needs time stamps that are not there.

    An empty window has its first turn behind its last.
    """
    turns = document.turns_of(side(scope))
    low, high = 0, len(document.roles) - 1
    if scope.first_turns is not None:
        high = min(high, _at(turns, scope.first_turns - 1, high))
    if scope.last_turns is not None:
        low = max(low, _at(turns, len(turns) - scope.last_turns, low))
    if scope.share is not None:
        low, high = _share(scope.share, low, high)
    return _timed(document, scope, low, high)


def _at(turns: tuple[int, ...], place: int, otherwise: int) -> int:
    return turns[place] if 0 <= place < len(turns) else otherwise


def _share(share: tuple[float, float], low: int, high: int) -> tuple[int, int]:
    count = high + 1
    return max(low, int(count * share[0] / 100)), min(high, max(int(count * share[1] / 100), 1) - 1)


def _timed(document: Document, scope: Scope, low: int, high: int) -> tuple[int, int] | None:
    if scope.first_seconds is None and scope.last_seconds is None:
        return low, high
    starts = [turn.start for turn in document.transcript.turns]
    known = [start for start in starts if start is not None]
    if not known or None in starts:
        return None
    first, last = known[0], document.transcript.turns[-1].end or known[-1]
    until = first + scope.first_seconds if scope.first_seconds is not None else last
    since = last - scope.last_seconds if scope.last_seconds is not None else first
    inside = [turn for turn in range(low, high + 1) if since <= known[turn] <= until]
    return (inside[0], inside[-1]) if inside else (1, 0)


def searched(document: Document, scope: Scope) -> Searched | None:
    """Tells where a scope looks: whose words, and between which turns of theirs."""
    bounds = window(document, scope)
    if bounds is None:
        return None
    inside = [turn for turn in document.turns_of(side(scope)) if bounds[0] <= turn <= bounds[1]]
    return Searched(side(scope), (inside[0], inside[-1])) if inside else None


def hits(document: Document, labels: Iterable[str], scope: Scope) -> tuple[Hit, ...] | None:
    """Returns the hits of some labels within a scope, in order; None where it needs stamps that are not there."""
    bounds = window(document, scope)
    if bounds is None:
        return None
    found = [hit for label in labels for hit in document.labelled(label) if _selected(document, hit, scope, bounds)]
    return tuple(sorted(found))


def _selected(document: Document, hit: Hit, scope: Scope, bounds: tuple[int, int]) -> bool:
    if not bounds[0] <= hit.turn <= bounds[1]:
        return False
    if hit.by != side(scope) and (side(scope) != "any" or hit.by == "ivr"):
        return False
    return not any(_inside(document, hit, phrase) for phrase in scope.outside)


def _inside(document: Document, hit: Hit, phrase: str) -> bool:
    text = document.transcript.turns[hit.turn].text
    place = text.find(phrase, max(0, hit.end - len(phrase)))
    return 0 <= place <= hit.start and hit.end <= place + len(phrase)


def is_sure(hit: Hit, scope: Scope, context: Context) -> bool:
    """Tells whether a hit alone proves its label: clean, or a sound-alike that is strong enough."""
    if context.strict:
        return not hit.doubt and hit.form == "clean"
    least = context.sure if scope.min_strength is None else scope.min_strength
    return hit.doubt in ("", "role") and (hit.form == "clean" or hit.strength >= least)
