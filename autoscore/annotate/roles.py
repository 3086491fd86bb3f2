"""Who spoke: roles repaired from what is said, first for the call, then turn by turn."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct, field

from autoscore.annotate.batch import Numbers
from autoscore.annotate.columns import Columns
from autoscore.annotate.owners import IVR_LABEL, Owners
from autoscore.annotate.placed import Placed
from autoscore.annotate.role_clauses import Clause, clauses, side_at
from autoscore.annotate.role_cues import CUE_LABELS, STRONG, Cue, cues_of, lean, strong
from autoscore.annotate.role_doubts import doubts
from autoscore.annotate.role_guess import guess
from autoscore.annotate.role_merged import merged_cues
from autoscore.annotate.role_swaps import against, exchanged, swapped_turns
from autoscore.annotate.role_warnings import guessed, merged, swapped, unknown
from autoscore.model import CLEAN, Notice, Role, Transcript

# So many formulas make a second unnamed speaker an agent, where they are not few beside the first one's.
LEAST_AGENT = 2
# Turns that show each side clearly, before a record of one speaker is shared out between two.
LEAST_CLEAR = 2
# A guess is as good as told where the agent's strong cues are so many, and so far from those of the others.
SURE_CUES, SURE_TIMES = 3, 4
# A machine speaks before the people do.
IVR_TURNS = 3
NOBODY: frozenset[int] = frozenset()

Told = tuple[tuple[Role, ...], tuple[Notice, ...], frozenset[int]]


class Roles(Struct, frozen=True):
    """Holds the role of each turn and what is to be warned of.

    `merged` are the turns in which both sides' words stand, `clauses` theirs with their sides; `guessed` are the turns
    whose role is none too sure.
    """

    turns: tuple[Role, ...]
    merged: frozenset[int]
    notices: tuple[Notice, ...]
    clauses: Mapping[int, tuple[Clause, ...]] = field(default_factory=dict)
    guessed: frozenset[int] = NOBODY

    def side_at(self, turn: int, start: int) -> Role | None:
        """Returns whose words stand at a place of a merged turn, or None where that can't be told."""
        return side_at(self.clauses.get(turn, ()), start)


def repaired(columns: Columns, owners: Owners, *, assume: bool = False) -> list[Roles]:
    """Works out the roles of the calls of a batch from what only one side says; `assume` keeps them as given.

    Only where something may be wrong are the words themselves looked at.
    """
    batch = columns.batch
    given = [tuple([turn.role for turn in call.turns]) for call in batch.transcripts]
    if assume:
        return [Roles(roles, NOBODY, ()) for roles in given]
    told = doubts(columns, owners, batch.sides(given))
    whole = told.calls | np.array([_is_unclear({*roles}) for roles in given], dtype=np.bool_)
    turns = np.repeat(whole, np.diff(batch.firsts)) | told.merged | told.machines
    rows = np.flatnonzero(told.rows & turns[columns.turns])
    bounds, placed = columns.of_calls(rows), columns.placed(rows)
    some = _shared_out(np.flatnonzero(told.merged | told.machines), batch.firsts)
    return [
        repair(call, placed[low:high], None if wholly else turns_) if wholly or turns_ else Roles(roles, NOBODY, ())
        for call, roles, (low, high), wholly, turns_ in zip(
            batch.transcripts, given, pairwise(bounds), whole.tolist(), some, strict=True
        )
    ]


def _is_unclear(given: set[Role]) -> bool:
    """Tells whether somebody is not named, or all are on one side."""
    return "unknown" in given or not {"agent", "customer"} <= given


def _shared_out(turns: Numbers, firsts: Sequence[int]) -> list[list[int]]:
    """Returns some turns of a batch by call, counted from its start."""
    bounds, every = np.searchsorted(turns, firsts).tolist(), turns.tolist()
    return [
        [turn - first for turn in every[low:high]]
        for first, (low, high) in zip(firsts[:-1], pairwise(bounds), strict=True)
    ]


def repair(transcript: Transcript, placed: Sequence[Placed], turns: Sequence[int] | None = None) -> Roles:
    """Works out the roles of a call from what only one side says.

    With `turns` nothing but those can be wrong: `placed` are theirs alone, and the sides are not exchanged.
    """
    given = tuple(turn.role for turn in transcript.turns)
    machine = _machine_turns(given, placed)
    cues = cues_of(one for one in placed if one.turn not in machine)
    roles, notices, unsure = _whole_call(transcript, given, cues) if turns is None else (given, (), NOBODY)
    roles = tuple("ivr" if turn in machine else role for turn, role in enumerate(roles))
    both = merged_cues(transcript, roles, placed, cues, range(len(given)) if turns is None else turns)
    parted = {turn: clauses(transcript.turns[turn].text, found) for turn, found in both.items()}
    return Roles(roles, frozenset(both), (*notices, *merged(transcript, roles, both)), parted, unsure)


def findings(placed: Iterable[Placed]) -> list[Placed]:
    """Leaves out what only serves to tell the sides apart."""
    return [one for one in placed if one.match.label not in CUE_LABELS]


def _machine_turns(given: tuple[Role, ...], placed: Sequence[Placed]) -> frozenset[int]:
    told = {one.turn for one in placed if one.match.label == IVR_LABEL and one.match.form == CLEAN}
    return frozenset(turn for turn in told if turn < IVR_TURNS and given[turn] != "customer")


def _whole_call(transcript: Transcript, given: tuple[Role, ...], cues: Mapping[int, tuple[Cue, ...]]) -> Told:
    turns = swapped_turns(given, cues)
    if turns:
        doubts = against(given, cues)
        return exchanged(given, turns), (swapped(transcript, given, turns, cues, doubts),), NOBODY
    if "unknown" in given:
        return _by_speaker(transcript, given, cues) or _by_turn(transcript, given, cues)
    if _holds_both(given, cues):
        return _by_turn(transcript, tuple("unknown" if one in ("agent", "customer") else one for one in given), cues)
    return given, (), NOBODY


def _holds_both(given: tuple[Role, ...], cues: Mapping[int, tuple[Cue, ...]]) -> bool:
    """Tells whether all is put down to one side, though many turns are clearly of either."""
    return len({"agent", "customer"} & {*given}) == 1 and _are_clear(given, cues)


def _are_clear(given: tuple[Role, ...], cues: Mapping[int, tuple[Cue, ...]]) -> bool:
    told = [found for turn, found in cues.items() if given[turn] in ("agent", "customer", "unknown")]
    agent = sum(bool(strong(found, "agent")) and lean(found) > 0 for found in told)
    customer = sum(bool(strong(found, "customer")) and lean(found) < 0 for found in told)
    return agent >= LEAST_CLEAR and customer >= LEAST_CLEAR


def _by_turn(transcript: Transcript, given: tuple[Role, ...], cues: Mapping[int, tuple[Cue, ...]]) -> Told:
    """Guesses turn by turn where nobody tells the speakers apart but their words do."""
    open_ = [turn for turn, role in enumerate(given) if role == "unknown"]
    leans = [lean(cues.get(turn, ())) for turn in open_]
    found = dict(zip(open_, guess(leans), strict=True))
    told = len(open_) - sum(role == "unknown" for role in found.values())
    if sum(one >= STRONG for one in leans) < LEAST_CLEAR or min(leans) >= 0 or told < len(open_) / 2:
        return given, (unknown(len(open_), len(open_)),), NOBODY
    roles = tuple(found.get(turn, role) for turn, role in enumerate(given))
    left = [turn for turn in open_ if found[turn] == "unknown"]
    notices = (guessed(transcript, roles, cues), *((unknown(len(left), len(open_)),) if left else ()))
    return roles, notices, frozenset(open_)


def _by_speaker(transcript: Transcript, given: tuple[Role, ...], cues: Mapping[int, tuple[Cue, ...]]) -> Told | None:
    """Takes the unnamed speakers who talk most as staff do for agents, the other unnamed ones for customers."""
    speakers = [turn.speaker for turn in transcript.turns]
    unnamed = {speaker for speaker, role in zip(speakers, given, strict=True) if role == "unknown"}
    counts = Counter(
        {
            speaker: sum(
                len(strong(found, "agent")) - len(strong(found, "customer"))
                for turn, found in cues.items()
                if given[turn] == "unknown" and speakers[turn] == speaker
            )
            for speaker in unnamed
        }
    )
    if None in unnamed or max(counts.values()) <= 0 or (len(unnamed) == 1 and _are_clear(given, cues)):
        return None
    agents = _agents(counts, unnamed)
    roles: tuple[Role, ...] = tuple(
        role if role != "unknown" else "agent" if speaker in agents else "customer"
        for role, speaker in zip(given, speakers, strict=True)
    )
    unsure = NOBODY if _is_sure(counts, agents) else frozenset(t for t, role in enumerate(given) if role == "unknown")
    return roles, (guessed(transcript, roles, cues),), unsure


def _is_sure(counts: Counter[str | None], agents: set[str | None]) -> bool:
    least = min(counts[one] for one in agents)
    return least >= SURE_CUES and all(SURE_TIMES * counts[one] <= least for one in counts if one not in agents)


def _agents(counts: Counter[str | None], unnamed: set[str | None]) -> set[str | None]:
    """Returns the speakers held to be agents: after a transfer there are two; somebody is always the customer."""
    most = max(counts.values())
    agents = {one for one, count in counts.items() if count == most or (count >= LEAST_AGENT and 3 * count >= most)}
    if len(unnamed) > 1 and agents == unnamed:
        agents.discard(min(agents, key=lambda one: (counts[one], str(one))))
    return agents
