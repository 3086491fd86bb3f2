"""Amounts: each sum of a call with its raw span, its worth and whoever named it."""

import pytest
from annotate_kit import document, hits

SUMS = {
    "一共一百二十块五": [("一百二十块五", "120.50", None)],
    "收您一百，找您二十块零五毛": [("一百", "100.00", "yes"), ("二十块零五毛", "20.50", None)],
    "收您１００元，好": [("１００元", "100.00", None)],
    "嗯，98.5元": [("98.5元", "98.50", None)],
    "三号窗口，两点半": [],
    "😀收您五块": [("五块", "5.00", None)],
    "叁佰": [],
}


@pytest.mark.parametrize(("text", "sums"), SUMS.items())
def test_sums_of_a_turn(text: str, sums: list[tuple[str, str, str | None]]) -> None:
    """Each sum is a hit at its raw words, in yuan with two places, marked where no unit was said."""
    found = document(f"a|{text}")
    assert [
        (found.quote(hit.turn, hit.start, hit.end), hit.fact("yuan"), hit.fact("bare")) for hit in hits(found, "amount")
    ] == sums


def test_sums_are_by_whoever_named_them() -> None:
    """A sum belongs to the role of its turn, which is the one put right."""
    found = document("a|三十块", "c|四十块", "o|五十块")
    assert [(hit.turn, hit.by, hit.fact("yuan")) for hit in hits(found, "amount")] == [
        (0, "agent", "30.00"),
        (1, "customer", "40.00"),
        (2, "other", "50.00"),
    ]


def test_no_sum_crosses_turns() -> None:
    """A word for paying at the end of a turn makes no sum of a number in the next, nor do halves of one add up."""
    found = document("a|收您", "c|一百", "a|一百二十", "c|块五")
    assert list(hits(found, "amount")) == []
