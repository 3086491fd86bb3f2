"""The flat table: a criterion a row, exact points, evidence with its words, the same bytes for the same sheets."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from autoscore.api import read_inputs, score
from autoscore.cli.main import run
from autoscore.model import Decision, ScoreSheet, Transcript
from autoscore.report.parquet import file as parquet
from autoscore.report.parquet.criterion_table import rows, schema

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sheets() -> list[ScoreSheet]:
    """Are the sheets of the examples on the phone."""
    readings = read_inputs([str(ROOT / "examples" / "phone")], roles={}, stdin=None)
    return score([reading for reading in readings if isinstance(reading, Transcript)])


def write(folder: Path, sheets: list[ScoreSheet]) -> Path:
    """Writes sheets and their table, and returns the table's file."""
    (folder / "sheets.jsonl").write_bytes(b"".join(msgspec.json.encode(sheet) + b"\n" for sheet in sheets))
    parquet.write_criteria(folder / "sheets.jsonl", folder / "criteria.parquet")
    return folder / "criteria.parquet"


def test_each_criterion_is_a_row_with_its_sheet(sheets: list[ScoreSheet], tmp_path: Path) -> None:
    """Ids, statuses, points, words and spans are those of the sheets, in their order."""
    found = pq.read_table(write(tmp_path, sheets)).to_pylist()
    wanted = [(sheet, one) for sheet in sheets for one in sheet.criteria]
    assert len(wanted) > 100
    for row, (sheet, one) in zip(found, wanted, strict=True):
        assert (row["call"], row["criterion"], row["status"]) == (sheet.id, one.id, one.status)
        assert (row["because"], row["total"]) == (one.because, sheet.total and Decimal(sheet.total))
        assert row["points"] == (None if one.points is None else Decimal(one.points))
        spans = [(each["turn"], each["start"], each["end"], each["quote"]) for each in row["evidence"]]
        assert spans == [(each.turn, each.start, each.end, each.quote) for each in one.evidence]
        nearest = None if one.nearest is None else {**msgspec.structs.asdict(one.nearest)}
        assert row["nearest"] == nearest


def test_an_open_criterion_tells_what_it_may_come_to(sheets: list[ScoreSheet]) -> None:
    """`low` and `high` are the bounds of an unsure criterion, and the points of a settled one."""
    found = [row for row in rows(sheets).to_pylist() if row["mode"] == "score"]
    unsure = [row for row in found if row["status"] == "unsure"]
    assert unsure
    assert all(row["points"] is None and row["low"] < row["high"] for row in unsure)
    settled = [row for row in found if row["points"] is not None]
    assert all(row["points"] == row["low"] == row["high"] for row in settled)


def test_the_last_decision_of_people_stands_beside_the_machines(sheets: list[ScoreSheet]) -> None:
    """Of several decisions the last is told, as it is the one that counts; the machine's own answer stays."""
    first = sheets[0].criteria[0]
    decided = msgspec.structs.replace(
        first, decisions=(Decision("not_met", "0", "甲"), Decision("partial", "1.25", "乙"))
    )
    sheet = msgspec.structs.replace(sheets[0], criteria=(decided,))
    [row] = rows([sheet]).to_pylist()
    assert (row["status"], row["decided_status"], row["decided_by"]) == (first.status, "partial", "乙")
    assert row["decided_points"] == Decimal("1.25")


def test_no_sheets_make_an_empty_table(tmp_path: Path) -> None:
    """A run in which nothing was scored still has a table that programs can read."""
    table = pq.read_table(write(tmp_path, []))
    assert (table.num_rows, table.schema) == (0, schema())


def test_the_same_sheets_give_the_same_bytes(sheets: list[ScoreSheet], tmp_path: Path) -> None:
    """Nothing of the clock or of the place is in the file."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert write(first, sheets).read_bytes() == write(second, sheets).read_bytes()


def test_many_sheets_come_in_row_groups(
    sheets: list[ScoreSheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are written group by group, none lost between two groups, so that memory does not grow with their number."""
    monkeypatch.setattr(parquet, "_SHEETS", 2)
    monkeypatch.setattr(parquet, "_ROWS", 40)
    out = write(tmp_path, sheets)
    assert pq.ParquetFile(out).metadata.num_row_groups > 2
    names = pq.read_table(out, columns=["call", "criterion"]).to_pylist()
    assert names == [{"call": sheet.id, "criterion": one.id} for sheet in sheets for one in sheet.criteria]


def test_the_table_of_an_earlier_run_does_not_stay(tmp_path: Path) -> None:
    """`--format parquet` writes the table beside the sheets; a run without it leaves none of other sheets behind."""
    tiny, call = ROOT / "tests" / "cli" / "tiny.yaml", tmp_path / "call.txt"
    call.write_text("客服：天灵灵地灵灵。\n", "utf-8")
    command = ["score", str(call), "--rubric", str(tiny), "-o", str(tmp_path / "run")]
    assert run([*command, "--format", "parquet"]) == 0
    assert pq.read_table(tmp_path / "run" / "criteria.parquet").column("status").to_pylist() == ["met"]
    assert run(command) == 0
    assert not (tmp_path / "run" / "criteria.parquet").exists()
    assert run(["score", str(call), "--rubric", str(tiny), "--format", "parquet"]) == 2
