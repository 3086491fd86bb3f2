"""A taboo that cancels: however well something was done, what undoes it takes all its points."""

import dataclasses

import pytest
from msgspec.structs import replace
from scoring_kit import DOUBTFUL, SURE, at, outcome, score, scorer, totals, transcript

ONE, TWO, RUDE, BYE = SURE["one"], SURE["two"], SURE["rude"], "客户：再见"
PERHAPS_RUDE = DOUBTFUL["rude"]
CANCELLED = "cancelled_by: {act: rude}"

FORMS = {
    "find": "points: 5, find: {act: one}",
    "a tier": "points: 5, find: {act: two}, partial: [{when: {act: one}, points: 2}]",
    "levels": "points: 5, levels: [{title: 好, when: {act: two}, points: 5}, {title: 中, when: {act: one}, points: 3}]",
    "facts": "points: 5, facts: [{id: a, title: 甲, find: {act: one}, points: 2}, "
    "{id: b, title: 乙, find: {act: two}, points: 3}]",
    "range": "points: 4, range: [0, 4], clues: [{when: {act: one}, at_least: 4}]",
    "deduct": "points: 5, deduct: [{when: {act: two}, each: 2}]",
    "bonus": "points: 5, bonus: [{when: {act: one}, each: 1}]",
}


@pytest.mark.parametrize("name", FORMS)
def test_a_taboo_cancels(name: str) -> None:
    """Whatever the form, what was earned is gone, on the words of the taboo; without it nothing changes."""
    plain, made = scorer(FORMS[name]), scorer(f"{FORMS[name]}, {CANCELLED}")
    line = f"客服：{RUDE}。"
    undone = score(made, f"客服：{ONE}。", line, BYE).criteria[0]
    assert outcome(undone) == ("not_met", "0", [at(1, line, RUDE)])
    assert undone.because == "被抵消：说了rude"
    kept = score(made, f"客服：{ONE}。", BYE).criteria[0]
    assert kept == score(plain, f"客服：{ONE}。", BYE).criteria[0]
    assert kept.points not in (None, "0")


@pytest.mark.parametrize("name", FORMS)
def test_a_doubtful_taboo_opens(name: str) -> None:
    """Where it is open whether the taboo was said, so are the points, between nothing and what was earned."""
    line = f"客服：{PERHAPS_RUDE}。"
    got = score(scorer(f"{FORMS[name]}, {CANCELLED}"), f"客服：{ONE}。", line, BYE).criteria[0]
    earned = score(scorer(FORMS[name]), f"客服：{ONE}。", line, BYE).criteria[0]
    assert outcome(got) == ("unsure", None, [at(1, line, PERHAPS_RUDE)])
    assert (got.low, got.high) == ("0", earned.points)


@pytest.mark.parametrize(("said", "status", "words"), [(RUDE, "not_met", RUDE), (PERHAPS_RUDE, "unsure", PERHAPS_RUDE)])
def test_a_taboo_on_what_was_in_doubt(said: str, status: str, words: str) -> None:
    """What was perhaps done is surely undone by a sure taboo, and stays open under a doubtful one."""
    line = f"客服：{said}。"
    got = score(scorer(f"{FORMS['find']}, {CANCELLED}"), f"客服：{DOUBTFUL['one']}。", line, BYE).criteria[0]
    assert (got.status, outcome(got)[2]) == (status, [at(1, line, words)])


@pytest.mark.parametrize("said", [RUDE, PERHAPS_RUDE])
def test_a_taboo_takes_nothing_from_what_earned_nothing(said: str) -> None:
    """What was not done stays not done, for its own reason."""
    got = score(scorer(f"{FORMS['find']}, {CANCELLED}"), "客服：好的好的。", f"客服：{said}。", BYE).criteria[0]
    assert outcome(got) == ("not_met", "0", [])
    assert got.because == "没有听到one"


def test_a_taboo_does_not_make_due_what_is_not() -> None:
    """Without an occasion there is nothing to cancel; points by default are not earned, and are not lost."""
    row = f"{FORMS['find']}, applies: {{act: two}}, not_due: full, {CANCELLED}"
    sheet = score(scorer(row), f"客服：{ONE}，{RUDE}。", BYE)
    assert outcome(sheet.criteria[0])[:2] == ("not_applicable", "5")


def garbled(made, *lines: str, label: str, strength: int):
    """Scores a call in which some words were heard only by their sound."""
    [document] = made.annotator.annotate([transcript(*lines)])
    heard = tuple(
        replace(hit, form="garbled", strength=strength) if hit.label == label else hit for hit in document.hits
    )
    return made.sheet(dataclasses.replace(document, hits=heard))


def test_only_clean_words_cancel() -> None:
    """Words that were heard by their sound alone earn points, and put points in doubt, but never cancel them."""
    made = scorer(f"{FORMS['find']}, {CANCELLED}")
    lines = f"客服：{ONE}。", f"客服：{RUDE}。", BYE
    assert garbled(made, *lines, label="one", strength=95).criteria[0].status == "not_met"
    got = garbled(made, *lines, label="rude", strength=95).criteria[0]
    assert (got.status, got.low, got.high) == ("unsure", "0", "5")


def test_the_customers_words_do_not_cancel() -> None:
    """What the customer says is not held against the agent."""
    got = score(scorer(f"{FORMS['find']}, {CANCELLED}"), f"客服：{ONE}。", f"客户：{RUDE}。", BYE).criteria[0]
    assert (got.status, got.points) == ("met", "5")


def test_a_cancelled_criterion_counts_in_the_total() -> None:
    """The points are lost, not left out."""
    sheet = score(
        scorer("points: 7, find: {act: two}", f"{FORMS['find']}, {CANCELLED}"), f"客服：{ONE}，{TWO}，{RUDE}。", BYE
    )
    assert (totals(sheet), sheet.provisional) == (("7.0", "7.0", "12"), False)


BELOW = "points: 5, deduct: [{when: {act: one}, each: 8}], floor: -5, cancelled_by: {act: rude}"


@pytest.mark.parametrize("said", [RUDE, PERHAPS_RUDE])
def test_a_taboo_never_raises(said: str) -> None:
    """Points below nothing are not raised by a taboo, sure or doubtful, and low stays below high."""
    got = score(scorer(BELOW), f"客服：{ONE}。", f"客服：{said}。", BYE).criteria[0]
    ends = [float(got.low), float(got.high)] if got.points is None else [float(got.points)] * 2
    assert ends[0] <= ends[1] <= -3


def test_a_near_miss_does_not_bring_back_what_was_cancelled() -> None:
    """What was done and cancelled stays cancelled, whatever else sounds like it."""
    row = "points: 5, find: {act: one}, cancelled_by: {act: rude, last_turns: 1}"
    line = f"客服：感谢您的来店，{RUDE}。"
    got = score(scorer(row), f"客服：{ONE}。", line, BYE).criteria[0]
    assert outcome(got) == ("not_met", "0", [at(1, line, RUDE)])
