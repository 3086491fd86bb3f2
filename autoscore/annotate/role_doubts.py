"""Where roles may be wrong: calls and turns with enough of the other side's words, told from arrays of all cues.

What is told here is too much rather than too little: it decides only where the cues themselves are looked at.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autoscore.annotate.batch import AGENT, CUSTOMER, Flags, Numbers
from autoscore.annotate.columns import Columns
from autoscore.annotate.owners import Owners
from autoscore.annotate.role_cues import (
    AGENT_SAYS,
    CUSTOMER_SAYS,
    FORMULA,
    MOST_OF_A_TURN,
    NO_CUE,
    OFTEN_AGENT,
    OFTEN_CUSTOMER,
    STRONG,
    SURE_BY_SOUND,
)
from autoscore.annotate.role_cues import WEAK as FAINT
from autoscore.annotate.role_merged import LEAST_ALONE
from autoscore.annotate.role_pairs import taken_up
from autoscore.annotate.role_swaps import (
    FOR_COUNTS,
    LEAST_AGAINST,
    LEAST_OF_STRETCH,
    LEAST_STRONG,
    MANY_TIMES,
    MUCH,
    TIMES,
)
from autoscore.lexicon.book import EXACT, WAY, WEAK


@dataclass(frozen=True, eq=False)
class Doubts:
    """Tells the calls whose roles may be exchanged, the turns that may hold both sides' words, and those of machines.

    `rows` are the matches that roles are told from.
    """

    calls: Flags
    merged: Flags
    machines: Flags
    rows: Flags


def doubts(columns: Columns, owners: Owners, sides: NDArray[np.int8]) -> Doubts:
    """Returns what may be wrong with the sides of the turns as given."""
    agent, customer = _weights(columns, owners)
    turns = len(sides)

    def by_turn(weights: Numbers | Flags) -> Numbers:
        return np.bincount(columns.turns, weights=weights, minlength=turns).astype(np.int64)

    of_agent, of_customer = by_turn(agent), by_turn(customer)
    agents, customers = by_turn(agent == STRONG), by_turn(customer == STRONG)
    shared = (customers >= LEAST_ALONE) | ((customers > 0) & (agents > 0))
    kinds = columns.owners
    machines = _holding(columns, owners.ivr[kinds] & columns.clean)
    sure = np.select([sides == AGENT, sides == CUSTOMER], [by_turn(_surely_agents(columns, owners)), of_customer], 0)
    wrong = np.select([sides == AGENT, sides == CUSTOMER], [of_customer, of_agent], 0)
    strong = np.select([sides == AGENT, sides == CUSTOMER], [customers, agents], 0)
    return Doubts(
        calls=_exchanged(columns, wrong, strong, (sure > 0) & ~machines),
        merged=((sides == CUSTOMER) & (agents > 0)) | ((sides == AGENT) & (shared | _paired(columns, owners))),
        machines=machines,
        rows=(owners.cues[kinds] != NO_CUE) | (owners.thanks | owners.welcome | owners.offer | owners.ivr)[kinds],
    )


def _weights(columns: Columns, owners: Owners) -> tuple[Numbers, Numbers]:
    """Returns how much each match can speak for the agent, and how much for the customer."""
    cues, sure = owners.cues[columns.owners], (columns.signs == WAY) | (columns.signs == EXACT)
    often = np.where(sure & columns.clean, FAINT, 0)
    said = np.where(columns.signs == WEAK, FAINT, STRONG)
    formula = np.where(sure & (columns.clean | (columns.alike >= SURE_BY_SOUND)), STRONG, 0)
    agent = np.select([cues == AGENT_SAYS, cues == FORMULA, cues == OFTEN_AGENT], [said, formula, often], 0)
    return agent, np.select([cues == CUSTOMER_SAYS, cues == OFTEN_CUSTOMER], [said, often], 0)


def _surely_agents(columns: Columns, owners: Owners) -> Flags:
    """Tells which matches speak for the agent whatever their words are."""
    cues, sure = owners.cues[columns.owners], (columns.signs == WAY) | (columns.signs == EXACT)
    return np.asarray((cues == AGENT_SAYS) | (((cues == FORMULA) | (cues == OFTEN_AGENT)) & sure & columns.clean))


def _exchanged(columns: Columns, wrong: Numbers, strong: Numbers, right: Flags) -> Flags:
    """Tells of each call whether its sides may be exchanged, in the whole of it or in a stretch (see role_swaps).

    Of each turn it is known how much may speak against its role, how often strongly, and whether something speaks for
    it for sure.
    """
    against = np.minimum(np.maximum(wrong - right, 0), MOST_OF_A_TURN)
    kept = right & (wrong == 0)
    all_against, all_kept = _of_calls(columns, against), _of_calls(columns, kept)
    whole = (
        (all_against >= LEAST_AGAINST) & (all_against > TIMES * all_kept) & (_of_calls(columns, strong) >= LEAST_STRONG)
    )
    whole |= (all_against >= MUCH) & (all_against > MANY_TIMES * all_kept)
    worth = np.where(kept, -FOR_COUNTS, against)
    # From call to call the sums fall by more than any run is worth, so that no run is counted from one to the next.
    calls = np.repeat(np.arange(len(whole)), np.diff(columns.batch.firsts))
    sums = np.cumsum(worth) - calls * (int(np.abs(worth).sum()) + 1)
    runs = sums - np.minimum.accumulate(sums - worth)
    return whole | (_of_calls(columns, runs >= LEAST_OF_STRETCH) > 0)


def _of_calls(columns: Columns, of_turns: Numbers | Flags) -> Numbers:
    """Returns the sums of the turns of each call."""
    sums = np.append(0, np.cumsum(of_turns))
    firsts = np.array(columns.batch.firsts, dtype=np.int64)
    return np.asarray(np.diff(sums[firsts]))


def _holding(columns: Columns, rows: Flags) -> Flags:
    """Tells of each turn whether it holds some matches."""
    found = np.zeros(len(columns.batch.view.starts), dtype=np.bool_)
    found[columns.turns[rows]] = True
    return found


def _paired(columns: Columns, owners: Owners) -> Flags:
    """Tells of each turn whether it may hold both halves of a pair (see role_pairs)."""
    batch, kinds = columns.batch, columns.owners
    returned = _holding(columns, owners.thanks[kinds]) & _holding(columns, owners.welcome[kinds])
    refused = _holding(columns, owners.offer[kinds])
    if refused.any():
        refused &= batch.holding(batch.are("没不"))
    returned[batch.turns[taken_up(batch.view.normal)]] = True
    return returned | refused
