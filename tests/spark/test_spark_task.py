"""A task by itself, without Spark: no call may cost it, and no words may leave it."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from autoscore.batch.run import Plan
from autoscore.spark import task as module
from autoscore.spark.job import Job
from autoscore.spark.lines import TableLines
from autoscore.spark.rows import schema
from autoscore.spark.task import Task

TINY = str(Path(__file__).resolve().parents[1] / "cli" / "tiny.yaml")
WORDS = "我的卡号是六二二二"


def batch(*lines: bytes) -> pa.RecordBatch:
    """Returns rows as Spark hands them over."""
    nothing = pa.nulls(len(lines), pa.string())
    columns = {"line": pa.array(lines), "file": nothing, "number": pa.array(range(len(lines))), "id": nothing}
    return pa.record_batch(columns)


def call(name: str) -> bytes:
    """Returns a call as JSON."""
    return json.dumps({"id": name, "turns": [{"role": "customer", "text": WORDS}]}).encode()


def results(*lines: bytes) -> list[dict[str, Any]]:
    """Runs a task over some lines."""
    made = list(Task(Job(Plan(TINY)), TableLines({}))(iter([batch(*lines)])))
    assert all(one.schema == schema() for one in made)
    return [row for one in made for row in one.to_pylist()]


def test_every_line_comes_out_in_order() -> None:
    """Each line becomes a row with a sheet or a failure, over several batches of calls."""
    lines = [call(f"c{number}") if number % 10 else b"{" for number in range(150)]
    made = results(*lines)
    assert [row["number"] for row in made] == list(range(1, 151))
    assert [(row["sheet"] is None, row["failure"] is None) for row in made] == [
        (number % 10 == 0, number % 10 != 0) for number in range(150)
    ]
    assert [row["id"] for row in made if row["sheet"]] == [f"c{number}" for number in range(150) if number % 10]


def test_what_nobody_foresaw_costs_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where scoring breaks down with a call's words in its message, the call is a failure that holds none of them."""
    score = module.score_batch

    def breaking(plan: Plan, readings: list[Any]) -> Any:
        if any(reading.id == "c1" for reading in readings):
            raise ValueError(readings[0].turns[0].text)
        return score(plan, readings)

    monkeypatch.setattr(module, "score_batch", breaking)
    made = results(call("c0"), call("c1"), call("c2"))
    assert [row["failure"] and row["failure"]["code"] for row in made] == [None, "judge", None]
    assert WORDS not in json.dumps(made[1], default=str, ensure_ascii=False)


def test_a_reader_that_breaks_down_costs_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where reading breaks down, the line is a failure with its place, and its neighbours are scored."""
    from autoscore.spark import lines

    read = lines.transcript

    def breaking(found: Any, name: str, book: Any) -> Any:
        if found.call.id == "c1":
            raise KeyError(found.call.turns[0].text)
        return read(found, name, book)

    monkeypatch.setattr(lines, "transcript", breaking)
    made = results(call("c0"), call("c1"), call("c2"))
    assert [row["failure"] and (row["failure"]["code"], row["failure"]["place"]) for row in made] == [
        None,
        ("read", "表:2"),
        None,
    ]
    assert WORDS not in str(made[1]["failure"])
