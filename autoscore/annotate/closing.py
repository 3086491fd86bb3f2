"""Whether a record goes on to the end of the contact."""

from collections.abc import Sequence

from autoscore.model import Hit, Role

LAST_TURNS = 3
# What ends a contact, whoever says it.
CLOSERS = frozenset(
    {
        "farewell",
        "farewell_word",
        "farewell_curt",
        "invite_rating",
        "blessing",
        "calls_next",
        "customer_closes",
        "customer_leaves",
        "visit_leave",
        "visit_leave_curt",
    }
)


def is_truncated(found: Sequence[Hit], roles: Sequence[Role]) -> bool:
    """Tells whether nobody closes in the last three turns, so that the end may be missing."""
    people = [turn for turn, role in enumerate(roles) if role != "ivr"]
    last = frozenset(people[-LAST_TURNS:])
    return not any(hit.label in CLOSERS and hit.turn in last for hit in found)
