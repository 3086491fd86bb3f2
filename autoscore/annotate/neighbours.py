"""What stands beside a finding: formulas have an order, so a mangled one is likelier between two clean ones."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from autoscore.annotate.placed import Placed

# How far apart, in characters, formulas of one breath may stand.
REACH = 30
# The formulas of an opening, of the return after a wait, and of a close, in the order in which they are said.
ORDERS = (
    ("greeting", "self_intro", "glad_to_serve", "offer_help"),
    ("hold_notice", "greeting", "plain_address", "surname_address", "hold_thanks", "thanks"),
    ("anything_else", "thanks", "invite_rating", "blessing", "farewell"),
)


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
