"""What a run comes to, in numbers."""

from decimal import Decimal

from figures_kit import CARD, doubt, lost, met, score, stored
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from autoscore.model import Decision, Status
from autoscore.report.figures import Rate, figures_of

ZERO = Decimal(0)


def test_a_rate_leaves_out_what_was_not_judged() -> None:
    """不适用, doubt, an observer's row and an error are in no rate; n is what was judged."""
    asides = ("not_applicable", "unsure", "observer", "error")
    calls = [stored(f"c{at}", score("b", status, low="0", high="6")) for at, status in enumerate(asides)]
    calls += [stored("m", met("b")), stored("n", lost("b")), stored("p", score("b", "partial", "3"))]
    [figures] = figures_of(calls).criteria
    assert (figures.met, figures.missed, figures.judged) == (Rate(1, 3), Rate(1, 3), 3)
    assert figures.counts == dict.fromkeys(("met", "partial", "not_met", *asides), 1)


def test_lost_points_are_weighted_and_only_of_what_scores() -> None:
    """A loss costs its points times its weight; a hint, a doubt and what was met cost nothing."""
    calls = [
        stored("c1", score("a", "partial", "1"), lost("b")),
        stored("c2", met("a"), doubt("b"), score("c", "not_met", None, mode="hint")),
    ]
    assert [one.lost for one in figures_of(calls).criteria] == [Decimal(3), Decimal(12), ZERO]


def test_a_deduction_below_zero_is_lost_too() -> None:
    """A criterion that has nothing to give and takes two points has lost two."""
    [one] = figures_of([stored("c1", score("c", "not_met", "-2"))]).criteria
    assert one.lost == Decimal(2)


def test_a_bonus_that_was_not_earned_is_no_loss() -> None:
    """A bonus lies beyond the points of a sheet: without it nothing is lost."""
    cards = tuple(replace(one, form="bonus") if one.id == "b" else one for one in CARD.criteria)
    call = replace(stored("c1", lost("a"), lost("b")), card=replace(CARD, criteria=cards))
    assert [one.lost for one in figures_of([call]).criteria] == [Decimal(4), ZERO]


def test_the_last_decision_counts() -> None:
    """Where people decided, their last word is counted, not the machine's; without points it is the status' own."""
    overruled = score("b", "not_met", "0", decisions=(Decision("partial", "3", "王"), Decision("met", None, "李")))
    halved = score("b", "met", "6", decisions=(Decision("partial", "2", "王"),))
    one, two = (figures_of([stored("c", decided)]).criteria[0] for decided in (overruled, halved))
    assert (one.counts, one.lost) == ({"met": 1}, ZERO)
    assert (two.counts, two.lost) == ({"partial": 1}, Decimal(8))


def test_totals_of_several_maxima_go_together() -> None:
    """The mean and the histogram are in hundredths of each sheet's own maximum; 100 stands in the last class."""
    open_ = stored("c3", total=None, passed=None)
    calls = [stored("c1", total="20", max="20"), stored("c2", total="5", max="10"), open_]
    figures = figures_of(calls, failed=4)
    assert (figures.mean, figures.calls, figures.failed) == (Decimal("75.0"), 3, 4)
    assert figures.histogram == (0, 0, 0, 0, 0, 1, 0, 0, 0, 1)


def test_the_pass_rate_is_of_what_is_settled() -> None:
    """A call whose pass is open is in no rate; it is counted as open."""
    calls = [stored("c1"), stored("c2", passed=False), stored("c3", passed=None, needs_review=True)]
    figures = figures_of(calls)
    assert (figures.passed, figures.open, figures.review) == (Rate(1, 2), 1, 1)


def test_groups_are_those_that_metadata_name() -> None:
    """Agents, teams and days come in the order of their names; a call without one is in none of them."""
    facts = {"agent": "7", "team": "二组", "date": "2026-03-02T09:30"}
    calls = [stored("c1", metadata=facts), stored("c2", metadata={"agent": "3"}), stored("c3")]
    figures = figures_of(calls)
    assert [(one.name, one.team, one.calls) for one in figures.agents] == [("3", "", 1), ("7", "二组", 1)]
    assert [one.name for one in figures.teams] == ["二组"]
    assert [(one.name, one.passed) for one in figures.days] == [("2026-03-02", Rate(1, 1))]


def test_questions_are_added_up_in_the_order_of_their_types() -> None:
    """Types that nobody asked are left out; calls that no model looked at add nothing."""
    calls = [stored("c1", questions={"closed": 2, "open": 1, "leading": 0}), stored("c2", questions={"open": 3})]
    assert list(figures_of([*calls, stored("c3")]).questions.items()) == [("open", 4), ("closed", 2)]


@given(st.lists(st.tuples(st.sampled_from(list(Status)), st.sampled_from([None, "0", "2", "6"])), max_size=30))
def test_every_call_is_counted_once(rows: list[tuple[Status, str | None]]) -> None:
    """The counts of a criterion add up to the calls that have it, whatever they came to; no loss is below zero."""
    scores = [score("b", status, points, low="0", high="6") for status, points in rows]
    figures = figures_of(stored(f"c{at}", one) for at, one in enumerate(scores))
    assert sum(sum(one.counts.values()) for one in figures.criteria) == len(rows)
    assert all(one.lost >= 0 for one in figures.criteria)
    assert sum(figures.histogram) == len(rows)
