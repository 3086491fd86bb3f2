"""`autoscore explain`: the page of one criterion of one call, its formats and exit statuses."""

import json
import unicodedata
from pathlib import Path

import pytest
from cli_kit import EXAMPLES, Ran, autoscore, call, lines, tiny

MAGIC = "天灵灵地灵灵"
CALLS = (
    call("c1", f"您好，{MAGIC}。", "我的电话是13912345678。", "好的。", "再见。", metadata={"agent": "007"}),
    call("day/2 <b>", "今天下雨。", "\x1b[31m红\u202e字", "好的。", "再见。"),
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Scores two calls by the tiny rubric."""
    (tmp_path / "calls.jsonl").write_text(lines(*CALLS), "utf-8")
    assert autoscore("score", tmp_path / "calls.jsonl", "--rubric", tiny(tmp_path), "-o", tmp_path / "run").status == 0
    return tmp_path / "run"


def explained(run: Path, *arguments: str | Path) -> Ran:
    """Explains with the run's own rubric."""
    return autoscore("explain", run, *arguments, "--rubric", run.parent / "tiny.yaml")


def test_a_criterion_is_explained_by_id_or_title(run: Path) -> None:
    """The page tells the outcome, the rule, the words with their place, and the versions; by title it is the same."""
    ran = explained(run, "c1", "a")
    assert (ran.status, ran.err) == (0, "")
    for words in ("扣分说明：c1 · 甲", "做到 · 10 分（满分 10）", f"【{MAGIC}】", "为什么：为了试", "sha256:"):
        assert words in ran.out
    assert explained(run, "c1", "甲") == ran


def test_private_words_are_hidden_unless_asked(run: Path) -> None:
    """A telephone number beside the evidence is hidden in every form; --no-mask shows it and says so."""
    for form in ("text", "html", "json"):
        hidden, open_ = (explained(run, "c1", "a", "--format", form, one) for one in ("--mask", "--no-mask"))
        assert "13912345678" not in hidden.out + explained(run, "c1", "a", "--format", form).out
        assert "13912345678" in open_.out
    assert "个人信息没有遮" in explained(run, "c1", "a", "--no-mask").out
    assert json.loads(explained(run, "c1", "a", "--format", "json").out)["masked"] is True


def test_the_ending_tells_the_form(run: Path) -> None:
    """A file is HTML, JSON or text by its ending, unless a form is named; nothing else is printed."""
    folder = run.parent
    for name, start in (("x.html", "<!DOCTYPE html>"), ("x.json", "{"), ("x.txt", "扣分说明")):
        assert explained(run, "c1", "a", "-o", folder / name) == Ran(0, "", "")
        assert (folder / name).read_text("utf-8").lstrip().startswith(start)
    explained(run, "c1", "a", "-o", folder / "x.html", "--format", "text")
    assert (folder / "x.html").read_text("utf-8").startswith("扣分说明")


def test_the_same_command_gives_the_same_bytes(run: Path) -> None:
    """A page knows nothing of the clock."""
    assert explained(run, "c1", "a", "--format", "html") == explained(run, "c1", "a", "--format", "html")


def test_verifying_tells_by_its_status(run: Path) -> None:
    """0 where scoring again gives the same, 1 where it does not, 2 where it can't be done; there is a page anyhow."""
    same = explained(run, "c1", "a", "--verify")
    assert (same.status, "重评一致" in same.out) == (0, True)
    gone = autoscore("explain", run, "c1", "a", "--verify")
    assert (gone.status, "请用 --rubric 给出当时的文件" in gone.out, "【" in gone.out) == (2, True, True)
    sheets = run / "sheets.jsonl"
    sheets.write_text(sheets.read_text("utf-8").replace('"total":"100.0"', '"total":"90.0"'), "utf-8")
    other = explained(run, "c1", "a", "--verify")
    assert (other.status, "总分：90.0 → 100.0" in other.out) == (1, True)
    assert explained(run, "c1", "a").status == 0


def test_without_calls_only_quotes_are_explained(run: Path) -> None:
    """A run with --no-calls is explained by its quotes; it cannot be verified."""
    given = ("--rubric", run.parent / "tiny.yaml", "-o", run, "--no-calls")
    assert autoscore("score", run.parent / "calls.jsonl", *given).status == 0
    ran = explained(run, "c1", "a", "--verify")
    assert (ran.status, MAGIC in ran.out, "对话原文没有留" in ran.out, "--no-calls" in ran.out) == (2, True, True, True)


UNKNOWN = {
    "a call": (("c11", "a"), "是不是“c1”？"),
    "a part of a call": (("day", "a"), "是不是“day/2 <b>”？"),
    "a criterion": (("c1", "乙"), "可用：a 甲"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_unknown_is_told_with_a_name_like_it(run: Path, name: str) -> None:
    """An unknown call or criterion is an error that names what may have been meant."""
    arguments, told = UNKNOWN[name]
    ran = explained(run, *arguments)
    assert (ran.status, ran.out, told in ran.err) == (2, "", True)


def test_a_call_may_have_any_id_and_say_anything(run: Path) -> None:
    """An id with slashes and angle brackets is found; what is said steers neither terminal nor page."""
    text, page = (explained(run, "day/2 <b>", "a", "--format", form).out for form in ("text", "html"))
    assert not [char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf"}]
    assert ("<b>" in page, "day/2 &lt;b&gt;" in page) == (False, True)


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    """What is no run is told so."""
    ran = autoscore("explain", tmp_path, "c1", "a")
    assert (ran.status, "不是评分的结果" in ran.err) == (2, True)


def test_bundled_rubrics_need_no_file(tmp_path: Path) -> None:
    """An example scored by its channel's own rubric comes out the same, whatever its status, in English too."""
    example = EXAMPLES / "counter" / "cancel-service-bad.txt"
    assert autoscore("score", example, "-o", tmp_path / "run").status == 0
    [sheet] = [json.loads(line) for line in (tmp_path / "run" / "sheets.jsonl").read_text("utf-8").splitlines()]
    # One of each status that there is.
    for score in {score["status"]: score for score in sheet["criteria"]}.values():
        ran = autoscore("explain", tmp_path / "run", sheet["id"], score["id"], "--verify", "--lang", "en")
        assert (ran.status, "Scored again with the same result" in ran.out) == (0, True), score["id"]
