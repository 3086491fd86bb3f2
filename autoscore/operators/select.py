"""Which turns and hits a scope selects."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from autoscore.model import Document, Hit, Place, Scope, Searched
from autoscore.operators.base import Context


def side(scope: Scope) -> str:
    """Returns whose words are looked at; the agent's where nothing is said."""
    return scope.by or "agent"


def place(document: Document, scope: Scope) -> Place:
    """Returns where a scope looks: worked out once a call, as most conditions look where others do."""
    found = document.places.get(scope)
    if found is None:
        bounds = _window(document, scope)
        found = document.places[scope] = Place(bounds, _searched(document, side(scope), bounds))
    return found


def window(document: Document, scope: Scope) -> tuple[int, int] | None:
    """Returns the first and last turn of a scope, inclusive; None where it needs time stamps that are not there.

    An empty window has its first turn behind its last.
    """
    return place(document, scope).bounds


def _window(document: Document, scope: Scope) -> tuple[int, int] | None:
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
    return place(document, scope).searched


def _searched(document: Document, by: str, bounds: tuple[int, int] | None) -> Searched | None:
    if bounds is None:
        return None
    turns = document.turns_of(by)
    first, behind = bisect_left(turns, bounds[0]), bisect_right(turns, bounds[1])
    return Searched(by, (turns[first], turns[behind - 1])) if first < behind else None


def hits(document: Document, labels: Iterable[str], scope: Scope) -> tuple[Hit, ...] | None:
    """Returns the hits of some labels within a scope, in order; None where it needs stamps that are not there."""
    return selected(document, of_labels(document, labels), scope)


def of_labels(document: Document, labels: Iterable[str]) -> list[Hit]:
    """Returns the hits of some labels, label by label."""
    by_label = document.by_label
    found: list[Hit] = []
    for label in labels:
        if label in by_label:
            found += by_label[label]
    return found


def selected(document: Document, found: Sequence[Hit], scope: Scope) -> tuple[Hit, ...] | None:
    """Returns those of some hits that lie within a scope, in order; None where it needs stamps that are not there."""
    bounds = place(document, scope).bounds
    if bounds is None:
        return None
    if not found:
        return ()
    (low, high), by = bounds, scope.by or "agent"
    found = [hit for hit in found if low <= hit.turn <= high and (hit.by == by or _is_any(hit, by))]
    if scope.outside:
        found = [hit for hit in found if not any(_inside(document, hit, phrase) for phrase in scope.outside)]
    return tuple(sorted(found)) if len(found) > 1 else tuple(found)


def _is_any(hit: Hit, by: str) -> bool:
    return by == "any" and hit.by != "ivr"


def _inside(document: Document, hit: Hit, phrase: str) -> bool:
    text = document.transcript.turns[hit.turn].text
    place = text.find(phrase, max(0, hit.end - len(phrase)))
    return 0 <= place <= hit.start and hit.end <= place + len(phrase)


def one_is_sure(document: Document, found: Sequence[Hit], scope: Scope, context: Context) -> bool:
    """Tells whether one of some hits lies within a scope and alone proves its label: the first that does will do."""
    bounds = place(document, scope).bounds
    if bounds is None:
        return False
    (low, high), by = bounds, scope.by or "agent"
    for hit in found:
        if low <= hit.turn <= high and (hit.by == by or _is_any(hit, by)) and is_sure(hit, scope, context):
            return not scope.outside or bool(sure_among(selected(document, found, scope) or (), scope, context))
    return False


def sure_among(found: Iterable[Hit], scope: Scope, context: Context) -> list[Hit]:
    """Returns those of some hits that alone prove their label, as `is_sure` tells."""
    if context.strict:
        return [hit for hit in found if not hit.doubt and hit.form == "clean"]
    least = context.sure if scope.min_strength is None else scope.min_strength
    return [
        hit
        for hit in found
        if (not hit.doubt or hit.doubt == "role") and (hit.form == "clean" or hit.strength >= least)
    ]


def is_sure(hit: Hit, scope: Scope, context: Context) -> bool:
    """Tells whether a hit alone proves its label: clean, or a sound-alike that is strong enough."""
    if context.strict:
        return not hit.doubt and hit.form == "clean"
    least = context.sure if scope.min_strength is None else scope.min_strength
    return hit.doubt in ("", "role") and (hit.form == "clean" or hit.strength >= least)
