"""A bonus: points beyond the total, each time, up to what the criterion is worth."""

from decimal import Decimal
from itertools import product

import pytest
from forms_kit import DOCUMENT, NO, UNSURE, WHERE, YES, award, ends, form, given, outcome
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms import Form
from autoscore.forms.bonus import Gain
from autoscore.model import Status, Truth
from autoscore.operators import Context

MET, PARTIAL, NOT_MET, OPEN = Status.MET, Status.PARTIAL, Status.NOT_MET, Status.UNSURE


def gain(each: str, truth: Truth, *places: int, because: str = "") -> Gain:
    return Gain(when=given(truth, *places, because=because), each=Decimal(each))


def bonus(*gains: Gain) -> Form:
    return form("bonus", bonus=gains)


# The answers to something worth 1 that is there once, and to something worth 2 that is there twice.
TWO_GAINS = {
    (YES, YES): (PARTIAL, "5", None, None, [1, 3, 5]),
    (YES, NO): (PARTIAL, "1", None, None, [1]),
    (NO, YES): (PARTIAL, "4", None, None, [3, 5]),
    (NO, NO): (NOT_MET, "0", None, None, []),
    (YES, UNSURE): (OPEN, None, "1", "5", [1, 3, 5]),
    (UNSURE, YES): (OPEN, None, "4", "5", [1, 3, 5]),
    (NO, UNSURE): (OPEN, None, "0", "4", [3, 5]),
    (UNSURE, NO): (OPEN, None, "0", "1", [1]),
    (UNSURE, UNSURE): (OPEN, None, "0", "5", [1, 3, 5]),
}


@pytest.mark.parametrize("truths", TWO_GAINS)
def test_two_gains(truths: tuple[Truth, Truth]) -> None:
    """What is sure adds each time; what is in doubt stays open above it."""
    assert outcome(award(bonus(gain("1", truths[0], 1), gain("2", truths[1], 3, 5)))) == TWO_GAINS[truths]


def test_every_pair_of_answers_is_asked_for() -> None:
    """The table above leaves no pair of answers out."""
    assert set(TWO_GAINS) == set(product(Truth, Truth))


CAPPED = {
    "just all": ([gain("2", YES, 1, 3)], (MET, "4", None, None, [1, 3])),
    "no more than all": ([gain("2", YES, 1, 3, 5)], (MET, "4", None, None, [1, 3, 5])),
    "a doubt about nothing": ([gain("4", YES, 1), gain("2", UNSURE, 3)], (MET, "4", None, None, [1])),
    "a doubt up to all": ([gain("3", YES, 1), gain("3", UNSURE, 3)], (OPEN, None, "3", "4", [1, 3])),
    "what no words show counts once": ([gain("3", YES)], (PARTIAL, "3", None, None, [])),
}


@pytest.mark.parametrize("name", CAPPED)
def test_a_bonus_has_a_top(name: str) -> None:
    """However often something is done, it gives no more than the criterion is worth."""
    gains, expected = CAPPED[name]
    assert outcome(award(bonus(*gains), "4")) == expected


def test_a_bonus_says_what_for() -> None:
    """Reasons stand together, each once; without any it says so, and where was looked."""
    got = award(
        bonus(gain("1", YES, 1, because="致谢"), gain("1", YES, 3, because="祝福"), gain("1", YES, 5, because="致谢"))
    )
    assert got.finding.because == "致谢；祝福"
    none = award(bonus(gain("1", NO)))
    assert (none.finding.because, none.finding.searched) == ("没有加分的事", WHERE)


truths = st.sampled_from(Truth)
worths = st.integers(0, 24).map(lambda quarters: str(Decimal(quarters) / 4))
answers = st.lists(st.tuples(worths, truths, st.integers(0, 3)), min_size=1, max_size=4)


def gains_of(rows: list[tuple[str, Truth, int]]) -> Form:
    listed = (
        gain(each, truth, *range(10 * place, 10 * place + words)) for place, (each, truth, words) in enumerate(rows)
    )
    return bonus(*listed)


@draws(answers, worths)
def test_a_bonus_never_leaves_its_bounds(rows: list, most: str) -> None:
    """Whatever the answers, 0 ≤ low ≤ high ≤ all, and only what is open has no points."""
    made = gains_of(rows)
    got = made.award(DOCUMENT, Context(), Decimal(most))
    low, high = ends(got)
    assert 0 <= min(made.reachable(Decimal(most))) <= low <= high <= max(made.reachable(Decimal(most))) <= Decimal(most)
    assert (got.points is None) == (got.status is OPEN)


@draws(answers, worths, st.data())
def test_a_gain_more_never_lowers(rows: list, most: str, data: st.DataObject) -> None:
    """Where one more thing is done, or done for sure, neither end of the points sinks."""
    place = data.draw(st.integers(0, len(rows) - 1))
    each, _, words = rows[place]
    more = [*rows[:place], (each, YES, words + 1), *rows[place + 1 :]]
    before, after = (ends(award(gains_of(one), most)) for one in (rows, more))
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@draws(answers, worths, st.data())
def test_a_doubt_settled_stays_within_the_bonus_ends(rows: list, most: str, data: st.DataObject) -> None:
    """However the doubtful answers turn out, the points lie between `low` and `high`."""
    settled = [
        (each, data.draw(st.sampled_from([YES, NO])) if truth is UNSURE else truth, words)
        for each, truth, words in rows
    ]
    low, high = ends(award(gains_of(rows), most))
    got = ends(award(gains_of(settled), most))
    assert low <= got[0] == got[1] <= high
