"""A value in a range: clues narrow it, and a person settles what they leave."""

from decimal import Decimal
from itertools import product

import pytest
from forms_kit import DOCUMENT, NO, UNSURE, YES, award, ends, form, given, outcome
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms import Form
from autoscore.forms.value_range import Clue
from autoscore.model import Status, Truth
from autoscore.operators import Context

MET, PARTIAL, NOT_MET, OPEN = Status.MET, Status.PARTIAL, Status.NOT_MET, Status.UNSURE


def clue(
    truth: Truth, *places: int, at_least: str | None = None, at_most: str | None = None, because: str = ""
) -> Clue:
    ends_ = {"at_least": at_least, "at_most": at_most}
    numbers = {name: Decimal(one) for name, one in ends_.items() if one is not None}
    return Clue(when=given(truth, *places, because=because), **numbers)


def ranged(least: str, most: str, *clues: Clue) -> Form:
    return form("range", range=(Decimal(least), Decimal(most)), clues=clues)


# The answers to a clue for 1 or more and to one for 3 or less, within 0 to 4.
TWO_CLUES = {
    (YES, YES): (OPEN, None, "1", "3", [1, 2]),
    (YES, NO): (OPEN, None, "1", "4", [1]),
    (YES, UNSURE): (OPEN, None, "1", "4", [1]),
    (NO, YES): (OPEN, None, "0", "3", [2]),
    (UNSURE, YES): (OPEN, None, "0", "3", [2]),
    **{pair: (OPEN, None, "0", "4", []) for pair in product([NO, UNSURE], [NO, UNSURE])},
}


@pytest.mark.parametrize("truths", TWO_CLUES)
def test_clues_narrow_the_range(truths: tuple[Truth, Truth]) -> None:
    """Each sure clue moves its end; a doubtful one moves none; the rest is a person's."""
    made = ranged("0", "4", clue(truths[0], 1, at_least="1"), clue(truths[1], 2, at_most="3"))
    assert outcome(award(made, "4")) == TWO_CLUES[truths]


def test_every_pair_of_answers_is_asked_for() -> None:
    """The table above leaves no pair of answers out."""
    assert set(TWO_CLUES) == set(product(Truth, Truth))


NARROWED = {
    "to the top": ("0", "4", [clue(YES, 1, at_least="4")], (MET, "4", None, None, [1])),
    "to the bottom": ("0", "4", [clue(YES, 1, at_most="0")], (NOT_MET, "0", None, None, [1])),
    "to one value, by two clues": (
        "0",
        "4",
        [clue(YES, 1, at_least="2"), clue(YES, 2, at_most="2")],
        (PARTIAL, "2", None, None, [1, 2]),
    ),
    "to one value, by one clue": ("0", "4", [clue(YES, 1, at_least="2", at_most="2")], (PARTIAL, "2", None, None, [1])),
    "by the sharper of two": (
        "0",
        "4",
        [clue(YES, 1, at_least="1"), clue(YES, 2, at_least="3")],
        (OPEN, None, "3", "4", [1, 2]),
    ),
    "clues that contradict each other": (
        "0",
        "4",
        [clue(YES, 1, at_least="3"), clue(YES, 2, at_most="1")],
        (OPEN, None, "1", "3", [1, 2]),
    ),
    "below nothing": ("-3", "3", [clue(YES, 1, at_most="-1")], (OPEN, None, "-3", "-1", [1])),
    "to the very least": ("-3", "3", [clue(YES, 1, at_most="-3")], (NOT_MET, "-3", None, None, [1])),
    "to nought, which is no loss": (
        "-3",
        "3",
        [clue(YES, 1, at_least="0", at_most="0")],
        (PARTIAL, "0", None, None, [1]),
    ),
    "by nothing": ("-3", "3", [], (OPEN, None, "-3", "3", [])),
}


@pytest.mark.parametrize("name", NARROWED)
def test_what_clues_leave(name: str) -> None:
    """One value that is left is given; where clues contradict each other, the range lies between them."""
    least, most, clues, expected = NARROWED[name]
    assert outcome(award(ranged(least, most, *clues), most)) == expected


def test_the_reason_tells_the_clues_and_the_range() -> None:
    """The reason names each clue once and what may be given, or that there was no clue."""
    two = clue(YES, 1, at_least="1", because="问了"), clue(YES, 2, at_least="2", because="问了")
    assert award(ranged("0", "4", *two), "4").finding.because == "问了；可给 2 到 4 分，由人定"
    assert award(ranged("0", "4"), "4").finding.because == "字面上没有线索；可给 0 到 4 分，由人定"
    assert award(ranged("0", "4", clue(YES, 1, at_least="4", because="问了")), "4").finding.because == "问了；可给 4 分"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (ranged("0", "4", clue(YES, at_least="1")), 0),
        (ranged("-3", "3"), 0),
        (ranged("4", "0"), 1),
        (ranged("4", "4"), 1),
        (ranged("0", "4", clue(YES)), 1),
        (ranged("0", "4", clue(YES, at_most="5")), 1),
        (ranged("0", "4", clue(YES, at_least="-1")), 1),
        (ranged("0", "4", clue(YES), clue(YES, at_least="-1", at_most="9")), 2),
    ],
)
def test_ranges_that_are_none(made: Form, told: int) -> None:
    """A range that does not go up, and clues that say nothing or lie outside it, are told."""
    assert len(list(made.impossible())) == told


truths = st.sampled_from(Truth)
# What a clue says: at least so much, or at most.
clues = st.lists(st.tuples(truths, st.booleans(), st.integers(-12, 12)), max_size=4)


def clued(rows: list[tuple[Truth, bool, int]]) -> Form:
    """Makes a range of −3 to 3 with clues at quarters of a point."""
    return ranged(
        "-3",
        "3",
        *(
            clue(truth, place, **{"at_least" if up else "at_most": str(Decimal(quarters) / 4)})
            for place, (truth, up, quarters) in enumerate(rows)
        ),
    )


@draws(clues)
def test_a_range_never_leaves_its_bounds(rows: list) -> None:
    """Whatever the answers, the ends lie in the range, in order, and are among what is reachable."""
    made = clued(rows)
    got = made.award(DOCUMENT, Context(), Decimal(3))
    low, high = ends(got)
    assert -3 <= low <= high <= 3
    assert {low, high} <= set(made.reachable(Decimal(3)))
    assert (got.points is None) == (got.status is OPEN) == (low != high)


@draws(clues, st.data())
def test_a_clue_against_a_person_gone_never_lowers(rows: list, data: st.DataObject) -> None:
    """Where a clue that holds the value down is gone, neither end sinks."""
    down = [place for place, (_, up, _) in enumerate(rows) if not up]
    if not down:
        return
    gone = data.draw(st.sampled_from(down))
    before, after = (ends(award(clued(one), "3")) for one in (rows, [*rows[:gone], *rows[gone + 1 :]]))
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@draws(clues, st.data())
def test_a_doubtful_clue_settled_stays_within_the_ends(rows: list, data: st.DataObject) -> None:
    """However doubtful clues turn out, the value lies between `low` and `high`."""
    low, high = ends(award(clued(rows), "3"))
    settled = [(data.draw(st.sampled_from([YES, NO])) if one[0] is UNSURE else one[0], *one[1:]) for one in rows]
    then = ends(award(clued(settled), "3"))
    assert low <= then[0] <= then[1] <= high


@pytest.mark.parametrize(
    ("rows", "truth_ends"),
    [
        ([(YES, True, 8), (UNSURE, False, -4)], (Decimal(-1), Decimal(3))),
        ([(YES, True, 8), (YES, False, 8), (UNSURE, False, -12)], (Decimal(-3), Decimal(2))),
        ([(YES, False, -8), (UNSURE, True, 4)], (Decimal(-3), Decimal(1))),
    ],
)
def test_a_doubtful_clue_that_contradicts_a_sure_one(rows: list, truth_ends: tuple[Decimal, Decimal]) -> None:
    """The ends reach over what comes out with the doubtful clue and without it."""
    assert ends(award(clued(rows), "3")) == truth_ends


def test_what_only_sounds_alike_lowers_no_upper_end() -> None:
    """A clue that takes off must be there in so many words; one that gives may be heard."""
    takes = Clue(when=given(YES, 1, strict=UNSURE), at_most=Decimal(1))
    assert outcome(award(ranged("0", "4", takes), "4")) == (OPEN, None, "0", "4", [])
    gives = Clue(when=given(YES, 1, strict=UNSURE), at_least=Decimal(2))
    assert outcome(award(ranged("0", "4", gives), "4")) == (OPEN, None, "2", "4", [1])
