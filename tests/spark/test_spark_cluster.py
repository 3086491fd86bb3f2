"""A cluster whose nodes have Python and nothing else: no autoscore, no pyarrow, no network, no pip."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from conftest import java
from spark_kit import RUBRIC, Calls, by_place

from autoscore.spark.pack import contents, pack

# A proxy that is not there: whatever asks the network fails at once.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def bare() -> str:
    """Is the Python that this one was made from, in which none of what the archive holds can be imported."""
    if not java():
        pytest.skip("no Java on this machine: Spark cannot run")
    python = str(getattr(sys, "_base_executable", ""))
    for name in ("autoscore", "pyarrow", "msgspec"):
        tried = subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False, cwd="/")  # noqa: S603
        if tried.returncode == 0:
            pytest.skip(f"{name} is installed outside of the virtual environment too")
    return python


def test_sheets_of_a_cluster_are_those_of_one_machine(bare: str, calls: Calls, tmp_path: Path) -> None:
    """An executor that has only the packed environment, in a process of its own, makes the same sheets."""
    archive, out = tmp_path / "env.tar.gz", tmp_path / "out"
    pack(archive)
    command = [sys.executable, "-m", "autoscore", "score", str(calls.folder), "-o", str(out), "--rubric", RUBRIC]
    spark = ["--engine", "spark", "--master", "local-cluster[1,2,1024]", "--archives", str(archive)]
    settings = ["spark.ui.enabled=false", "spark.ui.showConsoleProgress=false", "spark.sql.shuffle.partitions=2"]
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
    own = {"PYSPARK_PYTHON": bare, "PYTHONDONTWRITEBYTECODE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
    before = works()
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, *spark, *(part for one in settings for part in ("--conf", one))],
            env={**os.environ, **proxies, **own},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        for folder in works() - before:
            shutil.rmtree(folder)
    assert done.returncode == 1, done.stderr[-3000:]
    assert sorted(pq.read_table(out / "sheets")["sheet"].to_pylist()) == sorted(calls.sheets)
    assert by_place(pq.read_table(out / "failures").to_pylist()) == calls.failures
    counts: dict[str, Any] = json.loads((out / "manifest.json").read_text("utf-8"))["counts"]
    assert counts == {"scored": len(calls.sheets), "failed": len(calls.failures)}


def test_the_archive_holds_what_is_needed_and_no_more() -> None:
    """The program, its data and its libraries are in it; what only tests and the driver need is not."""
    names = dict(contents())
    tops = {name.partition("/")[0] for name in names}
    assert {"autoscore", "msgspec", "numpy", "pyarrow", "rapidfuzz", "re2", "rjieba", "tyme4py", "yaml"} <= tops
    assert tops.isdisjoint({"pyspark", "pandas", "pytest", "sklearn", "mypy", "jieba"})
    assert {"autoscore/_data/rubrics/hotline.yaml", "autoscore/_data/lexicons/acts/farewell.txt"} <= names.keys()


def works() -> set[Path]:
    """Returns the folders that clusters in this process's Spark leave behind."""
    import pyspark

    return set((Path(pyspark.__file__).parent / "work").glob("app-*"))
