"""Shares and kappas: against textbooks, against scikit-learn, and by what must hold of any table."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_kit import spread
from sklearn.metrics import cohen_kappa_score

from autoscore.model.agreement import Estimate
from autoscore.review.intervals import Z, cohen, wilson

ANSWERS = ("met", "partial", "not_met", "not_applicable")
TABLES = st.dictionaries(
    st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), st.integers(0, 40), min_size=1
).filter(lambda table: sum(table.values()) > 0)
# Two clinicians' diagnoses of 100 patients: Fleiss, Levin and Paik, table 18.1.
DIAGNOSES = {
    ("psychotic", "psychotic"): 75,
    ("psychotic", "neurotic"): 1,
    ("psychotic", "organic"): 4,
    ("neurotic", "psychotic"): 5,
    ("neurotic", "neurotic"): 4,
    ("neurotic", "organic"): 1,
    ("organic", "organic"): 10,
}


def turned(table: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    return {(other, one): count for (one, other), count in table.items()}


def share(table: dict[tuple[str, str], int]) -> Estimate:
    found = wilson(sum(count for (one, other), count in table.items() if one == other), sum(table.values()))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_is_the_textbooks(hits: int, total: int, low: float, high: float) -> None:
    """The intervals are those that Newcombe (1998, table I, method 3) prints to four places."""
    found = wilson(hits, total)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == pytest.approx(hits / total, abs=1e-6)


def test_kappa_is_the_textbooks() -> None:
    """Kappa of the clinicians is 0.23 / 0.34, and its standard error the 0.087 that Fleiss, Levin and Paik print."""
    found = cohen(DIAGNOSES)
    assert found is not None
    assert found.value == pytest.approx(0.23 / 0.34, abs=1e-6)
    error = (found.high - found.value) / Z
    assert int(error * 1000) == 87
    assert found.value - found.low == pytest.approx(found.high - found.value, abs=2e-6)


@given(TABLES)
def test_kappa_is_that_of_scikit_learn(table: dict[tuple[str, str], int]) -> None:
    """Kappa is what scikit-learn finds, wherever it is defined."""
    found, (left, right) = cohen(table), zip(*spread(table), strict=True)
    if len({*left, *right}) == 1:
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(cohen_kappa_score(left, right), abs=1e-6)


@given(TABLES)
def test_estimates_lie_in_their_intervals(table: dict[tuple[str, str], int]) -> None:
    """An interval holds its estimate and stays within what there is; kappa never lies above the agreement."""
    agreement, kappa = share(table), cohen(table)
    assert 0 <= agreement.low <= agreement.value <= agreement.high <= 1
    if kappa is not None:
        assert -1 <= kappa.low <= kappa.value <= kappa.high <= 1
        assert kappa.low < kappa.high
        assert kappa.value <= agreement.value


@given(TABLES, st.randoms())
def test_nothing_hangs_on_sides_or_order(table: dict[tuple[str, str], int], chance: random.Random) -> None:
    """Kappa is the same, digit by digit, with machine and person exchanged and with the table in another order."""
    items = list(table.items())
    chance.shuffle(items)
    assert cohen(dict(items)) == cohen(table) == cohen(turned(table))


@given(TABLES, st.integers(2, 9))
def test_more_of_the_same_narrows_the_interval(table: dict[tuple[str, str], int], times: int) -> None:
    """A table many times over has the same estimates, and intervals that are no wider."""
    more = {pair: count * times for pair, count in table.items()}
    for few, many in ((share(table), share(more)), (cohen(table), cohen(more))):
        assert (few is None) == (many is None)
        if few is not None and many is not None:
            assert many.value == few.value
            assert many.high - many.low <= few.high - few.low


@pytest.mark.parametrize("pairs", [0, 1, 500])
def test_kappa_of_one_answer_is_not_defined(pairs: int) -> None:
    """Where both sides only ever gave one answer, or none, there is no kappa."""
    assert cohen({("met", "met"): pairs}) is None


def test_kappa_is_nothing_where_one_side_never_varies() -> None:
    """A machine that always says met has a kappa of 0 against a person who does not, however often both agree."""
    found = cohen({("met", "met"): 9, ("met", "not_met"): 1})
    assert found is not None
    assert found.value == 0.0


def test_full_agreement_is_no_certainty() -> None:
    """Where all agree kappa is 1, with the lower bound that the agreement's interval leaves it."""
    found = cohen({("met", "met"): 5, ("not_met", "not_met"): 5})
    agreement = wilson(10, 10)
    assert found is not None
    assert agreement is not None
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx((agreement.low - 0.5) / 0.5, abs=2e-6)


def test_a_share_of_nothing_is_none() -> None:
    """There is no share of no calls."""
    assert wilson(0, 0) is None
