"""Who spoke: roles repaired from what is said, first for the call, then turn by turn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autoscore.lexicon import Match
from autoscore.model import CLEAN, Notice, Role, Transcript

_OTHER_SIDE: dict[Role, Role] = {"agent": "customer", "customer": "agent"}
LEAST_FORMULAS = 2
IVR_LABEL = "ivr_announcement"
# A machine speaks before the people do.
IVR_TURNS = 3


@dataclass(frozen=True)
class Roles:
    """Holds the role of each turn, the turns in which both sides' words stand, and what is to be warned of."""

    turns: tuple[Role, ...]
    merged: frozenset[int]
    notices: tuple[Notice, ...]


def repair(transcript: Transcript, matches: Sequence[tuple[int, Match]], *, assume: bool = False) -> Roles:
    """Works out the roles of a call from the formulas that only service staff say; `assume` keeps them as given.

    `matches` are pairs of turn and match.
    """
    given = tuple(turn.role for turn in transcript.turns)
    if assume:
        return Roles(given, frozenset(), ())
    machine = _machine_turns(given, matches)
    formulas = Counter(turn for turn, match in matches if _is_formula(match) and turn not in machine)
    roles, notices = _whole_call(transcript, given, formulas)
    roles = tuple("ivr" if turn in machine else role for turn, role in enumerate(roles))
    merged = frozenset(turn for turn in formulas if roles[turn] == "customer")
    if merged:
        shown = "、".join(str(turn + 1) for turn in sorted(merged))
        notices = (*notices, Notice("roles_merged", f"第 {shown} 轮记在客户名下，却有坐席的固定用语"))
    return Roles(roles, merged, notices)


def _is_formula(match: Match) -> bool:
    return match.way.owner.formula and match.form == CLEAN and match.way.entry.sign == "way"


def _machine_turns(given: tuple[Role, ...], matches: Sequence[tuple[int, Match]]) -> frozenset[int]:
    told = {turn for turn, match in matches if match.label == IVR_LABEL and match.form == CLEAN}
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
    """Takes the unnamed speaker with most formulas as the agent, the other unnamed ones as customers."""
    speakers = [turn.speaker for turn in transcript.turns]
    counts = Counter(speakers[turn] for turn in formulas.elements() if given[turn] == "unknown")
    if not counts or None in counts:
        return given, (Notice("roles_unknown", "不知道谁是坐席：请用 --roles 指明"),)
    agent = sorted(counts, key=lambda speaker: (-counts[speaker], str(speaker)))[0]
    roles: tuple[Role, ...] = tuple(
        role if role != "unknown" else "agent" if speaker == agent else "customer"
        for role, speaker in zip(given, speakers, strict=True)
    )
    return roles, (Notice("roles_guessed", "坐席是按固定用语认出来的，请核对或用 --roles 指明"),)
