"""What is said in the calls of the corpus: the project's own sentences and formulas, as exchanges of two turns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from autoscore import resources
from autoscore.api import Transcript, read_inputs
from autoscore.classify.act_corpus import read_acts
from autoscore.classify.corpus import read as read_questions
from autoscore.errors import Place
from autoscore.lexicon import entry
from autoscore.lexicon.template import expand, is_plain
from benchmarks.corpus_words import slotted

ROOT = Path(__file__).resolve().parents[1]
CALLS = ("tests/calls/tuning/calls.jsonl", "tests/encounters/tuning")
# Formulas of these acts make up the scripts of agents.
ACTS = (
    *("greeting", "offer_help", "hold_notice", "hold_thanks", "apology", "empathy", "thanks", "anything_else"),
    *("invite_rating", "farewell", "welcome_reply", "ask_repeat", "transfer_notice"),
)
HEARD = "* "
MOST_WAYS = 8
LONGEST = 60


@dataclass(frozen=True)
class Exchange:
    """Is a turn of one side and what the other answers."""

    first: str
    second: str


@dataclass(frozen=True)
class Domain:
    """Is one line of business: how agents answer customers, customers agents, and what agents tell unasked."""

    name: str
    answers: tuple[Exchange, ...]
    replies: tuple[Exchange, ...]
    told: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """Holds the domains and the formulas of each act, all as templates."""

    domains: tuple[Domain, ...]
    formulas: Mapping[str, tuple[str, ...]]


@cache
def pool() -> Pool:
    """Returns the pool, read once a process."""
    folder = resources.folder("models")
    questions = read_questions(folder / "question-types" / "sentences")
    rows = [(row.group.split("/")[0], row.role, row.previous, row.text) for row in questions]
    rows += [("acts", "agent", row.previous, row.text) for row in read_acts(folder / "service-acts" / "sentences")]
    rows += _spoken()
    names = sorted({name for name, *_ in rows})
    formulas = MappingProxyType({act: tuple(_formulas(act)) for act in ACTS})
    return Pool(tuple(_domain(name, [one[1:] for one in rows if one[0] == name]) for name in names), formulas)


def _domain(name: str, rows: Sequence[tuple[str, str, str]]) -> Domain:
    """Sorts the rows of a domain: role, turn before, turn."""
    kept = [(role, slotted(before), slotted(text)) for role, before, text in rows if len(text) <= LONGEST]
    return Domain(
        name,
        answers=tuple(Exchange(before, text) for role, before, text in kept if role == "agent" and before),
        replies=tuple(Exchange(before, text) for role, before, text in kept if role == "customer" and before),
        told=tuple(dict.fromkeys(text for role, _, text in kept if role == "agent")),
        needs=tuple(dict.fromkeys(before for role, before, _ in kept if role == "agent" and before)),
    )


def _spoken() -> Iterator[tuple[str, str, str, str]]:
    """Yields the turns of the project's calls that follow a turn of the other side."""
    for call in read_inputs([str(ROOT / one) for one in CALLS], roles={}, stdin=None):
        turns = call.turns if isinstance(call, Transcript) else ()
        for before, turn in pairwise(turns):
            if {before.role, turn.role} == {"agent", "customer"}:
                yield "calls", turn.role, _unmasked(before.text), _unmasked(turn.text)


_MASK = re.compile(r"\[[^\[\]]*\]")


def _unmasked(text: str) -> str:
    return _MASK.sub("123", text)


def _formulas(act: str) -> Iterator[str]:
    """Yields the formulas of an act as its lexicon says them in full; of one with many ways, a few."""
    text = (resources.folder("lexicons") / "acts" / f"{act}.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith(HEARD):
            continue
        nodes = entry(act, line, Place(act, number)).nodes
        if is_plain(nodes):
            yield from list(expand(nodes))[:MOST_WAYS]
