"""A bonus in the total: beyond what could be had, after everything is scaled."""

import pytest
from scoring_kit import DOUBTFUL, SURE, score, scorer, steps, totals

ONE, TWO, THREE, RUDE, BYE = SURE["one"], SURE["two"], SURE["three"], SURE["rude"], "客户：再见"
FIND = "points: 10, find: {act: one}"
BONUS = "points: 4, bonus: [{when: {act: two}, each: 3}]"
SCALE = "scale: {normalise: 100}\n"

SUMS = {
    "earned, beyond all": (f"{ONE}，{TWO}", "", ("13.0", "13.0", "10")),
    "not earned": (ONE, "", ("10.0", "10.0", "10")),
    "earned alone": (TWO, "", ("3.0", "3.0", "10")),
    "up to its points": (f"{ONE}，{TWO}，{TWO}", "", ("14.0", "14.0", "10")),
    "in doubt": (f"{ONE}，{DOUBTFUL['two']}", "", ("10.0", "13.0", "10")),
    "earned, after scaling": (f"{ONE}，{TWO}", SCALE, ("103.0", "103.0", "100")),
    "in doubt, after scaling": (f"{ONE}，{DOUBTFUL['two']}", SCALE, ("100.0", "103.0", "100")),
}


@pytest.mark.parametrize("name", SUMS)
def test_a_bonus_stands_beyond_the_total(name: str) -> None:
    """A bonus is no part of `max` and is not scaled; not earned it costs nothing, in doubt it is open."""
    said, head, expected = SUMS[name]
    assert totals(score(scorer(FIND, BONUS, head=head), f"客服：{said}。", BYE)) == expected


def test_a_bonus_is_a_step_after_the_others() -> None:
    """Wherever a bonus stands in the rubric, it is added last, and named."""
    sheet = score(scorer(BONUS, FIND, "points: 5, find: {act: three}", head=SCALE), f"客服：{ONE}，{TWO}。", BYE)
    assert steps(sheet) == [
        ("第1项", "10", "10"),
        ("第2项", "0", "10"),
        ("折算：10 ÷ 15 × 100", "56.7", "66.7"),
        ("加分：第0项", "3", "69.7"),
    ]
    assert (sheet.criteria[0].status, sheet.criteria[0].points, sheet.observable) == ("partial", "3", "100")


def test_a_bonus_beside_sections() -> None:
    """A bonus of a section is not scaled with it."""
    head = f"{SCALE}sections: [{{id: a, title: A, weight: 1}}, {{id: b, title: B, weight: 3}}]\n"
    rows = (f"{FIND}, section: a", f"{BONUS}, section: a", "points: 10, section: b, find: {act: three}")
    assert totals(score(scorer(*rows, head=head), f"客服：{ONE}，{TWO}。", BYE)) == ("28.0", "28.0", "100")


def test_a_bonus_does_not_outlive_a_red_line() -> None:
    """A voided sheet is worth nothing, with its bonus."""
    sheet = score(scorer(FIND, BONUS, "points: 0, fatal: {act: rude}"), f"客服：{ONE}，{TWO}，{RUDE}。", BYE)
    assert totals(sheet) == ("0.0", "0.0", "10")


def test_a_bonus_helps_over_the_mark() -> None:
    """A bonus counts for the pass."""
    head = "scale: {pass_mark: 12, points: 15}\n"
    rows = (FIND, "points: 5, find: {act: three}", BONUS)
    assert score(scorer(*rows, head=head), f"客服：{ONE}，{TWO}。", BYE).passed is True
    assert score(scorer(*rows, head=head), f"客服：{ONE}。", BYE).passed is False
    assert score(scorer(*rows, head=head), f"客服：{ONE}，{DOUBTFUL['two']}。", BYE).passed is None


def test_a_bonus_alone_makes_no_total() -> None:
    """Where nothing else counts there is nothing to add a bonus to."""
    sheet = score(scorer("points: 10, observer: 看", BONUS), f"客服：{TWO}。", BYE)
    assert totals(sheet) == (None, None, "0")


DOUBTS = {
    "a near miss": (BONUS, [f"客服：{ONE}，请问贵信大名。", BYE]),
    "a record that breaks off": (f"{BONUS}, due: closing", [f"客服：{ONE}。", "客户：那我去办"]),
    "a doubtful occasion": (f"{BONUS}, applies: {{act: three}}", [f"客服：{ONE}，{DOUBTFUL['three']}。", BYE]),
    "nobody known as the agent": (BONUS, [f"某人：{ONE}。", "某人：再见"]),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_a_bonus_that_was_not_earned_is_no_loss(name: str) -> None:
    """What excuses a loss gives no points beyond the total: no total grows because little is known."""
    row, lines = DOUBTS[name]
    sheet = score(scorer(FIND, row), *lines)
    assert float(sheet.high) <= 10


EXTRA = {
    "bonus": ("points: 4, bonus: [{when: {act: two}, each: 1}]", "two", ("1", "2")),
    "deduct": ("points: 4, deduct: [{when: {act: rude}, each: 1}]", "rude", ("2", "3")),
}


@pytest.mark.parametrize("name", EXTRA)
def test_a_doubtful_time_beside_a_sure_one_is_open(name: str) -> None:
    """What counts each time is open where it was surely done once and perhaps once more."""
    row, label, ends = EXTRA[name]
    got = score(scorer(FIND, row), f"客服：{SURE[label]}。", f"客服：{DOUBTFUL[label]}。", BYE).criteria[1]
    assert (got.status, got.low, got.high) == ("unsure", *ends)


def test_what_sounds_like_a_fault_excuses_no_fault() -> None:
    """A deduction down to the floor stands, also where something else sounds like the fault."""
    row = "points: 5, deduct: [{when: {act: rude}, each: 5}]"
    got = score(scorer(FIND, row), "客服：泥急什么急。", f"客服：{RUDE}。", BYE).criteria[1]
    assert (got.status, got.points) == ("not_met", "0")
