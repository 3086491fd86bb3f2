"""Roles of turns that nobody named: by what is said in them, and by taking turns."""

from collections.abc import Sequence

from autoscore.model import Role

# Two neighbouring turns are rather of two speakers than of one.
CHANGE = 1
# How much the best way to share out all turns must be worse with a turn given to the other side.
CLEAR = 2
_SIDES: tuple[Role, Role] = ("agent", "customer")


def guess(leans: Sequence[int]) -> tuple[Role, ...]:
    """Returns the role of each turn by its lean (see role_cues), `unknown` where both are about as likely.

    For each turn the best sharing-out of the call with it given to the agent is compared with the best one with it
    given to the customer.
    """
    ahead, behind = _best(leans), _best(leans[::-1])[::-1]
    return tuple(
        _side(first[0] + last[0] - one, first[1] + last[1] + one)
        for first, last, one in zip(ahead, behind, leans, strict=True)
    )


def _side(agent: int, customer: int) -> Role:
    if abs(agent - customer) < CLEAR:
        return "unknown"
    return _SIDES[agent < customer]


def _best(leans: Sequence[int]) -> list[tuple[int, int]]:
    """Returns what the best sharing-out up to each turn is worth, with that turn the agent's and the customer's."""
    found: list[tuple[int, int]] = []
    agent = customer = 0
    for lean in leans:
        agent, customer = (
            lean + max(agent, customer + CHANGE),
            -lean + max(customer, agent + CHANGE),
        )
        found.append((agent, customer))
    return found
