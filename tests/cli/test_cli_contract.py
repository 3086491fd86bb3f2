"""The examples of this project, scored: every sheet has the contract's fields and adds up."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from cli_kit import EXAMPLES, autoscore, sheets

SHEET = [
    "id",
    "transcript",
    "channel",
    "metadata",
    "rubric",
    "total",
    "max",
    "low",
    "high",
    "observable",
    "passed",
    "band",
    "provisional",
    "needs_review",
    "criteria",
    "steps",
    "questions",
    "warnings",
    "made_by",
]
CRITERION = [
    "id",
    "title",
    "mode",
    "status",
    "points",
    "max",
    "because",
    "evidence",
    "searched",
    "nearest",
    "decisions",
]
STATUSES = {"met", "partial", "not_met", "not_applicable", "unsure", "observer", "error"}
ASIDE = {"not_applicable", "observer", "error"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over all examples."""
    folder = tmp_path_factory.mktemp("examples") / "out"
    ran = autoscore("score", EXAMPLES, "-o", folder)
    assert ran.status == 0, ran.err
    return folder


@pytest.fixture(scope="module")
def all_sheets(run: Path) -> list[dict[str, Any]]:
    return sheets(run)


@pytest.fixture(scope="module")
def texts(run: Path) -> dict[str, list[str]]:
    """The turns of every call by its id, as calls.jsonl keeps them."""
    calls = [json.loads(line) for line in (run / "calls.jsonl").read_text("utf-8").splitlines()]
    return {call["id"]: [turn["text"] for turn in call["turns"]] for call in calls}


def criteria(all_sheets: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for sheet in all_sheets:
        for criterion in sheet["criteria"]:
            yield sheet, criterion


def test_every_example_is_scored(all_sheets: list[dict[str, Any]]) -> None:
    """The examples hold at least twelve encounters of all three channels, and each gets a sheet of its own."""
    assert len({sheet["id"] for sheet in all_sheets}) == len(all_sheets) >= 12
    assert {sheet["channel"] for sheet in all_sheets} == {"phone", "counter", "visit"}


def test_a_sheet_has_exactly_the_fields_of_the_contract(all_sheets: list[dict[str, Any]]) -> None:
    """No field is missing, renamed or added, on the sheet or in what stands in it."""
    for sheet in all_sheets:
        assert list(sheet) == SHEET
        assert list(sheet["rubric"]) == ["id", "version", "digest", "theme", "branch"]
        assert set(sheet["made_by"]) == {"autoscore", "lexicons", "models", "engines"}
        assert all(set(step) == {"label", "points", "running"} for step in sheet["steps"])
        assert all(set(warning) == {"kind", "because"} for warning in sheet["warnings"])


def test_a_criterion_has_exactly_the_fields_of_the_contract(all_sheets: list[dict[str, Any]]) -> None:
    """Low and high are there where a criterion is unsure and only there; weights of our own say so."""
    for _, criterion in criteria(all_sheets):
        bounds = {"low", "high"} if criterion["status"] == "unsure" else set()
        assert set(criterion) - {"points_source"} == {*CRITERION, *bounds}
        assert criterion.get("points_source", "示例权重，须本单位确认") == "示例权重，须本单位确认"
        assert criterion["status"] in STATUSES
        assert criterion["mode"] in {"score", "hint"}
        assert criterion["because"]


def test_what_was_not_found_says_where_it_was_searched(all_sheets: list[dict[str, Any]]) -> None:
    """Searched and nearest stand with not_met and unsure alone, and name turns of the call."""
    for _, criterion in criteria(all_sheets):
        for name, keys in (
            ("searched", {"by", "turns"}),
            ("nearest", {"turn", "start", "end", "quote", "phrase", "strength"}),
        ):
            found = criterion[name]
            assert found is None or set(found) == keys
            assert found is None or criterion["status"] in {"not_met", "unsure"}


def test_evidence_has_exactly_the_fields_of_the_contract(all_sheets: list[dict[str, Any]]) -> None:
    """Every piece of evidence has its place, quote, form and strength; a time only where the turn has one."""
    for _, criterion in criteria(all_sheets):
        for evidence in criterion["evidence"]:
            assert set(evidence) - {"time"} == {"turn", "start", "end", "quote", "form", "strength"}


def test_every_quote_is_the_text_at_its_place(all_sheets: list[dict[str, Any]], texts: dict[str, list[str]]) -> None:
    """Offsets are code points of the raw turn: the text between them is the quote, of evidence and of nearest alike."""
    for sheet, criterion in criteria(all_sheets):
        for one in (*criterion["evidence"], *filter(None, [criterion["nearest"]])):
            assert texts[sheet["id"]][one["turn"]][one["start"] : one["end"]] == one["quote"] != ""


def test_anyone_can_add_the_steps_up(all_sheets: list[dict[str, Any]]) -> None:
    """The points of the steps add up to each running sum, and the last of these is the total."""
    for sheet in all_sheets:
        running = [Decimal(step["running"]) for step in sheet["steps"]]
        assert list(accumulate(Decimal(step["points"]) for step in sheet["steps"])) == running
        assert running[-1] == Decimal(sheet["total"])


def test_a_doubt_costs_nothing(all_sheets: list[dict[str, Any]]) -> None:
    """A doubt has no points; total is high; a sheet with a doubt is provisional, and passes only if low does."""
    for sheet in all_sheets:
        low, high = Decimal(sheet["low"]), Decimal(sheet["high"])
        assert sheet["total"] == sheet["high"]
        assert Decimal(0) <= low <= high <= Decimal(sheet["max"])
        unsure = [one for one in sheet["criteria"] if one["status"] == "unsure" and one["mode"] == "score"]
        assert all(one["points"] is None for one in unsure)
        assert all(Decimal(one["low"]) <= Decimal(one["high"]) <= Decimal(one["max"]) for one in unsure)
        assert sheet["provisional"] == bool(unsure)
        assert low == high or unsure


def test_what_does_not_count_has_no_points(all_sheets: list[dict[str, Any]]) -> None:
    """What does not apply, what a person must see and what could not be judged has no points and is no step."""
    for sheet, criterion in criteria(all_sheets):
        if criterion["status"] in ASIDE:
            assert criterion["points"] is None
            assert criterion["title"] not in {step["label"] for step in sheet["steps"]}


def test_points_are_decimal_strings(all_sheets: list[dict[str, Any]]) -> None:
    """Points and totals are written as decimals without an exponent, totals to one place."""
    for sheet in all_sheets:
        for text in (sheet["total"], sheet["low"], sheet["high"]):
            assert text == f"{Decimal(text):.1f}"
    for _, criterion in criteria(all_sheets):
        for text in filter(None, (criterion["points"], criterion["max"])):
            assert text == f"{Decimal(text):f}"


def test_excellent_service_scores_higher_than_bad(all_sheets: list[dict[str, Any]]) -> None:
    """At the counter and on the phone, every call that is meant to be excellent stands above every bad one."""
    for channel in ("counter", "phone"):
        totals = {
            kind: [
                Decimal(sheet["total"]) for sheet in all_sheets if sheet["channel"] == channel and kind in sheet["id"]
            ]
            for kind in ("excellent", "bad")
        }
        assert min(totals["excellent"]) > max(totals["bad"])
