"""What waits for a person comes in the order of what a decision would change."""

from decimal import Decimal

from figures_kit import doubt, met, score, stored

from autoscore.model import Decision
from autoscore.report.figures import figures_of
from autoscore.report.figures.queue import Queue


def test_the_queue_is_in_the_order_of_what_a_decision_would_change() -> None:
    """A red line goes before the pass, the pass before the band, the band before mere points."""
    calls = [
        stored("points", doubt(), total="79", low="75"),
        stored("band", doubt(), total="85", low="75"),
        stored("pass", doubt(), total="70", low="55", passed=None),
        stored("red", doubt("c", "0", "0"), total="90", low="0"),
        stored("done", met()),
    ]
    figures = figures_of(calls)
    assert [(one.call, one.stake) for one in figures.queue] == [
        ("red", "red_line"),
        ("pass", "pass"),
        ("band", "band"),
        ("points", "points"),
    ]
    assert figures.waiting == 4


def test_taboo_words_are_no_red_line() -> None:
    """Taboo words in doubt change what their points change; among calls where that is mere points they go first."""
    calls = [
        stored("points", doubt(), total="79", low="70"),
        stored("taboo", doubt("t", "0", "4"), total="79", low="75"),
        stored("taboo pass", doubt("t", "0", "4"), total="62", low="58", passed=None),
    ]
    assert [(one.call, one.stake, one.grave) for one in figures_of(calls).queue] == [
        ("taboo pass", "pass", True),
        ("taboo", "points", True),
        ("points", "points", False),
    ]


def test_of_one_stake_the_more_points_come_first_then_the_id() -> None:
    """Equal stakes are ordered by the points in doubt, equal points by the id: the order is the same every time."""
    calls = [stored(name, doubt(), total="79", low=low) for name, low in (("b", "75"), ("a", "75"), ("c", "70"))]
    assert [(one.call, one.points) for one in figures_of(calls).queue] == [
        ("c", Decimal(9)),
        ("a", Decimal(4)),
        ("b", Decimal(4)),
    ]


def test_criteria_to_decide_come_with_the_most_points_first() -> None:
    """A call names what is to be decided in it; what people decided is not asked for again."""
    decided = score("c", "unsure", low="0", high="0", decisions=(Decision("met", None, "王"),))
    one = stored("c1", doubt("a", "2", "4"), doubt("b", "0", "6"), decided, total="79", low="71")
    [review] = figures_of([one]).queue
    assert (review.criteria, review.stake) == (("b", "a"), "points")


def test_a_red_line_is_the_first_to_decide() -> None:
    """What voids the sheet is named first, though it gives no points of its own."""
    one = stored("c1", doubt("a", "0", "4"), doubt("b", "0", "6"), doubt("c", "0", "0"), total="79", low="0")
    [review] = figures_of([one]).queue
    assert (review.criteria, review.stake) == (("c", "b", "a"), "red_line")


def test_a_doubt_that_a_person_kept_is_still_open() -> None:
    """A person who cannot tell either leaves the call in the queue."""
    kept = score("b", "unsure", low="0", high="6", decisions=(Decision("unsure", None, "王"),))
    assert [one.criteria for one in figures_of([stored("c1", kept, total="79", low="75")]).queue] == [("b",)]


def test_a_hint_waits_for_nobody() -> None:
    """What never scores asks for no decision."""
    assert figures_of([stored("c1", score("a", "unsure", mode="hint", low="0", high="4"))]).queue == ()


def test_a_long_queue_keeps_the_weightiest() -> None:
    """However many wait, the queue keeps as many as it may, the weightiest, and counts them all."""
    queue = Queue(most=3)
    for at in range(20):
        queue.add(stored(f"c{at:02}", doubt(), total="79", low=str(60 + at % 10)))
    assert queue.waiting == 20
    assert [(one.call, one.points) for one in queue.reviews()] == [
        ("c00", Decimal(19)),
        ("c10", Decimal(19)),
        ("c01", Decimal(18)),
    ]
