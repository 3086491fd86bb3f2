"""Who spoke: roles repaired from what is said, first for the call, then turn by turn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autoscore.annotate.placed import Placed
from autoscore.lexicon import Match
from autoscore.model import CLEAN, Notice, Role, Transcript
from autoscore.text.characters import squeeze

_OTHER_SIDE: dict[Role, Role] = {"agent": "customer", "customer": "agent"}
LEAST_FORMULAS = 2
# So many formulas make a second unnamed speaker an agent, where they are not few beside the first one's.
LEAST_AGENT = 2
# Words by which a formula shows that it is addressed to a customer.
POLITE = ("您", "请", "感谢", "为你", "帮你")
LONG_FORMULA = 6
SURE_BY_SOUND = 85
IVR_LABEL = "ivr_announcement"
# A machine speaks before the people do.
IVR_TURNS = 3


@dataclass(frozen=True)
class Roles:
    """Holds the role of each turn, the turns in which both sides' words stand, and what is to be warned of."""

    turns: tuple[Role, ...]
    merged: frozenset[int]
    notices: tuple[Notice, ...]


def repair(transcript: Transcript, placed: Sequence[Placed], *, assume: bool = False) -> Roles:
    """Works out the roles of a call from the formulas that only service staff say; `assume` keeps them as given."""
    given = tuple(turn.role for turn in transcript.turns)
    if assume:
        return Roles(given, frozenset(), ())
    machine = _machine_turns(given, placed)
    formulas = Counter(one.turn for one in placed if one.turn not in machine and is_formula(one.match, one.quote))
    roles, notices = _whole_call(transcript, given, formulas)
    roles = tuple("ivr" if turn in machine else role for turn, role in enumerate(roles))
    merged = frozenset(turn for turn in formulas if roles[turn] == "customer")
    if merged:
        shown = "、".join(str(turn + 1) for turn in sorted(merged))
        notices = (*notices, Notice("roles_merged", f"第 {shown} 轮记在客户名下，却有坐席的固定用语"))
    return Roles(roles, merged, notices)


def is_formula(match: Match, quote: str) -> bool:
    """Tells whether a match is a phrase that only service staff say: a formula, clean, and polite or long."""
    heard = match.form == CLEAN or match.strength >= SURE_BY_SOUND
    fixed = match.owner.formula and heard and match.sign in ("way", "exact")
    return fixed and (len(squeeze(quote)) >= LONG_FORMULA or any(word in quote for word in POLITE))


def _machine_turns(given: tuple[Role, ...], placed: Sequence[Placed]) -> frozenset[int]:
    told = {one.turn for one in placed if one.match.label == IVR_LABEL and one.match.form == CLEAN}
    return frozenset(turn for turn in told if turn < IVR_TURNS and given[turn] != "customer")


def _whole_call(
    transcript: Transcript, given: tuple[Role, ...], formulas: Counter[int]
) -> tuple[tuple[Role, ...], tuple[Notice, ...]]:
    by_role = Counter(given[turn] for turn in formulas.elements())
    if by_role["customer"] >= LEAST_FORMULAS and by_role["customer"] > 2 * by_role["agent"] and "agent" in given:
        swapped = tuple(_OTHER_SIDE.get(role, role) for role in given)
        return swapped, (Notice("roles_swapped", "坐席与客户像是对调了：坐席的固定用语多在客户名下，已对调"),)
    if "unknown" in given:
        return _guessed(transcript, given, formulas)
    return given, ()


def _guessed(
    transcript: Transcript, given: tuple[Role, ...], formulas: Counter[int]
) -> tuple[tuple[Role, ...], tuple[Notice, ...]]:
    """Takes the unnamed speakers with most formulas as agents, the other unnamed ones as customers."""
    speakers = [turn.speaker for turn in transcript.turns]
    counts = Counter(speakers[turn] for turn in formulas.elements() if given[turn] == "unknown")
    if not counts or None in counts:
        return given, (Notice("roles_unknown", "不知道谁是坐席：请用 --roles 指明"),)
    unnamed = {speaker for speaker, role in zip(speakers, given, strict=True) if role == "unknown"}
    agents = _agents(counts, unnamed)
    roles: tuple[Role, ...] = tuple(
        role if role != "unknown" else "agent" if speaker in agents else "customer"
        for role, speaker in zip(given, speakers, strict=True)
    )
    return roles, (Notice("roles_guessed", "坐席是按固定用语认出来的，请核对或用 --roles 指明"),)


def _agents(counts: Counter[str | None], unnamed: set[str | None]) -> set[str | None]:
    """Returns the speakers held to be agents: after a transfer there are two; somebody is always the customer."""
    most = max(counts.values())
    agents = {one for one, count in counts.items() if count == most or (count >= LEAST_AGENT and 3 * count >= most)}
    if len(unnamed) > 1 and agents == unnamed:
        agents.discard(min(agents, key=lambda one: (counts[one], str(one))))
    return agents
