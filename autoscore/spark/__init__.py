"""Scores calls on Spark: the one door to pyspark, and with `report` to pyarrow.

It stands between `api` and `batch | report | review`: a task scores by the `Plan` and the `score_batch` of `batch`, as
a run on one machine does, and makes the columns of `report`. The driver reads no call and judges none; the executors
hold no path of the driver: rubrics and lexicons of one's own travel inside the job, as bytes.

What runs on executors is in `task`, `lines`, `job` and `rows`; they import nothing of pyspark.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autoscore.spark.frames import score
    from autoscore.spark.tables import Tables, tables_of

__all__ = ["Tables", "score", "tables_of"]

_HOMES = {"score": "autoscore.spark.frames", "Tables": "autoscore.spark.tables", "tables_of": "autoscore.spark.tables"}


def __getattr__(name: str) -> object:
    """Returns one of the public names, loaded when it is first asked for: executors need none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
