"""The systems that hear acts in calls: autoscore, exact matching and rapidfuzz, on the same phrases."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import fuzz

from autoscore.annotate import Annotator
from autoscore.api import Transcript, annotator
from autoscore.model import Hit
from autoscore.text.characters import squeeze

CUTOFF = 80
CLEAN = 100
# Of a phrase that is like a run at 80, two thirds of the characters stand in it (indel similarity).
COMMON = 2 / 3
LEAST_LENGTH = 2


class Found(Struct, frozen=True):
    """Is an act found in a turn, from a place of it on; 100 is the strength of what is not in doubt."""

    turn: int
    act: str
    start: int = 0
    strength: int = CLEAN


System = Callable[[Sequence[Transcript]], list[list[Found]]]


@cache
def _annotator() -> Annotator:
    return annotator()


def by_autoscore(calls: Sequence[Transcript]) -> list[list[Found]]:
    """Returns what `autoscore annotate` reports, and the fainter suspicions that keep a criterion in doubt."""
    acts = {label for label, owner in _annotator().lexicon.sets.items() if owner.is_act}
    return [
        [Found(hit.turn, hit.label, hit.start, hit.strength) for hit in document.hits if _counts(hit, acts)]
        for document in _annotator().annotate(calls)
    ]


def _counts(hit: Hit, acts: Collection[str]) -> bool:
    return hit.label in acts and hit.by == "agent" and hit.doubt != "weak"


@cache
def phrases() -> tuple[tuple[str, str], ...]:
    """Returns the plain strings of the lexicons with their acts.

    Strings that hold only as a whole turn or clause, weak ones and those of one character are left out: without the
    rest of the lexicon's language they would be found everywhere.
    """
    found: dict[tuple[str, str], None] = {}
    for label, owner in sorted(_annotator().book.sets.items()):
        for way in (owner.ways or ()) if owner.is_act else ():
            bound = way.turn_start or way.turn_end or way.clause
            if way.sign in ("way", "exact") and way.search is None and not bound:
                found.update({(one, label): None for one in way.strings if len(one) >= LEAST_LENGTH})
    return tuple(found)


def by_exact(calls: Sequence[Transcript]) -> list[list[Found]]:
    """Returns the acts one of whose strings stands in an agent's turn."""
    return [
        [Found(number, act) for number, text in _agent(call) for act in {act for one, act in phrases() if one in text}]
        for call in calls
    ]


def by_rapidfuzz(calls: Sequence[Transcript]) -> list[list[Found]]:
    """Returns the acts one of whose strings is like a run of an agent's turn at 80 or more."""
    return [[Found(number, act) for number, text in _agent(call) for act in _like(text)] for call in calls]


def _agent(call: Transcript) -> Iterator[tuple[int, str]]:
    return ((number, squeeze(turn.text)) for number, turn in enumerate(call.turns) if turn.role == "agent")


def _like(text: str) -> set[str]:
    table = phrases()
    return {
        table[at][1]
        for at in _possible(text)
        if len(table[at][0]) <= len(text) and fuzz.partial_ratio(table[at][0], text, score_cutoff=CUTOFF) >= CUTOFF
    }


def _possible(text: str) -> NDArray[np.int64]:
    """Returns the numbers of the phrases that share enough characters with a text to be like a run of it."""
    matrix, columns, lengths = _characters()
    shared = [columns[char] for char in set(text) if char in columns]
    return np.flatnonzero(matrix[:, shared].sum(axis=1) >= COMMON * lengths - 1e-9)


@cache
def _characters() -> tuple[NDArray[np.uint8], dict[str, int], NDArray[np.int64]]:
    columns = {char: at for at, char in enumerate(sorted({char for one, _ in phrases() for char in one}))}
    matrix = np.zeros((len(phrases()), len(columns)), dtype=np.uint8)
    for row, (one, _) in enumerate(phrases()):
        for char in one:
            matrix[row, columns[char]] += 1
    return matrix, columns, matrix.sum(axis=1).astype(np.int64)


AUTOSCORE, AS_WRITTEN = "autoscore", "autoscore, as written only"
BASELINES: dict[str, System] = {"exact": by_exact, f"partial_ratio ≥ {CUTOFF}": by_rapidfuzz}
