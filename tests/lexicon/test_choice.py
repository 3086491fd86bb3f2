"""The choice among candidates against the plain definition, which walks over them one by one."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lexicon_kit import lexicon, phrases

from autoscore.lexicon import Match, compile_book, matches
from autoscore.lexicon.candidates import Candidates
from autoscore.lexicon.choice import AGAINST, NEAR_CERTAIN, chosen
from autoscore.model import CLEAN

AS_WRITTEN = ("请坐", "您好请坐", "! 您好", "- 您好像", "- 坐", "~ 宁好", "? 请坐您好")
LINES = (*AS_WRITTEN, "* 您好请坐啊", "* 请您坐好", "* 好请您坐")
BOOK = compile_book(
    lexicon(
        phrases(*LINES, label="one", kind="expected"),
        phrases(*LINES, label="other", kind="expected"),
        phrases(*LINES[:9], label="words"),
    )
)
TEXT = "您好请坐好请您坐您好像请坐您好"
STRENGTHS = (64, 70, 79, 80, 85, 90, 99, 100)


def plainly(found: list[Match], text: str) -> list[Match]:
    """Returns the best of each label that no block bars; of what is only heard, the likeliest of all labels."""
    blocks = [one for one in found if one.sign == "block" and one.form == CLEAN]
    kept: list[Match] = []
    for label in sorted({one.label for one in found}):
        barring = [(one.start, one.end) for one in blocks if one.label == label]
        own = [one for one in found if one.label == label and one.sign != "block" and not barred(one, barring)]
        kept += apart(sorted(own, key=rank))
    full = [one for one in found if one.sign == "heard" and one.strength == 100]
    clear = {(one.start, one.end) for one in [*(one for one in kept if one.form == CLEAN), *full] if one.owner.is_act}
    heard = [one for one in kept if one.sign == "heard" and not understood(one, clear, text)]
    likeliest = apart(sorted(heard, key=lambda one: (-worth(one), one.start, one.label)))
    best = [*(one for one in kept if one.sign != "heard"), *likeliest]
    return sorted(best, key=lambda one: (one.start, one.end, one.label))


def barred(one: Match, blocks: list[tuple[int, int]]) -> bool:
    """Tells whether a block covers a match, or half of a mangled formula."""
    if one.sign == "heard":
        return any(2 * (min(one.end, high) - max(one.start, low)) >= one.end - one.start for low, high in blocks)
    return any(low <= one.start and one.end <= high for low, high in blocks)


def apart(ranked: Iterable[Match]) -> Iterator[Match]:
    """Yields the matches, best first, that overlap none before them."""
    taken: list[Match] = []
    for one in ranked:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
            yield one


def worth(one: Match) -> Fraction:
    """Returns how many syllables speak for a sound-alike, those that speak against it taken off."""
    syllables = len(one.phrase) if one.sign == "heard" else one.end - one.start
    return syllables * (1 - Fraction(AGAINST * (100 - one.strength), 100))


def rank(one: Match) -> tuple[bool, bool, bool, Fraction, int, int]:
    """Ranks sure ways before weak ones, clean before garbled, the near-certain before others, then longer ones."""
    clean = one.form == CLEAN and one.sign != "mishearing"
    much = Fraction(one.end - one.start) if one.form == CLEAN else worth(one)
    return (one.sign == "weak", not clean, one.strength < NEAR_CERTAIN, -much, -one.strength, one.start)


def understood(one: Match, clear: set[tuple[int, int]], text: str) -> bool:
    """Tells whether more than half of what a mangled formula takes up was understood as something else."""
    other = [run for run in clear if not is_part(text[slice(*run)], one.phrase)]
    return 2 * sum(max(0, min(one.end, end) - max(one.start, start)) for start, end in other) > one.end - one.start


def is_part(words: str, phrase: str) -> bool:
    return words == phrase or (words in phrase and 2 * len(words) <= len(phrase))


@st.composite
def rows(draw: st.DrawFn) -> tuple[int, int, int, int, bool]:
    """Draws a way, a run, a strength and a form: blocks and weak ways as written, formulas as heard, others either."""
    way = draw(st.integers(0, len(BOOK.bounds) - 1))
    sign = BOOK.bounds[way].way.sign
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, min(start + 7, len(TEXT))))
    garbled = sign == "heard" or (sign in ("way", "block") and draw(st.booleans()))
    strength = draw(st.sampled_from(STRENGTHS)) if garbled else 79 if sign == "mishearing" else 100
    return way, start, end, strength, garbled


def candidates(found: list[tuple[int, int, int, int, bool]]) -> Candidates:
    ways, starts, ends, strengths, garbled = np.array(found, dtype=np.int64).reshape(-1, 5).T
    numbers = [BOOK.phrases.numbers[BOOK.bounds[way].way.strings[0]] for way in ways.tolist()]
    return Candidates(ways, np.array(numbers, dtype=np.int64), starts, ends, strengths, garbled.astype(np.bool_))


@settings(deadline=None, max_examples=400)
@given(st.lists(rows(), max_size=14))
def test_what_is_chosen_is_what_a_plain_walk_chooses(found: list[tuple[int, int, int, int, bool]]) -> None:
    """Of any candidates those are chosen, and in that order, that the plain definition chooses."""
    every = candidates(found)
    assert matches(BOOK, chosen(BOOK, every, TEXT)) == plainly(matches(BOOK, every), TEXT)


WAY, LONG, EXACT, BLOCK, SHORT_BLOCK, MISHEARING, WEAK, HEARD, OTHER_HEARD, THIRD_HEARD = range(10)
OTHER, WORDS = len(LINES), 2 * len(LINES)
CASES = {
    "the longer": ([(WAY, 2, 4, 100, False), (LONG, 0, 4, 100, False)], [(LONG, 0, 4)]),
    "the sure before the longer weak": ([(WAY, 2, 4, 100, False), (WEAK, 2, 6, 100, False)], [(WAY, 2, 4)]),
    "the written before the longer heard": ([(WAY, 2, 4, 100, False), (WAY, 0, 4, 99, True)], [(WAY, 2, 4)]),
    "the written before the longer mishearing": (
        [(WAY, 2, 4, 100, False), (MISHEARING, 2, 6, 79, False)],
        [(WAY, 2, 4)],
    ),
    "the near-certain before the longer": ([(WAY, 2, 4, 80, True), (LONG, 0, 4, 79, True)], [(WAY, 2, 4)]),
    "the likelier of two as much alike": ([(WAY, 2, 6, 90, True), (LONG, 0, 7, 80, True)], [(WAY, 2, 6)]),
    "barred by its block": ([(EXACT, 8, 10, 100, False), (BLOCK, 8, 11, 100, False)], []),
    "not by a block heard": ([(EXACT, 8, 10, 100, False), (BLOCK, 8, 11, 100, True)], [(EXACT, 8, 10)]),
    "not by a shorter block": ([(EXACT, 8, 10, 100, False), (SHORT_BLOCK, 9, 10, 100, False)], [(EXACT, 8, 10)]),
    "not by another's block": (
        [(EXACT, 8, 10, 100, False), (OTHER + BLOCK, 8, 11, 100, False)],
        [(EXACT, 8, 10)],
    ),
    "a formula barred by half": ([(HEARD, 7, 13, 90, True), (BLOCK, 8, 11, 100, False)], []),
    "a formula not by less": ([(HEARD, 6, 13, 90, True), (BLOCK, 8, 11, 100, False)], [(HEARD, 6, 13)]),
    "a formula understood as another": (
        [(OTHER_HEARD, 4, 8, 90, True), (OTHER + LONG, 4, 7, 100, False)],
        [(OTHER + LONG, 4, 7)],
    ),
    "what is understood twice counts once": (
        [(OTHER_HEARD, 4, 10, 90, True), (OTHER + LONG, 4, 7, 100, False), (OTHER + HEARD, 4, 7, 100, True)],
        [(OTHER + LONG, 4, 7), (OTHER_HEARD, 4, 10)],
    ),
    "a formula not by phrases": (
        [(OTHER_HEARD, 4, 8, 90, True), (WORDS + LONG, 4, 7, 100, False)],
        [(WORDS + LONG, 4, 7), (OTHER_HEARD, 4, 8)],
    ),
    "the likeliest formula of all": (
        [(OTHER_HEARD, 4, 8, 90, True), (OTHER + THIRD_HEARD, 4, 8, 95, True)],
        [(OTHER + THIRD_HEARD, 4, 8)],
    ),
}


@pytest.mark.parametrize(("found", "best"), CASES.values(), ids=CASES)
def test_each_rule_of_the_choice(
    found: list[tuple[int, int, int, int, bool]], best: list[tuple[int, int, int]]
) -> None:
    """Each rule holds by itself, in the arrays as in the plain definition, in whatever order the candidates come."""
    for rows_ in (found, found[::-1]):
        every = candidates(rows_)
        kept = chosen(BOOK, every, TEXT)
        assert [*zip(kept.ways.tolist(), kept.starts.tolist(), kept.ends.tolist(), strict=True)] == best
        assert matches(BOOK, kept) == plainly(matches(BOOK, every), TEXT)
