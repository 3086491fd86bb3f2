"""Counting what is taken off or added each time."""

from collections.abc import Sequence
from typing import Any

from autoscore.model import Finding, Truth
from autoscore.operators.evidence import outermost


def times(told: Finding) -> int:
    """Returns how often something was found; what no words show (something left unsaid) counts once."""
    return max(len(told.hits), 1)


def at_most(told: Finding) -> int:
    """Returns how often something may have been, with the doubtful hits beside those that are sure.

    One run of words that is doubtful under two labels, or by two finders, counts once.
    """
    if told.truth is Truth.UNSURE:
        return max(len(outermost((*told.hits, *told.doubtful))), 1)
    if not told.doubtful:
        return times(told)
    more = [hit for hit in outermost(told.doubtful) if not any(hit.overlaps(one) for one in told.hits)]
    return times(told) + len(more)


def joined(found: Sequence[tuple[Any, Finding]]) -> Finding:
    """Returns one finding for several: all their words, and each reason once."""
    told = [one for _, one in found]
    hits = tuple(outermost({hit for one in told for hit in (*one.hits, *one.doubtful)}))
    return Finding(told[0].truth, hits, "；".join(dict.fromkeys(one.because for one in told)), told[0].searched)
