"""What takes away more than it gave: deductions below nothing (倒扣), and red lines that void a section."""

from decimal import Decimal

import pytest
from forms_kit import DOCUMENT, NO, UNSURE, YES, award, ends, form, given, outcome
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms import Form
from autoscore.forms.deduct import Fault
from autoscore.model import Status, Truth
from autoscore.operators import Context

MET, PARTIAL, NOT_MET, OPEN = Status.MET, Status.PARTIAL, Status.NOT_MET, Status.UNSURE


def fault(each: str, truth: Truth, *places: int, strict: Truth | None = None) -> Fault:
    return Fault(when=given(truth, *places, strict=strict), each=Decimal(each))


def deduct(floor: str, *faults: Fault) -> Form:
    return form("deduct", deduct=faults, floor=Decimal(floor))


BELOW = {
    "no fault": ("4", "-6", [fault("5", NO)], (MET, "4", None, None, [])),
    "into the red": ("4", "-6", [fault("5", YES, 1)], (PARTIAL, "-1", None, None, [1])),
    "down to the floor": ("4", "-6", [fault("5", YES, 1, 3)], (NOT_MET, "-6", None, None, [1, 3])),
    "no further than the floor": ("4", "-6", [fault("5", YES, 1, 3, 5)], (NOT_MET, "-6", None, None, [1, 3, 5])),
    "a doubt into the red": ("4", "-6", [fault("5", UNSURE, 1)], (OPEN, None, "-1", "4", [1])),
    "sure and in doubt": ("4", "-6", [fault("3", YES, 1), fault("3", UNSURE, 3)], (OPEN, None, "-2", "1", [1, 3])),
    "a doubt at the floor": ("4", "-6", [fault("10", YES, 1), fault("3", UNSURE, 3)], (NOT_MET, "-6", None, None, [1])),
    "worth nothing, only taken away": ("0", "-6", [fault("2", YES, 1)], (PARTIAL, "-2", None, None, [1])),
    "worth nothing, and nothing taken": ("0", "-6", [fault("2", NO)], (MET, "0", None, None, [])),
    "sure to mild ears only": ("0", "-6", [fault("2", YES, 1, strict=UNSURE)], (OPEN, None, "-2", "0", [1])),
}


@pytest.mark.parametrize("name", BELOW)
def test_deductions_below_nothing(name: str) -> None:
    """With a floor below nothing faults cost more than the criterion is worth, and stop at the floor."""
    points, floor, faults, expected = BELOW[name]
    assert outcome(award(deduct(floor, *faults), points)) == expected


truths = st.sampled_from(Truth)
quarters = st.integers(0, 24).map(lambda number: str(Decimal(number) / 4))
answers = st.lists(st.tuples(quarters, truths, st.integers(0, 3)), min_size=1, max_size=4)


def faults_of(rows: list[tuple[str, Truth, int]], floor: str) -> Form:
    listed = (
        fault(each, truth, *range(10 * place, 10 * place + words)) for place, (each, truth, words) in enumerate(rows)
    )
    return deduct(f"-{floor}", *listed)


@draws(answers, quarters, quarters)
def test_deductions_never_leave_their_bounds(rows: list, most: str, floor: str) -> None:
    """Whatever the faults, what is left lies within what is reachable, and low ≤ high."""
    made = faults_of(rows, floor)
    got = made.award(DOCUMENT, Context(), Decimal(most))
    low, high = ends(got)
    reachable = tuple(made.reachable(Decimal(most)))
    assert min(reachable) <= low <= high <= max(reachable) == Decimal(most)
    assert (got.points is None) == (got.status is OPEN)


@draws(answers, quarters, quarters, st.data())
def test_a_fault_less_never_lowers(rows: list, most: str, floor: str, data: st.DataObject) -> None:
    """Where a fault was not made, or once less, neither end of what is left sinks."""
    place = data.draw(st.integers(0, len(rows) - 1))
    each, truth, words = rows[place]
    less = data.draw(st.sampled_from([(each, NO, words), (each, truth, max(words - 1, 0))]))
    before, after = (
        ends(award(faults_of(one, floor), most)) for one in (rows, [*rows[:place], less, *rows[place + 1 :]])
    )
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@draws(answers, quarters, quarters, st.data())
def test_a_doubt_settled_stays_within_the_deductions_ends(
    rows: list, most: str, floor: str, data: st.DataObject
) -> None:
    """However the doubtful faults turn out, what is left lies between `low` and `high`."""
    settled = [
        (each, data.draw(st.sampled_from([YES, NO])) if truth is UNSURE else truth, words)
        for each, truth, words in rows
    ]
    low, high = ends(award(faults_of(rows, floor), most))
    got = ends(award(faults_of(settled, floor), most))
    assert low <= got[0] == got[1] <= high


@pytest.mark.parametrize("voids", ["section", "sheet"])
@pytest.mark.parametrize(
    ("truth", "strict", "expected", "crossed"),
    [
        (NO, None, (MET, "10", None, None, []), False),
        (YES, None, (NOT_MET, "0", None, None, [4]), True),
        (UNSURE, None, (OPEN, None, "0", "10", [4]), False),
        (YES, UNSURE, (OPEN, None, "0", "10", [4]), False),
        (UNSURE, NO, (MET, "10", None, None, []), False),
    ],
)
def test_what_a_red_line_voids(voids: str, truth: Truth, strict: Truth | None, expected: tuple, crossed: bool) -> None:
    """A red line voids what the rubric says, the sheet or a section, and only on clean words."""
    got = award(form("fatal", fatal=given(truth, 4, strict=strict), voids=voids))
    assert (outcome(got), got.voids) == (expected, voids if crossed else "")
