"""Lint of lexicons: entries that are never found, that say nothing new, or are not what they look like."""

import pytest
from lexicon_kit import lexicon, phrases

from autoscore.lexicon.lint import findings

ADVICE = {
    "an own block takes the way": (("您好像", "您好", "- 您好像"), [(3, "never_matches")]),
    "a block of all its phrases": (("(您|你)好像", "- [是](您|你)好像"), [(3, "never_matches")]),
    "a block of some of its phrases": (("(您|你)好像", "- 您好像"), []),
    "the same line again": (("您好", "再见", "您好"), [(5, "advice_duplicate")]),
    "the same phrase by other signs": (("(您|你)好", "[您]好", "你好"), [(5, "advice_duplicate")]),
    "another sign in front": (("您好", "^您好", "=您好", "您好$"), []),
    "a new phrase among old ones": (("您好", "(您|你)好"), []),
    "nothing to find": (("您好", "{大姓}", "…"), [(4, "never_matches"), (5, "never_matches")]),
    "nothing wrong": (("您好", "^喂", "{姓}{称呼}", "请…坐", "- 您好像"), []),
}


@pytest.mark.parametrize(("lines", "expected"), ADVICE.values(), ids=ADVICE)
def test_findings(lines: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    """What is never found is told as wrong, what stands twice as advice, each at its line."""
    found = findings(lexicon(phrases(*lines)))
    assert [(problem.place.line, problem.code) for problem in found] == expected


def test_sets_may_share_phrases() -> None:
    """The same phrase in two sets is no repetition, and a block of one set takes nothing from the other."""
    assert findings(lexicon(phrases("您好", label="one"), phrases("您好", "- 您好像", label="two"))) == ()


@pytest.mark.parametrize("block", ["- ^您好", "- 您好$", "- =您好"])
def test_a_block_at_one_place_does_not_take_all(block: str) -> None:
    """A block that counts only where a turn begins or ends, or as a clause, leaves the way to be found elsewhere."""
    assert findings(lexicon(phrases("您好", block))) == ()


def test_a_whole_turn_of_a_filler_is_good() -> None:
    """The one way to write a filler that is found, ^啊$, is not advised against."""
    assert findings(lexicon(phrases("^啊$"))) == ()
