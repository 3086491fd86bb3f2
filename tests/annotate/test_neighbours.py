"""What stands beside a finding: only clean formulas of its own order, close by, in the same turn, on the right side."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate.neighbours import ORDERS, REACH, Neighbours
from autoscore.annotate.placed import Placed
from autoscore.lexicon.book import Bound
from autoscore.lexicon.entry import PhraseSet, Sign, Way
from autoscore.lexicon.matcher import Match
from autoscore.model import CLEAN, GARBLED
from autoscore.model.hit import Form

INNER = [(order[0], order[1], order[2]) for order in ORDERS]
IN_ORDER = [pair for order in ORDERS for pair in combinations(order, 2)]


def placed(label: str, start: int, end: int, *, turn: int = 0, form: Form = CLEAN, sign: Sign = "way") -> Placed:
    bound = Bound(PhraseSet(label, label), Way(sign, ("好",)))
    return Placed(turn, start, end, "好", Match(bound, start, end, form, 100, "好"))


def beside(one: Placed, *others: Placed) -> tuple[bool, bool]:
    return Neighbours.of_call([*others, one]).of(one)


def heard(label: str, start: int, end: int, turn: int = 0) -> Placed:
    return placed(label, start, end, turn=turn, form=GARBLED, sign="heard")


@pytest.mark.parametrize(("first", "middle", "last"), INNER)
def test_neighbours_on_both_sides(first: str, middle: str, last: str) -> None:
    """A finding between the formulas that are said before and after it has a neighbour on either side."""
    one = heard(middle, 10, 14)
    assert beside(one, placed(first, 0, 4), placed(last, 16, 20)) == (True, True)
    assert beside(one, placed(first, 0, 4)) == (True, False)
    assert beside(one, placed(last, 16, 20)) == (False, True)
    assert beside(one) == (False, False)


@pytest.mark.parametrize(("first", "last"), IN_ORDER)
def test_neighbours_have_an_order(first: str, last: str) -> None:
    """A formula that is said earlier counts before a finding, not behind it, whether or not others come between."""
    assert beside(heard(last, 10, 14), placed(first, 0, 4)) == (True, False)
    assert beside(heard(first, 0, 4), placed(last, 10, 14)) == (False, True)


@pytest.mark.parametrize(("first", "last"), [("greeting", "offer_help"), ("invite_rating", "farewell")])
def test_the_wrong_order_is_none(first: str, last: str) -> None:
    """What is said later counts for nothing before a finding."""
    assert beside(heard(first, 10, 14), placed(last, 0, 4)) == (False, False)
    assert beside(heard(last, 0, 4), placed(first, 10, 14)) == (False, False)


@given(st.integers(0, 2 * REACH))
def test_neighbours_are_close(gap: int) -> None:
    """Only what stands within reach counts, measured from end to start, on both sides alike."""
    assert beside(heard("offer_help", 10 + gap, 20 + gap), placed("greeting", 0, 10)) == (gap <= REACH, False)
    assert beside(heard("greeting", 0, 10), placed("offer_help", 10 + gap, 20 + gap)) == (False, gap <= REACH)


def test_neighbours_stand_in_the_same_turn() -> None:
    """A formula in the turn before or after is none."""
    one = heard("self_intro", 10, 14, turn=3)
    others = [placed("greeting", 0, 4, turn=turn) for turn in (0, 2, 4)]
    others += [placed("offer_help", 16, 20, turn=turn) for turn in (0, 2, 4)]
    assert beside(one, *others) == (False, False)
    assert beside(one, *others, placed("greeting", 0, 4, turn=3)) == (True, False)


def test_only_what_is_sure_is_a_neighbour() -> None:
    """What was itself only heard, a known mishearing or a weak way speaks for nothing."""
    one = heard("self_intro", 10, 14)
    unsure = [placed("greeting", 0, 4, form=GARBLED), placed("greeting", 0, 4, sign="mishearing")]
    assert beside(one, *unsure, placed("greeting", 0, 4, sign="weak")) == (False, False)


def test_what_overlaps_is_no_neighbour() -> None:
    """A formula in the same words stands neither before nor after."""
    one = heard("self_intro", 10, 14)
    assert beside(one, placed("greeting", 8, 12), placed("offer_help", 12, 16), placed("greeting", 10, 14)) == (
        False,
        False,
    )


@pytest.mark.parametrize("label", ["fee_notice", "apology", "rude"])
def test_acts_of_no_order_have_no_neighbours(label: str) -> None:
    """What belongs to no order neither has neighbours nor is one."""
    assert beside(heard(label, 10, 14), placed("greeting", 0, 4), placed("offer_help", 16, 20)) == (False, False)
    assert beside(heard("self_intro", 10, 14), placed(label, 0, 4), placed(label, 16, 20)) == (False, False)


def test_formulas_of_different_orders_are_no_neighbours() -> None:
    """An opening formula says nothing for a closing one."""
    assert beside(heard("farewell", 10, 14), placed("self_intro", 0, 4)) == (False, False)


def test_a_label_has_one_place_in_an_order() -> None:
    """No order names a label twice, so before and after are told apart."""
    assert all(len({*order}) == len(order) for order in ORDERS)
