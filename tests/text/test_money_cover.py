"""The lines in which an amount is looked for are all that hold one: whatever the expressions of money come to match."""

import re

import pytest
from covering_kit import patterns, texts

from autoscore.text import money
from autoscore.text.money import Amount, find_amounts

EXPRESSIONS = patterns(money)


def everywhere(text: str) -> list[Amount]:
    """Looks for amounts in a text that is one line, whatever it holds."""
    whole = [(0, len(text))]
    return sorted((*money._priced(text, whole), *money._bare(text, whole)), key=lambda amount: amount.start)


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_no_line_that_an_expression_matches_is_left_out(name: str) -> None:
    """Of lines made from each expression of the module the same amounts are found as by looking at all of them.

    Each character and alternative that the expression lists is tried, beside as few units, signs and cues as can be.
    """
    lines = texts(EXPRESSIONS[name], f"{money._UNITS}{money._SIGNS}{money._CUES}")
    place, expected = 0, []
    for line in lines:
        expected += [(place + one.start, place + one.end, one.yuan, one.bare) for one in everywhere(line)]
        place += len(line) + 1
    found = [(one.start, one.end, one.yuan, one.bare) for one in find_amounts("\n".join(lines))]
    assert found == expected
    assert found or name not in ("_PRICED", "_BARE")


@pytest.mark.parametrize("name", ["_PRICED", "_BARE"])
def test_each_character_that_an_expression_lists_is_tried(name: str) -> None:
    """The lines above hold each character that the expression lists, but for those that it only forbids."""
    source = EXPRESSIONS[name].pattern
    while (bare := re.sub(r"\(\?<?!(?:[^()]|\([^()]*\))*\)", "", source)) != source:
        source = bare
    assert {char for char in source if not char.isascii()} <= {*"".join(texts(EXPRESSIONS[name]))}
