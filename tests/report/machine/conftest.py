"""The examples, scored once."""

from pathlib import Path

import pytest

from autoscore.cli.main import run

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Is the run of the examples on the phone and at the counter."""
    folder = tmp_path_factory.mktemp("run") / "run"
    assert run(["score", *(str(ROOT / "examples" / one) for one in ("phone", "counter")), "-o", str(folder)]) == 0
    return folder
