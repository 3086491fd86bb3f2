"""What each form makes of its answers: a status, points, and the words that carry them."""

from decimal import Decimal
from itertools import product

import pytest
from forms_kit import DOCUMENT, NO, UNSURE, WHERE, YES, Given, award, form, given, outcome
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms.deduct import Fault
from autoscore.forms.yes_no import Tier
from autoscore.model import Hit, Status, Truth
from autoscore.operators import Condition, Context

MET, PARTIAL, NOT_MET = Status.MET, Status.PARTIAL, Status.NOT_MET
OPEN, OBSERVER = Status.UNSURE, Status.OBSERVER


def tier(points: str, truth: Truth, *places: int) -> Tier:
    return Tier(when=given(truth, *places), points=Decimal(points))


def fault(each: str, truth: Truth, *places: int, strict: Truth | None = None, because: str = "") -> Fault:
    return Fault(when=given(truth, *places, strict=strict, because=because), each=Decimal(each))


# ------------------------------------------------------------------ find

FOUND = {
    "done": (given(YES, 1, 4), (), (MET, "10", None, None, [1, 4])),
    "not done": (given(NO), (), (NOT_MET, "0", None, None, [])),
    "perhaps done": (given(UNSURE, 2), (), (OPEN, None, "0", "10", [2])),
    "done, and a tier too": (given(YES, 1), (tier("5", YES, 2),), (MET, "10", None, None, [1])),
    "only a tier": (given(NO), (tier("5", YES, 2),), (PARTIAL, "5", None, None, [2])),
    "no tier either": (given(NO), (tier("5", NO, 2),), (NOT_MET, "0", None, None, [])),
    "perhaps a tier": (given(NO), (tier("5", UNSURE, 2),), (OPEN, None, "0", "5", [2])),
    "the first tier that holds": (
        given(NO),
        (tier("7", NO, 1), tier("5", YES, 2), tier("9", YES, 3)),
        (PARTIAL, "5", None, None, [2]),
    ),
    "perhaps done, surely a tier": (given(UNSURE, 1), (tier("5", YES, 2),), (OPEN, None, "5", "10", [1])),
    "perhaps done, perhaps a tier": (given(UNSURE, 1), (tier("5", UNSURE, 2),), (OPEN, None, "0", "10", [1])),
    "perhaps a better tier": (given(NO), (tier("8", UNSURE, 1), tier("5", YES, 2)), (OPEN, None, "5", "8", [1])),
    "perhaps a tier that would never be asked": (
        given(NO),
        (tier("5", YES, 2), tier("8", UNSURE, 1)),
        (PARTIAL, "5", None, None, [2]),
    ),
    "perhaps a tier that is worth less": (
        given(NO),
        (tier("3", UNSURE, 1), tier("5", YES, 2)),
        (PARTIAL, "5", None, None, [2]),
    ),
    "the doubtful words are the lesser thing": (
        given(UNSURE, 2),
        (tier("5", YES, 2),),
        (PARTIAL, "5", None, None, [2]),
    ),
    "some of the doubtful words are not": (given(UNSURE, 2, 3), (tier("5", YES, 2),), (OPEN, None, "5", "10", [2, 3])),
    "a doubt without words": (given(UNSURE), (tier("5", YES, 2),), (OPEN, None, "5", "10", [])),
    "a better tier in doubt without words": (
        given(NO),
        (tier("8", UNSURE), tier("5", YES, 2)),
        (OPEN, None, "5", "8", []),
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_find_with_tiers(name: str) -> None:
    """All points, the first tier that holds, or none; what is open costs nothing, and loses nothing that is sure."""
    condition, tiers, expected = FOUND[name]
    assert outcome(award(form("find", find=condition, partial=tiers))) == expected


@pytest.mark.parametrize(
    ("truth", "doubt", "expected"),
    [
        (NO, NO, (NOT_MET, "0", None, None, [])),
        (NO, YES, (OPEN, None, "0", "10", [5])),
        (NO, UNSURE, (OPEN, None, "0", "10", [5])),
        (YES, YES, (MET, "10", None, None, [1])),
        (UNSURE, NO, (OPEN, None, "0", "10", [1])),
    ],
)
def test_a_reason_for_doubt(truth: Truth, doubt: Truth, expected: tuple) -> None:
    """`doubt` turns a loss into an open question, and touches nothing else."""
    made = form("find", find=given(truth, 1), doubt=given(doubt, 5))
    assert outcome(award(made)) == expected


def test_a_loss_says_where_was_looked() -> None:
    """What was not found carries the place that was searched and the reason."""
    found = award(form("find", find=given(NO, because="没有听到道别"))).finding
    assert (found.searched, found.because) == (WHERE, "没有听到道别")


# ------------------------------------------------------------------ deduct

DEDUCTED = {
    "no fault": ([fault("2", NO)], "0", (MET, "10", None, None, [])),
    "one": ([fault("2", YES, 3)], "0", (PARTIAL, "8", None, None, [3])),
    "each time": ([fault("2", YES, 3, 5, 7)], "0", (PARTIAL, "4", None, None, [3, 5, 7])),
    "of two kinds": ([fault("2", YES, 3), fault("3", YES, 5, 7)], "0", (PARTIAL, "2", None, None, [3, 5, 7])),
    "down to nothing": ([fault("4", YES, 1, 3, 5)], "0", (NOT_MET, "0", None, None, [1, 3, 5])),
    "down to the floor": ([fault("4", YES, 1, 3, 5)], "6", (NOT_MET, "6", None, None, [1, 3, 5])),
    "above the floor": ([fault("3", YES, 1)], "6", (PARTIAL, "7", None, None, [1])),
    "in doubt": ([fault("2", UNSURE, 3, 5)], "0", (OPEN, None, "6", "10", [3, 5])),
    "sure and in doubt": ([fault("2", YES, 3), fault("3", UNSURE, 5)], "0", (OPEN, None, "5", "8", [3, 5])),
    "in doubt below the floor": ([fault("9", YES, 3), fault("3", UNSURE, 5)], "1", (NOT_MET, "1", None, None, [3])),
    "a fault that no words show": ([fault("2", YES)], "0", (PARTIAL, "8", None, None, [])),
    "a doubt that no words show": ([fault("2", UNSURE)], "0", (OPEN, None, "8", "10", [])),
    "sure to mild eyes only": ([fault("2", YES, 3, strict=UNSURE)], "0", (OPEN, None, "8", "10", [3])),
    "half points": ([fault("0.5", YES, 3, 5, 7)], "0", (PARTIAL, "8.5", None, None, [3, 5, 7])),
}


@pytest.mark.parametrize("name", DEDUCTED)
def test_deduct(name: str) -> None:
    """Sure faults cost each time, down to the floor; doubtful ones cost nothing and leave it open."""
    faults, floor, expected = DEDUCTED[name]
    assert outcome(award(form("deduct", deduct=tuple(faults), floor=Decimal(floor)))) == expected


def test_one_run_of_words_in_doubt_under_two_labels_counts_once() -> None:
    """Two finders that doubt the same words leave one fault open; other words beside them leave a second one."""
    wide, inner, other = Hit(0, 0, 4, "a"), Hit(0, 1, 4, "b"), Hit(0, 6, 8, "a")
    for hits, low in (((wide, inner), "8"), ((wide, inner, other), "6")):
        fault = Fault(when=Condition(Given(truth=UNSURE, hits=hits)), each=Decimal(2))
        made = award(form("deduct", deduct=(fault,)))
        assert (made.status, made.low, made.high) == (Status.UNSURE, Decimal(low), Decimal(10))


def test_deduct_says_what_for() -> None:
    """Reasons of all faults stand together, each once."""
    faults = (
        fault("1", YES, 1, because="说了禁语"),
        fault("1", YES, 3, because="打断"),
        fault("1", YES, 5, because="打断"),
    )
    assert award(form("deduct", deduct=faults)).finding.because == "说了禁语；打断"


truths = st.sampled_from(Truth)
points = st.decimals(min_value=0, max_value=20, places=1)


@draws(st.lists(st.tuples(points, truths, st.integers(0, 4)), max_size=4), points, points)
def test_deduct_never_leaves_its_bounds(faults: list, most: Decimal, floor: Decimal) -> None:
    """Whatever the faults, floor ≤ low ≤ high ≤ all; no doubt lowers `high`, no certainty raises it."""
    floor = min(floor, most)
    listed = tuple(fault(str(each), truth, *range(hits)) for each, truth, hits in faults)
    made = form("deduct", deduct=listed, floor=floor)
    got = made.award(DOCUMENT, Context(), most)
    low, high = (got.points, got.points) if got.points is not None else (got.low, got.high)
    assert floor <= low <= high <= most
    sure = [(each, hits) for each, truth, hits in faults if truth is YES]
    assert high == max(floor, most - sum((each * max(hits, 1) for each, hits in sure), Decimal(0)))


# ------------------------------------------------------------------ fatal, observer


@pytest.mark.parametrize(
    ("truth", "strict", "expected", "voids"),
    [
        (NO, None, (MET, "10", None, None, []), ""),
        (YES, None, (NOT_MET, "0", None, None, [4]), "sheet"),
        (UNSURE, None, (OPEN, None, "0", "10", [4]), ""),
        (YES, UNSURE, (OPEN, None, "0", "10", [4]), ""),
    ],
)
def test_fatal(truth: Truth, strict: Truth | None, expected: tuple, voids: str) -> None:
    """Only clean words void a sheet; what is in doubt goes to a person."""
    got = award(form("fatal", fatal=given(truth, 4, strict=strict)))
    assert (outcome(got), got.voids) == (expected, voids)


def test_observer() -> None:
    """What a transcript cannot show is left to a person, with what to look at; the machine gives nothing."""
    got = award(form("observer", observer="双手递接"))
    assert outcome(got) == (OBSERVER, None, None, None, [])
    assert "双手递接" in got.finding.because


# ------------------------------------------------------------------ all forms


@draws(truths, st.lists(st.tuples(st.integers(0, 10), truths, st.booleans()), max_size=3), truths)
def test_find_never_leaves_its_bounds(truth: Truth, tiers: list, doubt: Truth) -> None:
    """Points, low and high lie between nothing and all; open means no points yet; sure means no bounds."""
    listed = tuple(tier(str(worth), told, *([place] * words)) for place, (worth, told, words) in enumerate(tiers))
    got = award(form("find", find=given(truth, 9), partial=listed, doubt=given(doubt)))
    if got.status is OPEN:
        assert got.points is None
        assert 0 <= got.low <= got.high <= 10
    else:
        assert (got.low, got.high) == (None, None)
        assert 0 <= got.points <= 10
    assert (got.status is MET) == (truth is YES)


def test_what_is_reachable_is_all_that_comes_out() -> None:
    """The points that a form may give are among those it says it can reach."""
    for one, two in product(Truth, Truth):
        made = form("find", find=given(one, 1), partial=(tier("4", two, 2),))
        got = award(made)
        assert {got.points, got.low, got.high} - {None} <= {Decimal(0), *made.reachable(Decimal(10))}
