"""How far the machine agrees with people, on encounters that it was fitted to and on those that it was not."""

import json
import sys
from pathlib import Path

import pytest

from autoscore.api import Transcript, read_inputs, scorer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.acts import FORMULAS, compare  # noqa: E402 - the benchmarks are no package of the wheel
from benchmarks.agreement import agreement  # noqa: E402


@pytest.mark.parametrize(("folder", "least"), [("tuning", 0.95), ("held_out", 0.83)])
def test_statuses_agree_with_people(folder: str, least: float) -> None:
    """Statuses of the seventeen steps agree with the gold or its alternatives, and evidence overlaps its quotes."""
    found = agreement(ROOT / "tests" / "encounters" / folder, system="S3")
    assert found.share >= least, found.differences
    assert found.evidence_share >= 0.9


@pytest.mark.parametrize(("folder", "least"), [("counter", 0.85), ("sales", 0.78), ("field", 0.9)])
def test_statuses_of_the_examples_agree_with_people(folder: str, least: float) -> None:
    """The examples come out as a person judged them."""
    found = agreement(ROOT / "examples" / folder, golds=ROOT / "tests" / "gold")
    assert found.share >= least, found.differences
    assert found.evidence_share >= 0.9


@pytest.mark.parametrize(
    ("folder", "system", "least", "lost"),
    [
        ("tuning", "S1", 0.95, 0.03),
        ("tuning", "S0", 0.92, 0.05),
        ("held_out", "S1", 0.9, 0.06),
        ("held_out", "S0", 0.75, 0.14),
    ],
)
def test_statuses_of_sales_and_field_calls_agree_with_people(
    folder: str, system: str, least: float, lost: float
) -> None:
    """Rows of sales sheets and field calls agree with the gold, few of its met are lost, and evidence overlaps."""
    found = agreement(ROOT / "tests" / "encounters" / folder, system=system)
    assert found.share >= least, found.differences
    assert found.lost_share <= lost
    assert found.evidence_share >= 0.84


def test_statuses_of_the_hotline_examples_agree_with_people() -> None:
    """The hotline examples come out as a person judged them, row by row."""
    golds = [json.loads(line) for line in (ROOT / "tests/gold/hotline.gold.jsonl").read_text("utf-8").splitlines()]
    wanted = {gold["call"]: gold["criteria"] for gold in golds}
    by, different = scorer("hotline"), []
    for call in read_inputs([str(ROOT / "examples/phone/hotline.jsonl")], roles={}, stdin=None):
        assert isinstance(call, Transcript)
        for score in by.score([call])[0].criteria:
            gold = wanted[call.id].get(score.id)
            if gold is not None and score.status not in (gold["status"], *gold.get("alt", ())):
                different.append(f"{call.id} {score.id}: {gold['status']} -> {score.status}")
    assert len(different) <= 14, different


@pytest.mark.parametrize(("folder", "least"), [("tuning", 0.9), ("held_out", 0.84)])
def test_acts_agree_with_marks(folder: str, least: float) -> None:
    """Acts found in noisy calls agree with the marked ones, the fixed formulas better than the open acts."""
    calls = ROOT / "tests" / "calls" / folder
    found = compare(calls / "calls.jsonl", calls / "acts.jsonl")
    assert found.f1() >= least
    assert found.f1(FORMULAS) >= 0.88
