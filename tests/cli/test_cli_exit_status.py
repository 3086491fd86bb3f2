"""Exit statuses: 2 nothing done, 1 some inputs failed, 3 a call below the mark, 0 everything scored."""

from pathlib import Path

import pytest
from cli_kit import MET, NOT_MET, TINY, autoscore, process, put


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("score",),
        ("scare", "x"),
        ("score", "{good}", "--frmt", "json"),
        ("score", "{good}", "--format", "xml"),
        ("score", "{good}", "--jobs", "0"),
        ("score", "{good}", "--fail-under", "-1"),
        ("score", "{good}", "--fail-under", "nan"),
        ("score", "{good}", "--max-bad", "1.5"),
        ("score", "{good}", "--max-bad", "nan"),
        ("score", "{good}", "--roles", "客服"),
        ("score", "{good}", "--roles", "客服=boss"),
        ("score", "{good}", "--roles", "甲=agent,甲=customer"),
        ("score", "{good}", "--rubric", "hotlin"),
        ("score", "{good}", "--lexicons", "{folder}/nowhere"),
        ("score", "{folder}/nowhere.txt"),
        ("score", "{folder}/*.nothing"),
        ("score", ""),
        ("annotate", "{folder}/nowhere.txt"),
        ("annotate", "{good}", "-o", "{folder}/nowhere/out.jsonl"),
        ("convert", "{good}"),
        ("convert", "{good}", "-o", "{folder}"),
        ("convert", "{good}", "-o", "{folder}/nowhere/out.jsonl"),
        ("rubric", "show", "hotlin"),
        ("rubric", "check", "hotlin"),
        ("rubric", "test", "hotlin"),
        ("rubric", "explain", "hotlin"),
        ("rubric", "explain", "hotline", "greating"),
        ("lexicon", "check", "{folder}/nowhere"),
    ],
)
def test_bad_usage_does_nothing_and_says_why(wrong: tuple[str, ...], tmp_path: Path) -> None:
    """A command that cannot be done ends with 2, a reason on standard error, and no traceback."""
    good = put(tmp_path, good_txt=MET) / "good.txt"
    ran = autoscore(*(one.format(good=good, folder=tmp_path) for one in wrong))
    assert ran.status == 2
    assert ran.errors
    assert "Traceback" not in ran.err
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["good.txt"]


def test_a_misspelt_rubric_is_guessed(tmp_path: Path) -> None:
    """A rubric that is not there is answered with the nearest that is."""
    ran = autoscore("score", put(tmp_path, a_txt=MET) / "a.txt", "--rubric", "hotlin")
    assert ran.errors == ["hotlin: 没有这张评分表，也没有这个文件；是不是“hotline”？"]


def test_all_scored_is_0_some_failed_is_1_none_is_2(tmp_path: Path) -> None:
    """Failures beside scored calls make 1, without any 2, and no failure 0."""
    put(tmp_path, good_txt=MET, bad_txt=b"")
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    assert [
        autoscore("score", *some, "--rubric", TINY, "--format", "jsonl").status
        for some in ((good,), (good, bad), (bad,), (bad, tmp_path / "nowhere.txt"))
    ] == [0, 1, 2, 2]


@pytest.mark.parametrize(("share", "status"), [("0", 1), ("0.3", 1), ("0.34", 0), ("1", 0)])
def test_a_share_of_failures_may_be_allowed(share: str, status: int, tmp_path: Path) -> None:
    """--max-bad makes 0 of what would be 1 where the failures' share is at most that; they are told all the same."""
    inputs = put(tmp_path / "calls", a_txt=MET, b_txt=b"", c_txt=NOT_MET)
    ran = autoscore("score", inputs, "--rubric", TINY, "--max-bad", share, "--format", "jsonl")
    assert ran.status == status
    assert len(ran.records) == 2
    assert ran.err.startswith(f"{inputs}/b.txt: ")


def test_nothing_scored_is_2_however_much_is_allowed(tmp_path: Path) -> None:
    """--max-bad 1 does not make a success of a run that scored no call."""
    assert autoscore("score", put(tmp_path, a_txt=b"") / "a.txt", "--rubric", TINY, "--max-bad", "1").status == 2


@pytest.mark.parametrize(("mark", "status"), [("0", 0), ("60", 3), ("100", 3)])
def test_a_call_below_the_mark_is_3(mark: str, status: int, tmp_path: Path) -> None:
    """--fail-under makes 3 where a call's highest possible total lies below the mark."""
    put(tmp_path, a_txt=MET, b_txt=NOT_MET)
    inputs = (tmp_path / "a.txt", tmp_path / "b.txt")
    assert autoscore("score", *inputs, "--rubric", TINY, "--fail-under", mark, "--format", "jsonl").status == status
    assert autoscore("score", inputs[0], "--rubric", TINY, "--fail-under", mark, "--format", "jsonl").status == 0


def test_failures_come_before_the_mark(tmp_path: Path) -> None:
    """The first that holds is taken: with failures 1, with failures that are allowed 3."""
    inputs = put(tmp_path / "calls", a_txt=NOT_MET, b_txt=b"")
    arguments = ("score", inputs, "--rubric", TINY, "--fail-under", "60", "--format", "jsonl")
    assert autoscore(*arguments).status == 1
    assert autoscore(*arguments, "--max-bad", "0.5").status == 3


def test_the_process_ends_with_the_status_and_keeps_its_streams_apart(tmp_path: Path) -> None:
    """The status is the process's own; results go to standard output alone, all else to standard error."""
    inputs = put(tmp_path / "calls", a_txt=NOT_MET, b_txt=b"")
    ran = process("score", inputs, "--rubric", TINY, "--fail-under", "60", "--max-bad", "0.5", "--format", "jsonl")
    assert ran.status == 3
    assert [sheet["id"] for sheet in ran.records] == ["a.txt"]
    assert len(ran.errors) == 1
    assert process("score", tmp_path / "nowhere", "--rubric", TINY).status == 2
    assert process("rubric", "list").status == 0
