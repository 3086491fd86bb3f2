"""Tables on Spark: columns mapped by name make the same calls as the native form."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from spark_kit import RUBRIC, Calls, Row, by_place, rows

import autoscore.spark
from autoscore.batch.run import Plan
from autoscore.errors import RubricError, UsageError
from autoscore.spark import mapping
from autoscore.spark.frames import prepared, scored_files
from autoscore.spark.tables import tables_of

FEW = 8


@pytest.fixture(scope="module")
def expected(calls: Calls) -> dict[str, str]:
    """Are the sheets of the first calls by id, as JSON."""
    sheets = {json.loads(line)["id"]: line for line in calls.sheets}
    return {record["id"]: sheets[record["id"]] for record in calls.records[:FEW]}


def parquet(folder: Path, records: Sequence[Row]) -> str:
    """Writes records into a Parquet file and returns its name."""
    pq.write_table(pa.Table.from_pylist(list(records)), folder / "calls.parquet")
    return str(folder / "calls.parquet")


def sheets_of(spark: Any, path: str, columns: dict[str, str]) -> dict[str, str]:
    """Scores a Parquet file and returns its sheets by id; none may be lost."""
    scored = scored_files(spark, [path], prepared(Plan(RUBRIC), {}), columns)
    return {row["call"]: row["sheet"] for row in rows(tables_of(scored).sheets)}


def test_a_call_a_row_with_its_turns(spark: Any, calls: Calls, expected: dict[str, str], tmp_path: Path) -> None:
    """A table in the native form needs no mapping."""
    records = [{**one, "turns": [timed(turn) for turn in one["turns"]]} for one in calls.records[:FEW]]
    assert sheets_of(spark, parquet(tmp_path, records), {}) == expected


def test_turns_under_other_names(spark: Any, calls: Calls, expected: dict[str, str], tmp_path: Path) -> None:
    """Columns, and fields of the turns, are taken by the names that `--columns` gives."""
    records = [
        {
            "nr": one["id"],
            "way": one["channel"],
            "day": one["date"],
            "clerk": one["metadata"]["agent"],
            "talk": [
                {"who": turn["role"], "said": turn["text"], "begin_ms": ms(turn["start"]), "stop": turn["end"]}
                for turn in one["turns"]
            ],
        }
        for one in calls.records[:FEW]
    ]
    call = {"id": "nr", "channel": "way", "date": "day", "agent": "clerk", "turns": "talk"}
    columns = {**call, "role": "who", "text": "said", "start": "begin_ms", "end": "stop"}
    assert sheets_of(spark, parquet(tmp_path, records), columns) == expected


def test_a_turn_a_row(spark: Any, calls: Calls, expected: dict[str, str], tmp_path: Path) -> None:
    """Turns in any order are gathered by call and put in order by their number."""
    turns = [
        {
            "call_id": one["id"],
            "渠道": one["channel"],
            "日期": one["date"],
            "工号": one["metadata"]["agent"],
            "nr": number,
            **timed(turn),
        }
        for one in calls.records[:FEW]
        for number, turn in enumerate(one["turns"])
    ]
    columns = {"id": "call_id", "turn": "nr"}
    assert sheets_of(spark, parquet(tmp_path, turns[::-1]), columns) == expected


def test_numbers_that_are_written_as_text(spark: Any) -> None:
    """Turn 10 comes after turn 9 however it is written; a time that is no number fails its call, not the job."""
    turns = [("a", str(number), "agent", f"第{number}句。") for number in range(8, 12)][::-1]
    table = spark.createDataFrame(turns, "id string, turn string, role string, text string")
    [found] = rows(mapping.lines(table, {}).table.select("line"))
    assert [turn["text"] for turn in json.loads(found["line"])["turns"]] == [
        "第8句。",
        "第9句。",
        "第10句。",
        "第11句。",
    ]
    inner = "turns array<struct<role string, text string, start string>>"
    table = spark.createDataFrame([("b", [("agent", "您好", "00:12")])], f"id string, {inner}")
    [failure] = rows(tables_of(autoscore.spark.score(table, RUBRIC)).failures)
    assert (failure["place"], failure["code"]) == ("b", "json_type")


def test_rows_of_no_call_are_a_failure(spark: Any) -> None:
    """Turns without a call's id are not scored as one call, and not lost."""
    table = spark.createDataFrame(
        [("a", 1, "agent", "您好"), (None, 1, "agent", "再见")], "id string, turn int, role string, text string"
    )
    tables = tables_of(autoscore.spark.score(table, RUBRIC))
    assert [row["call"] for row in rows(tables.sheets)] == ["a"]
    assert [one["code"] for one in by_place(rows(tables.failures))] == ["no_id"]


def test_lines_of_json_in_a_table(spark: Any, calls: Calls, expected: dict[str, str]) -> None:
    """`score` takes what `spark.read.text` gives; of two calls with one id, one is a failure that names both."""
    lines = [json.dumps(one, ensure_ascii=False, indent=1) for one in calls.records[:FEW]]
    table = spark.createDataFrame([(line,) for line in [*lines, lines[2]]], "value string").coalesce(1)
    tables = tables_of(autoscore.spark.score(table, RUBRIC).persist())
    assert {row["call"]: row["sheet"] for row in rows(tables.sheets)} == expected
    [repeat] = rows(tables.failures)
    assert (repeat["call"], repeat["code"]) == (calls.records[2]["id"], "duplicate_id")
    assert calls.records[2]["id"] in repeat["what"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"text": "gone"}, "gone"), ({"id": "role", "text": "words"}, "turn"), ({}, "--columns text|words")],
)
def test_what_cannot_be_mapped_is_told(spark: Any, columns: dict[str, str], said: str) -> None:
    """A column that is not there, turns without order and words without a name are told before anything runs."""
    table = spark.createDataFrame([("agent", "您好")], "role string, words string")
    with pytest.raises(UsageError, match=said):
        autoscore.spark.score(table, RUBRIC, columns=columns)


def test_a_bad_rubric_is_told_before_anything_runs(spark: Any, tmp_path: Path) -> None:
    """What is wrong with a rubric is an error of the driver, not of a thousand tasks."""
    (tmp_path / "bad.yaml").write_text("rubric: bad\n", "utf-8")
    with pytest.raises(RubricError):
        autoscore.spark.score(spark.createDataFrame([("{}",)], "value string"), str(tmp_path / "bad.yaml"))


def timed(turn: Row) -> Row:
    """Returns a turn with its times, known or not."""
    return {key: turn.get(key) for key in ("role", "text", "start", "end")}


def ms(seconds: float | None) -> int | None:
    """Returns milliseconds."""
    return None if seconds is None else round(seconds * 1000)
