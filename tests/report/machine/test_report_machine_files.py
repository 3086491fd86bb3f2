"""What all forms for programs have in common: JSON Lines, files in full or not at all, harmless words, the command."""

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from machine_kit import RUNS, TEXTS, report, reported

from autoscore.cli.main import run
from autoscore.errors import UsageError
from autoscore.model import Call, ScoreSheet
from autoscore.privacy import Masker
from autoscore.report.machine import lines_form
from autoscore.report.machine.json_form import json_line, json_text
from autoscore.report.machine.told import plain
from autoscore.runs.safe import is_dangerous
from autoscore.runs.whole import part_of, whole


@given(RUNS)
@settings(max_examples=40)
def test_lines_are_the_sheets(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """Each line is a sheet as it was stored, in the order of the run."""
    lines = reported(lines_form.FORMAT, list(pairs)).split("\n")
    assert lines.pop() == ""
    assert [msgspec.json.decode(line, type=ScoreSheet) for line in lines] == [sheet for sheet, _ in pairs]


def test_lines_can_be_masked(examples: Path, tmp_path: Path) -> None:
    """With personal data hidden the sheets are the same but for words, each as long as before."""
    form = lines_form.FORMAT
    plainly, masked = (
        [msgspec.json.decode(line, type=ScoreSheet) for line in report(form, examples, out, who).splitlines()]
        for out, who in ((tmp_path / "a", Masker(active=False)), (tmp_path / "b", Masker.of()))
    )
    for one, other in zip(plainly, masked, strict=True):
        assert [score.status for score in one.criteria] == [score.status for score in other.criteria]
        spans = [[(each.start, len(each.quote)) for each in score.evidence] for score in one.criteria]
        assert spans == [[(each.start, len(each.quote)) for each in score.evidence] for score in other.criteria]


@given(TEXTS)
def test_plain_text_keeps_its_length(text: str) -> None:
    """A text is as long as before and on one line; what is printable stays."""
    found = plain(text)
    assert len(found) == len(text)
    assert len(found.splitlines()) <= 1
    assert all(after in (before, "·") for before, after in zip(text, found, strict=True))
    assert plain(found) == found


@given(TEXTS)
def test_json_on_a_terminal_steers_nothing_and_means_the_same(text: str) -> None:
    """What a terminal could obey, or a program could take for the end of a line, is escaped; nothing is lost."""
    record = Call((), text)
    for written, breaks in ((json_line(record), ""), (json_text(record), "\n")):
        assert json.loads(written)["id"] == text
        assert [char for char in written if is_dangerous(char) and char not in breaks] == []
        assert len(written.splitlines()) == 1 + written.count("\n")


def test_escapes_are_those_of_json() -> None:
    """A character beyond the first plane is two escapes; Chinese and emoji stay as they are."""
    written = json_line(Call((), "您好😀\x9b\u2028\U000e0041"))
    assert written.endswith('"您好😀\\u009b\\u2028\\udb40\\udc41"}')


def _broken_off(path: Path) -> None:
    with whole(path) as out:
        out.write(b"second")
        raise KeyboardInterrupt


def test_a_file_is_there_in_full_or_not_at_all(tmp_path: Path) -> None:
    """What breaks off leaves the file that was there, and nothing beside it."""
    path = tmp_path / "a.csv"
    with whole(path) as out:
        out.write(b"first")
    with pytest.raises(KeyboardInterrupt):
        _broken_off(path)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.csv", b"first")]


def test_where_no_file_can_be(tmp_path: Path) -> None:
    """A folder, and a place in a folder that is not there, are refused."""
    for path in (tmp_path, tmp_path / "none" / "a.csv"):
        with pytest.raises(UsageError), whole(path):
            raise AssertionError("must not be opened")


def test_a_device_is_never_replaced() -> None:
    """Where a file is put in place under its name, a device or a pipe is refused."""
    with pytest.raises(UsageError), part_of(Path(os.devnull)):
        raise AssertionError("must not be opened")


def test_a_device_is_written_straight() -> None:
    """What is no regular file is written as it is."""
    with whole(Path(os.devnull)) as out:
        assert out.write(b"x") == 1
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.sarif", "a.sarif.json", "a.xml"])
def test_the_command_writes_the_form_that_the_ending_means(examples: Path, tmp_path: Path, name: str) -> None:
    """`autoscore report` writes the same file each time, and says nothing of words."""
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        assert run(["report", str(examples), "-o", str(tmp_path / place / name)]) == 0
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() != b""
