"""Figures on small examples that were counted by hand."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify import TYPES
from autoscore.classify.corpus import Row
from autoscore.classify.measure import BINS, Bin, agreement, calibration, calibration_error, measure

GOLD = ["none"] * 4 + ["open"] * 3 + ["closed"] * 2 + ["leading"]
FOUND = ["none", "none", "none", "open", "open", "open", "none", "closed", "choice", "leading"]
pairs = st.lists(st.tuples(st.sampled_from(TYPES), st.sampled_from(TYPES)), min_size=1, max_size=30)


def row(text: str, label: str, previous: str = "") -> Row:
    return Row(label, "-", "agent", f"f/{text}", (), previous, text)


def test_a_small_confusion() -> None:
    """Counts, precision, recall and F1 of each type that is there, and who was taken for whom."""
    found = measure(GOLD, FOUND)
    assert found.accuracy == pytest.approx(0.7)
    figures = [(one.type, one.count, one.precision, one.recall, one.f1) for one in found.types]
    assert figures == [
        ("none", 4, pytest.approx(3 / 4), pytest.approx(3 / 4), pytest.approx(3 / 4)),
        ("closed", 2, pytest.approx(1), pytest.approx(1 / 2), pytest.approx(2 / 3)),
        ("open", 3, pytest.approx(2 / 3), pytest.approx(2 / 3), pytest.approx(2 / 3)),
        ("leading", 1, pytest.approx(1), pytest.approx(1), pytest.approx(1)),
    ]
    at = {name: place for place, name in enumerate(TYPES)}
    counted = {("none", "none"): 3, ("none", "open"): 1, ("open", "open"): 2, ("open", "none"): 1}
    counted |= {("closed", "closed"): 1, ("closed", "choice"): 1, ("leading", "leading"): 1}
    wanted = np.zeros((len(TYPES), len(TYPES)), dtype=int)
    for (gold, guess), count in counted.items():
        wanted[at[gold], at[guess]] = count
    assert found.confusion.tolist() == wanted.tolist()


def test_macro_f1_is_over_the_types_that_are_there() -> None:
    """Types with no sentence count for nothing; the common ones leave leading and rhetorical out."""
    found = measure(GOLD, FOUND)
    assert found.macro_f1 == pytest.approx((3 / 4 + 2 / 3 + 2 / 3 + 1) / 4)
    assert found.common_f1 == pytest.approx((3 / 4 + 2 / 3 + 2 / 3) / 3)


@given(pairs)
def test_the_confusion_holds_every_sentence_once(of: list[tuple[str, str]]) -> None:
    """Its cells come to the number of sentences, its lines to those of each type, its diagonal to what is right."""
    gold, found = [one for one, _ in of], [other for _, other in of]
    made = measure(gold, found)
    assert made.confusion.sum(axis=1).tolist() == [gold.count(name) for name in TYPES]
    assert made.confusion.sum(axis=0).tolist() == [found.count(name) for name in TYPES]
    assert made.confusion.trace() / len(of) == pytest.approx(made.accuracy)
    assert [one.type for one in made.types] == [name for name in TYPES if name in gold]


def test_bins_of_probability() -> None:
    """A bin holds its lower end and not its upper one, but for the last; empty ones are left out."""
    probability = np.array([0.0, 0.49, 0.5, 0.65, 0.69, 0.95, 1.0])
    right = np.array([False, True, True, True, False, True, True])
    assert calibration(probability, right) == (
        Bin(0.0, 0.5, 2, pytest.approx(0.245), 0.5),
        Bin(0.5, 0.6, 1, 0.5, 1.0),
        Bin(0.6, 0.7, 2, pytest.approx(0.67), 0.5),
        Bin(0.95, 1.0, 2, pytest.approx(0.975), 1.0),
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_every_guess_is_in_one_bin(of: list[tuple[float, bool]]) -> None:
    """Bins hold each guess once, stand in order, and their means and shares are those of their guesses."""
    probability, right = np.array([one for one, _ in of]), np.array([other for _, other in of])
    bins = calibration(probability, right)
    assert sum(one.count for one in bins) == len(of)
    assert [one.low for one in bins] == sorted({one.low for one in bins})
    assert all((one.low, one.high) in pairwise(BINS) for one in bins)
    assert sum(one.count * one.mean for one in bins) == pytest.approx(probability.sum())
    assert sum(one.count * one.right for one in bins) == pytest.approx(right.sum())
    assert 0 <= calibration_error(bins) <= 1


def test_the_calibration_error_is_weighted_by_count() -> None:
    """Three guesses that are 0.2 off and one that is 0.6 off are 0.3 off together."""
    bins = (Bin(0.0, 0.5, 3, 0.4, 0.6), Bin(0.6, 0.7, 1, 0.6, 0.0))
    assert calibration_error(bins) == pytest.approx(0.3)


def test_agreement_of_two_readers() -> None:
    """Sentences are matched by turn before and words, others left out. Kappa by hand: (0.75−0.5)/0.5."""
    rows = [row("一", "none"), row("二", "open"), row("三", "none"), row("四", "open"), row("五", "closed")]
    second = {("", "一"): "none", ("", "二"): "open", ("", "三"): "open", ("", "四"): "open", ("别的", "五"): "closed"}
    found = agreement(rows, second)
    assert (found.count, found.same) == (4, 0.75)
    assert found.kappa == pytest.approx(0.5)


def test_readers_who_agree_on_all() -> None:
    """Kappa is 1 where all labels are the same, and the same words after another turn are another sentence."""
    rows = [row("好", "none"), row("好", "closed", "行吗"), row("什么", "open")]
    second = {("", "好"): "none", ("行吗", "好"): "closed", ("", "什么"): "open"}
    found = agreement(rows, second)
    assert (found.count, found.same, found.kappa) == (3, 1.0, 1.0)
