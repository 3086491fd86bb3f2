"""Criteria made ready: what is told of a call without their words is what asking it would have told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.model import Criterion, Document, Hit, Transcript, Truth, Turn
from autoscore.operators import Context
from autoscore.rubric import load
from autoscore.scoring.ready import ready

RUBRICS = ("hotline", "counter-17-steps", "counter-sales", "home-service-visit", "account-manager-visit")
CRITERIA = [pytest.param(one, id=f"{name}:{one.id}") for name in RUBRICS for one in load(name).criteria]
CONTEXT = Context()
roles = st.lists(st.sampled_from(["agent", "customer", "other", "ivr"]), max_size=9)


def silent(by: list[str], *hits: Hit) -> Document:
    turns = tuple(Turn(role, "好的") for role in by)  # type: ignore[arg-type]
    return Document(Transcript("t", turns), tuple(turn.role for turn in turns), hits, classified=True)


@pytest.mark.parametrize("criterion", CRITERIA)
@given(by=roles)
def test_what_is_unsaid_is_told_as_if_it_had_been_asked(criterion: Criterion, by: list[str]) -> None:
    """Occasion and award of a call without a criterion's words are those that its form and conditions give."""
    known, document = ready(criterion, CONTEXT), silent(by)
    if known.unsaid is None:
        return
    occasion, award = known.answer(document)
    asked = None if criterion.applies is None else criterion.applies.find(document, known.context)
    if asked is None or asked.truth is Truth.YES:
        assert occasion is None
    else:
        assert occasion is not None
        assert (occasion.truth, occasion.because) == (asked.truth, asked.because)
        if asked.truth.name == "NO":
            assert award.finding.because == asked.because
            return
    assert award == criterion.form.award(document, known.context, criterion.points)


def test_a_criterion_whose_words_are_there_is_asked() -> None:
    """One hit of a label that it hangs on is enough for a judgement not to be taken as known."""
    taboo = next(one for one in load("hotline").criteria if one.id == "taboo")
    known = ready(taboo, CONTEXT)
    assert known.settled(silent(["agent"])) is not None
    said = silent(["agent"], Hit(0, 0, 2, "shirk"))
    assert known.settled(said) is None
    assert [hit.label for hit in known.answer(said)[1].finding.hits] == ["shirk"]
