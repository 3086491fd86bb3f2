"""`autoscore rubric diff`: the same calls under two versions of a rubric."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_kit import RUBRIC, Ran, autoscore, call, lines, tiny

MAGIC = "天灵灵地灵灵"
PHONE = "13912345678"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Scores three calls by the tiny rubric: said, said otherwise, not said."""
    said = [f"您好，{MAGIC}。", "您好，天晴晴地晴晴。", f"今天下雨，号码{PHONE}。"]
    calls = [call(f"c{at}", text, "好的。", "再见。") for at, text in enumerate(said)]
    (tmp_path / "calls.jsonl").write_text(lines(*calls), "utf-8")
    assert autoscore("score", tmp_path / "calls.jsonl", "--rubric", tiny(tmp_path), "-o", tmp_path / "run").status == 0
    return tmp_path / "run"


def compared(run: Path, text: str, *options: str | Path) -> Ran:
    """Compares the tiny rubric with another text of it."""
    return autoscore("rubric", "diff", run.parent / "tiny.yaml", tiny(run.parent, text, "b.yaml"), run, *options)


def record(ran: Ran) -> dict[str, Any]:
    """Returns what was printed as JSON."""
    found: dict[str, Any] = json.loads(ran.out)
    return found


MORE = RUBRIC.replace("[天灵灵地灵灵], by", "[天灵灵地灵灵, 天晴晴地晴晴], by")


def test_the_same_rubric_changes_nothing(run: Path) -> None:
    """Against itself nothing changes, and that is said."""
    ran = compared(run, RUBRIC)
    assert (ran.status, ran.err, "没有变化" in ran.out) == (0, "", True)


def test_a_wider_condition_shows_the_calls_that_it_gains(run: Path) -> None:
    """Just the call that says the new words changes, from fail to pass, with the words of after."""
    ran = compared(run, MORE)
    assert ran.status == 0
    for words in ("总分变了的 1 通：升 1，降 0", "不合格 → 合格 的 1 通：c1", "没做到→做到 1", "“天晴晴地晴晴”"):
        assert words in ran.out, words
    [criterion] = record(compared(run, MORE, "--format", "json"))["criteria"]
    [example] = criterion["examples"]
    assert (criterion["changed"], example["call"]) == (1, "c1")
    assert (example["before"]["words"], [one["quote"] for one in example["after"]["words"]]) == ([], ["天晴晴地晴晴"])


def test_the_ending_tells_the_form(run: Path) -> None:
    """A file is JSON by its ending, else text."""
    for name in ("d.json", "d.txt"):
        assert compared(run, MORE, "-o", run.parent / name) == Ran(0, "", "")
    assert json.loads((run.parent / "d.json").read_text("utf-8")) == record(compared(run, MORE, "--format", "json"))
    assert (run.parent / "d.txt").read_text("utf-8") == compared(run, MORE).out


def test_private_words_are_hidden_in_examples_unless_asked(run: Path) -> None:
    """A quote with a telephone number is hidden, or shown and said so."""
    digits = RUBRIC.replace("[天灵灵地灵灵], by", "[号码13912345678], by")
    hidden, open_ = compared(run, digits), compared(run, digits, "--no-mask")
    assert (PHONE in hidden.out, PHONE in open_.out, "个人信息没有遮" in open_.out) == (False, True, True)


def test_english(run: Path) -> None:
    """The comparison can be read in English."""
    ran = compared(run, MORE, "--lang", "en")
    assert "fail → pass: 1：c1" in ran.out
    assert "No change" in compared(run, RUBRIC, "--lang", "en").out


def test_calls_of_other_rubrics_are_left_out(run: Path) -> None:
    """Where some calls were scored by one of the two rubrics only these are compared; where none was, all are."""
    sheets = run / "sheets.jsonl"
    rows = sheets.read_text("utf-8").splitlines()
    other = '"rubric":{"id":"other"'
    sheets.write_text("\n".join([rows[0], *(row.replace('"rubric":{"id":"tiny"', other) for row in rows[1:])]), "utf-8")
    found = record(compared(run, MORE, "--format", "json"))
    assert (found["calls"], found["left_out"]) == (1, 2)
    sheets.write_text("\n".join(row.replace('"rubric":{"id":"tiny"', other) for row in rows), "utf-8")
    found = record(compared(run, MORE, "--format", "json"))
    assert (found["calls"], found["left_out"]) == (3, 0)


def test_a_run_without_calls_is_refused(run: Path) -> None:
    """Without the words nothing can be judged again."""
    (run / "calls.jsonl").unlink()
    ran = compared(run, MORE)
    assert (ran.status, ran.out, "--no-calls" in ran.err) == (2, "", True)


def test_a_bad_rubric_is_refused(run: Path) -> None:
    """A rubric that cannot judge is told with its place."""
    ran = compared(run, RUBRIC.replace("find:", "fund:"))
    assert (ran.status, "b.yaml:" in ran.err) == (2, True)


def test_a_theme_that_is_left_out_is_told(run: Path) -> None:
    """Where calls had been scored with a theme that is not given here, it is named on standard error."""
    sheets = run / "sheets.jsonl"
    sheets.write_text(sheets.read_text("utf-8").replace('"theme":null', '"theme":"moon"', 1), "utf-8")
    ran = compared(run, MORE)
    assert (ran.status, "moon" in ran.err, "moon" in ran.out) == (0, True, False)
