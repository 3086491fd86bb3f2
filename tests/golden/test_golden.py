"""Golden sheets: what every example's sheet says, so that no change goes by unseen."""

import json
from pathlib import Path

from autoscore.api import Plan, distinct, read_inputs, score_all
from autoscore.batch import Scored
from autoscore.model import ScoreSheet

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("sheets.jsonl")


def row(sheet: ScoreSheet) -> dict[str, object]:
    """Returns what a golden line keeps of a sheet: totals, and each status with its words."""
    criteria = {
        score.id: [
            score.status,
            score.points,
            *(f"{one.turn}:{one.start}-{one.end} {one.quote}" for one in score.evidence),
        ]
        for score in sheet.criteria
    }
    kinds = [notice.kind for notice in sheet.warnings]
    return {
        "id": sheet.id,
        "total": sheet.total,
        "low": sheet.low,
        "passed": sheet.passed,
        "warnings": kinds,
        **criteria,
    }


def rows() -> list[dict[str, object]]:
    """Scores the examples."""
    outcomes = score_all(distinct(read_inputs([str(ROOT / "examples")], roles={}, stdin=None)), Plan())
    return [row(one.sheet) for one in outcomes if isinstance(one, Scored)]


def test_sheets_of_the_examples_are_the_golden_ones() -> None:
    """Every example gets the golden sheet; `python -m tests.golden.test_golden` writes the file anew after a look."""
    golden = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    assert rows() == golden


if __name__ == "__main__":
    GOLDEN.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows()), "utf-8")
