"""What stands beside a finding: formulas have an order, so a mangled one is likelier between two clean ones."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType

import numpy as np

from autoscore.annotate.batch import Flags, Numbers
from autoscore.annotate.placed import Placed

# How far apart, in characters, formulas of one breath may stand.
REACH = 30
# The formulas of an opening, of the return after a wait, and of a close, in the order in which they are said.
ORDERS = (
    ("greeting", "self_intro", "glad_to_serve", "offer_help"),
    ("hold_notice", "greeting", "plain_address", "surname_address", "hold_thanks", "thanks"),
    ("anything_else", "thanks", "invite_rating", "blessing", "farewell"),
)
# The formulas of all orders, numbered.
LABELS = MappingProxyType({label: number for number, label in enumerate(dict.fromkeys(chain(*ORDERS)))})


@dataclass(frozen=True)
class Neighbours:
    """Holds the clean formulas of a call as (turn, start, end, label), in order."""

    clean: tuple[tuple[int, int, int, str], ...]

    @classmethod
    def of_call(cls, placed: Sequence[Placed]) -> "Neighbours":
        """Takes them from the findings of a call."""
        formulas = {label for order in ORDERS for label in order}
        clean = {
            (one.turn, one.start, one.end, one.match.label)
            for one in placed
            if one.match.label in formulas and one.as_written and one.match.sign != "weak"
        }
        return cls(tuple(sorted(clean)))

    def of(self, one: Placed) -> tuple[bool, bool]:
        """Tells whether an earlier formula of its order stands close before a finding, and a later one close after."""
        own = one.match.label
        first = bisect_left(self.clean, (one.turn,))
        last = bisect_left(self.clean, (one.turn + 1,))
        before = after = False
        for _, start, end, label in self.clean[first:last]:
            if end <= one.start and one.start - end <= REACH:
                before = before or _in_order(label, own)
            elif start >= one.end and start - one.end <= REACH:
                after = after or _in_order(own, label)
        return before, after


def _in_order(first: str, second: str) -> bool:
    return any(first in order and second in order and order.index(first) < order.index(second) for order in ORDERS)


@dataclass(frozen=True, eq=False)
class Spans:
    """Holds the turns, starts and ends of findings, and the numbers of their labels in LABELS or -1."""

    turns: Numbers
    lows: Numbers
    highs: Numbers
    orders: Numbers


def beside(findings: Spans, clean: Spans) -> tuple[Flags, Flags]:
    """Tells of findings whether an earlier formula stands close before, and a later one close after (see Neighbours).

    Both are in order of turn; a finding of no order has the number -1.
    """
    first = np.searchsorted(clean.turns, findings.turns, "left")
    counts = np.searchsorted(clean.turns, findings.turns, "right") - first
    rows = np.repeat(np.arange(len(counts)), counts)
    other = np.arange(len(rows)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    ahead = findings.lows[rows] - clean.highs[other]
    behind = clean.lows[other] - findings.highs[rows]
    own, others = findings.orders[rows], clean.orders[other]
    order = _order()
    before, after = np.zeros(len(counts), dtype=np.bool_), np.zeros(len(counts), dtype=np.bool_)
    before[rows[(ahead >= 0) & (ahead <= REACH) & order[others, own]]] = True
    after[rows[(ahead < 0) & (behind >= 0) & (behind <= REACH) & order[own, others]]] = True
    return before, after


@cache
def _order() -> Flags:
    """Returns whether a formula is said before another, by their numbers; the last row and column are those of none."""
    table = np.zeros((len(LABELS) + 1, len(LABELS) + 1), dtype=np.bool_)
    for first, at in LABELS.items():
        for second, beside_it in LABELS.items():
            table[at, beside_it] = _in_order(first, second)
    return table
