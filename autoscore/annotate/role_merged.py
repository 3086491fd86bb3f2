"""Turns in which both sides' words stand."""

from collections.abc import Iterable, Mapping, Sequence

from autoscore.annotate.placed import Placed
from autoscore.annotate.role_cues import CUE_LABELS, Cue, strong
from autoscore.annotate.role_pairs import pair_of
from autoscore.model import Role, Transcript

# So many strong cues of a customer's make his turn of one that is put down to the agent.
LEAST_ALONE = 2


def merged_cues(
    transcript: Transcript,
    roles: Sequence[Role],
    placed: Sequence[Placed],
    cues: Mapping[int, tuple[Cue, ...]],
    turns: Iterable[int],
) -> dict[int, tuple[Cue, ...]]:
    """Returns those of some turns that hold words of the other side, each with all its cues in order.

    In a customer's turn one strong cue of the agent's tells; in an agent's two of the customer's, or one beside one of
    his own, or both halves of a pair: clerks talk of themselves too.
    """
    by_turn = _acts(placed, roles)
    found: dict[int, tuple[Cue, ...]] = {}
    for turn in turns:
        role = roles[turn]
        here = cues.get(turn, ())
        if role == "customer" and strong(here, "agent"):
            found[turn] = here
        elif role == "agent":
            halves = pair_of(transcript.turns[turn].text, by_turn.get(turn, ()))
            if halves or _is_shared(here):
                found[turn] = tuple(sorted({*here, *halves}))
    return found


def _is_shared(cues: Sequence[Cue]) -> bool:
    customer = strong(cues, "customer")
    return len(customer) >= LEAST_ALONE or bool(customer and strong(cues, "agent"))


def _acts(placed: Sequence[Placed], roles: Sequence[Role]) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = {}
    for one in placed:
        if roles[one.turn] == "agent" and one.match.label not in CUE_LABELS:
            found.setdefault(one.turn, []).append(one)
    return found
