"""Not due: a criterion without an occasion leaves the total, or counts in full where the rubric says so."""

import pytest
from scoring_kit import DOUBTFUL, SURE, at, outcome, score, scorer, steps, totals

ONE, TWO, THREE, BYE = SURE["one"], SURE["two"], SURE["three"], "客户：再见"
FIND = "points: 5, find: {act: one}"
DUE = "points: 3, applies: {act: two}, find: {act: three}"

OCCASIONS = {
    "no occasion": (ONE, "out", ("not_applicable", None), ("5.0", "5.0", "5")),
    "no occasion, full by default": (ONE, "full", ("not_applicable", "3"), ("8.0", "8.0", "8")),
    "no occasion, and yet done": (f"{ONE}，{THREE}", "full", ("not_applicable", "3"), ("8.0", "8.0", "8")),
    "due and done": (f"{ONE}，{TWO}，{THREE}", "full", ("met", "3"), ("8.0", "8.0", "8")),
    "due and left": (f"{ONE}，{TWO}", "full", ("not_met", "0"), ("5.0", "5.0", "8")),
    "perhaps due": (f"{ONE}，{DOUBTFUL['two']}", "full", ("unsure", None), ("5.0", "8.0", "8")),
}


@pytest.mark.parametrize("name", OCCASIONS)
def test_what_was_not_due(name: str) -> None:
    """Full by default holds only where there was no occasion; then the points count, and the status says why."""
    said, not_due, expected, sums = OCCASIONS[name]
    sheet = score(scorer(FIND, f"{DUE}, not_due: {not_due}"), f"客服：{said}。", BYE)
    assert (outcome(sheet.criteria[1])[:2], totals(sheet)) == (expected, sums)


def test_full_points_are_a_step() -> None:
    """Points that count by default stand among the steps like any others."""
    sheet = score(scorer(FIND, f"{DUE}, not_due: full", head="scale: {normalise: 100}\n"), "客服：好的。", BYE)
    assert steps(sheet) == [("第0项", "0", "0"), ("第1项", "3", "3"), ("折算：3 ÷ 8 × 100", "34.5", "37.5")]
    assert (sheet.criteria[1].searched, sheet.provisional) == (None, False)


def test_what_spoke_against_an_occasion_is_shown() -> None:
    """Where words say that there was no occasion, they are the row's evidence."""
    row = "points: 3, applies: {none: [{act: two}]}, not_due: full, find: {act: three}"
    line = f"客服：{ONE}，{TWO}。"
    sheet = score(scorer(FIND, row), line, BYE)
    assert outcome(sheet.criteria[1]) == ("not_applicable", "3", [at(0, line, TWO)])


def test_a_sheet_of_nothing_but_full_defaults_has_a_total() -> None:
    """What counts by default counts also alone."""
    assert totals(score(scorer(f"{DUE}, not_due: full"), "客服：好的。", BYE)) == ("3.0", "3.0", "3")


def test_a_hint_that_is_not_due_gives_nothing() -> None:
    """A criterion that only hints gives no points, by default either."""
    sheet = score(scorer(FIND, f"{DUE}, not_due: full, mode: hint"), f"客服：{ONE}。", BYE)
    assert (outcome(sheet.criteria[1]), totals(sheet)) == (("not_applicable", None, []), ("5.0", "5.0", "5"))


def test_full_by_default_in_the_case_that_the_call_is() -> None:
    """A default counts in its own branch only."""
    head = "branches: [{id: s, title: 成, when: {act: one}}, {id: u, title: 未, when: {none: [{act: one}]}}]\n"
    made = scorer("points: 5, find: {act: rude}", f"{DUE}, not_due: full, branch: s", head=head)
    assert totals(score(made, f"客服：{ONE}。", BYE)) == ("3.0", "3.0", "8")
    assert totals(score(made, "客服：好的。", BYE)) == ("0.0", "0.0", "5")


def test_full_by_default_fills_its_section() -> None:
    """A section in which a default counts keeps its weight."""
    head = "scale: {normalise: 100}\nsections: [{id: a, title: A, weight: 40}, {id: b, title: B, weight: 60}]\n"
    rows = ("points: 5, section: a, find: {act: one}", f"{DUE}, section: b, not_due: ")
    assert totals(score(scorer(rows[0], f"{rows[1]}full", head=head), "客服：好的。", BYE)) == ("60.0", "60.0", "100")
    assert totals(score(scorer(rows[0], f"{rows[1]}out", head=head), "客服：好的。", BYE)) == ("0.0", "0.0", "100")
