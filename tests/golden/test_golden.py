"""Golden sheets: what every example's sheet says, so that no change goes by unseen."""

import json
from collections.abc import Iterator
from pathlib import Path

from autoscore.api import Plan, distinct, read_inputs, score_all
from autoscore.batch import Scored
from autoscore.model import ScoreSheet

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("sheets.jsonl")
# Which rubric a folder of examples is for, where that is not the one of its channel; themes stand in the calls.
PLANS = {"sales": Plan("counter-sales"), "field": Plan("home-service-call")}


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
        "rubric": sheet.rubric.id,
        "theme": sheet.rubric.theme,
        "branch": sheet.rubric.branch,
        "total": sheet.total,
        "low": sheet.low,
        "passed": sheet.passed,
        "warnings": kinds,
        **criteria,
    }


def rows() -> list[dict[str, object]]:
    """Scores the examples."""
    folders = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
    return [row(sheet) for folder in folders for sheet in _sheets(folder)]


def _sheets(folder: Path) -> Iterator[ScoreSheet]:
    readings = distinct(read_inputs([str(folder)], roles={}, stdin=None))
    for one in score_all(readings, PLANS.get(folder.name, Plan())):
        if isinstance(one, Scored):
            yield one.sheet


def test_sheets_of_the_examples_are_the_golden_ones() -> None:
    """Every example gets the golden sheet; `python -m tests.golden.test_golden` writes the file anew after a look."""
    golden = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    assert rows() == golden


if __name__ == "__main__":
    GOLDEN.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows()), "utf-8")
