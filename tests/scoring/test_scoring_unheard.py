"""What was marked as not heard at the end leaves the closing rows open."""

import pytest
from scoring_kit import HEAD, lexicon, score

from autoscore.rubric import parse_text
from autoscore.scoring import Scorer, compile_rubric

ROW = "  - {id: c, title: t, why: w, source: S, points: 5, find: {act: farewell}, due: closing}\n"


@pytest.fixture(scope="module")
def closing() -> Scorer:
    rubric, problems = parse_text(f"{HEAD}criteria:\n{ROW}", "t.yaml")
    assert rubric is not None
    assert not problems
    return compile_rubric(rubric, lexicon())


@pytest.mark.parametrize(
    ("last", "status"),
    [
        ("那行[听不清]走", "unsure"),
        ("那行（听不清）", "unsure"),
        ("那行，我听不清", "not_met"),
        ("那行", "not_met"),
        ("[听不清]再见", "met"),
    ],
)
def test_an_end_that_was_not_heard(closing: Scorer, last: str, status: str) -> None:
    """A goodbye may be in the gap: nothing is held against the agent; the words alone are no mark."""
    sheet = score(closing, "客服：好。", "客户：再见。", f"客服：{last}")
    assert sheet.criteria[0].status == status
