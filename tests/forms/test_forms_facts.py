"""Facts: points for each thing told, and apart from them how many make it met."""

from decimal import Decimal
from itertools import product

import pytest
from forms_kit import DOCUMENT, NO, UNSURE, WHERE, YES, award, ends, form, given, outcome
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms import Form
from autoscore.forms.facts import Fact
from autoscore.model import Status, Truth
from autoscore.operators import Context

MET, PARTIAL, NOT_MET, OPEN = Status.MET, Status.PARTIAL, Status.NOT_MET, Status.UNSURE


def fact(points: str, truth: Truth, *places: int, title: str = "资费", wrong: object = None) -> Fact:
    return Fact(id=title, title=title, find=given(truth, *places), points=Decimal(points), wrong=wrong)


def facts(*listed: Fact, met_at: int = 1) -> Form:
    return form("facts", facts=listed, met_at=met_at)


# The answers to a fact of 4 and to one of 6; what comes out where one makes it met, and where only both do.
TWO_FACTS = {
    (YES, YES): ((MET, "10", None, None, [1, 2]), (MET, "10", None, None, [1, 2])),
    (YES, NO): ((MET, "4", None, None, [1]), (PARTIAL, "4", None, None, [1])),
    (NO, YES): ((MET, "6", None, None, [2]), (PARTIAL, "6", None, None, [2])),
    (NO, NO): ((NOT_MET, "0", None, None, []), (NOT_MET, "0", None, None, [])),
    (YES, UNSURE): ((OPEN, None, "4", "10", [1, 2]), (OPEN, None, "4", "10", [1, 2])),
    (UNSURE, YES): ((OPEN, None, "6", "10", [1, 2]), (OPEN, None, "6", "10", [1, 2])),
    (NO, UNSURE): ((OPEN, None, "0", "6", [2]), (OPEN, None, "0", "6", [2])),
    (UNSURE, NO): ((OPEN, None, "0", "4", [1]), (OPEN, None, "0", "4", [1])),
    (UNSURE, UNSURE): ((OPEN, None, "0", "10", [1, 2]), (OPEN, None, "0", "10", [1, 2])),
}


@pytest.mark.parametrize("truths", TWO_FACTS)
def test_two_facts(truths: tuple[Truth, Truth]) -> None:
    """Each fact gives its points; the status goes by their number; a doubt leaves both open."""
    listed = fact("4", truths[0], 1), fact("6", truths[1], 2)
    for met_at, expected in zip((1, 2), TWO_FACTS[truths], strict=True):
        assert outcome(award(facts(*listed, met_at=met_at))) == expected


def test_every_pair_of_answers_is_asked_for() -> None:
    """The table above leaves no pair of answers out."""
    assert set(TWO_FACTS) == set(product(Truth, Truth))


CAPPED = {
    "all told": ((YES, YES), 1, (MET, "5", None, None, [1, 2])),
    "one is enough for all points": ((NO, YES), 1, (MET, "5", None, None, [2])),
    "all points, and yet not all facts": ((NO, YES), 2, (PARTIAL, "5", None, None, [2])),
    "a doubt about nothing": ((UNSURE, YES), 1, (MET, "5", None, None, [2])),
    "a doubt about the status alone": ((UNSURE, YES), 2, (OPEN, None, "5", "5", [1, 2])),
}


@pytest.mark.parametrize("name", CAPPED)
def test_facts_beyond_the_points(name: str) -> None:
    """More facts than the criterion is worth give no more points; a doubt counts where it changes something."""
    truths, met_at, expected = CAPPED[name]
    assert outcome(award(facts(fact("4", truths[0], 1), fact("6", truths[1], 2), met_at=met_at), "5")) == expected


# The answers to whether a fact was told, and to whether it was told wrongly.
WRONGLY = {
    (YES, NO): (MET, "10", None, None, [1]),
    (YES, YES): (NOT_MET, "0", None, None, [2]),
    (YES, UNSURE): (OPEN, None, "0", "10", [1]),
    (UNSURE, NO): (OPEN, None, "0", "10", [1]),
    (UNSURE, YES): (NOT_MET, "0", None, None, [2]),
    (UNSURE, UNSURE): (OPEN, None, "0", "10", [1]),
    (NO, NO): (NOT_MET, "0", None, None, []),
    (NO, YES): (NOT_MET, "0", None, None, []),
    (NO, UNSURE): (NOT_MET, "0", None, None, []),
}


@pytest.mark.parametrize("truths", WRONGLY)
def test_a_fact_told_wrongly(truths: tuple[Truth, Truth]) -> None:
    """What was told wrongly gives nothing, on the wrong words; what may be wrong is open; what was not told is not."""
    made = facts(fact("10", truths[0], 1, wrong=given(truths[1], 2)))
    assert outcome(award(made)) == WRONGLY[truths]


def test_only_clean_words_make_a_fact_wrong() -> None:
    """Words that are only sure to mild ears leave open whether a fact was told wrongly."""
    made = facts(fact("10", YES, 1, wrong=given(YES, 2, strict=UNSURE)))
    assert outcome(award(made)) == (OPEN, None, "0", "10", [1])


def test_the_reason_counts_told_wrong_and_missing_facts() -> None:
    """The reason names what was told, what was told wrongly, and what was not told."""
    made = facts(
        fact("2", YES, 1, title="资费"),
        fact("2", YES, 3, title="生效", wrong=given(YES, 4)),
        fact("2", NO, title="合约"),
        fact("2", YES, 5, title="流量"),
    )
    got = award(made)
    assert got.finding.because == "说到 2 件：资费、流量；讲错：生效；没有说到：合约"
    assert (outcome(got), got.finding.searched) == ((MET, "4", None, None, [1, 5]), WHERE)


@pytest.mark.parametrize(("met_at", "told"), [(0, 1), (1, 0), (2, 0), (3, 1), (-1, 1)])
def test_how_many_facts_can_be_wanted(met_at: int, told: int) -> None:
    """One at least is to be wanted, and no more than there are."""
    assert len(list(facts(fact("5", YES, title="甲"), fact("5", YES, title="乙"), met_at=met_at).impossible())) == told


truths = st.sampled_from(Truth)
worths = st.integers(0, 24).map(lambda quarters: str(Decimal(quarters) / 4))
answers = st.lists(st.tuples(worths, truths, truths), min_size=1, max_size=4)


def listed(rows: list[tuple[str, Truth, Truth]]) -> list[Fact]:
    return [
        fact(points, told, 2 * place, wrong=given(wrong, 2 * place + 1))
        for place, (points, told, wrong) in enumerate(rows)
    ]


@draws(answers, worths, st.integers(1, 4))
def test_facts_never_leave_their_bounds(rows: list, most: str, met_at: int) -> None:
    """Whatever the answers, 0 ≤ low ≤ high ≤ what is reachable, and only what is open has no points."""
    made = facts(*listed(rows), met_at=met_at)
    got = made.award(DOCUMENT, Context(), Decimal(most))
    low, high = ends(got)
    assert 0 <= low <= high <= max(made.reachable(Decimal(most))) <= Decimal(most)
    assert (got.points is None) == (got.status is OPEN)
    assert got.status is not MET or sum(told is YES and wrong is not YES for _, told, wrong in rows) >= met_at


ORDER = [Status.NOT_MET, Status.PARTIAL, Status.MET]


@draws(answers, worths, st.integers(1, 4), st.data())
def test_a_fact_told_never_lowers(rows: list, most: str, met_at: int, data: st.DataObject) -> None:
    """Where one more fact is told, or told for sure, neither end of the points sinks, nor the status."""
    place = data.draw(st.integers(0, len(rows) - 1))
    more = [*rows[:place], (rows[place][0], YES, NO), *rows[place + 1 :]]
    before, after = (award(facts(*listed(one), met_at=met_at), most) for one in (rows, more))
    assert ends(before)[0] <= ends(after)[0]
    assert ends(before)[1] <= ends(after)[1]
    if OPEN not in (before.status, after.status):
        assert ORDER.index(before.status) <= ORDER.index(after.status)


@draws(answers, worths, st.integers(1, 4), st.data())
def test_a_doubt_settled_stays_within_the_facts_ends(rows: list, most: str, met_at: int, data: st.DataObject) -> None:
    """However the doubtful answers turn out, the points lie between `low` and `high`."""
    settle = st.sampled_from([YES, NO])
    sure = [
        (points, *(data.draw(settle) if one is UNSURE else one for one in (told, wrong)))
        for points, told, wrong in rows
    ]
    low, high = ends(award(facts(*listed(rows), met_at=met_at), most))
    got = award(facts(*listed(sure), met_at=met_at), most)
    assert low <= ends(got)[0] == ends(got)[1] <= high
