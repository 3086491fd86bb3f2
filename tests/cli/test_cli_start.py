"""What a start costs: nothing is loaded, read or collected that the scoring of one call has no use for."""

import gc
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli_kit import TALK, put

from autoscore.cli import main as entry

RUN = """
import atexit, sys
from autoscore.cli import main
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
main()
"""
# Each costs a start some milliseconds and belongs to other work: workers, people's decisions, the search for wordings,
# what checks and describes rubrics and lexicons, spreadsheets, words, patterns that a rubric may hold, the calendar.
UNUSED = {
    "autoscore.lexicon.lint",
    "autoscore.lexicon.ship",
    "autoscore.readers.decisions",
    "autoscore.review",
    "autoscore.rubric.manual",
    "autoscore.rubric.schema",
    "multiprocessing",
    "python_calamine",
    "rapidfuzz",
    "re2",
    "rjieba",
    "tyme4py",
}


def loaded(*arguments: str | Path) -> set[str]:
    """Runs the command in a fresh process and returns the names of all modules that it loads."""
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)  # noqa: S603 - our own command
    return set(done.stderr.decode().split())


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return put(tmp_path, a_txt=TALK) / "a.txt"


def test_scoring_one_call_loads_only_what_it_uses(talk: Path) -> None:
    """`score` of a text file loads the engine and the lexicons, and nothing that belongs to other commands."""
    names = loaded("score", talk, "--rubric", "hotline", "--format", "jsonl")
    assert {"autoscore.scoring.judge", "autoscore.lexicon.shipped", "numpy"} <= names
    assert names.isdisjoint(UNUSED)


def test_what_is_left_out_is_loaded_where_it_is_asked_for(talk: Path, tmp_path: Path) -> None:
    """People's decisions bring their reader, and all that is left out above is there to be loaded."""
    decisions = tmp_path / "people.csv"
    decisions.write_text("通话,评分项,状态\na.txt,greeting,met\n", "utf-8")
    names = loaded("score", talk, "--rubric", "hotline", "--decisions", decisions)
    assert "autoscore.readers.decisions" in names
    assert [name for name in UNUSED if find_spec(name) is None] == []


def test_numbers_are_not_loaded_before_a_command_is_known() -> None:
    """What sets how many threads linear algebra may start comes before numpy: importing the command loads none."""
    code = "import sys, autoscore.cli; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(("own", "expected"), [(None, "1"), ("3", "3")])
def test_one_thread_is_enough_unless_a_house_says_otherwise(
    own: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command asks for one thread of linear algebra, and leaves alone what is already set."""
    monkeypatch.setattr(sys, "argv", ["autoscore", "--version"])
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", own or "")
    if own is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    before = gc.get_threshold()
    try:
        with pytest.raises(SystemExit):
            entry()
        assert os.environ["OPENBLAS_NUM_THREADS"] == expected
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def test_nothing_is_looked_through_on_the_way_out(talk: Path) -> None:
    """When the process ends, what it holds is set aside from the search for cycles, which would go over all of it."""
    code = RUN.replace("print(*sys.modules, file", "print(gc.get_freeze_count(), len(gc.get_objects()), file")
    command = [sys.executable, "-c", f"import gc{code}", "score", str(talk), "--rubric", "hotline", "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603 - our own command
    aside, left = map(int, done.stderr.split())
    assert aside > 100 * left
