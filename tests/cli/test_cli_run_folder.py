"""The folder of a run: sheets.jsonl, calls.jsonl, summary.csv, manifest.json."""

import csv
import io
import json
from pathlib import Path

import pytest
from cli_kit import EXAMPLES, MET, NOT_MET, TINY, autoscore, call, contents, lines, manifest, process, put, sheets, tiny

ALL = ["calls.jsonl", "manifest.json", "rubrics.json", "sheets.jsonl", "summary.csv"]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder of two good calls, and a file that cannot be read between them."""
    return put(tmp_path / "calls", a_txt=MET, b_txt=b"", c_txt=NOT_MET)


def table(folder: Path) -> list[list[str]]:
    text = (folder / "summary.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_folder_holds_four_files_and_nothing_is_printed(calls: Path, tmp_path: Path) -> None:
    """With -o the results go into four files, none of them half-written, and standard output stays empty."""
    ran = autoscore("score", calls, "--rubric", TINY, "-o", tmp_path / "made" / "out")
    assert ran.status == 1
    assert ran.out == ""
    assert list(contents(tmp_path / "made" / "out")) == ALL


def test_sheets_are_what_is_printed_without_a_folder(calls: Path, tmp_path: Path) -> None:
    """sheets.jsonl has the bytes that --format jsonl prints, and --format beside -o prints them too."""
    arguments = ("score", calls, "--rubric", TINY, "--format", "jsonl")
    printed = autoscore(*arguments).out
    assert autoscore(*arguments, "-o", tmp_path / "out").out == printed
    assert (tmp_path / "out" / "sheets.jsonl").read_text("utf-8") == printed


def test_calls_can_be_scored_again(calls: Path, tmp_path: Path) -> None:
    """calls.jsonl holds the calls as read: scoring it gives the same sheets."""
    rubric = ("--rubric", TINY)
    autoscore("score", calls, *rubric, "-o", tmp_path / "out")
    again = autoscore("score", tmp_path / "out" / "calls.jsonl", *rubric, "--format", "jsonl")
    assert again.status == 0
    assert again.out == (tmp_path / "out" / "sheets.jsonl").read_text("utf-8")


def test_no_calls_leaves_no_words_behind(calls: Path, tmp_path: Path) -> None:
    """--no-calls writes no calls.jsonl, and takes away the one that an earlier run has left."""
    arguments = ("score", calls, "--rubric", TINY, "-o", tmp_path / "out")
    autoscore(*arguments)
    autoscore(*arguments, "--no-calls")
    assert list(contents(tmp_path / "out")) == [name for name in ALL if name != "calls.jsonl"]
    assert not any("今天下雨".encode() in data for data in contents(tmp_path / "out").values())


def test_the_table_has_a_row_a_call(calls: Path, tmp_path: Path) -> None:
    """summary.csv begins with a byte order mark and has a row a call with its points and a column a criterion."""
    autoscore("score", calls, "--rubric", TINY, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "summary.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = table(tmp_path / "out")
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["id"], row["rubric"], row["total"], row["passed"], row["a"]) for row in found] == [
        ("a.txt", "tiny", "100.0", "true", "met"),
        ("c.txt", "tiny", "0.0", "false", "not_met"),
    ]


def test_the_table_has_the_criteria_of_every_rubric(tmp_path: Path) -> None:
    """Where channels pick several rubrics, each call has the statuses of all its criteria in the one table."""
    autoscore("score", EXAMPLES, "-o", tmp_path / "out")
    head, *rows = table(tmp_path / "out")
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    wanted = {one["id"]: {each["id"]: each["status"] for each in one["criteria"]} for one in sheets(tmp_path / "out")}
    assert len({one["rubric"]["id"] for one in sheets(tmp_path / "out")}) > 1
    assert {name: {key: row[key] for key in wanted[name]} for name, row in found.items()} == wanted
    extra = [row[key] for name, row in found.items() for key in head[13:] if key not in wanted[name]]
    assert set(extra) == {""}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_cell_is_never_a_formula(sign: str, tmp_path: Path) -> None:
    """What a spreadsheet would take for a formula is written as text, wherever the words come from."""
    words = f"{sign}1+1"
    put(tmp_path, a_jsonl=lines(call(words.strip(), metadata={"agent": words, "team": words, "date": words})))
    autoscore("score", tmp_path / "a.jsonl", "--rubric", TINY, "-o", tmp_path / "out")
    head, row = table(tmp_path / "out")
    cells = dict(zip(head, row, strict=True))
    assert [cells[name] for name in ("agent", "team", "date")] == [f"'{words}"] * 3
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row)


def test_the_manifest_counts_and_names_failures(calls: Path, tmp_path: Path) -> None:
    """manifest.json says what was given, how many calls were scored and failed, and each failure's place and cause."""
    ran = autoscore("score", calls, "--rubric", TINY, "-o", tmp_path / "out")
    made = manifest(tmp_path / "out")
    assert made["inputs"]["given"] == ["calls"]
    assert made["counts"] == {"scored": 2, "failed": 1}
    [failure] = made["failures"]
    assert (failure["place"], failure["code"]) == ("calls/b.txt", "empty")
    assert ran.errors[0] == f"{calls.parent}/{failure['place']}: {failure['what']}；{failure['todo']}"
    sheet = sheets(tmp_path / "out")[0]
    assert made["made_by"] == sheet["made_by"]
    assert made["rubrics"] == {"tiny": {key: sheet["rubric"][key] for key in ("version", "digest")}}


def test_a_run_is_told_in_three_lines(calls: Path, tmp_path: Path) -> None:
    """At the end standard error says how many calls were scored, passed and failed, and which criteria cost most."""
    ran = autoscore("score", calls, "--rubric", TINY, "-o", tmp_path / "out")
    assert ran.errors[1:] == [
        "评完 2 通，平均 50.0 分；合格 1，不合格 1（合格率 50%），待定 0",
        "需复核 0，失败 1",
        "最常丢分：甲 1",
    ]


def test_a_folder_holds_nothing_of_the_place_and_time(tmp_path: Path) -> None:
    """Two runs over inputs in other folders, one from another directory, give the same bytes in all four files."""
    made = []
    for name in ("here", "there"):
        folder = tmp_path / name
        put(folder / "calls", a_txt=MET, b_txt=b"", c_jsonl=lines(call("a.txt")))
        arguments = ("--rubric", tiny(folder), "-o", folder / "out")
        if name == "here":
            ran = autoscore("score", folder / "calls", *arguments)
        else:
            ran = process("score", folder / "calls", *arguments, cwd=folder)
        assert ran.status == 1
        made.append(contents(folder / "out"))
    assert made[0] == made[1]
    assert not any(str(tmp_path).encode() in data for data in made[0].values())


@pytest.mark.parametrize("magic", ["calls/*.txt", "calls/?.txt", "*/b.txt"])
def test_failures_under_a_glob_are_named_without_the_folders_above(magic: str, calls: Path, tmp_path: Path) -> None:
    """An absolute path with wildcards leaves no absolute path in the manifest."""
    autoscore("score", tmp_path / magic, "--rubric", TINY, "-o", tmp_path / "out")
    assert str(tmp_path) not in json.dumps(manifest(tmp_path / "out"))
    assert manifest(tmp_path / "out")["failures"][0]["place"].endswith("/b.txt")


def test_several_processes_give_the_same_folder(tmp_path: Path) -> None:
    """--jobs changes nothing: calls, failures and warnings come in the order of the input, in the same bytes."""
    count = 150  # more than two batches
    records = [
        call(f"c{at}", "您好，请稍等", "我姓王" if at % 3 else "我要投诉", "王先生，再见") for at in range(count)
    ]
    broken = [*records[:70], '{"id": "cut', *records[70:], records[3]]
    put(tmp_path, a_jsonl=lines(*broken), b_txt="火星人：您好\n")
    for jobs in (1, 2):
        inputs = (tmp_path / "a.jsonl", tmp_path / "b.txt")
        ran = process("score", *inputs, "--rubric", "hotline", "--jobs", jobs, "-o", tmp_path / f"out{jobs}")
        assert ran.status == 1
    one, two = (contents(tmp_path / f"out{jobs}") for jobs in (1, 2))
    assert manifest(tmp_path / "out2")["counts"] == {"scored": count + 1, "failed": 2}
    assert {name: one[name] == two[name] for name in one} == dict.fromkeys(ALL, True)


def test_an_output_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    """-o wants a folder, and says so where a file or a file's inside is given; the file stays."""
    put(tmp_path, a_txt=MET)
    for output in (tmp_path / "a.txt", tmp_path / "a.txt" / "out"):
        ran = autoscore("score", tmp_path / "a.txt", "--rubric", TINY, "-o", output)
        assert ran.status == 2
        assert ran.errors[-1]
        assert ran.out == ""
    assert (tmp_path / "a.txt").read_text("utf-8") == MET
