"""Branches: of several cases of a call just one is scored, and where it can't be told the total lies between."""

import pytest
from scoring_kit import DOUBTFUL, SURE, at, outcome, score, scorer, steps, totals

ONE, TWO, THREE, RUDE, BYE = SURE["one"], SURE["two"], SURE["three"], SURE["rude"], "客户：再见"
# Sold where two was said, not sold where three was.
CASES = "branches: [{id: sold, title: 成交, when: {act: two}}, {id: unsold, title: 未成交, when: {act: three}}]\n"
# As a rubric would most often write it: not sold is whatever is not sold.
ELSE = (
    "branches: [{id: sold, title: 成交, when: {act: two}}, {id: unsold, title: 未成交, when: {none: [{act: two}]}}]\n"
)
FIND = "find: {act: one}"
ROWS = (f"points: 3, {FIND}", f"points: 4, branch: sold, {FIND}", f"points: 6, branch: unsold, {FIND}")


def made(*more: str, head: str = CASES):
    return scorer(*ROWS, *more, head=head)


def statuses(sheet) -> list[str]:
    return [one.status for one in sheet.criteria]


def test_a_call_that_is_one_case() -> None:
    """The other case's criteria do not apply and leave the total; the sheet names the case."""
    line = f"客服：{ONE}，{TWO}。"
    sheet = score(made(), line, BYE)
    assert sheet.rubric.branch == "sold"
    assert [outcome(one) for one in sheet.criteria] == [
        ("met", "3", [at(0, line, ONE)]),
        ("met", "4", [at(0, line, ONE)]),
        ("not_applicable", None, [at(0, line, TWO)]),
    ]
    assert totals(sheet) == ("7.0", "7.0", "7")
    assert (sheet.observable, sheet.provisional) == ("7", False)


def test_a_call_that_is_the_other_case() -> None:
    """What holds of the first case holds of the second."""
    line = f"客服：{THREE}。"
    sheet = score(made(), line, BYE)
    assert sheet.rubric.branch == "unsold"
    assert [outcome(one) for one in sheet.criteria] == [
        ("not_met", "0", []),
        ("not_applicable", None, [at(0, line, THREE)]),
        ("not_met", "0", []),
    ]
    assert totals(sheet) == ("0.0", "0.0", "9")


def test_the_words_that_decide_the_case_are_told() -> None:
    """A criterion of the other case says which case the call is, and by what."""
    [_, _, other] = score(made(), f"客服：{ONE}，{TWO}。", BYE).criteria
    assert other.because == "这一通是“成交”：说了two"


def test_a_case_may_be_what_no_words_show() -> None:
    """A case that is told by what was not said has no words to show, and counts like any other."""
    sheet = score(made(head=ELSE), f"客服：{ONE}。", BYE)
    assert (sheet.rubric.branch, statuses(sheet)) == ("unsold", ["met", "not_applicable", "met"])
    assert (outcome(sheet.criteria[1]), totals(sheet)) == (("not_applicable", None, []), ("9.0", "9.0", "9"))


UNDECIDED = {
    "neither": ([f"客服：{ONE}。"], CASES),
    "both": ([f"客服：{ONE}。", f"客服：{TWO}。", f"客服：{THREE}。"], CASES),
    "perhaps one": ([f"客服：{ONE}，{DOUBTFUL['two']}。"], CASES),
    "perhaps both": ([f"客服：{ONE}，{DOUBTFUL['two']}。", f"客服：{DOUBTFUL['three']}。"], CASES),
    "perhaps one, else the other": ([f"客服：{ONE}，{DOUBTFUL['two']}。"], ELSE),
}


@pytest.mark.parametrize("name", UNDECIDED)
def test_a_call_whose_case_cannot_be_told(name: str) -> None:
    """What counts in one case only is open, what counts in each is not; the total is that of the better case."""
    lines, head = UNDECIDED[name]
    sheet = score(made(head=head), *lines, BYE)
    assert sheet.rubric.branch is None
    assert statuses(sheet) == ["met", "unsure", "unsure"]
    assert [(one.points, one.low, one.high) for one in sheet.criteria[1:]] == [(None, "0", "4"), (None, "0", "6")]
    assert all("成交还是未成交" in one.because for one in sheet.criteria[1:])
    assert [outcome(one)[2] for one in sheet.criteria] == [[at(0, lines[0], ONE)]] * 3
    assert (sheet.total, sheet.max, sheet.provisional) == ("9.0", "9", True)
    assert [label for label, *_ in steps(sheet)] == ["第0项", "第2项（存疑，暂按满分）"]


def test_one_case_for_sure_and_one_perhaps() -> None:
    """A case that surely holds is not put in doubt by one that may."""
    sheet = score(made(), f"客服：{ONE}，{TWO}，{DOUBTFUL['three']}。", BYE)
    assert (sheet.rubric.branch, sheet.provisional) == ("sold", False)


@pytest.mark.parametrize("said", [ONE, DOUBTFUL["one"], "好的好的"])
@pytest.mark.parametrize("scale", ["", "scale: {normalise: 100}\n"])
def test_the_total_of_an_undecided_call_holds_those_of_its_cases(said: str, scale: str) -> None:
    """However the case is decided, low and high lie within those of the undecided call, and one reaches the top."""
    judge = made("points: 2, find: {act: rude}", head=CASES + scale)
    undecided, sold, unsold = (score(judge, f"客服：{said}，{words}。", BYE) for words in ("办好了", TWO, THREE))
    assert [one.rubric.branch for one in (undecided, sold, unsold)] == [None, "sold", "unsold"]
    for one in (sold, unsold):
        assert float(undecided.low) <= float(one.low) <= float(one.high) <= float(undecided.high)
    assert float(undecided.high) == max(float(sold.high), float(unsold.high))


def test_the_low_of_an_undecided_call_is_that_of_its_worse_case() -> None:
    """Where the case can't be told, the total lies between those of its cases, and no lower."""
    undecided, sold, unsold = (score(made(), f"客服：{ONE}，{words}。", BYE) for words in ("办好了", TWO, THREE))
    assert undecided.low == min(sold.low, unsold.low) == "7.0"


def test_observable_is_of_the_case_that_the_total_shows() -> None:
    """With no observer on the sheet all of `max` can be heard, whichever case it is."""
    sheet = score(made(), f"客服：{ONE}。", BYE)
    assert (sheet.max, sheet.observable) == ("9", "9")


def test_points_below_nothing_in_a_case_that_cannot_be_told() -> None:
    """A loss below nothing that may not count is open between that loss and nothing."""
    row = "points: 0, branch: sold, deduct: [{when: {act: rude}, each: 3}], floor: -6"
    got = score(scorer(f"points: 3, {FIND}", row, head=CASES), f"客服：{ONE}。", f"客服：{RUDE}", BYE).criteria[1]
    assert (got.status, got.low, got.high) == ("unsure", "-3", "0")


def test_what_does_not_apply_in_a_case_that_cannot_be_told() -> None:
    """Without an occasion, and where a person has to see, a criterion of a case stays as it is."""
    sheet = score(
        scorer(
            f"points: 3, {FIND}",
            f"points: 4, branch: sold, applies: {{act: rude}}, {FIND}",
            "points: 6, branch: unsold, observer: 看",
            head=CASES,
        ),
        f"客服：{ONE}。",
        BYE,
    )
    assert statuses(sheet) == ["met", "not_applicable", "observer"]
    assert (totals(sheet), sheet.provisional) == (("3.0", "3.0", "3"), False)


def test_a_red_line_of_one_case() -> None:
    """A red line of one case voids that case alone; where the case can't be told the total reaches down to nothing."""
    judge = made("points: 0, branch: sold, grave: true, fatal: {act: rude}")
    sold, unsold, undecided = (
        score(judge, f"客服：{ONE}，{words}。", f"客服：{RUDE}", BYE) for words in (TWO, THREE, "办好了")
    )
    assert totals(sold) == ("0.0", "0.0", "7")
    assert totals(unsold) == ("9.0", "9.0", "9")
    assert totals(undecided) == ("0.0", "9.0", "9")
    assert undecided.needs_review


def test_a_hint_of_another_case_does_not_apply_either() -> None:
    """A criterion that only hints follows its case, and counts in none."""
    sheet = score(made(f"points: 5, branch: unsold, mode: hint, {FIND}"), f"客服：{ONE}，{TWO}。", BYE)
    assert statuses(sheet)[3] == "not_applicable"
    assert totals(sheet) == ("7.0", "7.0", "7")


def test_a_rubric_without_branches_has_no_case() -> None:
    """The sheet of a rubric without branches names none."""
    sheet = score(scorer(f"points: 3, {FIND}"), f"客服：{ONE}。", BYE)
    assert (sheet.rubric.branch, totals(sheet)) == (None, ("3.0", "3.0", "3"))
