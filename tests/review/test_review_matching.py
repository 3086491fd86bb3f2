"""Decisions find their call and criterion, or are told."""

import msgspec
import pytest
from review_kit import criterion, decision, sheet

from autoscore.errors import Place, Problem
from autoscore.review import match
from autoscore.runs.sheets import read_sheets

TWO = (sheet("c1", criterion("a", "met"), criterion("b", "not_met")), sheet("c2", criterion("a", "unsure")))


def line(record: object) -> bytes:
    return msgspec.json.encode(record) + b"\n"


def test_a_criterion_is_named_by_id_or_title() -> None:
    """An id and a title lead to the same criterion, and all decisions on it stay in the file's order."""
    rows = [decision("c1", "题b", "met", line=2), decision("c1", "b", "not_met", line=3), decision("c2", "a", "met")]
    found = match(TWO, rows)
    assert [(one.call, one.machine.id, one.decisions) for one in found.cases] == [
        ("c1", "b", tuple(rows[:2])),
        ("c2", "a", (rows[2],)),
    ]
    assert found.problems == ()
    assert found.sheets == 2


def test_an_id_goes_before_a_title() -> None:
    """Where one criterion is titled as another is called, the id decides."""
    scores = (criterion("a", "met"), criterion("题a", "not_met"))
    [case] = match([sheet("c1", *scores)], [decision("c1", "题a", "met")]).cases
    assert case.machine.status == "not_met"


def test_criteria_of_the_run_are_known_whether_decided_or_not() -> None:
    """The run's criteria come in its order; one that only an observer sees is told apart from one seen unsure."""
    sheets = [
        sheet("c1", criterion("a", "observer"), criterion("b", "observer")),
        sheet("c2", criterion("b", "unsure")),
    ]
    known = match(sheets, []).criteria
    assert [(one.id, one.judges) for one in known] == [("a", False), ("b", True)]


def test_calls_and_criteria_that_the_run_lacks_are_told() -> None:
    """Each kind is one problem at its first row, with the count, the rows and the name that was meant."""
    rows = [
        decision("c9", "a", "met", line=2),
        decision("c1", "aa", "met", line=3),
        decision("c1", "a", "met", line=4),
        decision("c9", "b", "met", line=5),
        decision("c2", "b", "met", line=6),
    ]
    found = match(TWO, rows)
    assert [case.decisions for case in found.cases] == [(rows[2],)]
    calls, criteria = found.problems
    assert (calls.code, calls.place) == ("unknown_call", Place("d.csv", 2))
    assert "“c9”；共 2 行（第 2 行、第 5 行）" in calls.what
    assert (criteria.code, criteria.place) == ("unknown_criterion", Place("d.csv", 3))
    assert "“aa”、“b”；共 2 行（第 3 行、第 6 行）" in criteria.what


def test_many_unknown_calls_are_counted_not_listed() -> None:
    """Of a thousand unknown calls a few are named, and all are counted."""
    rows = [decision(f"x{number}", "a", "met", line=number + 2) for number in range(1000)]
    [problem] = match(TWO, rows).problems
    assert "等 1000 个" in problem.what
    assert "共 1000 行" in problem.what
    assert len(str(problem)) < 200


def test_a_call_that_comes_twice_is_compared_once() -> None:
    """Of two sheets of one call by one rubric the first counts and it is told; another rubric's counts beside it."""
    sheets = [
        sheet("c1", criterion("a", "met")),
        sheet("c1", criterion("a", "not_met")),
        sheet("c1", criterion("a", "partial"), rubric="other"),
    ]
    found = match(sheets, [decision("c1", "a", "met")])
    assert [(case.rubric, case.machine.status) for case in found.cases] == [("r", "met"), ("other", "partial")]
    assert [problem.code for problem in found.problems] == ["duplicate_id"]


def test_sheets_are_read_line_by_line() -> None:
    """Lines of a run are its sheets; a blank line is passed."""
    assert list(read_sheets([line(TWO[0]), b"\n", line(TWO[1])], "s.jsonl")) == list(TWO)


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"\xff\n",
        b'{"id": "c1"}',
        line(sheet("c1", criterion("a", "good"))),
        line(sheet("c1", criterion("a", "met", points="five"))),
    ],
)
def test_a_line_that_is_no_sheet_is_told(bad: bytes) -> None:
    """What is no sheet is a problem at its line, and passes through the matching; the others are used."""
    read = list(read_sheets([line(TWO[0]), bad, line(TWO[1])], "s.jsonl"))
    assert (read[0], read[2]) == TWO
    assert isinstance(read[1], Problem)
    assert (read[1].place, read[1].code) == (Place("s.jsonl", 2), "no_sheet")
    found = match(read, [])
    assert (found.sheets, found.problems) == (2, (read[1],))
