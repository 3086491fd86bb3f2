"""Weights: what a criterion's points count for in the total."""

import pytest
from scoring_kit import DOUBTFUL, SURE, score, scorer, steps, totals

from autoscore.errors import RubricError

ONE, TWO, RUDE, BYE = SURE["one"], SURE["two"], SURE["rude"], "客户：再见"
ROWS = ("points: 5, weight: 2, find: {act: one}", "points: 10, weight: 0.5, find: {act: two}")

WEIGHTED = {
    "both": (f"{ONE}，{TWO}", ("15.0", "15.0", "15")),
    "the heavy one": (ONE, ("10.0", "10.0", "15")),
    "the light one": (TWO, ("5.0", "5.0", "15")),
    "perhaps the heavy one": (f"{DOUBTFUL['one']}，{TWO}", ("5.0", "15.0", "15")),
}


@pytest.mark.parametrize("name", WEIGHTED)
def test_points_count_times_their_weight(name: str) -> None:
    """A weight multiplies what was earned and what could be had."""
    said, expected = WEIGHTED[name]
    assert totals(score(scorer(*ROWS), f"客服：{said}。", BYE)) == expected


def test_a_criterion_shows_its_own_points_and_the_steps_the_weight() -> None:
    """On its row a criterion has the points of the rubric; the steps say by what they were multiplied."""
    sheet = score(scorer(*ROWS, head="scale: {normalise: 30}\n"), f"客服：{ONE}，{DOUBTFUL['two']}。", BYE)
    assert [(one.points, one.max) for one in sheet.criteria] == [("5", "5"), (None, "10")]
    assert (sheet.criteria[1].low, sheet.criteria[1].high) == ("0", "10")
    assert steps(sheet) == [
        ("第0项（乘 2）", "10", "10"),
        ("第1项（乘 0.5）（存疑，暂按满分）", "5", "15"),
        ("折算：15 ÷ 15 × 30", "15", "30"),
    ]


def test_a_deduction_counts_times_its_weight() -> None:
    """What is taken below nothing is multiplied too."""
    rows = ("points: 20, find: {act: one}", "points: 0, weight: 3, deduct: [{when: {act: rude}, each: 2}], floor: -4")
    assert totals(score(scorer(*rows), f"客服：{ONE}，{RUDE}。", BYE)) == ("14.0", "14.0", "20")


def test_a_bonus_counts_times_its_weight() -> None:
    """A bonus is multiplied like anything else, and is no part of what could be had."""
    rows = ("points: 20, find: {act: one}", "points: 4, weight: 2, bonus: [{when: {act: two}, each: 3}]")
    assert totals(score(scorer(*rows), f"客服：{ONE}，{TWO}。", BYE)) == ("26.0", "26.0", "20")


def test_observable_counts_weights() -> None:
    """What only a person can see weighs what its weight says."""
    sheet = score(scorer("points: 5, weight: 3, observer: 看", "points: 5, find: {act: one}"), f"客服：{ONE}。", BYE)
    assert (sheet.observable, totals(sheet)) == ("5", ("5.0", "5.0", "5"))
    whole = score(
        scorer("points: 5, weight: 3, observer: 看", "points: 5, find: {act: one}", head="scale: {normalise: 100}\n"),
        f"客服：{ONE}。",
        BYE,
    )
    assert whole.observable == "25"


@pytest.mark.parametrize("weight", ["0", "-1"])
def test_a_weight_is_more_than_nothing(weight: str) -> None:
    """A weight of nothing or less is refused."""
    with pytest.raises(RubricError) as raised:
        scorer(f"points: 5, weight: {weight}, find: {{act: one}}")
    assert [one.code for one in raised.value.problems] == ["error_points"]
