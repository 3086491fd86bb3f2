"""The tables of a run on Spark: sheets, criteria, failures; and what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - so it is called everywhere

from autoscore import __version__
from autoscore.batch.ids import duplicate
from autoscore.batch.places import shortener
from autoscore.errors import UsageError
from autoscore.model import ScoreSheet
from autoscore.report.parquet.criterion_table import CALL, CRITERION
from autoscore.spark.files import hadoop
from autoscore.spark.rows import PROBLEM

SHEETS, CRITERIA, FAILURES, MANIFEST = "sheets", "criteria", "failures", "manifest.json"
# The order of calls in the input.
_ORDER = ("rank", "number", "piece")
# Stand for the two ids in the words of a problem, as no id can.
_ID, _FIRST = "\x01", "\x02"
_FACTS = [column.name for column in CALL]


@dataclass(frozen=True)
class Tables:
    """Holds the tables of a run: a sheet a row, a criterion a row, a failure a row; no call is in none of them."""

    sheets: DataFrame
    criteria: DataFrame
    failures: DataFrame


def tables_of(scored: DataFrame) -> Tables:
    """Returns the tables of scored rows. Of calls with one id only the first counts; the others are failures.

    The rows are asked for several times: persist them before.
    """
    whole = _with_repeats(scored)
    sheets = whole.where(F.col("failure").isNull())
    inner = [F.col(f"criterion_.{column.name}").alias(column.name) for column in CRITERION]
    criteria = sheets.select(*_FACTS, F.explode("criteria").alias("criterion_")).select(*_FACTS, *inner)
    failures = whole.where(F.col("failure").isNotNull())
    told = [F.col(f"failure.{column.name}").alias(column.name) for column in PROBLEM]
    return Tables(sheets.select(*_FACTS, "sheet"), criteria, failures.select(F.col("id").alias("call"), *told))


def _with_repeats(scored: DataFrame) -> DataFrame:
    """Makes a failure of each call whose id came before."""
    place = F.struct(*_ORDER)
    firsts = (
        scored.where(F.col("id").isNotNull())
        .groupBy("id")
        .agg(F.min(F.struct(*_ORDER, "origin")).alias("first"), F.count("*").alias("times"))
        .where("times > 1")
        .drop("times")
    )
    # Ids that are used twice are few: sheets need not travel for their sake, and mostly there are none at all.
    if not firsts.take(1):
        return scored
    repeated = place > F.struct(*(F.col(f"first.{name}") for name in _ORDER))
    problem = F.when(F.col("first").isNotNull() & repeated, _repeat()).otherwise(F.col("failure"))
    return scored.join(F.broadcast(firsts), "id", "left").withColumn("failure", problem).drop("first")


def _repeat() -> Column:
    problem = duplicate(_ID, "", _FIRST)
    head, rest = problem.what.split(_ID)
    middle, tail = rest.split(_FIRST)
    what = F.concat(F.lit(head), F.col("id"), F.lit(middle), F.col("first.origin"), F.lit(tail))
    values = {"place": F.col("origin"), "code": F.lit(problem.code), "what": what, "todo": F.lit(problem.todo)}
    return F.struct(*(values[column.name].alias(column.name) for column in PROBLEM))


def refuse_existing(spark: SparkSession, folder: str) -> None:
    """Raises UsageError where the folder of a run exists: what is there may be another run's."""
    path, system = hadoop(spark, folder)
    if system.exists(path):
        raise UsageError(f"{folder}：已经有了；请换一个结果位置，或先删掉它")


def write(tables: Tables, folder: str) -> None:
    """Writes the three tables as Parquet, each a folder; Spark commits each as a whole."""
    for name, table in ((SHEETS, tables.sheets), (CRITERIA, tables.criteria), (FAILURES, tables.failures)):
        table.write.parquet(f"{folder}/{name}")


@dataclass(frozen=True)
class Totals:
    """Counts failures, and the calls that were scored, passed, did not, need a review, or cannot reach a mark.

    `rubrics` are those used, each with its version and digest; `sheet` is one of the sheets, which tells what made it.
    """

    failed: int
    scored: int
    passed: int
    unpassed: int
    review: int
    below: int
    rubrics: tuple[tuple[str, str, str], ...]
    sheet: str | None


def totals_of(tables: Tables, mark: Decimal | None) -> Totals:
    """Returns what a run came to, asking each table once."""
    below = F.lit(False) if mark is None else F.coalesce(F.col("total_high") < F.lit(mark), F.lit(False))
    [found] = tables.sheets.agg(
        F.count("*"),
        F.count_if("passed"),
        F.count_if(~F.col("passed")),
        F.count_if("needs_review"),
        F.count_if(below),
        F.collect_set(F.struct("rubric", "rubric_version", "rubric_digest")),
        F.first("sheet"),
    ).collect()
    scored, passed, unpassed, review, below_it, rubrics, sheet = found
    used = tuple(sorted((name, version, digest) for name, version, digest in rubrics))
    return Totals(tables.failures.count(), scored, passed, unpassed, review, below_it, used, sheet)


def write_manifest(spark: SparkSession, totals: Totals, inputs: Sequence[str], folder: str) -> None:
    """Writes what made the run and what it came to; it comes last, so that where it is, the run is complete."""
    path, system = hadoop(spark, f"{folder}/{MANIFEST}")
    data = msgspec.json.format(msgspec.json.encode(_manifest(totals, inputs)), indent=1)
    out = system.create(path, False)
    out.write(bytearray(data))
    out.close()


def _manifest(totals: Totals, inputs: Sequence[str]) -> dict[str, Any]:
    short = shortener(inputs)
    return {
        "autoscore": __version__,
        "inputs": {"given": [short(one) for one in inputs]},
        "rubrics": {name: {"version": version, "digest": digest} for name, version, digest in totals.rubrics},
        "made_by": None if totals.sheet is None else msgspec.json.decode(totals.sheet, type=ScoreSheet).made_by,
        "counts": {"scored": totals.scored, "failed": totals.failed},
    }
