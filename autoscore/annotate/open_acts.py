"""Open service acts, which no list of phrases can hold: from the model's probabilities to hits, many calls at once."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from autoscore.annotate.placed import Placed
from autoscore.annotate.roles import Roles
from autoscore.annotate.said import Said
from autoscore.classify import ACT_LABELS, act_limits, act_probabilities_of, acts_installed
from autoscore.model import FAINTLY, Hit, Role, Transcript
from autoscore.text.characters import FILLERS, squeeze

WEAK, BY_ROLE = "weak", "role"
LOOK_BACK = 3
# A shorter turn of the customer is only a sign that he listens; the one before it counts as well.
LEAST_TURN = 4
# A shorter piece is too little to go by.
LEAST_CHARACTERS = 3
MOST_STRENGTH = 99
# A run of clauses keeps an act where it keeps so much of its probability.
KEPT = 0.9
# Longer runs than this are not tried: the whole sentence is shown instead.
MOST_CLAUSES = 2
# What the labels of the model are called as acts, with a fact.
ACTS = MappingProxyType(
    {
        "playback_need": ("repeat_confirm", (("kind", "need"),)),
        "playback_number": ("repeat_confirm", (("kind", "number"),)),
    }
)
# The words alone can't prove a taboo.
NEVER_SURE = frozenset({"shirk", "leak_private", "unauthorised"})
_NUMERALS = frozenset("0123456789零一二三四五六七八九幺两十百[")
_STOPS = "，,、。？！；?!;…\\s"
_CLAUSE = re.compile(f"[^{_STOPS}{FILLERS}][^{_STOPS}]*")

# At their edges a sentence loses nothing that counts with these; 那个 may turn into a filler there, or out of one.
_EMPTY = frozenset(f"，,、。！？；?!;… {FILLERS}")
_HESITANT = "那个"

Span = tuple[int, int]
# A sentence that the model is asked about: its call, itself, and which of the previous texts it followed.
Heard = tuple[int, Said, int]
# Which of the sentences heard shows an act, by the column of the act, and how probable it is.
Likely = tuple[int, int, float]


class Told(Struct, frozen=True):
    """Is an act that the model finds: its label, how probable it is, the shortest run of clauses that shows it."""

    turn: int
    start: int
    end: int
    label: str
    probable: float


def told(
    transcripts: Sequence[Transcript], said: Sequence[Sequence[Said]], roles: Sequence[Roles]
) -> list[tuple[Told, ...]]:
    """Returns what the model finds in the agent's sentences of each call, the surest of a call first.

    The sentences of all calls are looked at together; nothing is found where the model is not installed.
    """
    found: list[list[Told]] = [[] for _ in transcripts]
    if not acts_installed():
        return [()] * len(found)
    previous: list[str] = []
    heard: list[Heard] = []
    for call, of_one in enumerate(zip(transcripts, said, roles, strict=True)):
        heard += _heard(call, *of_one, previous)
    probable = act_probabilities_of([one.text for _, one, _ in heard], previous, [before for _, _, before in heard])
    likely = [
        (row, column, float(probable[row, column]))
        for row, column in np.argwhere(probable >= act_limits()).tolist()
        if ACT_LABELS[column] not in ACTS or _takes_up(heard[row][1], previous[heard[row][2]])
    ]
    for (row, column, share), (start, end) in zip(likely, _shortest(likely, heard, previous), strict=True):
        call, one, _ = heard[row]
        found[call].append(Told(one.turn, start, end, ACT_LABELS[column], share))
    return [tuple(sorted(of_call, key=_surest)) for of_call in found]


def _surest(one: Told) -> float:
    return -one.probable


def _heard(
    call: int, transcript: Transcript, said: Sequence[Said], roles: Roles, previous: list[str]
) -> Iterator[Heard]:
    """Yields the agent's sentences, each with which of the previous texts it followed; adds to these."""
    turn, by = -1, roles.turns
    for one in said:
        if by[one.turn] == "agent" and len(one.text) >= LEAST_CHARACTERS:
            if one.turn != turn:
                turn = one.turn
                previous.append(_before(transcript, by, turn))
            yield call, one, len(previous) - 1


def _before(transcript: Transcript, roles: Sequence[Role], turn: int) -> str:
    before = ""
    for other in range(turn - 1, max(turn - 1 - LOOK_BACK, -1), -1):
        if roles[other] == "customer":
            text = transcript.turns[other].text
            before = f"{text}，{before}" if before else text
            if len(before) >= LEAST_TURN:
                break
    return before


def _takes_up(one: Said, before: str) -> bool:
    """Tells whether a sentence shares a pair of characters with what was said before, or both hold a number."""
    own, other = squeeze(one.text), squeeze(before)
    numbers = not _NUMERALS.isdisjoint(own) and not _NUMERALS.isdisjoint(other)
    return numbers or any(map(other.__contains__, _pairs(own)))


def _pairs(text: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(text))


def _shortest(likely: Sequence[Likely], heard: Sequence[Heard], previous: Sequence[str]) -> Iterator[Span]:
    """Yields for each finding the shortest run of clauses that keeps its probability."""
    runs = {row: [*_runs(heard[row][1])] for row, _, _ in likely}
    asked = [(row, run) for row, of_row in runs.items() for run in of_row if not _is_whole(heard[row][1], run)]
    kept = dict(zip(asked, _shares(asked, heard, previous), strict=True))
    for row, column, probable in likely:
        one = heard[row][1]
        # A run that holds all of the sentence is as probable as the sentence itself.
        held = [run for run in runs[row] if (row, run) not in kept or kept[row, run][column] >= KEPT * probable]
        yield min(held, key=_length, default=(one.start, one.end))


def _shares(asked: Sequence[tuple[int, Span]], heard: Sequence[Heard], previous: Sequence[str]) -> list[list[float]]:
    """Returns how probable each act is in parts of sentences."""
    texts = [heard[row][1].text[slice(*_within(heard[row][1], run))] for row, run in asked]
    number = {before: at for at, before in enumerate(dict.fromkeys(heard[row][2] for row, _ in asked))}
    followed = [number[heard[row][2]] for row, _ in asked]
    shares: list[list[float]] = act_probabilities_of(texts, [previous[before] for before in number], followed).tolist()
    return shares


def _length(span: Span) -> int:
    return span[1] - span[0]


def _within(said: Said, run: Span) -> Span:
    return run[0] - said.start, run[1] - said.start


def _is_whole(said: Said, run: Span) -> bool:
    """Tells whether a run leaves out nothing of a sentence but marks and fillers at its edges."""
    start, end = _within(said, run)
    text = said.text
    if text.startswith(_HESITANT, start) or text.endswith(_HESITANT, start, end):
        return False
    return _EMPTY.issuperset(text[:start]) and _EMPTY.issuperset(text[end:])


def _runs(said: Said) -> Iterator[Span]:
    """Yields the short runs of clauses of a sentence that has more, without the fillers at their start."""
    clauses = [match.span() for match in _CLAUSE.finditer(said.text)]
    for length in range(min(MOST_CLAUSES, len(clauses) - 1)):
        for first, last in zip(clauses, clauses[length:], strict=False):
            yield said.start + first[0], said.start + last[1]
    if clauses:
        yield said.start + clauses[0][0], said.start + clauses[-1][1]


def open_hits(of_call: Sequence[Told], found: Sequence[Hit], placed: Sequence[Placed], roles: Roles) -> Iterator[Hit]:
    """Yields what only the model finds in a call: acts that no sure hit proves in the turn.

    Where words of the lexicon stand in the turn, but came to no hit (they are reported, or denied, or excused), the
    model does not overrule that.
    """
    mine = [hit for hit in found if hit.by == "agent"]
    suspected = {_act(hit) for hit in mine if hit.label in NEVER_SURE}
    proven = {_kind(hit) for hit in mine if hit.doubt not in (WEAK, FAINTLY)}
    ruled_out = {(one.turn, one.match.label) for one in placed if one.as_written} - {_act(hit) for hit in mine}
    for one in of_call:
        hit = _hit(one, roles)
        known = {_kind(hit), (hit.turn, hit.label, None)} & proven
        # A suspicion of the model's adds nothing to one that words of the lexicon have raised.
        if not known and _act(hit) not in ruled_out | suspected and not _is_customers(one, roles):
            proven.add(_kind(hit))
            yield hit


def _act(hit: Hit) -> tuple[int, str]:
    return hit.turn, hit.label


def _kind(hit: Hit) -> tuple[int, str, str | None]:
    return hit.turn, hit.label, hit.fact("kind")


def _is_customers(one: Told, roles: Roles) -> bool:
    """Tells whether the words are the customer's, in a turn that holds both sides'."""
    return one.turn in roles.merged and roles.side_at(one.turn, one.start) == "customer"


def _hit(one: Told, roles: Roles) -> Hit:
    act, facts = ACTS.get(one.label, (one.label, ()))
    doubt = WEAK if one.label in NEVER_SURE else BY_ROLE if one.turn in roles.guessed else ""
    strength = min(round(100 * one.probable), MOST_STRENGTH)
    return Hit(one.turn, one.start, one.end, act, strength=strength, doubt=doubt, facts=facts)
