"""Workbooks of a run that people have filled in: only what they filled in is a decision."""

import io
from decimal import Decimal
from typing import Any

import pytest
from readers_kit import workbook

from autoscore.errors import Problem
from autoscore.model import Status
from autoscore.readers.decisions import Decisions, read_decisions_stream

HEAD = ["录音号", "评分项", "评分项编号", "得分", "状态", "依据", "复核结果", "复核分", "复核人", "理由", "申诉结果"]
# What the machine said in the columns before those to fill in.
ROW = ["c1", "问候", "greet", 0, "没做到", "没听到"]


def read(**sheets: list[list[Any]]) -> Decisions:
    return read_decisions_stream(io.BytesIO(workbook(**sheets)), "b.xlsx")


def good(*rows: list[Any]) -> list[tuple[Any, ...]]:
    """Reads rows that are filled in without a fault: who decided what, with how many points, and why."""
    found, problems = read(明细=[HEAD, *rows])
    assert problems == (), [str(one) for one in problems]
    return [(one.call, one.criterion, one.status, one.points, one.by, one.note) for one in found]


def bad(*rows: list[Any]) -> list[tuple[str, str]]:
    found, problems = read(明细=[HEAD, *rows])
    assert found == ()
    return [(one.code, str(one.place)) for one in problems]


MET, NOT_MET, PARTIAL = Status.MET, Status.NOT_MET, Status.PARTIAL


@pytest.mark.parametrize(
    ("filled", "decided"),
    [
        (["做到", 5.0, "王", "听清了"], [(MET, Decimal(5), "王", "听清了")]),
        (["没做到"], [(NOT_MET, None, "", "")]),
        ([None, 2.5, "王"], [(None, Decimal("2.5"), "王", "")]),
        (["做到", None, "王", "重听", "维持"], [(MET, None, "王", "重听")]),
        ([None, None, None, None, "维持"], []),
        (["没做到", 0, "王", "重听", "做到"], [(NOT_MET, Decimal(0), "王", "重听"), (MET, None, "申诉", "重听")]),
        ([None, None, "王", "重听", "不适用"], [(Status.NOT_APPLICABLE, None, "申诉", "重听")]),
        (["没做到", 3, "王", "", "部分"], [(NOT_MET, None, "王", ""), (PARTIAL, Decimal(3), "申诉", "")]),
        ([None, 3, "王", "", "部分"], [(PARTIAL, Decimal(3), "申诉", "")]),
    ],
)
def test_a_row_gives_what_was_filled_in(filled: list[Any], decided: list[tuple[Any, ...]]) -> None:
    """A result or points are a decision, another one on appeal follows it; that a decision is upheld is none."""
    beside = [*ROW[:1], "道别", "bye", 6, "做到", "说了", "做到"]
    found = good([*ROW, *filled], beside)
    assert found == [*(("c1", "greet", *one) for one in decided), ("c1", "bye", MET, None, "", "")]


def test_rows_that_nobody_filled_in_are_passed_over() -> None:
    """Neither the machine's columns nor a reviewer's name drawn down all rows make a decision."""
    found = good(ROW, [*ROW, None, None, "王"], [*ROW, "做到", None, "王"], [], HEAD)
    assert found == [("c1", "greet", Status.MET, None, "王", "")]


def test_nothing_filled_in_is_told() -> None:
    """A workbook as it was written is a problem that says what to fill in, and no decision."""
    found, [problem] = read(汇总=[["录音号", "总分"], ["c1", 60]], 明细=[HEAD, ROW, [*ROW, None, None, "王"]])
    assert (found, problem.code, str(problem.place)) == ((), "no_decisions", "b.xlsx:明细!G1")
    assert "没有填复核结果" in problem.what


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([*ROW, "大概"], [("unknown_status", "b.xlsx:明细!G2")]),
        ([*ROW, "做到", "五分"], [("bad_points", "b.xlsx:明细!H2")]),
        ([*ROW, "做到", 5, "王", "", "驳回"], [("unknown_status", "b.xlsx:明细!K2")]),
        ([*ROW, None, None, "王", "忘了填结果"], [("no_decision", "b.xlsx:明细!G2")]),
        ([None, *ROW[1:], "做到"], [("no_call", "b.xlsx:明细!A2")]),
        ([*ROW[:1], None, None, *ROW[3:], "做到"], [("no_criterion", "b.xlsx:明细!C2")]),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(row: list[Any], expected: list[tuple[str, str]]) -> None:
    """A word or number that can't be used is told, not guessed; so is a reason without a result."""
    assert bad(row) == expected


def test_problems_hold_no_words_of_a_call() -> None:
    """What a person or a machine wrote into a row is not repeated in a problem."""
    said = "秘密的话"
    _, problems = read(明细=[HEAD, [*ROW[:5], *[said] * 6]])
    assert len(problems) == 3
    assert not [one for one in problems if said in f"{one}{one.excerpt}"]


def test_without_ids_titles_tell_the_criterion() -> None:
    """Where the id is missing, the title says what a row is about."""
    assert good([*ROW[:2], None, *ROW[3:], "做到"]) == [("c1", "问候", Status.MET, None, "", "")]


def test_the_queue_comes_first_and_parts_go_on() -> None:
    """待复核 is read before 明细 wherever it stands; 明细2 goes on; other worksheets hold no decisions."""
    found, problems = read(
        说明=[["事项", "说明"], ["通话", "状态"]],
        明细=[HEAD, [*ROW, "没做到"]],
        明细2=[HEAD, ["c2", *ROW[1:], "部分", 2]],
        待复核=[["先后", *HEAD], [1, *ROW, "做到"]],
        汇总=[["录音号", "总分", "状态"], ["c9", 60, "做到"]],
    )
    assert problems == ()
    assert [(one.call, one.status, one.place.cell) for one in found] == [
        ("c1", Status.MET, "待复核!H2"),
        ("c1", Status.NOT_MET, "明细!G2"),
        ("c2", Status.PARTIAL, "明细2!G2"),
    ]


def test_a_machines_reason_is_not_the_reviewers() -> None:
    """Where two columns are headed 理由, the one to fill in stands further right."""
    head = [*HEAD[:5], "理由", *HEAD[6:]]
    [row], problems = read(明细=[head, [*ROW, "做到", None, "王", "听清了"]])
    assert (row.note, problems) == ("听清了", ())


def test_a_plain_table_of_decisions_is_read_as_ever() -> None:
    """A house's own table has a status and points of people, and none of the columns of a review."""
    [row], problems = read(判定=[["通话", "评分项", "状态", "得分"], ["c1", "greet", "做到", 5]])
    assert (row.status, row.points, problems) == (Status.MET, Decimal(5), ())


def test_problems_and_decisions_come_together() -> None:
    """A row that can't be used does not stop the others."""
    found, problems = read(明细=[HEAD, [*ROW, "大概"], ["c2", *ROW[1:], "做到"]])
    assert [one.call for one in found] == ["c2"]
    assert [type(one) for one in problems] == [Problem]


@pytest.mark.parametrize(("column", "filled"), [("复核结果", "做到"), ("复核分", 5), ("申诉结果", "做到")])
def test_one_column_to_fill_in_is_enough(column: str, filled: str | int) -> None:
    """Whoever deletes the columns that nobody needs does not turn the machine's answers into people's."""
    found, problems = read(明细=[[*HEAD[:6], column], ROW, [*ROW, filled]])
    points = Decimal(5) if column == "复核分" else None
    status = None if column == "复核分" else Status.MET
    assert (problems, [(one.status, one.points) for one in found]) == ((), [(status, points)])
    assert str(found[0].place) == "b.xlsx:明细!G3"


def test_a_report_of_the_machine_alone_is_no_decision() -> None:
    """A report whose columns to fill in were all deleted is refused, as is one in CSV."""
    head = ["录音号", "评分项", "得分", "状态", "搜索范围", "最接近的话"]
    found, [problem] = read(明细=[head, ["c1", "问候", 0, "没做到"]])
    assert (found, problem.code, str(problem.place)) == ((), "machine_results", "b.xlsx:明细!A1")
    table = b"call,needs_review,criterion,status,points,decided_status\nc1,false,greet,met,5,\n"
    found, [problem] = read_decisions_stream(io.BytesIO(table), "b.csv")
    assert (found, problem.code) == ((), "machine_results")
