"""`autoscore report`, and what `score` writes for people: pages, masks, languages."""

from pathlib import Path

import msgspec
import pytest
from cli_kit import EXAMPLES, TALK, autoscore

from autoscore.model import Call, ScoreSheet
from autoscore.report.registry import FORMATS

PHONE = "13800138000"
PRIVATE = f"客服：您好，请问有什么可以帮您？\n客户：我叫王小明，电话{PHONE}。\n客服：好的，王小明先生，再见。\n"
ENDINGS = {"html": ".html", "xlsx": ".xlsx", "csv": ".csv", "jsonl": ".jsonl", "sarif": ".sarif", "junit": ".xml"}
# What a program reads holds the words as they are, as the run's own files do.
RAW = ("jsonl",)
# Some forms hold all that was said, others only what is evidence, and JUnit only what was lost.
WHOLE, QUOTES = ("html", "xlsx", "sarif"), ("html", "xlsx", "sarif", "csv", "jsonl")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scores a call with personal data into a folder."""
    top = tmp_path_factory.mktemp("report")
    (top / "c1.txt").write_text(f"# agent: 0917\n# team: 一组\n# date: 2026-03-02T09:30\n{PRIVATE}", "utf-8")
    assert autoscore("score", top / "c1.txt", "--rubric", "hotline", "-o", top / "run").status == 0
    return top / "run"


def written(path: Path) -> str:
    """Returns what a report holds as text; of a workbook, its parts."""
    import zipfile

    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("name", ENDINGS)
def test_the_ending_says_the_form(folder: Path, tmp_path: Path, name: str) -> None:
    """Each form is written by its ending or its name, to the same bytes."""
    by_ending, by_name = tmp_path / f"a{ENDINGS[name]}", tmp_path / "b.out"
    assert autoscore("report", folder, "-o", by_ending).status == 0
    assert autoscore("report", folder, "-o", by_name, "--format", name).status == 0
    first, second = by_ending.read_bytes(), by_name.read_bytes()
    # A page links to the pages beside it by its own name.
    assert first == second or name == "html"
    assert name in FORMATS


@pytest.mark.parametrize("name", ENDINGS)
def test_reports_for_people_hide_personal_data(folder: Path, tmp_path: Path, name: str) -> None:
    """A telephone number and a given name are in no report for people, unless that was asked for."""
    out = tmp_path / f"a{ENDINGS[name]}"
    for options, bare in (((), name in RAW), (("--no-mask",), True), (("--mask",), False)):
        assert autoscore("report", folder, "-o", out, *options).status == 0
        held = (bare and name in WHOLE, bare and name in QUOTES)
        assert (PHONE in written(out), "小明" in written(out)) == held, options


@pytest.mark.parametrize("name", ["html", "xlsx"])
def test_a_report_that_hides_nothing_says_so(folder: Path, tmp_path: Path, name: str) -> None:
    """A page or a workbook with --no-mask says aloud that personal data are in it, in its own language."""
    out = tmp_path / f"a{ENDINGS[name]}"
    for lang, words in (("zh", "个人信息没有遮"), ("en", "Personal data are NOT masked")):
        for options, aloud in (((), False), (("--no-mask",), True)):
            assert autoscore("report", folder, "-o", out, "--lang", lang, *options).status == 0
            assert (words in written(out)) == aloud


def test_an_unknown_ending_says_what_there_is(folder: Path, tmp_path: Path) -> None:
    """Nothing is written where it is not known as what; all forms are named."""
    ran = autoscore("report", folder, "-o", tmp_path / "a.docx")
    assert ran.status == 2
    assert all(name in ran.err for name in FORMATS)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    """A folder without sheets gets no report."""
    ran = autoscore("report", tmp_path, "-o", tmp_path / "a.html")
    assert (ran.status, "不是评分的结果" in ran.err) == (2, True)


def test_a_folder_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    """A report cannot go where there is no folder; nothing is left behind."""
    ran = autoscore("report", folder, "-o", tmp_path / "gone" / "a.xlsx")
    assert ran.status == 2
    assert not (tmp_path / "gone").exists()


def test_score_masks_what_it_keeps(tmp_path: Path) -> None:
    """With --mask, sheets, calls and what is printed hold no personal data, and every quote is the text at its span."""
    (tmp_path / "c1.txt").write_text(PRIVATE, "utf-8")
    assert autoscore("score", tmp_path / "c1.txt", "--rubric", "hotline", "--mask", "-o", tmp_path / "run").status == 0
    sheet = msgspec.json.decode((tmp_path / "run" / "sheets.jsonl").read_bytes(), type=ScoreSheet)
    call = msgspec.json.decode((tmp_path / "run" / "calls.jsonl").read_bytes(), type=Call)
    assert [len(turn.text) for turn in call.turns] == [len(line[3:]) for line in PRIVATE.splitlines()]
    for one in sheet.criteria:
        for words in one.evidence:
            assert call.turns[words.turn].text[words.start : words.end] == words.quote
    surname = next(one for one in sheet.criteria if one.id == "surname")
    assert [words.quote for words in surname.evidence] == ["王＊＊先生"]
    for path in (tmp_path / "run").iterdir():
        assert PHONE not in path.read_text("utf-8")
        assert "小明" not in path.read_text("utf-8")
    assert msgspec.json.decode((tmp_path / "run" / "manifest.json").read_bytes())["masked"] is True
    printed = autoscore("score", tmp_path / "c1.txt", "--rubric", "hotline", "--mask").out
    assert PHONE not in printed
    assert "王＊＊先生" in printed


def test_masking_changes_no_judgement(tmp_path: Path) -> None:
    """A masked run scores what was said, not what is shown: status and points are those of a run that hides nothing."""
    (tmp_path / "c1.txt").write_text(PRIVATE, "utf-8")
    given = ("score", tmp_path / "c1.txt", "--rubric", "hotline", "--format", "jsonl")
    [bare], [masked] = autoscore(*given).records, autoscore(*given, "--mask").records
    rows = [[(one["id"], one["status"], one["points"]) for one in sheet["criteria"]] for sheet in (bare, masked)]
    assert rows[0] == rows[1]
    assert bare["total"] == masked["total"]


def test_a_page_is_printed_or_stands_beside_the_sheets(tmp_path: Path) -> None:
    """`--format html` prints a page that is the report of the same run; with -o it is report.html in the folder."""
    (tmp_path / "c1.txt").write_text(TALK, "utf-8")
    given = ("score", tmp_path / "c1.txt", "--rubric", "hotline", "--format", "html")
    printed = autoscore(*given)
    assert (printed.status, printed.out.startswith("<!doctype html>")) == (0, True)
    assert autoscore(*given, "-o", tmp_path / "run").status == 0
    assert (tmp_path / "run" / "report.html").read_text("utf-8") == printed.out
    assert autoscore("score", tmp_path / "c1.txt", "--rubric", "hotline", "-o", tmp_path / "run").status == 0
    assert not (tmp_path / "run" / "report.html").exists()


def test_a_page_that_cannot_hold_all_is_not_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more calls than one page holds, the folder for them is asked for."""
    monkeypatch.setattr("autoscore.cli.score_html.MOST_HERE", 1)
    for name in ("c1.txt", "c2.txt"):
        (tmp_path / name).write_text(TALK, "utf-8")
    ran = autoscore("score", tmp_path, "--rubric", "hotline", "--format", "html")
    assert (ran.status, ran.out) == (2, "")
    assert "-o" in ran.err


def test_a_page_of_nothing_is_not_printed(tmp_path: Path) -> None:
    """Where no call could be read there is no page."""
    (tmp_path / "bad.json").write_text("{", "utf-8")
    ran = autoscore("score", tmp_path / "bad.json", "--format", "html")
    assert (ran.status, ran.out) == (2, "")


def test_sheets_can_be_read_in_english() -> None:
    """`--lang en` says our own words in English; what the rubric and the call say stays as it is."""
    ran = autoscore("score", EXAMPLES / "phone", "--lang", "en")
    assert ran.status == 0
    assert "Total 100.0 / 100 · pass · 优秀" in ran.out
    assert "开头问候" in ran.out
    assert "总分" not in ran.out


def test_parts_of_a_masked_run_join_to_a_masked_run(tmp_path: Path) -> None:
    """What joins the parts of a run says that personal data are hidden, as its parts do."""
    for name in ("c1.txt", "c2.txt"):
        (tmp_path / name).write_text(PRIVATE, "utf-8")
    parts = [tmp_path / f"part{at}" for at in (1, 2)]
    for at, part in enumerate(parts, 1):
        given = ("score", tmp_path / "c1.txt", tmp_path / "c2.txt", "--rubric", "hotline", "--mask")
        assert autoscore(*given, "--shards", f"{at}/2", "-o", part).status == 0
    assert autoscore("score", *parts, "--join", "-o", tmp_path / "run").status == 0
    whole, part = (msgspec.json.decode((one / "manifest.json").read_bytes()) for one in (tmp_path / "run", parts[0]))
    assert whole["masked"] is part["masked"] is True
