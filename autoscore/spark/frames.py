"""Calls as data frames: from a table or from files into the rows that tasks make."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - so it is called everywhere
from pyspark.sql.pandas.types import from_arrow_schema

from autoscore.batch.run import Plan
from autoscore.errors import UsageError
from autoscore.model import Role
from autoscore.spark.files import Input, named
from autoscore.spark.job import Job
from autoscore.spark.lines import Block, TableLines, TextLines
from autoscore.spark.mapping import lines
from autoscore.spark.rows import schema
from autoscore.spark.ship import job_of
from autoscore.spark.task import Task

_PARQUET = ".parquet"
_NOT_BLANK = r"[^ \t\r\n\x0B\f]"
_SAME_BLOCKS = "spark.sql.files.minPartitionNum"


def score(
    calls: DataFrame,
    rubric: str | None = None,
    *,
    theme: str | None = None,
    lexicons: Path | None = None,
    roles: Mapping[str, Role] | None = None,
    assume_roles: bool = False,
    mask: bool = False,
    columns: Mapping[str, str] | None = None,
) -> DataFrame:
    """Returns a row a call: the facts of the call and its sheet, `sheet` as JSON, `criteria`, or a `failure`.

    `calls` holds native JSON in a column `value`, or a call a row with its `turns`, or a turn a row; `columns` says
    which column is which field. Nothing runs before the rows are asked for; `tables_of` makes tables of them, and tells
    calls whose id came before. Raises RubricError, LexiconError or UsageError before anything is read.
    """
    plan = Plan(rubric, None if lexicons is None else str(lexicons), assume_roles, theme, mask=mask)
    return scored_table(calls, prepared(plan, roles or {}), columns or {})


def prepared(plan: Plan, roles: Mapping[str, Role]) -> Job:
    """Returns the job of a plan, after compiling its rubric here, so that what is wrong with it is told at once."""
    job = job_of(plan, roles)
    if plan.rubric is not None:
        plan.scorer(plan.rubric)
    return job


def scored_table(calls: DataFrame, job: Job, columns: Mapping[str, str]) -> DataFrame:
    """Scores the calls of a table that comes from anywhere."""
    found = lines(calls, columns)
    number = F.lit(0).cast("long") if found.gathered else F.monotonically_increasing_id()
    nowhere = F.lit(None).cast("string").alias("file")
    rows = found.table.select(found.line.alias("line"), nowhere, number.alias("number"), found.name.alias("name"))
    return _scored(rows, Task(job, TableLines({})))


def scored_files(spark: SparkSession, inputs: Sequence[str], job: Job, columns: Mapping[str, str]) -> DataFrame:
    """Scores the calls of files: JSON Lines, a call a line, or Parquet."""
    found = [Input.of(spark, one) for one in inputs]
    names = _reader(spark).text(list(inputs)).inputFiles()
    tables = [name for name in names if name.endswith(_PARQUET)]
    if not names:
        raise UsageError("没有能读的文件")
    if tables and len(tables) < len(names):
        raise UsageError("JSON Lines 和 Parquet 混在一起；请分两次评")
    return (_scored_parquet if tables else _scored_text)(spark, inputs, found, job, columns)


def _scored_text(
    spark: SparkSession, inputs: Sequence[str], found: Sequence[Input], job: Job, columns: Mapping[str, str]
) -> DataFrame:
    if columns:
        raise UsageError("--columns 只用于 Parquet；JSON Lines 的键是固定的")
    # Both passes must cut files into the same blocks, though executors may come and go in between.
    if spark.conf.get(_SAME_BLOCKS, None) is None:
        spark.conf.set(_SAME_BLOCKS, spark.sparkContext.defaultParallelism)
    text = _reader(spark).text(list(inputs))
    rows = text.select(
        F.col("value").cast("binary").alias("line"),
        F.col("_metadata.file_path").alias("file"),
        F.col("_metadata.file_block_start").alias("block"),
    )
    count = F.count_if(F.col("value").rlike(_NOT_BLANK))
    blocks = text.groupBy("_metadata.file_path", "_metadata.file_block_start").agg(F.count("*"), count).collect()
    return _scored(rows, Task(job, _text_lines(found, sorted(map(tuple, blocks)))))


def _text_lines(inputs: Sequence[Input], blocks: Sequence[tuple[Any, ...]]) -> TextLines:
    """Adds up what comes before each block; blocks come sorted by file and place."""
    before: dict[tuple[str, int], Block] = {}
    sums: dict[str, Block] = {}
    for file, start, count, calls in blocks:
        sum_ = before[file, start] = sums.get(file, Block(0, 0))
        sums[file] = Block(sum_.lines + count, sum_.calls + calls)
    return TextLines(named(inputs, [(file, sum_.calls == 1) for file, sum_ in sums.items()]), before)


def _scored_parquet(
    spark: SparkSession, inputs: Sequence[str], found: Sequence[Input], job: Job, columns: Mapping[str, str]
) -> DataFrame:
    whole = spark.read.parquet(*inputs)
    calls = lines(whole, columns)
    if calls.gathered:
        return scored_table(whole, job, columns)
    file, number = F.col("_metadata.file_path").alias("file"), F.col("_metadata.row_index").alias("number")
    files = [(row[0], False) for row in whole.select(file).distinct().collect()]
    rows = whole.select(calls.line.alias("line"), file, number, calls.name.alias("name"))
    return _scored(rows, Task(job, TableLines(named(found, files))))


def _scored(rows: DataFrame, task: Task) -> DataFrame:
    return rows.mapInArrow(task, from_arrow_schema(schema()))


def _reader(spark: SparkSession) -> Any:
    return spark.read.option("lineSep", "\n").option("recursiveFileLookup", "true")
