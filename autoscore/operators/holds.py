"""Waits of a call put together: where the agent only asks for more patience, the wait goes on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autoscore.model import Document, Hit, Scope
from autoscore.operators.base import Context
from autoscore.operators.select import hits, is_sure
from autoscore.text.characters import squeeze

HOLD = "hold_notice"
WAIT = "wait"
# What keeps the customer company and ends no wait: 还在查呢, 马上就好.
_STILL = re.compile("还在|正在|在查|在办|在弄|马上|快了|就快|就好|再等|别急|别挂|稍等|没好|没出来|有点慢|加载")
# A longer turn than this says more than that.
_SHORT = 24


@dataclass(frozen=True)
class Hold:
    """Is a wait with all its parts: the hits of `wait`, the longest stretch without a word, and if it was announced.

    `announced` is None where the words that announce it are doubtful.
    """

    parts: tuple[Hit, ...]
    announced: bool | None

    @property
    def seconds(self) -> float:
        """Is the length of all parts together."""
        return sum(map(seconds, self.parts))

    @property
    def longest(self) -> float:
        """Is the longest stretch without a word of the agent."""
        return max(map(seconds, self.parts))


def holds(document: Document, notice: Iterable[str], scope: Scope, context: Context) -> Iterator[Hold]:
    """Yields the waits that begin within a scope."""
    told = [hit for label in notice for hit in document.labelled(label) if hit.by == "agent"]
    sure = frozenset(hit.turn for hit in told if is_sure(hit, scope, context))
    possible = frozenset(hit.turn for hit in told)
    parts: list[Hit] = []
    for wait, _ in waits(document, scope):
        if parts and not _goes_on(document, parts[-1], wait, possible):
            yield _hold(document, parts, sure, possible)
            parts = []
        parts.append(wait)
    if parts:
        yield _hold(document, parts, sure, possible)


def _hold(document: Document, parts: list[Hit], sure: frozenset[int], possible: frozenset[int]) -> Hold:
    last = _agent_before(document, parts[0].turn)
    return Hold(tuple(parts), True if last in sure else None if last in possible else False)


def _goes_on(document: Document, first: Hit, then: Hit, possible: frozenset[int]) -> bool:
    """Tells whether the agent's turn between two waits only asks for patience."""
    until = int(first.fact("until") or -1)
    if _agent_before(document, then.turn) != until:
        return False
    plain = squeeze(document.transcript.turns[until].text)
    return len(plain) <= _SHORT and (until in possible or _STILL.search(plain) is not None)


def _agent_before(document: Document, turn: int) -> int | None:
    """Returns the last turn of the agent up to a turn."""
    return next((one for one in range(turn, -1, -1) if document.roles[one] == "agent"), None)


def waits(document: Document, scope: Scope) -> tuple[tuple[Hit, float], ...]:
    """Returns the waits that begin within a scope, with their lengths in seconds; worked out once a call."""
    key = (WAIT, scope)
    if key not in document.kept:
        document.kept[key] = tuple([(hit, seconds(hit)) for hit in hits(document, (WAIT,), scope) or ()])
    found: tuple[tuple[Hit, float], ...] = document.kept[key]
    return found


def seconds(hit: Hit) -> float:
    """Returns the length of a wait."""
    return float(hit.fact("seconds") or 0)
