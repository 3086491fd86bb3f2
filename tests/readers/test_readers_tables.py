"""CSV and XLSX: a row a turn."""

import csv
import datetime
import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import ROLE_WORDS, ids, kinds, one, problem, read, turns, where, workbook

from autoscore.errors import Place, Problem
from autoscore.model import Transcript, Turn
from autoscore.readers import read_bytes
from autoscore.readers.limits import LIMITS, Limits
from autoscore.readers.reading import read_stream
from autoscore.readers.roles import RoleBook

ROOT = Path(__file__).parents[2]
HEADER = ["通话编号", "角色", "内容", "开始", "结束"]
WORD_OF = {role: word for word, role in ROLE_WORDS.items()}
FULL = ["通话编号", "角色", "内容", "开始", "结束", "渠道", "日期", "工号", "班组", "录音"]


def rows_of(name: str, said: list[Turn]) -> list[list[str]]:
    return [
        [name, WORD_OF[t.role], t.text, "" if t.start is None else repr(t.start), "" if t.end is None else repr(t.end)]
        for t in said
    ]


def as_csv(rows: list[list[str]], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    data = io.StringIO(newline="")
    csv.writer(data, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return data.getvalue()


@given(
    st.lists(turns(), min_size=1, max_size=3),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_calls_survive_csv(calls: list[list[Turn]], delimiter: str, quoting: int) -> None:
    """Calls written as CSV with any delimiter are read as the same calls, whatever the words hold."""
    rows = [row for number, said in enumerate(calls) for row in rows_of(f"c{number}", said)]
    found = read(as_csv([HEADER, *rows], delimiter, quoting), "a.csv")
    assert found == [Transcript(f"c{number}", tuple(said)) for number, said in enumerate(calls)]


@given(turns(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)))
def test_calls_survive_xlsx(said: list[Turn]) -> None:
    """Calls written as XLSX are read as the same calls, times as numbers."""
    rows = [["c1", WORD_OF[turn.role], turn.text, turn.start, turn.end] for turn in said]
    assert read(workbook(S=[HEADER, *rows]), "a.xlsx") == [Transcript("c1", tuple(said))]


def test_all_columns() -> None:
    """Chinese columns fill id, roles, words, times, channel, date and metadata; other columns go to the metadata."""
    rows = [
        [*FULL, "满意度", "情绪"],
        ["c1", "客服", "您好", "0", "1.5", "电话", "2026/2/18 9:30", "0917", "A", "r.wav", "高", "平"],
        ["", "客户", "嗯", "00:02", "00:00:03.5", "", "", "", "", "", "", "急"],
    ]
    for found in (one(as_csv(rows), "a.csv"), one(workbook(通话=rows), "a.xlsx")):
        metadata = {"agent": "0917", "team": "A", "recording": "r.wav", "满意度": "高"}
        said = (Turn("agent", "您好", 0.0, 1.5), Turn("customer", "嗯", 2.0, 3.5))
        assert found == Transcript("c1", said, "phone", "2026-02-18T09:30", metadata)


def test_english_columns_and_milliseconds() -> None:
    """English columns are known in any case, and times may be told in milliseconds."""
    text = "Call_ID,Role,Speaker,Text,Start_ms,结束(毫秒)\nc1,Agent,Li,hi,1500,1700\n"
    assert one(text, "a.csv").turns == (Turn("agent", "hi", 1.5, 1.7, "Li"),)


@pytest.mark.parametrize("column", ["说话人", "speaker", "角色", "role"])
def test_any_column_that_names_the_speaker(column: str) -> None:
    """A speaker column serves as role where there is no other."""
    assert one(f"{column},内容\n客服,您好\n客户2,嗯\n", "a.csv").turns == (
        Turn("agent", "您好"),
        Turn("customer", "嗯", speaker="客户2"),
    )


def test_audio_channels_serve_with_roles_given() -> None:
    """A column of audio channels tells the speakers where `--roles` says who they are."""
    call = one("声道,内容\n0,您好\n1,嗯\n", "a.csv", {"0": "agent", "1": "customer"})
    assert call.turns == (Turn("agent", "您好", speaker="0"), Turn("customer", "嗯", speaker="1"))
    assert call.notices == ()


def test_calls_are_kept_apart() -> None:
    """Rows of several calls may be mixed, a row without a call belongs to the one above, and blank rows are skipped."""
    text = "call,role,text\nb,agent,一\na,agent,二\n,customer,三\n\n,,\nb,customer,四\n"
    found = read(text, "a.csv")
    assert [(c.id, [t.text for t in c.turns]) for c in found] == [("b", ["一", "四"]), ("a", ["二", "三"])]


def test_rows_before_any_call_id() -> None:
    """Rows above the first call id are a call of their own, numbered."""
    assert ids(read("call,role,text\n,agent,一\nc2,agent,二\n", "d/a.csv")) == ["d/a.csv#1", "c2"]


def test_no_call_column() -> None:
    """A table without a call column is one call, named by its path."""
    assert ids(read("角色,内容\n客服,您好\n客户,嗯\n", "d/a.csv")) == ["d/a.csv"]


def test_titles_above_the_header_and_headers_again() -> None:
    """Lines above the header are passed over, and the header again in the middle is no turn."""
    text = 'sep=;\n"三月;导出"\n"角色";"内容"\n客服;您好\n"角色";"内容"\n客户;嗯\n'
    assert one(text, "a.csv").turns == (Turn("agent", "您好"), Turn("customer", "嗯"))


def test_cells_with_line_breaks_and_quotes() -> None:
    """Line breaks, delimiters and doubled quotes inside a quoted cell are words, and later lines are still counted."""
    found = read('call,role,text,start\nc1,agent,"您好，\n""请讲"",嗯",0\nc2,agent,好,x\n', "a.csv")
    assert found[0].turns[0].text == '您好，\n"请讲",嗯'
    assert where(found[1]) == (4, None)


def test_words_are_kept_as_they_are() -> None:
    """Spaces and control characters around the words stay, so that offsets fit."""
    assert one("role,text\nagent, 您\x0b好 \n", "a.csv").turns == (Turn("agent", " 您\x0b好 "),)


def test_words_with_an_unquoted_delimiter() -> None:
    """A row that is longer than the header spoils its call, with the line: words would be lost."""
    found = read("call,role,text\nc1,agent,您好,请讲\nc2,agent,嗯,\n", "a.csv")
    assert ids(found) == ["!long_row", "c2"]
    assert where(found[0]) == (2, None)


def test_bad_quotes() -> None:
    """Quotes that do not close make the whole table one Problem with its line."""
    found = problem('role,text\nagent,您好\nagent,"嗯\ncustomer,好\n', "a.csv")
    assert (found.code, where(found)) == ("csv", (3, None))
    assert where(problem('role,text\nagent,"您"好\n', "a.csv")) == (2, None)


@pytest.mark.parametrize("time", ["早上", "-3", "1:99", "nan", "1e3", "2026-02-18 09:30", "1:75:00"])
def test_bad_times(time: str) -> None:
    """A time that cannot be read spoils its call only, and the Problem names the column and line."""
    found = read(f"call,role,text,开始\nc1,agent,您好,{time}\nc2,agent,嗯,1\n", "a.csv")
    assert ids(found) == ["!bad_time", "c2"]
    assert (where(found[0]), "“开始”" in found[0].what) == ((2, None), True)


def test_several_values_where_one_is_meant() -> None:
    """Two values of one call's column are told, and the first is taken."""
    call = one("role,text,工号\nagent,您好,1\nagent,嗯,2\n", "a.csv")
    assert (call.metadata, kinds(call)) == ({"agent": "1"}, ["mixed_values"])
    assert "“工号”" in call.notices[0][1]


def test_rows_with_a_role_and_no_words() -> None:
    """A row with a role and no words stays a turn, and is told with its line."""
    call = one("role,text,x\nagent,,1\ncustomer,嗯,\n,,only remarks\n", "a.csv")
    assert call.turns == (Turn("agent", ""), Turn("customer", "嗯"))
    assert kinds(call) == ["empty_turns"]
    assert "第 2 行" in call.notices[0][1]
    many = one("role,text\n" + "agent,\n" * 7, "a.csv")
    assert "2、3、4、5、6等 行" in many.notices[0][1]


def test_rows_without_a_speaker() -> None:
    """Rows that do not say who speaks are of unknown role, and told."""
    call = one("role,text\n客服,您好\n,嗯\n", "a.csv")
    assert [turn.role for turn in call.turns] == ["agent", "unknown"]
    assert kinds(call) == ["no_role"]


def test_call_that_has_no_rows_with_words() -> None:
    """A call whose rows say nothing is a Problem."""
    assert ids(read("call,role,text\nc1,,\nc2,agent,好\n", "a.csv")) == ["!no_turns", "c2"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("甲,乙\n1,2\n", "no_header"), ("内容,日期\n您好,2026-01-01\n", "no_role_column"), ("role,text\n", "no_calls")],
)
def test_tables_without_what_is_needed(text: str, code: str) -> None:
    """A table without the columns, or without rows, is a Problem."""
    assert problem(text, "a.csv").code == code


def test_cells_too_long_for_the_library() -> None:
    """A cell of absurd length is a Problem with its line."""
    assert where(problem("role,text\nagent," + "好" * 200_000 + "\n", "a.csv")) == (2, None)


# XLSX


def test_every_sheet_with_the_columns() -> None:
    """All sheets with the columns are read, others passed over; calls without ids are numbered through the file."""
    table = [["角色", "内容"], ["客服", "您好"]]
    data = workbook(说明=[["填表说明"]], 一=table, 空=[], 二=[[], ["三月"], *table])
    assert ids(read(data, "d/a.xlsx")) == ["d/a.xlsx#1", "d/a.xlsx#2"]


def test_cells_are_named() -> None:
    """A Problem in a workbook names the sheet and cell as Excel does, and other calls are read."""
    rows = [["通话编号", "角色", "内容", "开始"], ["c1", "客服", "您好", "早"], ["c2", "客服", "您好", 1]]
    found = read(workbook(Sheet1=rows), "a.xlsx")
    assert ids(found) == ["!bad_time", "c2"]
    assert found[0].place == Place("a.xlsx", cell="Sheet1!D2")
    wide = [*[f"列{n}" for n in range(30)], "角色", "内容", "开始"]
    found = read(workbook(**{"三月 '1": [wide, [*[""] * 30, "客服", "您好", "早"]]}), "a.xlsx")
    assert str(found[0]).startswith("a.xlsx:'三月 ''1'!AG2:")


def test_kinds_of_cells() -> None:
    """Numbers, truth values, dates and clock times become what people mean by them."""
    clock = datetime.time(0, 1, 2, 500_000)
    rows = [
        ["通话编号", "角色", "内容", "开始", "结束", "日期", "班组", "核对"],
        [12.0, "客服", 3.5, clock, datetime.timedelta(minutes=2), datetime.datetime(2026, 2, 18, 9, 30), 7, True],
        [12.0, "客户", 8, None, None, None, None, None],
    ]
    call = one(workbook(S=rows), "a.xlsx")
    assert (call.id, call.date) == ("12", "2026-02-18T09:30")
    assert call.metadata == {"team": "7", "核对": "True"}
    assert call.turns == (Turn("agent", "3.5", 62.5, 120.0), Turn("customer", "8"))


def test_days_as_cells() -> None:
    """A cell that holds a day gives a day, with seconds where it has them."""
    day = workbook(S=[["角色", "内容", "日期"], ["客服", "您好", datetime.datetime(2026, 2, 18, 9, 30, 5)]])
    assert one(day, "a.xlsx").date == "2026-02-18T09:30:05"
    data = io.BytesIO()
    import xlsxwriter

    book = xlsxwriter.Workbook(data, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["角色", "内容", "日期"])
    sheet.write_row(1, 0, ["客服", "您好"])
    sheet.write_datetime(1, 2, datetime.date(2026, 2, 18))
    book.close()
    assert one(data.getvalue(), "a.xlsx").date == "2026-02-18"


def test_sheet_with_words_but_no_roles() -> None:
    """A sheet with words and no roles is a Problem at its header, beside the sheets that are sound."""
    found = read(workbook(一=[["角色", "内容"], ["客服", "您好"]], 二=[["内容", "日期"], ["您好", "x"]]), "a.xlsx")
    assert ids(found) == ["a.xlsx#1", "!no_role_column"]
    assert found[1].place.cell == "二!A1"


def test_workbook_without_the_columns() -> None:
    """A workbook in which no sheet has the columns is one Problem."""
    assert problem(workbook(S=[["甲", "乙"]]), "a.xlsx").code == "no_header"


def test_charts_are_no_sheets() -> None:
    """A sheet that is a chart is passed over."""
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, ["角色", "内容"])
    sheet.write_row(1, 0, ["客服", "您好"])
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=S!$A$1:$A$2"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    assert one(data.getvalue(), "a.xlsx").turns == (Turn("agent", "您好"),)


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """Packs a workbook again with some parts changed (by the end of their names) or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = next((value for end, value in changed.items() if name.endswith(f"{end}.xml")), old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
BOOK = workbook(S=[["角色", "内容"], ["客服", "您好"]])


def test_zip_bombs_are_not_opened() -> None:
    """A workbook that unpacks to more than the limit is one Problem, however small it is itself."""
    assert LIMITS.workbook == 512 << 20
    bomb = repacked(BOOK, sheet1=SHEET % (b" " * (9 << 20)))
    small = Limits(workbook=8 << 20)
    assert len(bomb) < 1 << 20
    [found] = read_stream(io.BytesIO(bomb), "a.xlsx", "a.xlsx", RoleBook.of({}), small)
    assert ids([found]) == ["!too_big"]
    [found] = read_stream(io.BytesIO(BOOK), "a.xlsx", "a.xlsx", RoleBook.of({}), Limits(workbook=1000))
    assert ids([found]) == ["!too_big"]


def test_zip_that_lies_about_its_size() -> None:
    """A workbook that tells smaller sizes than it has is one Problem."""
    sheet = SHEET % (b" " * (8 << 20))
    lying = repacked(BOOK, sheet1=sheet).replace(struct.pack("<I", len(sheet)), struct.pack("<I", 1000))
    assert problem(lying, "a.xlsx").code == "xlsx"


@pytest.mark.parametrize("far", [b"XFD1048576", b"B99999999999", b"ZZZZZZZ2"])
def test_cells_far_apart(far: bytes) -> None:
    """Cells so far apart that the sheet laid out would take all memory are one Problem."""
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="%s"><v>1</v></c></row>' % far
    assert problem(repacked(BOOK, sheet1=SHEET % cells), "a.xlsx").code == "too_big"


@pytest.mark.parametrize(
    "data",
    [
        BOOK[:200],
        BOOK[:-30],
        repacked(BOOK, sheet1=b"<worksheet"),
        repacked(BOOK, sheet1=None),
        repacked(BOOK, workbook=b"\0\0"),
        b"PK\x03\x04" + b"x" * 500,
    ],
)
def test_damaged_workbooks(data: bytes) -> None:
    """A damaged workbook is one Problem."""
    found = problem(data, "a.xlsx")
    assert found.code in {"xlsx", "no_header"}


def test_other_zips() -> None:
    """A ZIP that holds no workbook is one Problem, whatever its name."""
    assert problem(repacked(BOOK, workbook=None), "a.xlsx").code == "binary"
    assert problem(repacked(BOOK, workbook=None), "a.txt").code == "binary"


def test_content_counts_before_the_suffix() -> None:
    """A workbook is read whatever its name."""
    assert isinstance(read(BOOK, "a.csv")[0], Transcript)


def test_spreadsheet_library_is_loaded_late() -> None:
    """The spreadsheet library is loaded when the first workbook is read, and not before."""
    code = (
        "import sys; from autoscore.readers import read_bytes\n"
        "list(read_bytes('客服：您好'.encode(), 'a.txt', {})); print('python_calamine' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("data", "name", "origin"),
    [
        (BOOK, "d/a.xlsx", "d/a.xlsx:S!A2"),
        (b"role,text\nagent,hi\n", "a.csv", "a.csv:2"),
        ("客服：您好".encode(), "a.txt", "a.txt:1"),
        (b'\n{"turns": [{"role": "agent", "text": "hi"}]}', "a.jsonl", "a.jsonl:2:1"),
    ],
)
def test_origin(data: bytes, name: str, origin: str) -> None:
    """A call remembers the place where it was read."""
    [call] = read_bytes(data, name, {})
    assert isinstance(call, Transcript)
    assert call.origin == origin


def test_problem_strings_hold_no_words() -> None:
    """No words of a transcript are in any Problem of a table."""
    for text in ('role,text\nagent,"秘密\n', "role,text\nagent,秘密,秘密\n", "role,text,start\nagent,秘密,秘密\n"):
        [found] = read(text, "a.csv")
        assert isinstance(found, Problem)
        assert "秘密" not in str(found)
