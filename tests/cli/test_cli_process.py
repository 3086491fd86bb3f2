"""What only a process shows: what it imports, how it ends where its reader goes, and how fast it is up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_kit import TALK, TINY, call, lines, process, put

# Libraries that training, tables or tests use; rich draws, and nothing is drawn where a program reads.
HEAVY = ("sklearn", "pypinyin", "pandas", "opencc", "jieba", "scipy", "xlsxwriter", "hypothesis", "pytest")
RUN = """
import json, sys
from autoscore.cli.main import run
status = run(sys.argv[1:])
print(json.dumps([status, sorted(name for name in sys.modules if "." not in name)]), file=sys.stderr)
"""


def imported(*arguments: str | Path) -> set[str]:
    """Runs a command in a fresh process and returns what is imported at its end."""
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)  # noqa: S603 - our own command
    status, names = json.loads(done.stderr.splitlines()[-1])
    assert status == 0
    return set(names)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return put(tmp_path, a_txt=TALK) / "a.txt"


def test_scoring_imports_nothing_heavy_and_draws_nothing(talk: Path) -> None:
    """`score --format jsonl` by a bundled rubric loads neither training nor table nor drawing libraries."""
    names = imported("score", talk, "--rubric", "hotline", "--format", "jsonl")
    assert "autoscore" in names
    assert names.isdisjoint({*HEAVY, "rich"})


def test_text_imports_nothing_heavy_but_what_draws(talk: Path) -> None:
    """The report for a person is drawn with rich, and still without the heavy libraries."""
    names = imported("score", talk, "--rubric", "hotline")
    assert "rich" in names
    assert names.isdisjoint(HEAVY)


@pytest.mark.parametrize("command", [("annotate", "{talk}"), ("convert", "{talk}", "-o", "{talk}.jsonl")])
def test_other_commands_import_nothing_heavy(command: tuple[str, ...], talk: Path) -> None:
    """Reading and annotating need no heavy library and draw nothing."""
    assert imported(*(one.format(talk=talk) for one in command)).isdisjoint({*HEAVY, "rich"})


def test_the_list_of_commands_is_shown_without_the_engines() -> None:
    """`--version` loads no engine: a shell that completes or a script that asks is not kept waiting."""
    assert imported("--version").isdisjoint({*HEAVY, "rich", "numpy", "rjieba", "yaml"})


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise elsewhere")
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_a_reader_that_goes_away_is_no_error(form: str, tmp_path: Path) -> None:
    """Where `| head` has seen enough, the process ends quietly, by a status that claims neither success nor failure."""
    put(tmp_path, a_jsonl=lines(*(call(f"c{at}") for at in range(400))))
    arguments = ("score", tmp_path / "a.jsonl", "--rubric", TINY, "--format", form)
    command = [sys.executable, "-m", "autoscore", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 - our own
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        err = running.stderr.read().decode()
        assert running.wait(60) == 141
    assert err == ""


def test_an_installed_package_needs_no_checkout(talk: Path, tmp_path: Path) -> None:
    """The command works from an empty folder, with nothing on the path but the package."""
    (tmp_path / "empty").mkdir()
    ran = process("score", talk, "--rubric", "hotline", "--format", "jsonl", cwd=tmp_path / "empty")
    assert ran.status == 0
    assert list((tmp_path / "empty").iterdir()) == []
