"""Calls judged together: each gets what it gets alone, whatever is asked about the others."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_kit import DOUBTFUL, SURE, scorer, transcript

from autoscore.model import Decision

# Mishearings of what is asked for, so that there are nearest misses of several criteria in several calls.
GARBLED = ("感写您的来店", "轻问贵姓大民", "捎候片科马上好", "请问贵兴", "您的来电")
LINES = [f"客服：{text}" for text in (*SURE.values(), *DOUBTFUL.values(), *GARBLED)] + ["客户：好的", "客服：嗯"]
CRITERIA = (
    "points: 2, find: {act: one}",
    "points: 3, find: {act: two, by: agent}",
    "points: 1, find: {any: [{act: one}, {act: three}]}",
    "points: 1, find: {act: three}, applies: {act: two}",
    "points: 5, fatal: {act: rude}",
)
SCORER = scorer(*CRITERIA)

calls = st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=5), max_size=5)


@settings(deadline=None, max_examples=100)
@given(calls)
def test_a_call_is_judged_in_a_batch_as_alone(said: Sequence[Sequence[str]]) -> None:
    """Every sheet of a batch, nearest misses and doubts for their sake included, is the sheet of the call alone."""
    documents = [SCORER.annotator.annotate([transcript(*lines)])[0] for lines in said]
    assert SCORER.sheets(documents) == [SCORER.sheet(document) for document in documents]


def test_there_are_nearest_misses_in_such_batches() -> None:
    """In one batch several criteria of several calls are shown what was said instead, each in its own call."""
    documents = SCORER.annotator.annotate([transcript(f"客服：{one}", "客户：好的") for one in GARBLED[:2]])
    found = [[one.nearest and one.nearest.quote for one in sheet.criteria] for sheet in SCORER.sheets(documents)]
    assert found[0][0] == GARBLED[0]
    assert found[1][1] == GARBLED[1]
    assert found[0][1] is found[1][0] is None


def test_decisions_go_to_their_own_call() -> None:
    """What people decided about one call of a batch changes its sheet and no other."""
    documents = SCORER.annotator.annotate([transcript("客服：嗯"), transcript("客服：嗯")])
    decided = [(), (("c0", Decision("met", "2", "甲", "")),)]
    first, second = SCORER.sheets(documents, decided)
    assert first == SCORER.sheets(documents)[0]
    assert Decimal(second.total or 0) > Decimal(first.total or 0)
