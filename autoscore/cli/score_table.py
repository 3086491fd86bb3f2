"""`autoscore score --format parquet`: the flat table of a run, a criterion a row."""

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from autoscore.errors import UsageError
from autoscore.runs.names import FLAT

PARQUET = "parquet"


def check(given: Mapping[str, Any]) -> None:
    """Raises UsageError where a table is wanted and cannot be."""
    if given["form"] != PARQUET:
        return
    if given["output"] is None:
        raise UsageError(f"--format {PARQUET} 要用 -o 写明结果文件夹，表是其中的 {FLAT}")
    if find_spec("pyarrow") is None:
        raise UsageError("没有装 pyarrow：pip install 'autoscore[parquet]'")


def flat(given: Mapping[str, Any]) -> Any:
    """Returns what makes the table of a file of sheets; None where none is wanted."""
    return importlib.import_module("autoscore.report.parquet").write_criteria if given["form"] == PARQUET else None
