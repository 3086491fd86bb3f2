"""The table of criteria: a criterion a row, harmless in a spreadsheet, equal to the sheets."""

import csv
import io
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from machine_kit import RUNS, folder_of, report, reported, sheet_of
from msgspec import UNSET

from autoscore.model import Call, CriterionScore, Decision, Evidence, Nearest, ScoreSheet, Searched, Turn
from autoscore.privacy import Masker
from autoscore.report.machine.csv_form import COLUMNS, FORMAT
from autoscore.report.machine.told import plain
from autoscore.runs.stored import StoredRun

BOM = "\ufeff"
STARTS = tuple("=+-@\t\r\n＝＋－＠")
NUMBERS = ("total", "total_low", "total_high", "total_max", "points", "low", "high", "max", "decided_points")


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@given(RUNS)
@settings(max_examples=60)
def test_no_cell_can_do_harm(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """Whatever is said in a call, no cell of words begins as a formula does or holds a character that steers."""
    rows = table(reported(FORMAT, list(pairs)))
    assert len(rows) == sum(len(sheet.criteria) for sheet, _ in pairs)
    for row in rows:
        assert set(row) == set(COLUMNS)
        for name, cell in row.items():
            assert name in NUMBERS or not cell.startswith(STARTS)
            assert not {unicodedata.category(char) for char in cell} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(RUNS)
@settings(max_examples=60)
def test_the_words_are_those_of_the_sheet(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """Ids, statuses, points, spans and quotes are those of the sheets, in their order."""
    rows = iter(table(reported(FORMAT, list(pairs))))
    for sheet, _ in pairs:
        for one in sheet.criteria:
            row = next(rows)
            quotes = " | ".join(plain(each.quote) for each in one.evidence)
            assert (row["status"], row["points"]) == (one.status, one.points or "")
            assert (row["call"].removeprefix("'"), row["quote"].removeprefix("'")) == (
                plain(sheet.id).removeprefix("'"),
                quotes.removeprefix("'"),
            )
            assert row["turn"] == " | ".join(str(each.turn) for each in one.evidence)
            assert row["low"] == ((one.points or "") if one.low is UNSET else one.low)
            assert row["searched_last"] == ("" if one.searched is None else str(one.searched.turns[1]))


def test_a_row_tells_all_that_is_known(tmp_path: Path) -> None:
    """A row in full: times as mm:ss, where was looked, what came nearest, and people's last decision."""
    one = CriterionScore(
        "greet",
        "问候",
        "score",
        "not_met",
        "0",
        "5",
        "没有听到问候",
        (Evidence(0, 0, 1, "喂", time=(61.0, 62.0)), Evidence(0, 1, 3, "你谁", time=(61.0, 62.0))),
        Searched("agent", (0, 0)),
        Nearest(0, 1, 3, "你谁", "您好", 40),
        (Decision("met", "5", "甲", "听错了"), Decision("partial", "3", "乙")),
    )
    call = Call((Turn("agent", "喂你谁"),), id="c")
    folder = folder_of(tmp_path / "run", [(sheet_of("c", [one], agent="07", date="2026-06-03"), call)])
    (row,) = table(report(FORMAT, folder, tmp_path / "a.csv").decode())
    told = {key: value for key, value in row.items() if value}
    assert told == {
        "call": "c",
        "agent": "07",
        "date": "2026-06-03",
        "rubric": "r",
        "rubric_version": "1",
        "total": "8",
        "total_low": "6",
        "total_high": "8",
        "total_max": "10",
        "passed": "true",
        "needs_review": "true",
        "criterion": "greet",
        "title": "问候",
        "mode": "score",
        "status": "not_met",
        "points": "0",
        "low": "0",
        "high": "0",
        "max": "5",
        "because": "没有听到问候",
        "turn": "0 | 0",
        "time": "01:01 | 01:01",
        "quote": "喂 | 你谁",
        "searched_by": "agent",
        "searched_first": "0",
        "searched_last": "0",
        "nearest": "你谁",
        "nearest_turn": "0",
        "nearest_phrase": "您好",
        "nearest_strength": "40",
        "decided_status": "partial",
        "decided_points": "3",
        "decided_by": "乙",
        "masked": "false",
    }


def test_the_cards_words_stand_beside(examples: Path, tmp_path: Path) -> None:
    """Section, standard and advice are those of the rubric's card, and the table says that it is masked."""
    rows = table(report(FORMAT, examples, tmp_path / "a.csv", Masker.of()).decode())
    wanted = [(one.card, score.id) for one in StoredRun.open(examples) for score in one.sheet.criteria]
    assert len(rows) == len(wanted) > 100
    for row, (card, name) in zip(rows, wanted, strict=True):
        found = card.criterion(name)
        assert found is not None
        assert (row["section"], row["standard"], row["advice"]) == (card.section(found), found.standard, found.advice)
        assert row["masked"] == "true"
    assert any(row["advice"] for row in rows)
