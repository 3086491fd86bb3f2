"""Runs into folders: the same bytes whatever the tasks, the workers and the accidents."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulk_kit import (
    COUNT,
    FINE,
    TINY,
    Heard,
    apart,
    call,
    contents,
    deadly,
    deadly_once,
    full_once,
    ids,
    manifest,
    parts,
    plan,
    scored,
    written,
)

from autoscore.annotate import CALLS
from autoscore.batch import Failure, Plan, Summary, distinct, score_all
from autoscore.batch.bulk import Order, score_into
from autoscore.batch.choice import Choice
from autoscore.batch.part import PART, PartWriter
from autoscore.batch.runs import join_runs
from autoscore.batch.store import UNFINISHED, Store
from autoscore.batch.task import Grain
from autoscore.batch.work import Job
from autoscore.errors import UsageError
from autoscore.readers import read_inputs

posix = pytest.mark.skipif(os.name != "posix", reason="processes end otherwise elsewhere")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with all that befalls ids: lines without one, broken and blank ones, some that come twice."""
    folder = tmp_path / "in"
    named = [call(f"c{at}", "天灵灵地灵灵" if at % 3 else "今天下雨") for at in range(150)]
    written(folder / "a.jsonl", *named[:40], call(None), "", '{"id": "cut', *named[40:], call("c7"), call(None))
    written(folder / "b.jsonl", call("c3"), call(None), call("b"), call("b", "又一次"))
    (folder / "c.txt").write_text("客服：天灵灵地灵灵。\n客户：再见。\n", "utf-8")
    (folder / "d.txt").write_bytes(b"")
    return folder


@pytest.fixture
def wanted(source: Path, tmp_path: Path) -> dict[str, bytes]:
    """The files of a run that nothing disturbs."""
    scored(tmp_path / "wanted", source)
    return contents(tmp_path / "wanted")


def test_a_folder_holds_what_a_stream_gives(source: Path, tmp_path: Path) -> None:
    """Sheets and failures are those of reading and scoring one call after the other, in that order."""
    heard = scored(tmp_path / "out", source)
    outcomes = list(score_all(distinct(read_inputs([str(source)], roles={}, stdin=None)), Plan(TINY)))
    failures = [one.problem for one in outcomes if isinstance(one, Failure)]
    assert ids(tmp_path / "out") == [one.sheet.id for one in outcomes if not isinstance(one, Failure)]
    assert heard.failures == failures
    assert [one.code for one in failures] == ["json", *["duplicate_id"] * 3, "empty"]
    assert (heard.scored, heard.bad, heard.left) == (len(outcomes) - 2, 2, 0)


@pytest.mark.parametrize(
    ("piece", "grain"),
    [(1, Grain(1, 1)), (1, Grain(1, 3000)), (700, Grain(1, 1)), (700, Grain(10**6, 10**6)), (10**6, Grain(1, 1))],
)
def test_the_size_of_tasks_changes_no_byte(
    piece: int, grain: Grain, source: Path, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    """However inputs are cut and put together, the files are the same."""
    scored(tmp_path / "out", source, piece=piece, grain=grain)
    assert contents(tmp_path / "out") == wanted


def test_the_number_of_workers_changes_no_byte(source: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """Two workers write the files that one process writes."""
    heard = scored(tmp_path / "out", source, jobs=2)
    assert contents(tmp_path / "out") == wanted
    assert (heard.scored, heard.bad, heard.left) == (158, 2, 0)


def test_an_unfinished_run_has_no_name_of_a_finished_one(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a run ends early there is a folder that says so, and none of a run's files."""
    stopped(tmp_path / "out", source, monkeypatch, after=3)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [UNFINISHED]
    assert parts(tmp_path / "out") == 3


def stopped(output: Path, source: Path, patch: pytest.MonkeyPatch, *, after: int) -> None:
    """Runs until so many parts are written, and no further."""
    finish, done = PartWriter.finish, [0]

    def finishing(self: PartWriter, *counts: object) -> None:
        if done[0] == after:
            raise KeyboardInterrupt
        done[0] += 1
        finish(self, *counts)  # type: ignore[arg-type]

    with patch.context() as context:
        context.setattr(PartWriter, "finish", finishing)
        with pytest.raises(KeyboardInterrupt):
            scored(output, source)


def test_what_was_done_is_not_done_again(
    source: Path, wanted: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command goes on where it was: parts that are whole are taken as they are."""
    out = tmp_path / "out"
    stopped(out, source, monkeypatch, after=3)
    before = {path: path.stat().st_mtime_ns for path in (out / UNFINISHED).glob(f"*{PART}")}
    stopped(out, source, monkeypatch, after=2)
    assert parts(out) == 5
    assert {path: path.stat().st_mtime_ns for path in before} == before
    heard = scored(out, source)
    assert heard.gone == 0
    assert heard.scored + heard.bad < 160
    assert contents(out) == wanted


def test_a_part_that_is_not_whole_is_done_again(
    source: Path, wanted: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that lost its end, and one that another process left half written, count for nothing."""
    stopped(tmp_path / "out", source, monkeypatch, after=3)
    first, *_ = sorted((tmp_path / "out" / UNFINISHED).glob(f"*{PART}"))
    first.write_bytes(first.read_bytes()[:-9])
    first.with_name(f"{first.name}.1.tmp").write_bytes(b"x")
    scored(tmp_path / "out", source)
    assert contents(tmp_path / "out") == wanted


@pytest.mark.parametrize("change", ["input", "rubric", "option"])
def test_parts_of_another_run_are_never_taken(
    change: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change in inputs, rubric or options the run says that it begins anew, and comes to what it should."""
    out, other = tmp_path / "out", tmp_path / "other"
    stopped(out, source, monkeypatch, after=3)
    job = {}
    if change == "input":
        first = source / "a.jsonl"
        first.write_bytes(first.read_bytes().replace("您好".encode(), "你好".encode()).replace(b"c0", b"x0"))
    elif change == "rubric":
        rubric = tmp_path / "tiny.yaml"
        rubric.write_text(Path(TINY).read_text("utf-8").replace("天灵灵", "地灵灵"), "utf-8")
        monkeypatch.setattr("bulk_kit.TINY", str(rubric))
    else:
        job = {"roles": {"客服": "agent"}}
    heard = again(out, source, job)
    assert heard.gone >= 1 if change == "input" else heard.gone == 3
    again(other, source, job)
    assert contents(out) == contents(other)


def again(output: Path, source: Path, job: dict[str, object]) -> Heard:
    heard = Heard()
    order = Order([str(source)], Job(plan(), **{"roles": {}, **job}), output, piece=1, grain=FINE)  # type: ignore[arg-type]
    score_into(order, Summary(), heard)
    return heard


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_goes_on(jobs: int, source: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """Killed with -9 whenever, and started again, the run comes to the bytes of one that nothing disturbed."""
    out, random_ = tmp_path / "out", random.Random(jobs)  # noqa: S311 - any moment will do
    many = 0
    for _ in range(3):
        running = apart(out, source, jobs)
        many += random_.randint(1, 3)
        for _ in waiting():
            if running.poll() is not None or parts(out) >= many:
                break
        os.killpg(running.pid, signal.SIGKILL) if random_.random() < 0.5 else running.kill()
        running.wait()
        assert [path.name for path in out.iterdir()] == [UNFINISHED]
    assert apart(out, source, jobs).wait() == 0
    assert contents(out) == wanted


def waiting() -> Iterator[None]:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(0.002)
        yield
    raise AssertionError("nothing happened for a minute")


@posix
def test_a_worker_that_is_lost_costs_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a worker is killed once, another does its task, and no byte is different."""
    written(source / "e.jsonl", *(call(f"e{at}") for at in range(5)), call("deadly"), call("e9"))
    monkeypatch.setenv(COUNT, str(tmp_path / "count"))
    scored(tmp_path / "wanted", source)
    heard = scored(tmp_path / "out", source, jobs=2, job={"printer": deadly_once})
    assert contents(tmp_path / "out") == contents(tmp_path / "wanted")
    assert (tmp_path / "count").stat().st_size == 2
    assert heard.scored == len(ids(tmp_path / "wanted")) + 3  # and the calls whose ids come twice


@posix
def test_a_call_that_kills_workers_is_found(source: Path, tmp_path: Path) -> None:
    """A call that ends every worker becomes a failure with its place; all the others are scored."""
    written(source / "e.jsonl", call("e1"), call("deadly"), call("e2"))
    heard = scored(tmp_path / "out", source / "e.jsonl", source / "b.jsonl", jobs=2, job={"printer": deadly})
    assert ids(tmp_path / "out") == ["e1", "e2", "c3", "b.jsonl#2", "b"]
    [lost, repeated] = heard.failures
    assert (lost.code, str(lost.place)) == ("worker_lost", f"{source}/e.jsonl:2:1")
    assert repeated.code == "duplicate_id"
    assert manifest(tmp_path / "out")["counts"] == {"scored": 5, "failed": 2}


@posix
def test_a_call_that_kills_the_only_process_is_found(tmp_path: Path) -> None:
    """Where the same task has ended a run of one process twice, the third leaves it to a worker, and is not ended."""
    source = written(tmp_path / "e.jsonl", call("e1"), call("deadly"), call("e2"))
    ends = [apart(tmp_path / "out", source, 1, "bulk_kit.deadly").wait() for _ in range(3)]
    assert ends == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert ids(tmp_path / "out") == ["e1", "e2"]
    assert [one["code"] for one in manifest(tmp_path / "out")["failures"]] == ["worker_lost"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_says_what_to_do(
    jobs: int, source: Path, wanted: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing more can be written, the run ends and says so; with room it goes on."""
    monkeypatch.setenv(COUNT, str(tmp_path / "count"))
    arguments = {"jobs": jobs, "job": {"printer": full_once}}
    with pytest.raises(UsageError, match=r"腾出空间.*再运行同一条命令"):
        scored(tmp_path / "out", source, **arguments)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [UNFINISHED]
    assert scored(tmp_path / "out", source, **arguments).scored < 158
    assert contents(tmp_path / "out") == wanted


@posix
def test_two_runs_do_not_share_a_folder(source: Path, tmp_path: Path) -> None:
    """While one run writes into a folder, another is refused."""
    with Store(tmp_path / "out").held(), pytest.raises(UsageError, match="另一个"):
        scored(tmp_path / "out", source)


@pytest.mark.parametrize("of", [1, 3])
def test_parts_of_the_work_join_to_the_whole(of: int, source: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    """Each call is scored by one of n machines, whatever n; joined, their folders are that of one run."""
    alone = written(tmp_path / "in" / "a.jsonl", *(call(f"c{at}") for at in range(60)), "{", call(None))
    scored(tmp_path / "whole", alone)
    folders = [tmp_path / f"part{number}" for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        scored(folder, alone, choice=Choice(part=(number, of)))
        assert manifest(folder)["part"] == f"{number}/{of}"
    assert [name for folder in folders for name in ids(folder)] == ids(tmp_path / "whole")
    summary = Summary()
    join_runs([str(folder) for folder in reversed(folders)], tmp_path / "out", summary, Heard())
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert (summary.tally.calls, summary.bad) == (61, 1)


def test_only_the_parts_of_one_work_join(source: Path, tmp_path: Path) -> None:
    """A part that is missing or another work's is refused, and so is a folder that is no part."""
    first, other, whole = (str(tmp_path / name) for name in ("first", "other", "whole"))
    scored(Path(first), source, choice=Choice(part=(1, 2)))
    scored(Path(other), source / "a.jsonl", choice=Choice(part=(2, 2)))
    scored(Path(whole), source)
    for folders, why in (
        ([first], "各一份"),
        ([first, first], "各一份"),
        ([first, other], "不同"),
        ([whole], "shards"),
    ):
        with pytest.raises(UsageError, match=why):
            join_runs(folders, tmp_path / "out", Summary(), Heard())


def test_a_run_is_scored_again_from_its_own_calls(source: Path, tmp_path: Path) -> None:
    """A run's folder as input means the calls that it has kept; without them it is refused."""
    scored(tmp_path / "run", source)
    scored(tmp_path / "out", tmp_path / "run")
    first, second = contents(tmp_path / "run"), contents(tmp_path / "out")
    assert first["sheets.jsonl"] == second["sheets.jsonl"]
    assert first["calls.jsonl"] == second["calls.jsonl"]
    scored(tmp_path / "bare", source, job={"calls": False})
    with pytest.raises(UsageError, match="no-calls"):
        scored(tmp_path / "out", tmp_path / "bare")


def test_a_run_does_not_replace_the_one_that_it_reads(source: Path, tmp_path: Path) -> None:
    """Ended while its files take their names, a run could not go on from calls that it has replaced: it is refused."""
    scored(tmp_path / "run", source)
    before = contents(tmp_path / "run")
    for given in (tmp_path / "run", tmp_path / "run" / "calls.jsonl"):
        with pytest.raises(UsageError, match="请换一个结果文件夹"):
            scored(tmp_path / "run", given)
    assert contents(tmp_path / "run") == before


def test_standard_input_is_cut_too(source: Path, tmp_path: Path) -> None:
    """What comes through a pipe is scored in tasks as a file is, under the names that a pipe has."""
    written(source / "p.jsonl", *(call(None if at % 2 else f"p{at}") for at in range(40)), "{")
    with (source / "p.jsonl").open("rb") as stdin:
        heard = scored(tmp_path / "out", "-", stdin=stdin)
    assert ids(tmp_path / "out") == [f"stdin#{at + 1}" if at % 2 else f"p{at}" for at in range(40)]
    assert [str(one.place) for one in heard.failures] == ["-:41:2"]
    assert str(tmp_path) not in json.dumps(manifest(tmp_path / "out"))


def test_the_manifest_tells_the_inputs(source: Path, tmp_path: Path) -> None:
    """Files, bytes and a digest of what was read; another byte is another digest, another folder is not."""
    one = written(tmp_path / "one" / "a.jsonl", call("a"), call("b"))
    two = written(tmp_path / "two" / "a.jsonl", call("a"), call("b"))
    three = written(tmp_path / "three" / "a.jsonl", call("a"), call("b"), "")
    made = []
    for number, path in enumerate((one, two, three)):
        scored(tmp_path / f"out{number}", path)
        made.append(manifest(tmp_path / f"out{number}")["inputs"])
    assert made[0] == made[1]
    assert (made[0]["files"], made[0]["bytes"]) == (1, one.stat().st_size)
    assert made[0]["digest"] != made[2]["digest"]
    assert made[0]["calls"] == made[2]["calls"]


def test_batches_are_no_bounds(tmp_path: Path) -> None:
    """A task of more calls than a batch comes out in order."""
    path = written(tmp_path / "a.jsonl", *(call(f"c{at}") for at in range(2 * CALLS + 3)))
    scored(tmp_path / "out", path, grain=Grain(10**6, 10**6))
    assert ids(tmp_path / "out") == [f"c{at}" for at in range(2 * CALLS + 3)]
