"""Places: where an act is due, and which turns stand close to there."""

from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate.places import EARLY, LATE, NEAR, Places, places
from autoscore.annotate.timing import Wait
from autoscore.model import Role

SIDES: list[Role] = ["agent", "customer", "ivr", "other", "unknown"]

roles = st.lists(st.sampled_from(SIDES), max_size=60).map(tuple)


def near(where: Places, turns: int, *due: str) -> list[int]:
    return [turn for turn in range(turns) if where.near(turn, due)]


def test_close_to_the_opening_and_the_close_of_a_short_call() -> None:
    """In a short call the first four and the last four turns of people are close; the machine's are none."""
    where = places(("ivr", *("agent", "customer") * 4), ())
    assert near(where, 9, "opening") == [1, 2, 3, 4]
    assert near(where, 9, "closing") == [5, 6, 7, 8]


def test_close_to_the_opening_and_the_close_of_a_long_call() -> None:
    """In a long call it is a share of the turns: the close spreads further than the opening."""
    where = places(("agent", "customer") * 50, ())
    assert near(where, 100, "opening") == list(range(round(100 * EARLY)))
    assert near(where, 100, "closing") == list(range(100 - round(100 * LATE), 100))
    assert near(where, 100, "opening", "closing") == sorted(
        {*near(where, 100, "opening"), *near(where, 100, "closing")}
    )


@given(roles)
def test_what_is_due_is_close_where_people_speak(sides: tuple[Role, ...]) -> None:
    """Close turns are people's, at least four on either side where there are so many, from the very ends inwards."""
    where = places(sides, ())
    people = [turn for turn, side in enumerate(sides) if side != "ivr"]
    early, late = near(where, len(sides), "opening"), near(where, len(sides), "closing")
    assert early == people[: len(early)]
    assert late == people[len(people) - len(late) :]
    assert min(len(early), len(late)) >= min(NEAR, len(people))


@given(roles, st.integers(0, 70))
def test_nothing_is_close_to_no_place(sides: tuple[Role, ...], turn: int) -> None:
    """An act that is due anywhere, or after a wait, is close to nowhere, and no turn outside the call is close."""
    where = places(sides, ())
    assert not where.near(turn, ())
    assert not where.near(turn, ("wait",))
    assert not where.near(len(sides), ("opening", "closing"))


@given(roles)
def test_an_act_that_is_due_anywhere_is_in_its_place(sides: tuple[Role, ...]) -> None:
    """Where no place is asked for every turn holds; else only the turns of one of the places do."""
    where = places(sides, (Wait(0, 2, 6.0),))
    for turn in range(len(sides)):
        assert where.holds(turn, ())
        assert where.holds(turn, ("opening", "closing")) == (turn in where.opening | where.closing)
        assert where.holds(turn, ("wait",)) == (turn in (2, 3))


def test_only_a_long_wait_is_a_place() -> None:
    """The turn that ends a wait of five seconds, and the one after it, are its place; a short wait makes none."""
    sides: tuple[Role, ...] = ("agent", "customer") * 4
    assert places(sides, (Wait(0, 2, 5.0), Wait(3, 4, 4.9))).wait == {2, 3}
