"""People's decisions: beside the machine's answers, never over them; the last one counts in the total."""

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_kit import DOUBTFUL, SURE, criterion, outcome, scorer, steps, totals, transcript

from autoscore.errors import Place, Problem
from autoscore.model import Decision, Status
from autoscore.model.decision import DecisionRow
from autoscore.scoring import understood
from autoscore.scoring.decide import status_for
from autoscore.scoring.numbers import plain

ONE, TWO, RUDE, BYE = SURE["one"], SURE["two"], SURE["rude"], "客户：再见"
FIND = "points: 5, find: {act: one}"
OTHER = "points: 10, find: {act: two}"


def says(status: str, points: str | None = None, by: str = "李", note: str = "") -> Decision:
    return Decision(status, points, by, note)


def decided(made, *decisions: tuple[str, Decision], lines: tuple[str, ...] = (f"客服：{TWO}，好的好的。", BYE)):
    """Returns the sheet of a call in which the machine hears two and not one, with decisions."""
    [document] = made.annotator.annotate([transcript(*lines)])
    return made.sheet(document, decisions)


SETTLED = {
    "done after all": (says("met"), ("15.0", "15.0", "15")),
    "not done, as the machine says": (says("not_met"), ("10.0", "10.0", "15")),
    "no occasion": (says("not_applicable"), ("10.0", "10.0", "10")),
    "a person can't tell either": (says("unsure"), ("10.0", "15.0", "15")),
    "in part, with points": (says("partial", "2.5"), ("12.5", "12.5", "15")),
    "in part, without points": (says("partial"), ("10.0", "15.0", "15")),
    "points that are all": (says("met", "5"), ("15.0", "15.0", "15")),
    "met, with fewer points": (says("met", "4"), ("14.0", "14.0", "15")),
    "a person has to look": (says("observer"), ("10.0", "10.0", "10")),
}


@pytest.mark.parametrize("name", SETTLED)
def test_a_decision_counts_in_the_total(name: str) -> None:
    """A status gives its own points where none are given, points give themselves, and what stays open is open."""
    decision, expected = SETTLED[name]
    sheet = decided(scorer(FIND, OTHER), ("c0", decision))
    assert totals(sheet) == expected
    assert sheet.provisional == (expected[0] != expected[1])


@pytest.mark.parametrize("name", SETTLED)
def test_the_machines_answer_stays(name: str) -> None:
    """A decision stands beside the answer that it overrules; no other row and no other word changes."""
    made = scorer(FIND, OTHER)
    with_, without = decided(made, ("c0", SETTLED[name][0])), decided(made)
    assert with_.criteria[0].decisions == (SETTLED[name][0],)
    assert [outcome(one) for one in with_.criteria] == [outcome(one) for one in without.criteria]
    assert with_.criteria[1] == without.criteria[1]
    assert (with_.criteria[0].because, with_.criteria[0].searched) == (
        without.criteria[0].because,
        without.criteria[0].searched,
    )


def test_the_last_decision_counts_and_all_are_kept() -> None:
    """Where several people decided, or one twice, the last counts; all stand on the sheet in their order."""
    several = says("met", by="李"), says("not_met", by="王"), says("partial", "1", by="李", note="听到半句")
    sheet = decided(scorer(FIND, OTHER), *(("c0", one) for one in several))
    assert sheet.criteria[0].decisions == several
    assert totals(sheet) == ("11.0", "11.0", "15")


def test_a_decision_is_named_among_the_steps() -> None:
    """The steps tell what a person decided, and they add up to the total."""
    sheet = decided(scorer(FIND, OTHER), ("c0", says("partial", "2")))
    assert steps(sheet) == [("第0项（人工判定）", "2", "2"), ("第1项", "10", "12")]


def test_without_decisions_nothing_is_different() -> None:
    """No decision, and one on a criterion that is not on the sheet, leave it as it is."""
    made = scorer(FIND, f"{OTHER}, mode: off")
    assert decided(made) == decided(made, ("c1", says("met"))) == decided(made, ("nowhere", says("met")))


def test_an_observers_points_come_in() -> None:
    """What only a person can see leaves the total until a person gives it points."""
    made = scorer(FIND, "points: 10, observer: 双手递接", head="scale: {normalise: 100, pass_mark: 60}\n")
    line = f"客服：{ONE}。", BYE
    assert totals(decided(made, lines=line)) == ("100.0", "100.0", "100")
    sheet = decided(made, ("c1", says("partial", "4")), lines=line)
    assert (totals(sheet), sheet.passed) == (("60.0", "60.0", "100"), True)
    assert outcome(sheet.criteria[1]) == ("observer", None, [])
    assert totals(decided(made, ("c1", says("not_met")), lines=line)) == ("33.3", "33.3", "100")
    assert totals(decided(made, ("c1", says("partial")), lines=line)) == ("33.3", "100.0", "100")


def test_a_doubt_that_a_person_settles_is_no_doubt() -> None:
    """Once all doubts are decided nothing is provisional, and nobody is asked again."""
    made = scorer(FIND, OTHER, head="scale: {pass_mark: 12}\n")
    lines = f"客服：{DOUBTFUL['one']}，{TWO}。", BYE
    before = decided(made, lines=lines)
    assert (before.provisional, before.needs_review, before.passed) == (True, True, None)
    after = decided(made, ("c0", says("met")), lines=lines)
    assert (after.provisional, after.needs_review, after.passed) == (False, False, True)
    assert totals(after) == ("15.0", "15.0", "15")


RED = "points: 0, grave: true, fatal: {act: rude}"
RED_LINES = {
    "overruled": (RUDE, "met", ("15.0", "15.0", "15")),
    "upheld": (RUDE, "not_met", ("0.0", "0.0", "15")),
    "left open": (RUDE, "unsure", ("0.0", "15.0", "15")),
    "a doubt settled against the agent": (DOUBTFUL["rude"], "not_met", ("0.0", "0.0", "15")),
    "a doubt settled for the agent": (DOUBTFUL["rude"], "met", ("15.0", "15.0", "15")),
    "heard by a person alone": ("好的", "not_met", ("0.0", "0.0", "15")),
    "had no occasion": (RUDE, "not_applicable", ("15.0", "15.0", "15")),
}


@pytest.mark.parametrize("name", RED_LINES)
def test_a_person_decides_on_a_red_line(name: str) -> None:
    """A red line that a person overrules voids nothing, one that a person upholds does, whatever the machine heard."""
    said, status, expected = RED_LINES[name]
    lines = f"客服：{ONE}，{TWO}。", f"客服：{said}。", BYE
    sheet = decided(scorer(FIND, OTHER, RED), ("c2", says(status)), lines=lines)
    assert totals(sheet) == expected


def test_a_person_decides_on_a_red_line_of_a_section() -> None:
    """What a person upholds voids what the rubric says, and no more."""
    head = "scale: {normalise: 100}\nsections: [{id: a, title: A, weight: 40}, {id: b, title: B, weight: 60}]\n"
    rows = f"{FIND}, section: a", f"{OTHER}, section: b", f"{RED}, voids: section, section: a"
    lines = f"客服：{ONE}，{TWO}。", BYE
    assert totals(decided(scorer(*rows, head=head), ("c2", says("not_met")), lines=lines)) == ("60.0", "60.0", "100")


LEAST = {
    "find": (FIND, "0"),
    "range": ("points: 3, range: [-3, 3]", "-3"),
    "deduct": ("points: 5, deduct: [{when: {act: rude}, each: 8}], floor: -5", "-5"),
    "bonus": ("points: 5, bonus: [{when: {act: rude}, each: 1}]", "0"),
    "facts": ("points: 5, facts: [{id: a, title: 甲, find: {act: one}, points: 5}]", "0"),
    "observer": ("points: 5, observer: 看", "0"),
}


@pytest.mark.parametrize("name", LEAST)
def test_not_met_without_points_is_the_least_there_is(name: str) -> None:
    """A person's `not_met` gives the least that the form can come to, as the machine's would."""
    row, least = LEAST[name]
    sheet = decided(scorer("points: 30, find: {act: two}", row), ("c1", says("not_met")))
    assert totals(sheet)[:2] == (f"{30 + Decimal(least):.1f}",) * 2


@pytest.mark.parametrize(
    ("row", "least"),
    [
        ("points: 5, deduct: [{when: {act: rude}, each: 8}], floor: 2", "2"),
        ("points: 5, range: [1, 5]", "1"),
    ],
)
def test_not_met_does_not_fall_below_the_floor(row: str, least: str) -> None:
    """Where a form keeps some points in any case, a person's `not_met` keeps them, and those points mean `not_met`."""
    sheet = decided(scorer(OTHER, row), ("c1", says("not_met")))
    [_, floored] = scorer(OTHER, row).rubric.criteria
    assert status_for(floored, Decimal(least)) is Status.NOT_MET
    assert totals(sheet)[0] == f"{10 + Decimal(least):.1f}"


@pytest.mark.parametrize(
    ("points", "status"), [("5", Status.MET), ("0", Status.NOT_MET), ("2.5", Status.PARTIAL), ("0.01", Status.PARTIAL)]
)
def test_points_alone_stand_for_a_status(points: str, status: Status) -> None:
    """All points are met, none not met, anything between partial."""
    assert status_for(criterion("5"), Decimal(points)) is status


@pytest.mark.parametrize(
    ("points", "status"), [("3", Status.MET), ("-3", Status.NOT_MET), ("0", Status.PARTIAL), ("-1", Status.PARTIAL)]
)
def test_points_alone_of_a_range(points: str, status: Status) -> None:
    """Where points may lie below nothing, nothing is a part, and the least is not met."""
    [made] = scorer("points: 3, range: [-3, 3]").rubric.criteria
    assert status_for(made, Decimal(points)) is status


# ------------------------------------------------------------------ rows of a table


def row(criterion: str = "c0", status: Status | None = None, points: str | None = None) -> DecisionRow:
    number = None if points is None else Decimal(points)
    return DecisionRow("t", criterion, status, number, "李", "", Place("d.csv", 2))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (row(status=Status.MET), ("c0", says("met"))),
        (row(points="5"), ("c0", says("met", "5"))),
        (row(points="0"), ("c0", says("not_met", "0"))),
        (row(points="2.50"), ("c0", says("partial", "2.5"))),
        (row(status=Status.MET, points="4"), ("c0", says("met", "4"))),
        (row("第1项", points="10"), ("c1", says("met", "10"))),
    ],
)
def test_a_row_becomes_a_decision(told: DecisionRow, expected: tuple[str, Decision]) -> None:
    """A row names its criterion by id or title, and says a status, points, or both."""
    assert understood(scorer(FIND, OTHER).rubric, [told]) == ((expected,), ())


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (row("c9"), "unknown_criterion", "c0"),
        (row(points="5.5"), "points_range", "0 到 5"),
        (row(points="-1"), "points_range", "0 到 5"),
    ],
)
def test_a_row_that_fits_no_criterion(told: DecisionRow, code: str, words: str) -> None:
    """A row of no criterion on the sheet, or with points that it does not have, is told where it stands."""
    found, [problem] = understood(scorer(FIND, OTHER, f"{FIND}, mode: off").rubric, [told])
    assert found == ()
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place) == (code, Place("d.csv", 2))
    assert words in f"{problem.what}{problem.todo}"


def test_a_row_of_a_criterion_that_is_off() -> None:
    """A criterion that is switched off is not on the sheet, and is not what was meant."""
    _, [problem] = understood(scorer(FIND, f"{OTHER}, mode: off").rubric, [row("c1", Status.MET)])
    assert problem.code == "unknown_criterion"
    assert "c1" not in problem.todo


# ------------------------------------------------------------------ whatever is decided

ROWS = {
    "c0": (FIND, "5"),
    "c1": (OTHER, "10"),
    "c2": (RED, "0"),
    "c3": ("points: 5, observer: 看", "5"),
    "c4": ("points: 4, bonus: [{when: {act: two}, each: 3}]", "4"),
}
MOST = Decimal(4)


@cache
def judge():
    return scorer(*(row for row, _ in ROWS.values()))


@st.composite
def decision(draw) -> tuple[str, Decision]:
    name = draw(st.sampled_from(list(ROWS)))
    points = Decimal(ROWS[name][1]) * draw(st.integers(0, 4)) / 4
    status = draw(st.sampled_from(["met", "partial", "not_met", "not_applicable", "unsure"]))
    return name, says(status, None if status == "unsure" or draw(st.booleans()) else plain(points))


decisions = st.lists(decision(), max_size=4)


@settings(deadline=None)
@given(decisions)
def test_any_decisions_leave_a_sheet_that_holds_together(some: list[tuple[str, Decision]]) -> None:
    """Whatever people decide, low ≤ high, the steps add up to the total, and each row keeps its own decisions."""
    sheet = decided(judge(), *some)
    for one in sheet.criteria:
        assert one.decisions == tuple(said for name, said in some if name == one.id)
    if sheet.total is not None:
        assert Decimal(0) <= Decimal(sheet.low) <= Decimal(sheet.high) <= Decimal(sheet.max) + MOST
        assert (
            Decimal(sheet.steps[-1].running) == sum(Decimal(one.points) for one in sheet.steps) == Decimal(sheet.total)
        )


@settings(deadline=None)
@given(decisions, st.data())
def test_only_the_last_decision_on_a_criterion_counts(some: list[tuple[str, Decision]], data: st.DataObject) -> None:
    """Leaving out all but the last decision on each criterion gives the same total and steps."""
    last = list(dict(some).items())
    there, then = decided(judge(), *some), decided(judge(), *data.draw(st.permutations(last)))
    assert (there.low, there.high, there.max, there.steps) == (then.low, then.high, then.max, then.steps)
    assert (there.passed, there.provisional) == (then.passed, then.provisional)
