"""`autoscore score --format parquet`: the flat table of a run, a criterion a row."""

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from autoscore.errors import UsageError

PARQUET = "parquet"
_CRITERIA = "criteria.parquet"


def check(given: Mapping[str, Any]) -> None:
    """Raises UsageError where a table is wanted and cannot be."""
    if given["form"] != PARQUET:
        return
    if given["output"] is None:
        raise UsageError(f"--format {PARQUET} 要用 -o 写明结果文件夹，表是其中的 {_CRITERIA}")
    if find_spec("pyarrow") is None:
        raise UsageError("没有装 pyarrow：pip install 'autoscore[parquet]'")


def keep(given: Mapping[str, Any]) -> None:
    """Writes the table of a run that is complete; where none is wanted, that of an earlier run goes."""
    folder = given["output"]
    if folder is None:
        return
    if given["form"] == PARQUET:
        importlib.import_module("autoscore.report.parquet").write_criteria(folder / "sheets.jsonl", folder / _CRITERIA)
    else:
        (folder / _CRITERIA).unlink(missing_ok=True)
