"""Scoring many calls: order is kept, a fault costs one call, an id is used once."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate import CALLS
from autoscore.batch import Failure, Outcome, Plan, Scored, distinct, score_all
from autoscore.errors import JudgeError, Place, Problem
from autoscore.model import Document, ScoreSheet, Transcript, Turn
from autoscore.readers import Reading
from autoscore.scoring import Scorer

RUBRIC = """\
rubric: tiny
title: 小表
version: "1"
channel: any
source: S1
criteria:
  - {id: a, title: 甲, points: 10, why: 为了试, source: S1, find: {phrase: [天灵灵地灵灵]}}
"""
WORDS = "秘语花椒"


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "tiny.yaml"
    path.write_text(RUBRIC, "utf-8")
    return Plan(str(path))


def call(name: str, text: str = "您好", origin: str = "", channel: str | None = None) -> Transcript:
    return Transcript(name, (Turn("agent", text),), channel, origin=origin)  # type: ignore[arg-type]


def shown(outcomes: Iterator[Outcome]) -> list[str]:
    return [one.sheet.id if isinstance(one, Scored) else f"!{one.problem.place}" for one in outcomes]


def test_outcomes_come_in_the_order_of_the_readings(plan: Plan) -> None:
    """Over the bounds of batches, each reading has one outcome in its place: a sheet, or its problem."""
    readings: list[Reading] = [
        Problem(Place(f"p{at}"), "坏了") if at % 7 == 3 else call(f"c{at}") for at in range(3 * CALLS + 1)
    ]
    wanted = [f"!p{at}" if at % 7 == 3 else f"c{at}" for at in range(len(readings))]
    assert shown(score_all(readings, plan)) == wanted


def test_calls_of_several_channels_keep_their_order() -> None:
    """Where channels pick rubrics, the calls of a batch still come out as they came in."""
    readings = [call(f"c{at}", channel=("counter", "phone", None)[at % 3]) for at in range(9)]
    outcomes = list(score_all(readings, Plan()))
    assert shown(iter(outcomes)) == [f"c{at}" for at in range(9)]
    rubrics = [one.sheet.rubric.id for one in outcomes if isinstance(one, Scored)]
    assert rubrics == ["counter-17-steps", "hotline", "hotline"] * 3


def test_readings_are_taken_a_batch_at_a_time(plan: Plan) -> None:
    """In one process no more than a batch is read ahead of what is handed out."""
    taken: list[int] = []

    def readings() -> Iterator[Reading]:
        for at in range(10 * CALLS):
            taken.append(at)
            yield call(f"c{at}")

    outcomes = score_all(readings(), plan)
    next(outcomes)
    assert len(taken) <= CALLS + 1


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (ValueError(WORDS), "评分时出错（ValueError）"),
        (RecursionError(WORDS), "RecursionError"),
        (JudgeError("看不出"), "看不出"),
    ],
)
def test_a_fault_costs_one_call_and_says_no_words(
    error: Exception, what: str, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call whose judging fails is a failure at its place; the others of its batch are scored."""
    judge = Scorer.sheets

    def sheets(self: Scorer, documents: Sequence[Document], *decisions: Any) -> list[ScoreSheet]:
        if any(document.transcript.id == "bad" for document in documents):
            raise error
        return judge(self, documents, *decisions)

    monkeypatch.setattr(Scorer, "sheets", sheets)
    outcomes = list(score_all([call("a"), call("bad", WORDS, "x.txt:1"), call("c")], plan))
    assert shown(iter(outcomes)) == ["a", "!x.txt:1", "c"]
    failure = outcomes[1]
    assert isinstance(failure, Failure)
    assert what in str(failure.problem)
    assert WORDS not in str(failure.problem)


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_an_id_is_used_once(names: list[str]) -> None:
    """The first call of an id passes; each other becomes a problem that names both places; nothing is lost."""
    found = list(distinct(call(name, origin=f"f{at}") for at, name in enumerate(names)))
    assert len(found) == len(names)
    for at, (name, one) in enumerate(zip(names, found, strict=True)):
        first = names.index(name)
        if at == first:
            assert isinstance(one, Transcript)
        else:
            assert isinstance(one, Problem)
            assert one.place == Place(f"f{at}")
            assert f" f{first} " in one.what
            assert f"“{name}”" in one.what


def test_problems_pass_through(plan: Plan) -> None:
    """What could not be read is handed on as it is, and counts for no id."""
    problem = Problem(Place("x"), "坏了")
    assert list(distinct([problem, problem])) == [problem, problem]
    assert list(score_all([problem], plan)) == [Failure(problem)]
    assert list(score_all([], plan)) == []
