"""The rubrics of visits and of selling in the hall, on invented encounters that a person judged from the sources.

`tests/encounters/tuning/v*.gold.json` holds `system`, `roles`, and for each criterion a `status`, its `quotes` and
other statuses that a fair reader could give (`alt`). The statuses were given before the rubrics were written.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from autoscore.api import Transcript, read_inputs, scorer
from autoscore.model import CriterionScore, Role
from autoscore.scoring import Scorer

FOLDER = Path(__file__).resolve().parents[1] / "encounters" / "tuning"
RUBRICS = {"S1V": "home-service-visit", "S2": "account-manager-visit", "S4": "hall-active-selling"}
NAMES = tuple(sorted(path.name.removesuffix(".gold.json") for path in FOLDER.glob("v*.gold.json")))
FOUND = ("met", "partial")
Gold = Mapping[str, Any]


def gold_of(name: str) -> Gold:
    """Returns the gold of an encounter."""
    return json.loads((FOLDER / f"{name}.gold.json").read_text("utf-8"))  # type: ignore[no-any-return]


def call_of(name: str, roles: Mapping[str, Role]) -> Transcript:
    """Returns an encounter as read."""
    (call,) = read_inputs([str(FOLDER / f"{name}.txt")], roles=roles, stdin=None)
    assert isinstance(call, Transcript)
    return call


@cache
def scorer_for(system: str) -> Scorer:
    """Returns the scorer of a system."""
    return scorer(RUBRICS[system])


def scores_of(name: str) -> dict[str, CriterionScore]:
    """Returns the scores of an encounter by criterion."""
    gold = gold_of(name)
    (sheet,) = scorer_for(gold["system"]).score([call_of(name, gold["roles"])])
    return {score.id: score for score in sheet.criteria}


def spans_of(name: str, criterion: str) -> list[tuple[int, str]]:
    """Returns the evidence of a criterion as turn and words."""
    return [(one.turn, one.quote) for one in scores_of(name)[criterion].evidence]


def judged(system: str) -> Iterator[tuple[str, str, Gold, CriterionScore]]:
    """Yields each judged criterion of a system's encounters, by name and id, with the machine's score."""
    for name in NAMES:
        gold = gold_of(name)
        if gold["system"] == system:
            scores = scores_of(name)
            yield from ((name, key, row, scores[key]) for key, row in gold["criteria"].items())


def test_golds_quote_the_agent() -> None:
    """Every quote of a gold is an exact run of a turn of the agent."""
    for name in NAMES:
        gold = gold_of(name)
        said = [turn.text for turn in call_of(name, gold["roles"]).turns if turn.role == "agent"]
        for key, row in gold["criteria"].items():
            assert all(any(quote in text for text in said) for quote in row["quotes"]), (name, key)


@pytest.mark.parametrize("system", sorted(RUBRICS))
def test_golds_judge_every_scored_criterion_that_can_be_heard(system: str) -> None:
    """A gold leaves out just the observer's rows and those that are never scored."""
    wanted = {
        one.id for one in scorer_for(system).rubric.criteria if one.mode == "score" and one.form_key != "observer"
    }
    golds = [gold for gold in map(gold_of, NAMES) if gold["system"] == system]
    assert golds
    assert all(set(gold["criteria"]) == wanted for gold in golds)


@pytest.mark.parametrize(("system", "least"), [("S1V", 0.97), ("S2", 0.97), ("S4", 0.96)])
def test_statuses_agree_with_a_person(system: str, least: float) -> None:
    """Statuses agree with the gold or its alternatives, and nothing that was done comes out as not done."""
    rows = list(judged(system))
    wrong = [
        f"{name} {key}: {row['status']} -> {score.status}"
        for name, key, row, score in rows
        if score.status not in (row["status"], *row.get("alt", ()))
    ]
    assert 1 - len(wrong) / len(rows) >= least, wrong
    assert not [where for *where, row, score in rows if row["status"] == "met" and score.status == "not_met"]


@pytest.mark.parametrize("system", sorted(RUBRICS))
def test_evidence_overlaps_the_quotes(system: str) -> None:
    """Where person and machine both found something, at least one span of the machine crosses a quote of the gold."""
    for name, key, row, score in judged(system):
        if row["quotes"] and row["status"] in FOUND and score.status in FOUND:
            texts = [turn.text for turn in call_of(name, gold_of(name)["roles"]).turns]
            pairs = product(score.evidence, row["quotes"])
            assert any(
                place < shown.end and shown.start < place + len(quote)
                for shown, quote in pairs
                if (place := texts[shown.turn].find(quote)) >= 0
            ), f"{name} {key}"


@pytest.mark.parametrize(
    ("name", "criterion", "spans"),
    [
        ("v01", "agree_first", [(12, "挪一挪，您看行不行")]),
        ("v01", "late_notice", [(2, "对不起"), (2, "环城路上堵")]),
        ("v01", "fab", [(26, "因为它"), (26, "孩子放学晚也不怕漏了哪一集")]),
        ("v03", "no_charge", [(12, "走公司得等"), (12, "给我一百"), (12, "微信转我")]),
        ("v03", "no_argument", [(14, "怎么能叫乱收费"), (18, "你说的不对")]),
        ("v04", "confirm", [(4, "就是水池底下滴水一晚上半盆水对吧")]),
        ("v05", "agree_first", []),
        ("v06", "agree_first", [(4, "把电视往前移一")]),
        ("v07", "need_based", [(10, "您刚才说"), (10, "我建议您换")]),
        ("v08", "late_apology", [(0, "实在抱歉"), (0, "前面一家耽搁"), (0, "您现在还方便吗")]),
        ("v09", "no_blame_company", [(10, "我们公司就是坑人"), (10, "领导就知道收钱"), (10, "我们自己人都嫌")]),
        ("v09", "no_hard_sell", [(14, "不办你肯定后悔"), (14, "过两天就没有"), (14, "我给你登记一个")]),
        ("v10", "leave_contact", [(12, "有需要打一万号")]),
        (
            "v12",
            "close_or_keep",
            [(12, "要不您留个电话"), (12, "加我个微信"), (12, "活动截止前我提醒您"), (14, "我姓柯，您想好了随时找我")],
        ),
        ("v14", "trial", [(6, "那我给您演示"), (6, "您看按这个键")]),
    ],
)
def test_evidence_is_exact(name: str, criterion: str, spans: list[tuple[int, str]]) -> None:
    """Selected criteria rest on exactly these words of these turns."""
    assert spans_of(name, criterion) == spans


@pytest.mark.parametrize(
    ("name", "least", "most"), [("v01", 95, 100), ("v03", 0, 40), ("v09", 0, 20), ("v11", 95, 100)]
)
def test_totals_lie_where_the_encounter_belongs(name: str, least: float, most: float) -> None:
    """Exemplary encounters come out near the top and bad ones fail, whichever way the doubts go."""
    gold = gold_of(name)
    (sheet,) = scorer_for(gold["system"]).score([call_of(name, gold["roles"])])
    assert sheet.low is not None
    assert sheet.total is not None
    assert least <= float(sheet.low) <= float(sheet.total) <= most
