"""Runs into folders: what must not be lost by what happens to inputs, to parts and to tables."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bulk_kit import TINY, Heard, call, contents, ids, manifest, scored, written

from autoscore.batch import Plan, Summary
from autoscore.batch.choice import Choice
from autoscore.batch.runs import join_runs
from autoscore.batch.store import UNFINISHED, cause
from autoscore.errors import UsageError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file in which ids come again and again, a line is broken, and calls have no id."""
    named = [call(f"c{at % 9}", "天灵灵地灵灵") for at in range(30)]
    return written(tmp_path / "in" / "a.jsonl", *named[:20], "{", call(None), *named[20:], call(None))


def _shrinks(path: Path) -> None:
    path.write_bytes(b"")


def _is_written_anew(path: Path) -> None:
    path.write_text("".join(reversed(path.read_text("utf-8").splitlines(keepends=True))), "utf-8")


@pytest.mark.parametrize("choice", [Choice(), Choice(sample=3), Choice(limit=40)], ids=["all", "sample", "limit"])
@pytest.mark.parametrize("change", [_shrinks, _is_written_anew, Path.unlink])
def test_a_file_that_changes_during_a_run_is_told(
    change: Callable[[Path], None], choice: Choice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls are read from the bytes that the manifest tells of, or they are a failure: none is lost without a word."""
    path = written(tmp_path / "in.jsonl", *(call(f"c{at}") for at in range(40)))
    monkeypatch.setattr(Heard, "begins", lambda *_: change(path))
    heard = scored(tmp_path / "out", path, choice=choice)
    assert {one["code"] for one in manifest(tmp_path / "out")["failures"]} == {"changed"}
    assert {one.code for one in heard.failures} == {"changed"}
    assert ids(tmp_path / "out") == []


def test_a_run_does_not_write_over_its_input(source: Path, tmp_path: Path) -> None:
    """A folder that is read, or in which a file that is read would lose its name, is no place for results."""
    own = tmp_path / "own" / "calls.jsonl"
    own.parent.mkdir()
    shutil.copy(source, own)
    before = own.read_bytes()
    for given in (own, own.parent, f"{own.parent}/*.jsonl"):
        with pytest.raises(UsageError, match="请换一个结果文件夹"):
            scored(own.parent, given, job={"calls": False})
    assert [path.name for path in own.parent.iterdir()] == ["calls.jsonl"]
    assert own.read_bytes() == before


@pytest.mark.parametrize("of", [2, 5])
def test_parts_with_repeated_ids_join_to_the_whole(of: int, source: Path, tmp_path: Path) -> None:
    """A call whose id came in another part names the same two places as in one run, in the same order."""
    scored(tmp_path / "whole", source)
    folders = [tmp_path / f"part{number}" for number in range(1, of + 1)]
    for number, folder in enumerate(folders, 1):
        scored(folder, source, choice=Choice(part=(number, of)))
    heard = Heard()
    join_runs([str(folder) for folder in folders], tmp_path / "out", Summary(), heard)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert len(heard.failures) == 22
    with pytest.raises(UsageError, match="请换一个结果文件夹"):
        join_runs([str(folder) for folder in folders], folders[0], Summary(), Heard())


def test_parts_by_two_texts_of_a_rubric_do_not_join(source: Path, tmp_path: Path) -> None:
    """Where a rubric was changed between two parts, what they would come to is no one's score."""
    changed = tmp_path / "tiny.yaml"
    changed.write_text(Path(TINY).read_text("utf-8").replace("title: ", "title: 新", 1), "utf-8")
    scored(tmp_path / "1", source, choice=Choice(part=(1, 2)))
    scored(tmp_path / "2", source, choice=Choice(part=(2, 2)), job={"plan": Plan(str(changed))})
    with pytest.raises(UsageError, match="不同"):
        join_runs([str(tmp_path / "1"), str(tmp_path / "2")], tmp_path / "out", Summary(), Heard())


def test_a_folder_is_not_finished_without_its_table(source: Path, tmp_path: Path) -> None:
    """Ended while the table is written, a run has no manifest; the next one writes it, one without a table none."""

    def ends(_sheets: Path, _out: Path) -> None:
        raise KeyboardInterrupt

    def copies(sheets: Path, out: Path) -> None:
        shutil.copy(sheets, out)

    run = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        scored(run, source, flat=ends)
    assert [path.name for path in run.iterdir()] == [UNFINISHED]
    assert scored(run, source, flat=copies).scored == 0
    assert (run / "criteria.parquet").read_bytes() == (run / "sheets.jsonl").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        scored(run, source, flat=ends)
    assert (run / "manifest.json").exists()
    scored(run, source)
    assert list(contents(run)) == ["calls.jsonl", "manifest.json", "rubrics.json", "sheets.jsonl", "summary.csv"]


def test_why_nothing_can_be_written_is_told_in_words() -> None:
    """What an operator meets has words of ours, the rest those of the system."""
    assert cause(OSError(errno.ENOSPC, "No space left on device")) == "磁盘满了"
    assert cause(PermissionError(errno.EACCES, "Permission denied")) == "没有权限"
    assert cause(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert cause(OSError()) == "OSError"
