"""One Spark for all tests of this folder, where there is a Java; it is gone, with its JVM, when they are done."""

import gc
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spark_kit import Calls, calls_into


def java() -> bool:
    """Tells whether there is a Java to run Spark by."""
    return bool(os.environ.get("JAVA_HOME") or shutil.which("java"))


@pytest.fixture(scope="package")
def spark() -> Iterator[Any]:
    """Is a session on two cores that runs tasks again as a cluster does."""
    if not java():
        pytest.skip("no Java on this machine: Spark cannot run")
    with warnings.catch_warnings():
        # pyspark leaves sockets and its JVM's pipes to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        session = _session()
        yield session
        _stop(session)
        gc.collect()


def _session() -> Any:
    from pyspark.sql import SparkSession

    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    builder = SparkSession.builder.master("local[2,4]").appName("autoscore tests")
    settings = {"ui.enabled": False, "ui.showConsoleProgress": False, "sql.shuffle.partitions": 2}
    for key, value in settings.items():
        builder = builder.config(f"spark.{key}", value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def _stop(session: Any) -> None:
    from pyspark import SparkContext

    gateway: Any = SparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(30)
    SparkContext._gateway = SparkContext._jvm = None


@pytest.fixture(scope="package")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Calls:
    """Is a folder of calls in JSON Lines, good ones and bad ones, and what a run on this machine makes of it."""
    return calls_into(Path(tmp_path_factory.mktemp("spark")))
