"""`autoscore score` over many calls: what is chosen, what is gone on with, what is told."""

import json
from pathlib import Path

import pytest
from cli_kit import MET, NOT_MET, TINY, Ran, autoscore, call, contents, lines, manifest, put, sheets

from autoscore.batch.part import PartWriter
from autoscore.batch.store import UNFINISHED

WORDS = ("天灵灵地灵灵", "再见")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Twelve calls of three agents on twelve days, the last without a date, and a line that is broken."""
    dates = [{"date": f"2026-02-{day:02d}"} for day in range(1, 12)]
    calls = [call(f"c{at}", *WORDS, metadata={"agent": f"a{at % 3}"}, **one) for at, one in enumerate([*dates, {}])]
    return put(tmp_path, a_jsonl=lines(*calls, "{")) / "a.jsonl"


def ids(ran: Ran) -> list[str]:
    return [sheet["id"] for sheet in ran.records]


def score(*arguments: str | Path) -> Ran:
    return autoscore("score", *arguments, "--rubric", TINY)


@pytest.mark.parametrize(
    ("options", "count", "status"),
    [
        (("--limit", "5"), 5, 0),
        (("--sample", "5", "--seed", "3"), 5, 1),
        (("--sample", "2", "--sample-by", "agent"), 6, 1),
        (("--sample", "4", "--sample-by", "risk"), 4, 1),
        (("--since", "2026-02-09"), 3, 1),
        (("--since", "2026-02-09", "--limit", "2"), 2, 0),
    ],
)
def test_what_is_printed_is_what_goes_into_a_folder(
    options: tuple[str, ...], count: int, status: int, source: Path, tmp_path: Path
) -> None:
    """The same calls are chosen with -o and without; what cannot be read before the last of them is told."""
    printed = score(source, *options, "--format", "jsonl")
    written = score(source, *options, "-o", tmp_path / "out")
    assert (printed.status, written.status, len(ids(printed))) == (status, status, count)
    assert (tmp_path / "out" / "sheets.jsonl").read_text("utf-8") == printed.out
    assert "chosen" in manifest(tmp_path / "out")


def test_calls_without_a_date_are_counted(source: Path, tmp_path: Path) -> None:
    """--since says how many calls came before and how many have no date, in the manifest and on standard error."""
    told = score(source, "--since", "2026-02-09", "-o", tmp_path / "out")
    counted = manifest(tmp_path / "out")["chosen"]["since"]
    assert counted == {"date": "2026-02-09T00:00:00", "before": 8, "undated": 1}
    line = "没到 --since 的 8 通，没有日期的 1 通，没有评"
    assert line in told.errors
    assert line in score(source, "--since", "2026-02-09", "--format", "jsonl").errors


@pytest.mark.parametrize(
    "options",
    [
        ("--limit", "0"),
        ("--limit", "2", "--sample", "2"),
        ("--sample-by", "agent"),
        ("--sample", "2", "--seed", "-1"),
        ("--since", "昨天"),
        ("--shards", "1/3"),
        ("--shards", "4/3", "-o", "{out}"),
        ("--shards", "0/3", "-o", "{out}"),
        ("--shards", "half", "-o", "{out}"),
        ("--join",),
        ("--join", "-o", "{out}"),
        ("--join", "-o", "{out}", "--limit", "2"),
    ],
)
def test_what_does_not_go_together_is_refused(options: tuple[str, ...], source: Path, tmp_path: Path) -> None:
    """Bad choices end with 2 and a reason, before anything is scored or written."""
    ran = score(source, *(one.format(out=tmp_path / "out") for one in options))
    assert ran.status == 2
    assert ran.errors[-1]
    assert ran.out == ""
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_parts_are_joined(source: Path, tmp_path: Path) -> None:
    """--shards on several machines and --join come to the folder of one run."""
    score(source, "-o", tmp_path / "whole")
    for part in (1, 2):
        score(source, "--shards", f"{part}/2", "-o", tmp_path / str(part))
    joined = autoscore("score", tmp_path / "2", tmp_path / "1", "--join", "-o", tmp_path / "out")
    assert joined.status == 1
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_machine_without_work_has_done_its_share(source: Path, tmp_path: Path) -> None:
    """Where there are more machines than work, those left over end well, and the whole is joined all the same."""
    ran = [score(source, "--shards", f"{part}/2", "-o", tmp_path / str(part)) for part in (1, 2)]
    assert [one.status for one in ran] == [1, 0]
    assert manifest(tmp_path / "2")["counts"] == {"scored": 0, "failed": 0}
    assert autoscore("score", tmp_path / "1", tmp_path / "2", "--join", "-o", tmp_path / "out").status == 1


@pytest.mark.parametrize("option", ["--rubric", "--theme"])
def test_what_only_scoring_heeds_is_refused_when_joining(option: str, tmp_path: Path) -> None:
    """Joining scores nothing: an option that says how is refused by its name, not passed over."""
    ran = autoscore("score", tmp_path, "--join", "-o", tmp_path / "out", option, TINY)
    assert ran.status == 2
    assert f"{option} 不能和 --join 一起写" in ran.errors[-1]


@pytest.mark.parametrize(("option", "value"), [("--jobs", "2"), ("--sample-by", "agent"), ("--seed", "7")])
def test_what_spark_does_not_heed_is_refused(option: str, value: str, source: Path, tmp_path: Path) -> None:
    """An option of the local engine is refused by its name before Spark is started, not passed over."""
    ran = score(source, "--engine", "spark", "-o", tmp_path / "out", option, value)
    assert ran.status == 2
    assert f"{option} 不能和 --engine spark 一起写" in ran.errors[-1]


def test_a_run_that_was_ended_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended by hand, a run says that the same command goes on; the next one says where, and ends as if nothing was."""
    big = [call(f"c{at}", WORDS[0], "好" * 90_000) for at in range(4)]
    source = put(tmp_path, a_jsonl=lines(*big)) / "a.jsonl"
    finish, done = PartWriter.finish, []

    def finishing(self: PartWriter, *counts: object) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(finish(self, *counts))  # type: ignore[func-returns-value,arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(PartWriter, "finish", finishing)
        ended = score(source, "-o", tmp_path / "out")
    assert ended.status == 130
    assert "再运行同一条命令，会接着评，评完的不重评" in ended.errors
    assert [path.name for path in (tmp_path / "out").iterdir()] == [UNFINISHED]
    ran = score(source, "-o", tmp_path / "out")
    assert ran.status == 0
    assert ran.errors[0].startswith("接着上次没评完的：已评 ")
    score(source, "-o", tmp_path / "calm")
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


def test_a_run_is_scored_again_by_another_rubric(tmp_path: Path) -> None:
    """A run's folder as input is scored from its own calls, printed or into another folder."""
    put(tmp_path / "calls", a_txt=MET, b_txt=NOT_MET)
    score(tmp_path / "calls", "-o", tmp_path / "run")
    printed = autoscore("score", tmp_path / "run", "--rubric", "hotline", "--format", "jsonl")
    again = autoscore("score", tmp_path / "run", "--rubric", "hotline", "-o", tmp_path / "again")
    assert (printed.status, again.status) == (0, 0)
    assert ids(printed) == ["a.txt", "b.txt"]
    assert sheets(tmp_path / "again") == printed.records
    assert json.dumps(manifest(tmp_path / "again")["inputs"]["given"]) == '["run"]'
