"""`until`: something said as long as something else has not happened."""

import pytest
from operators_kit import NO, UNSURE, YES, check

UNTIL = "{until: {act: b}, said: {act: a}}"


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        (["客服：[[{a:一}]]"], YES),
        (["客服：[[{a:一}]]", "客服：{b:二}{a:三}"], YES),
        (["客服：{b:二}", "客服：{a:一}"], NO),
        (["客服：{b:二}"], NO),
        (["客服：{~b:二}", "客服：[[{a:一}]]"], YES),
        (["客服：[[{~a:一}]]", "客服：{b:二}"], UNSURE),
        (["客服：[[{~a:一}]]{b:二}{a:三}"], UNSURE),
    ],
)
def test_ahead_of_it_or_at_all(lines: list[str], truth) -> None:
    """Something counts before the first of the other, and anywhere where that never surely comes."""
    check(UNTIL, truth, *lines)
