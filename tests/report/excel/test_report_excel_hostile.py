"""Transcripts that mean harm, or only look like it, come out as text that can be read."""

import csv
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import openpyxl
import pytest
from excel_kit import CARD, converted, rows, run, score, sheet, written
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from autoscore.model import Call, Evidence, ScoreSheet, Turn
from autoscore.report.excel.text import MOST, fit
from autoscore.runs.stored import StoredRun

FAMILY = "👩\u200d👩\u200d👧"
HARMLESS = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.invalid","看")',
    "=1+1",
    "+86",
    "-2",
    "@SUM(A1)",
    "http://x.invalid/",
    "0012",
    "1e5",
    "TRUE",
    FAMILY,
    "<r>假的<t>标记</t></r>",
    "&lt;&amp;]]>",
    "  前后有空格  ",
    "{=A1}",
    "'单引号",
]
SHOWN = [
    ("\u202e反的\u202c字", "·反的·字"),
    ("孤\u200f标", "孤·标"),
    ("\x1b[31m红\x07", "·[31m红·"),
    ("有\x00零", "有·零"),
    ("\ufffe\uffff", "··"),
    ("行\x85分\u2028隔", "行·分·隔"),
]


def spoken(folder: Path, texts: list[str], name: str = "c") -> StoredRun:
    """Makes a run of calls in each of which something is said and quoted, by an agent of that name."""
    sheets: list[ScoreSheet] = []
    for at, text in enumerate(texts):
        scores = [score("greet", "met", "4", because=text, evidence=(Evidence(0, 0, len(text), text),))]
        sheets.append(sheet(f"{name}{at}", scores, metadata={"agent": text, "team": text, "date": text}))
    stored = run(folder, *sheets)
    calls = b"".join(
        _line(Call((Turn("agent", text), Turn("customer", text)), f"{name}{at}")) for at, text in enumerate(texts)
    )
    (folder / "calls.jsonl").write_bytes(calls)
    return stored


def _line(call: Call) -> bytes:
    return msgspec.json.encode(call) + b"\n"


def test_texts_are_texts(tmp_path: Path) -> None:
    """Nothing becomes a formula, a link, a number or markup: every cell holds the words, as a string."""
    stored = spoken(tmp_path / "run", HARMLESS)
    book = written(stored, tmp_path / "b.xlsx")
    for title in ("原话", "依据", "工号", "班组", "时间"):
        assert [one[title] for one in rows(book, "明细")] == HARMLESS
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_unseen_characters_become_marks(tmp_path: Path, text: str, shown: str) -> None:
    """What steers a screen, or no XML can hold, is a mark, one for one."""
    book = written(spoken(tmp_path / "run", [text]), tmp_path / "b.xlsx")
    [row] = rows(book, "明细")
    assert (row["原话"], row["依据"], row["后一句"]) == (shown, shown, f"客户：{shown}")


def test_what_looks_like_an_escape_stays(tmp_path: Path) -> None:
    """Excel reads _x0041_ as A: such a text is written so that it comes back as it was said."""
    written(spoken(tmp_path / "run", ["_x0041_和_x000D_"]), tmp_path / "b.xlsx")
    found = load_workbook(tmp_path / "b.xlsx").get_sheet_by_name("明细").to_python()
    assert "_x0041_和_x000D_" in found[1] or "_x005F_x0041_和_x005F_x000D_" in found[1]
    table = converted(
        tmp_path / "b.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    )
    [name] = table.parent.glob("*.csv")
    assert any("_x0041_和_x000D_" in row for row in csv.reader(name.read_text("utf-8").splitlines()))


def test_a_text_longer_than_a_cell_ends_with_a_mark(tmp_path: Path) -> None:
    """A text of more than a cell holds is cut, and says how much is left out; one that fits stays whole."""
    long, whole = "长" * 40_000, "短" * MOST
    first, second = rows(written(spoken(tmp_path / "run", [long, whole]), tmp_path / "b.xlsx"), "明细")
    assert second["原话"] == whole
    kept, mark = first["原话"].split("……")
    assert (set(kept), mark) == ({"长"}, f"（单元格放不下，还有 {40_000 - len(kept)} 字）")
    assert len(first["原话"]) <= MOST
    assert len(first["后一句"]) < 300


def test_pairs_of_surrogates_are_not_cut_in_two() -> None:
    """Excel counts emoji twice: the cut keeps them whole and stays within the limit."""
    found = fit("😀" * 20_000, lambda count: f"…{count}")
    assert len(found.encode("utf-16-le")) // 2 <= MOST
    assert set(found.split("…")[0]) == {"😀"}
    assert found.endswith(f"…{20_000 - len(found.split('…')[0])}")


def test_names_of_calls_may_hold_anything(tmp_path: Path) -> None:
    """Ids with slashes, quotes, brackets, line feeds and formula starts are cells like others, and name worksheets."""
    names = ["a/b:c", "=1", "[x]*?", "'q'", "第一\n行", "History", "x" * 80, "X" * 80, "<b>&amp;"]
    stored = run(tmp_path / "run", *(sheet(name) for name in names))
    assert [one["录音号"] for one in rows(written(stored, tmp_path / "b.xlsx"), "汇总")] == names
    paper = written(stored, tmp_path / "p.xlsx", *names)
    assert len({name.casefold() for name in paper.sheetnames}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in paper.sheetnames)
    assert [paper[name]["B2"].value.strip() for name in paper.sheetnames] == names


def test_a_paper_sheet_holds_texts_too(tmp_path: Path) -> None:
    """In the paper form nothing becomes a formula or markup either."""
    for at, text in enumerate(HARMLESS):
        scores = [score("bye", "not_met", "0", because=text)]
        book = written(run(tmp_path / f"r{at}", sheet("c", scores)), tmp_path / "p.xlsx", "c")
        [cell] = [cell for row in book["c"].iter_rows() for cell in row if str(cell.value).strip() == text.strip()]
        assert cell.data_type == "s"


@settings(max_examples=10)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_every_text_gives_a_workbook_that_can_be_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is said, every part of the workbook is well-formed XML, and the cell holds the text made fit."""
    folder = tmp_path_factory.mktemp("any")
    book = written(spoken(folder / "run", [text]), folder / "b.xlsx")
    with zipfile.ZipFile(folder / "b.xlsx") as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))  # noqa: S314 - what we wrote ourselves
    assert (rows(book, "明细")[0]["依据"] or "").replace("_x005F_", "_") == fit(text, str)


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """LibreOffice reads every worksheet, keeps texts that look like formulas as texts, and prints it."""
    stored = spoken(tmp_path / "run", [text for text in HARMLESS if "\n" not in text])
    written(stored, tmp_path / "b.xlsx")
    again = openpyxl.load_workbook(converted(tmp_path / "b.xlsx", "xlsx"))
    assert [one["原话"] for one in rows(again, "明细")] == HARMLESS
    assert not [cell for row in again["明细"].iter_rows() for cell in row if cell.data_type == "f"]
    assert len(rows(again, "标准")) == len(CARD.criteria)
    assert converted(tmp_path / "b.xlsx", "pdf").read_bytes().startswith(b"%PDF")
