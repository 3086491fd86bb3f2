"""`before` and `between`: what was said ahead of something, and inside a stretch."""

import pytest
from operators_kit import NO, UNSURE, YES, check

BEFORE = "{before: {act: b}, said: {act: a}}"
BETWEEN = "{between: [{act: b}, {act: c}], said: {act: a}}"


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        (["客服：[[{a:一}]]", "客服：{b:二}"], YES),
        (["客服：[[{a:一}]]{b:二}{a:三}"], YES),
        (["客服：{b:二}{a:一}", "客服：{b:二}"], NO),
        (["客服：{b:二}"], NO),
        (["客服：{a:一}"], NO),
        (["客服：[[{~a:一}]]{b:二}"], UNSURE),
        (["客服：[[{a:一}]]{~b:二}"], UNSURE),
        (["客服：{~b:二}[[{a:一}]]{b:二}"], UNSURE),
        (["客服：[[{a:一}]]{~b:二}{a:三}{b:二}"], YES),
        (["客服：{b:二}{~a:一}"], NO),
    ],
)
def test_ahead_of_the_first_time(lines: list[str], truth) -> None:
    """Something is before another if it ends before the first of that; a doubt that could turn this leaves it open."""
    check(BEFORE, truth, *lines)


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        (["客服：{b:二}", "客服：[[{a:一}]]", "客服：{c:三}"], YES),
        (["客服：{b:二}[[{a:一}]]{c:三}{a:四}"], YES),
        (["客服：{a:一}{b:二}{c:三}{a:四}"], NO),
        (["客服：{b:二}{c:三}{a:四}{c:五}"], NO),
        (["客服：{b:二}{c:三}{b:二}[[{a:四}]]{c:五}"], YES),
        (["客服：{b:二}{a:四}"], NO),
        (["客服：{a:四}{c:五}"], NO),
        (["客服：{b:二}[[{~a:四}]]{c:五}"], UNSURE),
        (["客服：{b:二}{~c:三}[[{a:四}]]{c:五}"], UNSURE),
        (["客服：{~b:二}[[{a:四}]]{c:五}"], UNSURE),
    ],
)
def test_inside_a_stretch(lines: list[str], truth) -> None:
    """Between runs from one thing to the next of the other; each of the three must have been said."""
    check(BETWEEN, truth, *lines)


def test_a_side_of_its_own() -> None:
    """Each part may look at another side."""
    condition = "{before: {act: farewell, by: customer}, said: {act: more}}"
    check(condition, YES, "客服：[[{more:还有吗}]]", "客户：{farewell:再见}")
    check(condition, NO, "客户：{farewell:再见}", "客服：{more:还有吗}")
