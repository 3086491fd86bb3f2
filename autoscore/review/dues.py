"""Where an act was due in a call: by its place, beside something else that was said, by a criterion of a rubric."""

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from autoscore.annotate.places import Places, places
from autoscore.annotate.timing import waits
from autoscore.forms import Form
from autoscore.forms.yes_no import YesNo
from autoscore.lexicon import PhraseSet
from autoscore.model import CLEAN, Criterion, Document, Hit, Role, Status
from autoscore.operators import Condition
from autoscore.operators.act import Act
from autoscore.operators.logic import Nothing
from autoscore.rubric.bounds import BEYOND
from autoscore.scoring import Scorer
from autoscore.text.characters import normal_form
from autoscore.text.numbers import DIGITS

ONCE = frozenset({"opening", "closing"})
DIGITS_READ = "digits"
FULL = 100
_DIGITS = re.compile(DIGITS)
_LOST = (Status.NOT_MET, Status.UNSURE)
# What these forms look for is a fault, or what nobody asked for: it is never due.
_UNDUE = frozenset({"deduct", "fatal", *BEYOND})


class Beside(Struct, frozen=True):
    """Says that an act is due in the agent's next `turns` turns once somebody has said a cue.

    `cues` are labels; DIGITS_READ stands for a number that is read out digit by digit.
    """

    act: str
    cues: tuple[str, ...]
    by: Role
    turns: int


class Due(Struct, frozen=True):
    """Is an occasion for an act: the agent's turns in which it was due, and whether it was found there."""

    act: str
    turns: frozenset[int]
    found: bool


BESIDE = (
    Beside("welcome_reply", ("thanks", "thanks_word"), "customer", 1),
    Beside("empathy", ("complaint", "complaint_heated", "displeased"), "customer", 2),
    Beside("apology", ("complaint", "complaint_heated", "displeased"), "customer", 2),
    Beside("hold_thanks", ("hold_notice", "leave_apology"), "agent", 2),
    Beside("repeat_confirm", (DIGITS_READ,), "customer", 1),
)
CUES = frozenset(cue for one in BESIDE for cue in one.cues) - {DIGITS_READ}


def is_due_somewhere(owner: PhraseSet) -> bool:
    """Tells whether the lexicon itself says where an act of the agent is due."""
    return owner.by == "agent" and owner.kind == "expected" and bool(owner.places or _beside(owner.label))


def dues(document: Document, sets: Iterable[PhraseSet]) -> Iterator[Due]:
    """Yields the occasions that a call gives for some acts by their places and beside what else was said."""
    where = places(document.roles, waits(document.transcript, document.roles))
    for owner in sets:
        yield from _by_place(document, owner, where)
        for rule in _beside(owner.label):
            yield from _by_cue(document, rule)


def _beside(label: str) -> tuple[Beside, ...]:
    return tuple(rule for rule in BESIDE if rule.act == label)


def _by_place(document: Document, owner: PhraseSet, where: Places) -> Iterator[Due]:
    """Yields one occasion for an act of the opening or closing, and one for each wait that it may follow.

    What opens or closes a call may stand anywhere in it: it is not lacking where it was said early or late.
    """
    agent = frozenset(document.turns_of("agent"))
    said = _turns(document, owner.label, "agent")
    once = owner.places & ONCE
    here = frozenset(turn for turn in agent if where.holds(turn, once)) if once else frozenset()
    if here:
        yield Due(owner.label, here, bool(said))
    if "wait" in owner.places:
        after = frozenset(where.wait & agent)
        if after:
            yield Due(owner.label, after, bool(said & after))


def _by_cue(document: Document, rule: Beside) -> Iterator[Due]:
    agent = document.turns_of("agent")
    said = _turns(document, rule.act, "agent")
    for cue in sorted({turn for label in rule.cues for turn in _turns(document, label, rule.by)}):
        after = frozenset([turn for turn in agent if turn > cue][: rule.turns])
        if after:
            yield Due(rule.act, after, bool(said & (after | {cue})))


def _turns(document: Document, label: str, by: str) -> frozenset[int]:
    if label == DIGITS_READ:
        turns = document.transcript.turns
        return frozenset(turn for turn in document.turns_of(by) if _DIGITS.search(normal_form(turns[turn].text)))
    return frozenset(hit.turn for hit in document.labelled(label) if hit.by == by and is_listed(hit))


def is_listed(hit: Hit) -> bool:
    """Tells whether the lexicon has the words of a hit: what only a model finds never has full strength."""
    return hit.form != CLEAN or hit.strength == FULL


def lost(document: Document, scorer: Scorer, wanted: Collection[str]) -> Iterator[Due]:
    """Yields what the criteria of a rubric did not find in a call, of the wanted labels that they ask the agent for."""
    for one in scorer.judge.judge(document).judgements:
        looked = one.settled.finding.searched
        if one.settled.status not in _LOST or looked is None:
            continue
        low, high = looked.turns
        turns = frozenset(turn for turn in document.turns_of("agent") if low <= turn <= high)
        for label in asked(one.criterion) if turns else ():
            if label in wanted:
                yield Due(label, turns, bool(_turns(document, label, "agent") & turns))


def asked(criterion: Criterion) -> tuple[str, ...]:
    """Returns the labels that a criterion asks the agent for; none where it looks for faults."""
    form = criterion.form
    if criterion.form_key in _UNDUE or criterion.grave or not isinstance(form, Form):
        return ()
    tops = (form.find,) if isinstance(form, YesNo) else tuple(form.conditions())
    return tuple(dict.fromkeys(label for top in tops for label in _acts(top)))


def _acts(condition: Condition) -> Iterator[str]:
    """Yields the labels of the agent's acts that a condition wants to be there; what `none` names must not be."""
    operator = condition.operator
    if isinstance(operator, Act) and condition.scope.by in (None, "agent"):
        yield from operator.act
    for child in () if isinstance(operator, Nothing) else operator.children():
        yield from _acts(child)
