"""Examples inside rubrics: each must give what it says, on exactly the words that it marks."""

import pytest
from scoring_kit import DOUBTFUL, SURE, scorer

from autoscore.model import CriterionScore, Span, Turn
from autoscore.scoring import ExampleFault, run_examples
from autoscore.scoring.examples import gives, parse

ONE, TWO, PERHAPS = SURE["one"], SURE["two"], DOUBTFUL["one"]
FIND = "points: 5, find: {act: one}, partial: [{when: {act: two}, points: 2}]"


def faults(gets: str, *turns: str, form: str = FIND, more: str = "", head: str = "") -> list[ExampleFault]:
    listed = ", ".join(f"'{turn}'" for turn in turns)
    made = scorer(f"{form}, examples: [{{gets: {gets}, turns: [{listed}]{more}}}]", head=head)
    return list(run_examples(made))


RIGHT = [
    ("met", f"客服：[[{ONE}]]。"),
    ("5", f"客服：[[{ONE}]]。"),
    ("5.0", f"客服：好，[[{ONE}]]，[[{ONE}]]。"),
    ("met", f"客服：{ONE}。"),
    ("partial", f"客服：[[{TWO}]]"),
    ("2", f"客服：[[{TWO}]]"),
    ("not_met", "客服：好的好的"),
    ("0", "客服：好的好的"),
    ("unsure", f"客服：[[{PERHAPS}]]"),
]
WRONG = [
    ("not_met", f"客服：{ONE}。", 1),
    ("4", f"客服：{ONE}。", 1),
    ("met", "客服：好的好的", 1),
    ("5", f"客服：{PERHAPS}", 1),
    ("unsur", f"客服：{PERHAPS}", 1),
    ("met", f"客服：[[{ONE[:-1]}]]{ONE[-1]}。", 1),
    ("met", f"客服：[[{ONE}。]]", 1),
    ("met", f"客服：[[{ONE}]]，{ONE}。", 1),
    ("met", f"客服：{ONE}，[[好]]。", 1),
    ("not_met", "客服：[[好的]]好的", 1),
    ("not_met", f"客服：[[好的]]，{ONE}", 2),
]


@pytest.mark.parametrize(("gets", "line"), RIGHT)
def test_an_example_that_is_right(gets: str, line: str) -> None:
    """An example is right if it gives the status or the points it says, on the marked words where any are marked."""
    assert faults(gets, line) == []


@pytest.mark.parametrize(("gets", "line", "number"), WRONG)
def test_an_example_that_is_wrong(gets: str, line: str, number: int) -> None:
    """Another outcome and other words than the marked are a fault each, told at the example's line."""
    found = faults(gets, line)
    assert len(found) == number
    assert {(str(one.place), one.criterion) for one in found} == {("t.yaml:7", "c0")}


def test_a_fault_says_what_was_found() -> None:
    """A fault tells what came out and which words were found, turn by turn."""
    [outcome, words] = faults("not_met", f"客服：[[好的]]，{ONE}")
    assert "应得 not_met" in outcome.what
    assert "met（5 分）" in outcome.what
    assert f"第0轮“{ONE}”" in words.what


@pytest.mark.parametrize("line", ["您好", "店员：您好", "客服 您好", "[a-b] 客服：您好"])
def test_a_turn_that_is_none(line: str) -> None:
    """A turn that is not written as one is a fault, not a crash."""
    [fault] = faults("met", line)
    assert "客服：话" in fault.what


def test_how_an_example_is_read() -> None:
    """Speakers, stamps and marks of an example are read; marks are no part of the words."""
    made = scorer(
        f"{FIND}, examples: [{{gets: met, date: '2026-02-17', channel: visit, metadata: {{team: A}}, "
        f"turns: ['[0-2.5] 客服：[[您好]]，[[请讲]]', '客户：好', '旁人：走', '系统: 滴']}}]"
    )
    parsed = parse(made.rubric.criteria[0].examples[0], made.rubric)
    assert parsed is not None
    call, marked = parsed
    assert call.turns[:4] == (
        Turn("agent", "您好，请讲", 0.0, 2.5),
        Turn("customer", "好"),
        Turn("other", "走"),
        Turn("ivr", "滴"),
    )
    assert marked == {Span(0, 0, 2), Span(0, 3, 5)}
    assert (call.channel, call.date, call.metadata) == ("visit", "2026-02-17", {"team": "A"})


def test_an_example_is_a_whole_call_unless_it_says_otherwise() -> None:
    """An example of a few turns does not count as a record that breaks off, unless its facts say `cut_off`."""
    closing = f"{FIND}, due: closing"
    assert faults("not_met", "客服：好的好的", form=closing) == []
    assert faults("unsure", "客服：好的好的", form=closing, more=", metadata: {cut_off: 1}") == []


def test_an_example_has_the_channel_of_its_rubric() -> None:
    """Where an example names no channel, it is the rubric's."""
    made = scorer(f"{FIND}, examples: [{{gets: met, turns: ['客服：{ONE}']}}]")
    parsed = parse(made.rubric.criteria[0].examples[0], made.rubric)
    assert parsed is not None
    assert parsed[0].channel == "phone"


def test_an_example_of_a_hint_is_checked_too() -> None:
    """A criterion that only hints has examples like any other, by status."""
    hint = f"{FIND}, mode: hint"
    assert faults("met", f"客服：[[{ONE}]]", form=hint) == []
    assert len(faults("not_met", f"客服：[[{ONE}]]", form=hint)) == 1


def test_examples_of_a_criterion_that_is_off_are_left_out() -> None:
    """A house that switches a criterion off need not delete its examples."""
    assert faults("met", f"客服：{ONE}", form=f"{FIND}, mode: off") == []


@pytest.mark.parametrize(
    ("points", "status", "wanted", "right"),
    [
        ("5", "met", "5.00", True),
        ("5", "met", "5", True),
        ("5", "met", "met", True),
        ("2.5", "partial", "2.5", True),
        ("2.5", "partial", "2", False),
        (None, "unsure", "0", False),
        (None, "unsure", "unsure", True),
        (None, "not_applicable", "not_applicable", True),
    ],
)
def test_points_and_statuses(points: str | None, status: str, wanted: str, right: bool) -> None:
    """Points are compared as numbers, anything else as a status."""
    assert gives(CriterionScore("c", "项", "score", status, points, "5", ""), wanted) is right
