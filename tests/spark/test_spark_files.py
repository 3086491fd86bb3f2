"""Files on Spark: the same sheets, criteria and failures as on one machine."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from spark_kit import RUBRIC, Calls, by_place, rows

from autoscore.batch.run import Plan
from autoscore.report.parquet import write_criteria
from autoscore.spark.frames import prepared, scored_files
from autoscore.spark.tables import Tables, tables_of


@pytest.fixture(scope="module")
def tables(spark: Any, calls: Calls) -> Tables:
    """Are the tables of the folder of calls."""
    return tables_of(scored_files(spark, [str(calls.folder)], prepared(Plan(RUBRIC), {}), {}).persist())


def test_sheets_are_those_of_a_run_on_one_machine(tables: Tables, calls: Calls) -> None:
    """Each sheet has the same bytes, calls without an id the same names, and there is none more or less."""
    sheets = rows(tables.sheets)
    assert sorted(sheet["sheet"] for sheet in sheets) == sorted(calls.sheets)
    third_odd_line = f"a.jsonl#{len(calls.records) // 2 + 3}"
    assert {third_odd_line, "one.jsonl", "words"} < {sheet["call"] for sheet in sheets}


def test_failures_are_those_of_a_run_on_one_machine(tables: Tables, calls: Calls) -> None:
    """Lines that cannot be read and ids that came before are failures with the same places and causes."""
    failures = by_place(rows(tables.failures))
    assert failures == calls.failures
    assert {one["code"] for one in failures} == {"json", "json_type", "duplicate_id"}


def test_criteria_are_the_rows_of_the_local_table(tables: Tables, calls: Calls, tmp_path: Path) -> None:
    """The flat table has the rows that `--format parquet` writes, and columns of the same names."""
    write_criteria(calls.local / "sheets.jsonl", tmp_path / "criteria.parquet")
    local = pq.read_table(tmp_path / "criteria.parquet")
    assert tables.criteria.columns == local.column_names
    key = lambda row: (row["call"], row["criterion"])  # noqa: E731
    assert sorted(rows(tables.criteria), key=key) == sorted(local.to_pylist(), key=key)


def test_blocks_of_a_file_are_numbered_through(spark: Any, calls: Calls) -> None:
    """Where Spark cuts files into many blocks, ids and places stay those of the whole file."""
    spark.conf.set("spark.sql.files.maxPartitionBytes", 20_000)
    try:
        scored = scored_files(spark, [f"{calls.folder}/*", f"{calls.folder}/late"], prepared(Plan(RUBRIC), {}), {})
        assert scored.rdd.getNumPartitions() > 4
        found = rows(scored.select("id", "origin", "failure.place"))
    finally:
        spark.conf.unset("spark.sql.files.maxPartitionBytes")
    names = {one["id"] for one in found} - {None}
    assert {"one.jsonl", *(record["id"] for record in calls.records)} < names
    places = {one["place"].rpartition("/")[2] for one in found if one["place"]}
    unreadable = [one for one in calls.failures if one["code"] != "duplicate_id"]
    assert {one["place"].rpartition("/")[2] for one in unreadable} <= places
