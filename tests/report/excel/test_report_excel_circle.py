"""The way round: a run, its workbook, what people fill in, and the run with their decisions."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_kit import column, converted, filled, rows

from autoscore.cli.main import run
from autoscore.readers.decisions import read_decisions

RUBRIC = """
rubric: t
title: 表
version: "1"
channel: any
source: S
scale: {points: 20, normalise: 100, pass_mark: 60}
criteria:
  - {id: said, title: 说了, points: 10, why: w, source: S, find: {phrase: [天灵灵地灵灵], by: agent}}
  - {id: seen, title: 看见, points: 10, why: w, source: S, observer: 微笑}
  - {id: line, title: 红线, points: 0, why: w, source: S, fatal: {phrase: [把密码告诉我], by: agent}}
"""
TEXTS = ("天灵灵地灵灵", "今天下雨", "把密码告诉我")
# What a person fills in, by sheet, row and column.
FIVE = (
    ("明细", 2, "复核结果", "没做到"),
    ("明细", 2, "复核人", "王"),
    ("明细", 2, "理由", "背景里的人说的"),
    ("明细", 3, "复核分", 7.0),
    ("明细", 5, "复核结果", "做到"),
    ("明细", 5, "复核人", "李"),
    ("明细", 6, "复核结果", "不适用"),
    ("明细", 6, "申诉结果", "维持"),
    ("明细", 10, "复核结果", "存疑"),
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Is a folder with calls, a rubric, their run and its workbook."""
    (tmp_path / "t.yaml").write_text(RUBRIC, "utf-8")
    calls = ({"id": f"c{at}", "turns": [{"role": "agent", "text": text}]} for at, text in enumerate(TEXTS))
    (tmp_path / "calls.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in calls), "utf-8")
    assert scored(tmp_path, "run") == 0
    assert run(["report", str(tmp_path / "run"), "-o", str(tmp_path / "book.xlsx")]) == 0
    return tmp_path


def scored(house: Path, out: str, book: Path | None = None) -> int:
    """Scores the calls into a folder, with the decisions of a workbook where one is given."""
    decisions = [] if book is None else ["--decisions", str(book)]
    rubric = ["--rubric", str(house / "t.yaml")]
    return run(["score", str(house / "calls.jsonl"), *rubric, "-o", str(house / out), *decisions])


def decided(folder: Path) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    """Returns the decisions in the sheets of a run, by call and criterion."""
    sheets = (json.loads(line) for line in (folder / "sheets.jsonl").read_text("utf-8").splitlines())
    return {
        (sheet["id"], one["id"]): [
            (made["status"], made["points"], made["by"], made["note"]) for made in one["decisions"]
        ]
        for sheet in sheets
        for one in sheet["criteria"]
        if one["decisions"]
    }


EXPECTED = {
    ("c0", "said"): [("not_met", None, "王", "背景里的人说的")],
    ("c0", "seen"): [("partial", "7", "", "")],
    ("c1", "said"): [("met", None, "李", "")],
    ("c1", "seen"): [("not_applicable", None, "", "")],
    ("c2", "line"): [("unsure", None, "", "")],
}


def compared(house: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Compares a run with a workbook, and returns what is told."""
    capsys.readouterr()
    assert run(["compare", str(house / "run"), str(book), "--format", "json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def check(house: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checks that the five decisions of a workbook come back, no more and no less."""
    assert scored(house, "again", book) == 0
    assert decided(house / "again") == EXPECTED
    manifest = json.loads((house / "again" / "manifest.json").read_text("utf-8"))
    assert manifest["decisions"] == {"used": 5, "unusable": []}
    told = compared(house, book, capsys)
    assert (told["decisions"], told["calls"]) == (5, 3)


def test_five_filled_in_are_five_decisions(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five rows filled in are five decisions in the sheets, in the manifest and for `compare`; the totals follow."""
    filled(house / "book.xlsx", *FIVE)
    check(house, house / "book.xlsx", capsys)
    totals = [json.loads(line)["total"] for line in (house / "again" / "sheets.jsonl").read_text("utf-8").splitlines()]
    assert totals[0] == "35.0"


def test_they_come_back_through_libreoffice(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook that LibreOffice has saved gives the same five."""
    filled(house / "book.xlsx", *FIVE)
    check(house, converted(house / "book.xlsx", "xlsx"), capsys)


def test_openpyxl_keeps_lists_and_colours(house: Path) -> None:
    """A workbook that a program has saved still offers its lists and colours."""
    filled(house / "book.xlsx", *FIVE)
    page = openpyxl.load_workbook(house / "book.xlsx")["明细"]
    assert len(page.data_validations.dataValidation) == 2
    assert len(page.conditional_formatting) == 3


def test_a_workbook_given_back_untouched_decides_as_before(house: Path) -> None:
    """The workbook of a run with decisions, given back as it is, gives the same decisions: none is lost on the way."""
    appeal = (("明细", 5, "申诉结果", "没做到"), ("明细", 10, "复核结果", None))
    filled(house / "book.xlsx", *FIVE, *appeal)
    assert scored(house, "again", house / "book.xlsx") == 0
    assert run(["report", str(house / "again"), "-o", str(house / "next.xlsx")]) == 0
    assert scored(house, "third", house / "next.xlsx") == 0
    assert decided(house / "third") == decided(house / "again")
    assert decided(house / "again")["c1", "said"] == [("met", None, "李", ""), ("not_met", None, "申诉", "")]


def test_an_english_workbook_comes_back(house: Path) -> None:
    """With `--lang en` heads and choices are English, and every choice is understood."""
    out = house / "en.xlsx"
    assert run(["report", str(house / "run"), "-o", str(out), "--lang", "en"]) == 0
    book = openpyxl.load_workbook(out)
    page = book["Details"]
    offered = [one.formula1.strip('"').split(",") for one in page.data_validations.dataValidation]
    assert offered[0] == ["met", "partly met", "not met", "not applicable", "can't tell"]
    cells: list[tuple[str, int, str, Any]] = [
        ("Details", 2 + at, "Review result", word) for at, word in enumerate(offered[0])
    ]
    cells += [("Details", 7 + at, "Appeal result", word) for at, word in enumerate(offered[1][:3])]
    filled(out, *cells, ("Details", 3, "Review points", 4), ("Details", 9, "Review points", 3))
    found, problems = read_decisions(str(out))
    assert problems == ()
    assert [(one.call, one.criterion, one.status) for one in found] == [
        ("c0", "said", "met"),
        ("c0", "seen", "partial"),
        ("c0", "line", "not_met"),
        ("c1", "said", "not_applicable"),
        ("c1", "seen", "unsure"),
        ("c2", "said", "met"),
        ("c2", "seen", "partial"),
    ]
    assert [one.points for one in found if one.points is not None] == [Decimal(4), Decimal(3)]


def test_a_workbook_that_nobody_filled_in_is_told(house: Path) -> None:
    """Nothing is decided by what the machine wrote into its own columns."""
    found, [problem] = read_decisions(str(house / "book.xlsx"))
    assert (found, problem.code) == ((), "no_decisions")
    assert "没有填复核结果" in problem.what


def test_rows_may_be_sorted_deleted_and_columns_moved(house: Path) -> None:
    """A row is known by its call and criterion wherever it stands, and columns by their heads."""
    book = openpyxl.load_workbook(house / "book.xlsx")
    page = book["明细"]
    page.delete_rows(3, 2)
    page.insert_cols(1)
    page.cell(1, 1).value = "我的备注"
    page.cell(2, column(book, "明细", "复核结果")).value = "没做到"
    book.save(house / "book.xlsx")
    [found], problems = read_decisions(str(house / "book.xlsx"))
    assert (found.call, found.criterion, found.status, problems) == ("c0", "said", "not_met", ())
    assert len(rows(book, "明细")) == 7
