"""`autoscore report`, and what `score` writes for people: pages, masks, languages."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest
from cli_kit import EXAMPLES, TALK, autoscore, call, contents, lines, process, put
from openpyxl import load_workbook

from autoscore.model import Call, ScoreSheet
from autoscore.report.order import Order, ReportFormat
from autoscore.report.registry import FORMATS
from autoscore.runs.stored import StoredRun

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


needs_pipes = pytest.mark.skipif(os.name != "posix", reason="pipes have names only there")
# What a report reads breaks off as the system asks its process to end.
ASKED_TO_END = """
import os, signal, sys
from autoscore.cli.main import run
from autoscore.runs.stored import StoredRun
whole = StoredRun.__iter__
def broken_off(self):
    yield next(whole(self))
    os.kill(os.getpid(), signal.SIGTERM)
    yield from whole(self)
StoredRun.__iter__ = broken_off
sys.exit(run(sys.argv[1:]))
"""


@needs_pipes
@pytest.mark.parametrize("name", ENDINGS)
def test_a_pipe_is_written_into_and_stays_a_pipe(folder: Path, tmp_path: Path, name: str) -> None:
    """What is no file, a pipe or a device, is never replaced by one: it gets the bytes that a file would."""
    pipe, found = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    reader.start()
    ran = autoscore("report", folder, "-o", pipe, "--format", name)
    is_pipe = stat.S_ISFIFO(pipe.lstat().st_mode)
    if is_pipe and not found:
        reader.join(10)
    assert (ran.status, is_pipe) == (0, True)
    assert autoscore("report", folder, "-o", tmp_path / "report.html", "--format", name).status == 0
    assert found == [(tmp_path / "report.html").read_bytes()]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["pipe", "report.html"]


def test_a_report_can_be_printed(folder: Path, tmp_path: Path) -> None:
    """`-o -` prints the report and nothing else on standard output, and makes no file of that name."""
    printed = process("report", folder, "-o", "-", "--format", "csv", cwd=tmp_path)
    assert autoscore("report", folder, "-o", tmp_path / "a.csv").status == 0
    assert printed.out.encode() == (tmp_path / "a.csv").read_bytes()
    assert (printed.status, printed.err, [one.name for one in tmp_path.iterdir()]) == (0, "", ["a.csv"])


def test_what_needs_several_files_is_not_printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that has others beside it asks for the name of a file, as the others could not be found."""

    def paged(order: Order) -> None:
        order.out.write_text("overview", "utf-8")
        order.out.with_name("0001.html").write_text("page", "utf-8")

    monkeypatch.setattr("autoscore.cli.report.report_format", lambda *_: ReportFormat("html", ".html", "", paged))
    ran = autoscore("report", folder, "-o", "-")
    assert (ran.status, ran.out, "-o" in ran.err) == (2, "", True)


@needs_pipes
def test_a_link_stays_a_link(folder: Path, tmp_path: Path) -> None:
    """A report goes where a link leads."""
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    (tmp_path / "real.html").write_text("old", "utf-8")
    assert autoscore("report", folder, "-o", tmp_path / "link.html").status == 0
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["sheets.jsonl", "calls.jsonl", "manifest.json", "rubrics.json", "summary.csv"])
def test_a_report_never_takes_the_place_of_the_run(folder: Path, name: str) -> None:
    """The run's own files are refused as the name of a report, and of an explanation, and stay as they were."""
    before = contents(folder)
    for arguments in (
        ("report", folder, "-o", folder / name, "--format", "jsonl", "--mask"),
        ("explain", folder, "c1.txt", "surname", "-o", folder / name),
    ):
        ran = autoscore(*arguments)
        assert (ran.status, len(ran.errors)) == (2, 1)
        assert contents(folder) == before


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """Scores calls whose ids hold commas into a folder."""
    put(tmp_path, a_jsonl=lines(*(call(name, "您好", "再见") for name in ("a,b", "a", "b", "c"))))
    assert autoscore("score", tmp_path / "a.jsonl", "--rubric", "hotline", "-o", tmp_path / "run").status == 0
    return tmp_path / "run"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (("a, b",), ["a", "b"]),
        (("a,b",), ["a,b"]),
        (("a", "b"), ["a", "b"]),
        (("c,a", "a,b", "a"), ["c", "a", "a,b"]),
    ],
)
def test_calls_are_named_one_by_one_or_between_commas(
    named: Path, tmp_path: Path, given: tuple[str, ...], wanted: list[str]
) -> None:
    """An id that holds a comma is meant where a call has it; the option may be written several times."""
    options = [text for one in given for text in ("--calls", one)]
    assert autoscore("report", named, "-o", tmp_path / "a.xlsx", *options).status == 0
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == wanted


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.html", ("--calls", "a")),
        ("a.xlsx", ("--calls", "")),
        ("a.xlsx", ("--calls", " , ")),
        ("a.csv", ("--originals", "{run}")),
    ],
)
def test_what_a_form_would_not_heed_is_refused(
    named: Path, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    """An option that would silently do nothing ends the command, and nothing is written."""
    ran = autoscore("report", named, "-o", tmp_path / name, *(one.format(run=named) for one in options))
    assert (ran.status, len(ran.errors), (tmp_path / name).exists()) == (2, 1, False)


def test_a_run_without_its_manifest_is_reported_with_a_warning(named: Path, tmp_path: Path) -> None:
    """It comes last when a run is written, so that without it nobody knows whether the run is whole."""
    assert autoscore("report", named, "-o", tmp_path / "a.csv").errors == [f"写好了 {tmp_path / 'a.csv'}"]
    (named / "manifest.json").unlink()
    ran = autoscore("report", named, "-o", tmp_path / "a.csv")
    assert (ran.status, len(ran.errors), "manifest.json" in ran.errors[0]) == (0, 2, True)


def test_a_run_without_calls_replaces_an_older_report(named: Path, tmp_path: Path) -> None:
    """A report of nothing is an empty file, and not the one of another run that was there."""
    (named / "sheets.jsonl").write_bytes(b"")
    (named / "calls.jsonl").write_bytes(b"")
    (tmp_path / "a.jsonl").write_text("old", "utf-8")
    assert autoscore("report", named, "-o", tmp_path / "a.jsonl").status == 0
    assert (tmp_path / "a.jsonl").read_bytes() == b""


@needs_pipes
@pytest.mark.parametrize("name", ["a.html", "a.xlsx", "a.csv"])
def test_a_process_that_is_asked_to_end_leaves_nothing_half_done(folder: Path, tmp_path: Path, name: str) -> None:
    """It ends by the signal's own status; the file that was there stays, with nothing beside it or for a while."""
    out, spare = tmp_path / "out", tmp_path / "spare"
    out.mkdir()
    spare.mkdir()
    (out / name).write_text("old", "utf-8")
    command = [sys.executable, "-c", ASKED_TO_END, "report", str(folder), "-o", str(out / name)]
    env = {**os.environ, "TMPDIR": str(spare)}
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, env=env)  # noqa: S603 - our own
    assert done.returncode == 143
    assert [(one.name, one.read_text("utf-8")) for one in out.iterdir()] == [(name, "old")]
    assert list(spare.iterdir()) == []


def _unforeseen() -> NoReturn:
    raise KeyError(PRIVATE)


def _full() -> NoReturn:
    raise OSError(28, "No space left on device")


def _full_for_a_library() -> NoReturn:
    try:
        _full()
    except OSError as error:
        raise RuntimeError(PRIVATE) from error


@pytest.mark.parametrize(
    ("breaks", "told"), [(_unforeseen, "KeyError"), (_full, "磁盘满了"), (_full_for_a_library, "磁盘满了")]
)
def test_no_error_tells_the_words_of_a_call(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: Callable[[], NoReturn], told: str
) -> None:
    """Even what nobody foresaw ends with one line that says what kind of error it is, and not what it was about."""

    def broken(_run: StoredRun) -> Iterator[object]:
        breaks()

    monkeypatch.setattr(StoredRun, "__iter__", broken)
    ran = autoscore("report", folder, "-o", tmp_path / "a.csv")
    assert (ran.status, len(ran.errors), told in ran.err) == (2, 1, True)
    assert not any(word in ran.err for word in (PHONE, "小明", "Traceback", "/"))
    assert list(tmp_path.iterdir()) == []
