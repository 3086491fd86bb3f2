"""From matches to hits: is the sound-alike at its place, who said it, is it reported speech."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec.structs import replace

from autoscore.annotate.batch import AGENT, Flags, Numbers
from autoscore.annotate.columns import Columns
from autoscore.annotate.helped import excused
from autoscore.annotate.owners import Owners
from autoscore.annotate.reported import is_reported
from autoscore.annotate.reported_places import may_be_reported
from autoscore.annotate.role_credit import credited
from autoscore.annotate.roles import Roles
from autoscore.annotate.strengths import Where, strengths
from autoscore.lexicon.book import WEAK
from autoscore.model import CLEAN, FAINTLY, GARBLED, Hit

SHORT = 3
# From this strength a sound-alike is told; one that is less strong can only keep a judgement in doubt.
LEAST = 50
RETURNED = frozenset({"thanks", "thanks_word"})
REPLY = "welcome_reply"


def acts(
    columns: Columns, owners: Owners, where: Where, roles: Sequence[Roles], contexts: tuple[str, ...]
) -> list[list[Hit]]:
    """Returns the hits of each call that the matches of a batch come to."""
    rows, strong = _told(columns, owners, where)
    kept = _not_reported(columns, owners, rows, contexts)
    rows, strong = rows[kept], strong[kept]
    found = _hits(columns, owners, rows, strong, roles)
    bounds = columns.of_calls(rows)
    calls = [found[low:high] for low, high in pairwise(bounds)]
    kinds = columns.owners[rows]
    for call in _calls(columns, rows[owners.excused[kinds]]):
        calls[call] = [*excused(calls[call], columns.batch.transcripts[call], roles[call].turns)]
    for call in _calls(columns, rows[owners.welcome[kinds]]):
        calls[call] = [*without_returned_thanks(calls[call])]
    return calls


def _calls(columns: Columns, rows: Numbers) -> list[int]:
    """Returns the calls of some rows, once each."""
    found: list[int] = np.unique(np.searchsorted(columns.batch.firsts, columns.turns[rows], "right") - 1).tolist()
    return found


def _told(columns: Columns, owners: Owners, where: Where) -> tuple[Numbers, Numbers]:
    """Returns the rows of what is there, as written or by its sound, and how strong they are."""
    clean = np.flatnonzero(columns.written & owners.findings[columns.owners])
    alike = strengths(columns, owners, where)
    rows = np.concatenate((clean, alike.rows))
    strong = np.concatenate((np.full(len(clean), 101), alike.strengths))
    order = np.argsort(rows, kind="stable")
    rows, strong = rows[order], strong[order]
    kept = ~owners.wei[columns.owners[rows]] | (
        columns.turns[rows] == _first_agents(columns, where)[columns.turns[rows]]
    )
    return rows[kept], strong[kept]


def _first_agents(columns: Columns, where: Where) -> Numbers:
    """Returns for each turn the first turn of the agent's in its call, or -1."""
    firsts = np.array(columns.batch.firsts, dtype=np.int64)
    agents = np.append(np.flatnonzero(where.sides == AGENT), len(where.sides))
    first = agents[np.searchsorted(agents, firsts[:-1])]
    return np.repeat(np.where(first < firsts[1:], first, -1), np.diff(firsts))


def _not_reported(columns: Columns, owners: Owners, rows: Numbers, contexts: tuple[str, ...]) -> Flags:
    """Tells of some rows whether they are said, and not only spoken about."""
    kinds = columns.owners[rows]
    maybe = may_be_reported(columns.batch, columns.lows[rows], columns.highs[rows], owners.talk[kinds], contexts)
    kept = ~maybe
    for place in np.flatnonzero(maybe).tolist():
        row = rows[place]
        text, owner = columns.text(row), columns.owner(row)
        kept[place] = not is_reported(text, int(columns.starts[row]), int(columns.ends[row]), owner, contexts)
    return kept


def _hits(columns: Columns, owners: Owners, rows: Numbers, strong: Numbers, roles: Sequence[Roles]) -> list[Hit]:
    turns, written = columns.turns[rows], strong > 100
    own = turns - columns.batch.first_of[turns]
    by = [role for of_call in roles for role in of_call.turns]
    weak = written & (columns.signs[rows] == WEAK)
    doubts = np.where(weak, 1, np.where(strong < LEAST, 2, 0))
    found = [
        *map(
            Hit,
            own.tolist(),
            columns.starts[rows].tolist(),
            columns.ends[rows].tolist(),
            [owners.labels[number] for number in columns.owners[rows].tolist()],
            [by[turn] for turn in turns.tolist()],
            [CLEAN if clean else GARBLED for clean in written.tolist()],
            np.minimum(strong, 100).tolist(),
            [_DOUBTS[doubt] for doubt in doubts.tolist()],
        )
    ]
    unsure = np.flatnonzero(_unsure(columns, roles)[turns])
    for place, one in zip(unsure.tolist(), columns.placed(rows[unsure]), strict=True):
        call = int(np.searchsorted(columns.batch.firsts, turns[place], "right")) - 1
        found[place] = credited(found[place], one, roles[call])
    return found


_DOUBTS = ("", "weak", FAINTLY)


def _unsure(columns: Columns, roles: Sequence[Roles]) -> Flags:
    """Tells of each turn of a batch whether its role may not be that of all its words."""
    unsure = np.zeros(columns.batch.firsts[-1], dtype=np.bool_)
    for first, of_call in zip(columns.batch.firsts, roles, strict=False):
        for turn in of_call.merged | of_call.guessed:
            unsure[first + turn] = True
    return unsure


def without_returned_thanks(found: Sequence[Hit]) -> Iterator[Hit]:
    """Gives thanks that are answered with 不客气 in the same turn to the customer: two speakers in one turn."""
    replies = [hit for hit in found if hit.label == REPLY]
    for hit in found:
        answered = hit.label in RETURNED and any(
            reply.turn == hit.turn and hit.end <= reply.start <= hit.end + SHORT for reply in replies
        )
        yield replace(hit, by="customer", doubt="role") if answered and hit.by == "agent" else hit
