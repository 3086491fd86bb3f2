"""`--engine spark` and the packing command: what keeps them from starting is told in words, without a traceback."""

from pathlib import Path
from typing import Any, Never

import pytest
from pyspark.errors import PySparkRuntimeError

from autoscore.batch.store import cause
from autoscore.cli import score_spark
from autoscore.cli.main import run
from autoscore.spark.pack import main

ROOT = Path(__file__).parents[2]
TINY = str(ROOT / "tests" / "cli" / "tiny.yaml")


def command(tmp_path: Path, *more: str) -> list[str]:
    return ["score", "in.jsonl", "--rubric", TINY, "--engine", "spark", "-o", str(tmp_path / "out"), *more]


def test_without_java_spark_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the gateway to Java ends at once, the exit status is 2 and a line says what is needed."""

    def ends(_given: Any) -> Never:
        raise PySparkRuntimeError("JAVA_GATEWAY_EXITED")

    monkeypatch.setattr(score_spark, "_session", ends)
    assert run(command(tmp_path)) == 2
    assert "Java 17" in capsys.readouterr().err


def test_a_setting_without_a_value_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--conf` takes a key and a value; half of one is not passed over."""
    assert run(command(tmp_path, "--conf", "spark.executor.memory")) == 2
    assert "spark.executor.memory”要写成 KEY=VALUE" in capsys.readouterr().err


def test_an_archive_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The packing command ends with a line where its folder is missing, and with its use where it is given none."""
    missing = str(tmp_path / "none" / "env.tar.gz")
    assert main([missing]) == f"错误：写不了 {missing}（{cause(FileNotFoundError(2, ''))}）"
    for odd in ([], ["a", "b"], ["--help"]):
        assert main(odd) == "python -m autoscore.spark.pack env.tar.gz"
