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
from autoscore.classify import ACT_LABELS, Sentence, act_limits, act_probabilities, acts_installed
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

Heard = tuple[Said, str]


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
    calls = [[*_heard(*of_one)] for of_one in zip(transcripts, said, roles, strict=True)]
    heard = [(call, one) for call, of_call in enumerate(calls) for one in of_call]
    probable = act_probabilities([Sentence(one.text, before) for _, (one, before) in heard])
    likely = [
        (call, one, column, float(probable[row, column]))
        for row, column in np.argwhere(probable >= act_limits()).tolist()
        for call, one in (heard[row],)
        if ACT_LABELS[column] not in ACTS or _takes_up(*one)
    ]
    spans = _shortest([(one, column, share) for _, one, column, share in likely])
    for (call, (one, _), column, share), (start, end) in zip(likely, spans, strict=True):
        found[call].append(Told(one.turn, start, end, ACT_LABELS[column], share))
    return [tuple(sorted(of_call, key=lambda one: -one.probable)) for of_call in found]


def _heard(transcript: Transcript, said: Sequence[Said], roles: Roles) -> Iterator[Heard]:
    """Yields the agent's sentences, each with what the customer said before."""
    before = {turn: _before(transcript, roles.turns, turn) for turn, role in enumerate(roles.turns) if role == "agent"}
    for one in said:
        if one.turn in before and len(one.text) >= LEAST_CHARACTERS:
            yield one, before[one.turn]


def _before(transcript: Transcript, roles: Sequence[Role], turn: int) -> str:
    before = ""
    for other in range(turn - 1, max(turn - 1 - LOOK_BACK, -1), -1):
        if roles[other] == "customer" and len(before) < LEAST_TURN:
            before = f"{transcript.turns[other].text}，{before}" if before else transcript.turns[other].text
    return before


def _takes_up(one: Said, before: str) -> bool:
    """Tells whether a sentence shares a pair of characters with what was said before, or both hold a number."""
    own, other = squeeze(one.text), squeeze(before)
    numbers = not _NUMERALS.isdisjoint(own) and not _NUMERALS.isdisjoint(other)
    return numbers or any(map(other.__contains__, _pairs(own)))


def _pairs(text: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(text))


def _shortest(likely: Sequence[tuple[Heard, int, float]]) -> Iterator[tuple[int, int]]:
    """Yields for each finding the shortest run of clauses that keeps its probability."""
    runs = [[*_runs(one)] for (one, _), _, _ in likely]
    asked = [
        Sentence(one.text[start - one.start : end - one.start], before)
        for ((one, before), _, _), spans in zip(likely, runs, strict=True)
        for start, end in spans
    ]
    scored = iter(act_probabilities(asked))
    for ((one, _), column, probable), spans in zip(likely, runs, strict=True):
        kept = [span for span in spans if next(scored)[column] >= KEPT * probable]
        yield min(kept, key=_length, default=(one.start, one.end))


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _runs(said: Said) -> Iterator[tuple[int, int]]:
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
