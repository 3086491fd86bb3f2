"""The README files tell what the program does: their generated parts are fresh, their commands run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from autoscore.cli.docs import FILES, filled

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = re.compile(r"^autoscore (score|annotate|rubric explain|rubric list)[^\n#]*", re.MULTILINE)


@pytest.mark.parametrize("name", FILES)
def test_generated_parts_are_fresh(name: str) -> None:
    """A README's help and manual are what the commands and operators say; `python -m autoscore.cli.docs` makes them."""
    text = (ROOT / name).read_text("utf-8")
    assert filled(text) == text


@pytest.mark.parametrize("name", FILES)
def test_the_two_commands_stand_in_the_readme(name: str) -> None:
    """The quick start scores the examples and runs the tests, each by one command line."""
    text = (ROOT / name).read_text("utf-8")
    assert "pip install -q . && .venv/bin/autoscore score examples" in text
    assert "pip install -q -e '.[dev]' && .venv/bin/python -m pytest" in text


def test_the_quick_start_scores_the_examples() -> None:
    """What the README's first command runs ends well and shows a sheet for every example."""
    run = subprocess.run(
        [sys.executable, "-m", "autoscore", "score", "examples"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("总分") == len(list((ROOT / "examples").rglob("*.txt"))) + 7


def test_folders_named_in_the_map_exist() -> None:
    """Every folder and file that the README's map names is there."""
    rows = re.findall(r"^\| (`[^|]+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([\w/.]+)`", row) if "/" in name]
    assert named
    for name in named:
        assert (ROOT / name).exists(), name
