"""Files of decisions: every row is read or told, with its place and what to do."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import workbook

from autoscore.errors import Place, Problem
from autoscore.model import Status
from autoscore.model.decision import DecisionRow, status_of
from autoscore.readers.decisions import Decisions, read_decisions, read_decisions_stream

HEADER = "call,criterion,status,points,by,note\n"
SAID = "秘密的话"
WORDS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x9FA5, exclude_categories=["Cs", "Cc"]), max_size=8)
NAMES = WORDS.map(str.strip).filter(bool)


def read(data: str | bytes, name: str = "d.csv") -> Decisions:
    return read_decisions_stream(io.BytesIO(data.encode() if isinstance(data, str) else data), name)


def good(data: str | bytes, name: str = "d.csv") -> list[DecisionRow]:
    rows, problems = read(data, name)
    assert problems == (), [str(one) for one in problems]
    return list(rows)


def bad(data: str | bytes, name: str = "d.csv") -> list[Problem]:
    rows, problems = read(data, name)
    assert rows == ()
    assert all(one.what and one.todo and not one.excerpt for one in problems)
    return list(problems)


def told(found: list[Problem]) -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in found]


def test_a_row_is_a_decision() -> None:
    """All six columns are read, and the place is the row's."""
    [row] = good(f"{HEADER}day1/c1,greeting,met,5,王,听得清\n")
    assert row == DecisionRow("day1/c1", "greeting", Status.MET, Decimal(5), "王", "听得清", Place("d.csv", 2))


@pytest.mark.parametrize(
    "header",
    [
        "通话,评分项,状态,得分,评分人,备注",
        "录音,评分项,结果,分数,评分人,备注",
        " 编号 ,Criterion,STATUS,Points,By,Note",
        "Call_ID,criterion id,状态,分数,by,note",
    ],
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_have_chinese_and_english_names(header: str, sign: str) -> None:
    """Columns are known by their names in either tongue, whatever divides them."""
    [row] = good(f"{header}\nc1,a,部分,2,王,好\n".replace(",", sign))
    assert (row.call, row.criterion, row.status, row.points, row.by, row.note) == (
        "c1", "a", Status.PARTIAL, Decimal(2), "王", "好",
    )  # fmt: skip


def test_columns_come_in_any_order_beside_others() -> None:
    """Order does not matter, columns of other names are passed, and so are lines above the header."""
    [row] = good("六月抽查\n备注,机器,得分,状态,评分项,通话\n,met,,否,a,c1\n")
    assert (row.call, row.criterion, row.status, row.points, row.by) == ("c1", "a", Status.NOT_MET, None, "")


def test_a_number_of_rows_is_not_the_call() -> None:
    """Where 编号 stands beside 通话 it numbers the rows; alone it is the call."""
    assert good("编号,通话,评分项,状态\n1,c7,a,是\n")[0].call == "c7"
    assert good("编号,评分项,状态\nc7,a,是\n")[0].call == "c7"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("met 做到 达标 是 MET", Status.MET),
        ("partial 部分 部分做到", Status.PARTIAL),
        ("not_met 没做到 未做到 否 不达标 Not-Met", Status.NOT_MET),
        ("not_applicable 不适用", Status.NOT_APPLICABLE),
        ("unsure 存疑 看不出", Status.UNSURE),
        ("observer 须人看", Status.OBSERVER),
    ],
)
def test_status_words(words: str, status: Status) -> None:
    """The contract's words and the Chinese ones stand for the same statuses."""
    rows = good("call,criterion,status\n" + "".join(f"c1,a,{word}\n" for word in words.split()))
    assert {row.status for row in rows} == {status}


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("5", "5"),
        ("2.50", "2.50"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("+1", "1"),
        ("５分", "5"),
        ("0.30000000000000004", "0.3"),
    ],
)
def test_points_are_decimals(text: str, points: str) -> None:
    """Points are exact decimals, below zero too; a spreadsheet's noise behind the sixth place is dropped."""
    [row] = good(f"call,criterion,points\nc1,a,{text}\n")
    assert row.points == Decimal(points)
    assert row.status is None


@pytest.mark.parametrize("text", ["五分", "nan", "inf", "1e9", "5/5", "1_0", "9" * 10, "--1", "²"])
def test_points_that_are_no_number_are_told(text: str) -> None:
    """What is no plain number is told at its row, with the column's own name."""
    [found] = bad(f"通话,评分项,得分\nc1,a,{text}\n")
    assert told([found]) == [("bad_points", "d.csv:2")]
    assert "“得分”列" in found.what


def test_several_decisions_on_one_criterion_are_kept() -> None:
    """Nothing is merged: rows on one criterion, even the same row twice, all come in the file's order."""
    rows = good(f"{HEADER}c1,a,met,,王,\nc1,a,not_met,,李,\nc1,a,not_met,,李,\n")
    assert [(row.status, row.by, row.place.line) for row in rows] == [
        ("met", "王", 2),
        ("not_met", "李", 3),
        ("not_met", "李", 4),
    ]


def test_all_problems_are_told_at_once() -> None:
    """Each wrong cell is a problem of its own; good rows between them are read."""
    rows, problems = read(f"{HEADER},a,met,,,\nc1,,met,,,\nc1,a,maybe,x,,\nc1,a,,,,\nc1,b,met,,,\n")
    assert [(row.criterion, row.place.line) for row in rows] == [("b", 6)]
    assert told(list(problems)) == [
        ("no_call", "d.csv:2"),
        ("no_criterion", "d.csv:3"),
        ("unknown_status", "d.csv:4"),
        ("bad_points", "d.csv:4"),
        ("no_decision", "d.csv:5"),
    ]


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("call,status", ["criterion"]),
        ("评分项,得分,备注", ["call"]),
        ("状态,得分", ["call", "criterion"]),
        ("call,criterion,by", ["status", "points"]),
    ],
)
def test_missing_columns_are_all_named(header: str, missing: list[str]) -> None:
    """Without its columns nothing of a table is read, and every one that lacks is named at the header."""
    found = bad(f"{header}\n{','.join('x' * (header.count(',') + 1))}\n")
    assert {str(one.place) for one in found} == {"d.csv:1"}
    assert all(f"（{name}）" in "".join(one.what for one in found) for name in missing)
    assert {one.code for one in found} == {"no_column"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"a,b\n1,2\n", "no_header"),
        (HEADER.encode(), "no_decisions"),
        (b"%PDF-1.7 \xff\xfe\x00", "binary"),
        (b"\0\1\2\3" * 99, "binary"),
        (b"PK\x03\x04 broken", "xlsx"),
        (f'{HEADER}c1,a,met,,"王\n'.encode(), "csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(data: bytes, code: str) -> None:
    """What is no table of decisions is one problem that names the file, and nothing is raised."""
    [found] = bad(data)
    assert found.code == code
    assert found.place.file == "d.csv"


def test_a_row_that_is_too_long_is_told() -> None:
    """A delimiter within a note would move the columns: the row is told, not read."""
    assert told(bad(f"{HEADER}c1,a,met,,王,好,的\n")) == [("long_row", "d.csv:2")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    """The encodings that spreadsheets write are told apart."""
    text = "通话,评分项,状态,得分,评分人,备注\n电话一,开头问候,没做到,0,王芳,语气生硬\n"
    [row] = good(text.encode(encoding))
    assert (row.call, row.criterion, row.status, row.note) == ("电话一", "开头问候", Status.NOT_MET, "语气生硬")


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    """Of a workbook every sheet with the columns is read, numbers and truth values as a person typed them."""
    book = workbook(
        说明=[["状态", "说明"], ["做到", "有原话"]],
        一组=[["抽查"], ["通话", "评分项", "状态", "得分"], [917, "a", True, 2.5], [None] * 4, ["c2", "b", "否", None]],
        二组=[["评分项", "通话", "得分"], ["a", "c3", -3]],
    )  # fmt: skip
    assert [(row.call, row.criterion, row.status, row.points, str(row.place)) for row in good(book, "d.xlsx")] == [
        ("917", "a", Status.MET, Decimal("2.5"), "d.xlsx:一组!A3"),
        ("c2", "b", Status.NOT_MET, None, "d.xlsx:一组!A5"),
        ("c3", "a", None, Decimal(-3), "d.xlsx:二组!A2"),
    ]


def test_a_problem_in_a_workbook_names_its_cell() -> None:
    """In a workbook the place is the very cell; a missing column is told at the header."""
    book = workbook(S=[["通话", "评分项", "状态"], ["c1", "a", "大概"], ["", "a", "是"]])
    assert told(bad(book, "d.xlsx")) == [("unknown_status", "d.xlsx:S!C2"), ("no_call", "d.xlsx:S!A3")]
    assert told(bad(workbook(S=[["通话", "状态"], ["c1", "是"]]), "d.xlsx")) == [("no_column", "d.xlsx:S!A1")]


def test_no_words_of_a_cell_are_in_a_problem() -> None:
    """Whatever stands in a cell, no problem repeats it: columns may be mixed up, and hold what was said."""
    wrong = (
        f"{HEADER}{SAID},a,{SAID},{SAID},{SAID},{SAID}\n{SAID},,,,,\n,{SAID},met,,,{SAID}\nc1,a,met,,,{SAID},{SAID}\n"
    )
    found = bad(wrong)
    assert len(found) == 6
    assert not any(SAID in str(one) for one in found)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file is a problem by the name that was given; a file that is there is read from its path."""
    rows, [found] = read_decisions("nowhere.csv")
    assert (rows, found.code, str(found.place)) == ((), "not_found", "nowhere.csv")
    path = tmp_path / "d.csv"
    path.write_text(f"{HEADER}c1,a,met,,,\n", "utf-8")
    assert [row.call for row in read_decisions(str(path))[0]] == ["c1"]
    assert read_decisions(str(tmp_path))[1][0].code == "not_readable"


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(list(Status)[:6]), st.integers(-99, 99), NAMES), min_size=1))
def test_decisions_survive_csv(wanted: list[tuple[str, str, Status, int, str]]) -> None:
    """What is written as CSV is read as it was, whatever the names hold."""
    data = io.StringIO(newline="")
    csv.writer(data).writerows([HEADER.strip().split(","), *((c, k, s.value, p, b, "") for c, k, s, p, b in wanted)])
    rows = good(data.getvalue().encode("utf-8-sig"))
    assert [(row.call, row.criterion, row.status, row.points, row.by) for row in rows] == wanted


@given(st.binary(max_size=400) | WORDS.map(lambda text: f"{HEADER}{text}".encode()))
def test_nothing_is_raised(data: bytes) -> None:
    """Any bytes give rows or problems."""
    rows, problems = read(data)
    assert rows or problems


@pytest.mark.parametrize(
    ("points", "most", "status"),
    [
        ("5", "5", "met"),
        ("0", "5", "not_met"),
        ("2", "5", "partial"),
        ("6", "5", None),
        ("-1", "5", None),
        ("0", "0", None),
    ],
)
def test_the_status_that_points_stand_for(points: str, most: str, status: str | None) -> None:
    """All points are met, none not_met, some partial; what lies outside, or of nothing, is no status."""
    assert status_of(Decimal(points), Decimal(most)) == status
