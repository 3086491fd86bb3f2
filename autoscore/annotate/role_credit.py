"""Whose a hit is: the turn's speaker's, the other side's where a turn holds both, and how surely."""

from msgspec.structs import replace

from autoscore.annotate.placed import Placed
from autoscore.annotate.role_cues import is_formula
from autoscore.annotate.roles import Roles
from autoscore.lexicon import PhraseSet
from autoscore.model import CLEAN, Hit, Role

BY_ROLE = "role"
TABOOS = frozenset({"taboo", "red_line"})
# Customers say these too; they are the agent's only in a clause that is his for certain.
OF_BOTH = frozenset({"greeting", "thanks", "farewell", "blessing", "repeat_confirm", "ask_repeat", "welcome_reply"})


def credited(hit: Hit, one: Placed, roles: Roles) -> Hit:
    """Returns a hit with the side whose words it is, and in doubt where that is not sure.

    An agent's words in a customer's turn count as his, in doubt; a customer's in an agent's turn are nobody's act, and
    a taboo there is in doubt unless it stands in a clause of the agent's.
    """
    role = roles.turns[hit.turn]
    proven = one.match.owner.by == "agent" and hit.form == CLEAN and is_formula(one.match, one.quote)
    if hit.turn not in roles.merged or role not in ("agent", "customer"):
        return _doubted(replace(hit, by=role), hit.turn in roles.guessed and role == "agent" and not proven)
    side = roles.side_at(hit.turn, hit.start)
    if role == "customer":
        mine = proven or _is_agents(one.match.owner, side)
        return _doubted(replace(hit, by="agent"), True) if mine else replace(hit, by=role)
    return _in_agents_turn(replace(hit, by=role), one.match.owner, side, proven)


def _is_agents(owner: PhraseSet, side: Role | None) -> bool:
    """Tells whether a hit in a customer's turn is the agent's: in a clause of his, or where nothing speaks against."""
    if owner.by != "agent" or side == "customer":
        return False
    certain = side == "agent"
    return certain or (owner.kind == "expected" and not owner.formula and owner.label not in OF_BOTH)


def _in_agents_turn(hit: Hit, owner: PhraseSet, side: Role | None, proven: bool) -> Hit:
    if side == "agent" or proven:
        return hit
    if owner.kind in TABOOS:
        return _doubted(hit, True)
    return _doubted(replace(hit, by="customer"), True) if side == "customer" else hit


def _doubted(hit: Hit, doubted: bool) -> Hit:
    """Returns a hit in doubt of its speaker; what is in doubt already stays in that doubt."""
    return replace(hit, doubt=BY_ROLE) if doubted and not hit.doubt else hit
