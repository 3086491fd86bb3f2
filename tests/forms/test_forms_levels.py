"""Levels: named steps from the best down; the first that surely holds gives its points and its name."""

from decimal import Decimal
from itertools import product

import pytest
from forms_kit import DOCUMENT, NO, UNSURE, WHERE, YES, award, ends, form, given, outcome
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms import Form
from autoscore.forms.levels import Level
from autoscore.model import Status, Truth
from autoscore.operators import Context

MET, PARTIAL, NOT_MET, OPEN = Status.MET, Status.PARTIAL, Status.NOT_MET, Status.UNSURE


def level(points: str, truth: Truth, *places: int, title: str = "") -> Level:
    return Level(title=title or f"{points}分档", when=given(truth, *places, because="因为"), points=Decimal(points))


def levels(*listed: Level, **more: str) -> Form:
    return form("levels", levels=listed, **more)


# The answers to a level of 10 and to one of 4; what comes out; the name of the level that is shown.
TWO_LEVELS = {
    (YES, YES): ((MET, "10", None, None, [1]), "10分档"),
    (YES, NO): ((MET, "10", None, None, [1]), "10分档"),
    (YES, UNSURE): ((MET, "10", None, None, [1]), "10分档"),
    (NO, YES): ((PARTIAL, "4", None, None, [2]), "4分档"),
    (NO, NO): ((NOT_MET, "0", None, None, []), "没有做到"),
    (NO, UNSURE): ((OPEN, None, "0", "4", [2]), "4分档"),
    (UNSURE, YES): ((OPEN, None, "4", "10", [1]), "10分档"),
    (UNSURE, NO): ((OPEN, None, "0", "10", [1]), "10分档"),
    (UNSURE, UNSURE): ((OPEN, None, "0", "10", [1]), "10分档"),
}


@pytest.mark.parametrize("truths", TWO_LEVELS)
def test_two_levels(truths: tuple[Truth, Truth]) -> None:
    """The first level that surely holds counts; a doubt above it leaves open what lies between."""
    expected, title = TWO_LEVELS[truths]
    got = award(levels(level("10", truths[0], 1), level("4", truths[1], 2)))
    assert outcome(got) == expected
    assert got.finding.because == f"{title}：因为"


def test_every_pair_of_answers_is_asked_for() -> None:
    """The table above leaves no pair of answers out."""
    assert set(TWO_LEVELS) == set(product(Truth, Truth))


def test_the_words_of_a_lesser_level_are_no_doubt_about_a_better_one() -> None:
    """Where a level surely holds on just the words that leave a better one in doubt, they are the lesser."""
    assert outcome(award(levels(level("10", UNSURE, 2), level("4", YES, 2)))) == (PARTIAL, "4", None, None, [2])
    assert outcome(award(levels(level("10", UNSURE, 2, 3), level("4", YES, 2)))) == (OPEN, None, "4", "10", [2, 3])


def test_a_level_that_gives_nothing_is_told_by_its_words() -> None:
    """A level of no points that holds is a loss with its own name and its own words."""
    got = award(levels(level("10", NO, 1), level("0", YES, 2, title="只说了不行")))
    assert outcome(got) == (NOT_MET, "0", None, None, [2])
    assert got.finding.because.startswith("只说了不行：")


def test_a_level_that_gives_nothing_and_shows_no_words_has_its_name() -> None:
    """A level of no points that holds because something was left unsaid keeps its name."""
    got = award(levels(level("10", NO, 1), level("0", YES, title="什么也没问"), otherwise="别的"))
    assert got.finding.because.startswith("什么也没问：")


def test_levels_of_the_same_points_keep_their_names() -> None:
    """Of two levels with the same points, the one that holds is named."""
    got = award(levels(level("10", NO, 1, title="亲手试"), level("10", YES, 2, title="看着试")))
    assert got.finding.because.startswith("看着试：")


def test_a_loss_has_a_name_and_a_place() -> None:
    """Where no level holds, the rubric's own word for that is told, and where was looked."""
    got = award(levels(level("10", NO), level("4", NO), otherwise="没有试用"))
    assert (got.finding.because, got.finding.searched) == ("没有试用：因为", WHERE)


answers = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Truth), st.integers(0, 2)), min_size=1, max_size=4)


def sorted_levels(listed: list[tuple[int, Truth, int]]) -> tuple[Level, ...]:
    """Makes levels from the best down; each has words of its own."""
    ordered = sorted(listed, key=lambda one: -one[0])
    return tuple(
        level(f"{Decimal(points) / 4}", truth, *range(10 * place, 10 * place + words))
        for place, (points, truth, words) in enumerate(ordered)
    )


@draws(answers)
def test_levels_never_leave_their_bounds(listed: list) -> None:
    """Whatever the answers, low ≤ high, and both are points of a level or none."""
    made = levels(*sorted_levels(listed))
    most = max(one.points for one in made.levels)
    got = made.award(DOCUMENT, Context(), most)
    low, high = ends(got)
    assert 0 <= low <= high <= most
    assert {low, high} <= set(made.reachable(most))
    assert (got.points is None) == (got.status is OPEN)


@draws(answers, st.data())
def test_a_doubt_settled_stays_within_the_levels_ends(listed: list, data: st.DataObject) -> None:
    """However the doubtful answers turn out, the points lie between `low` and `high`."""
    low, high = ends(award(levels(*sorted_levels(listed))))
    settled = [
        (points, data.draw(st.sampled_from([YES, NO])) if truth is UNSURE else truth, words)
        for points, truth, words in sorted(listed, key=lambda one: -one[0])
    ]
    got = award(levels(*sorted_levels(settled)))
    assert low <= ends(got)[0] == ends(got)[1] <= high


@pytest.mark.parametrize(("points", "refused"), [(("10", "4"), False), (("10", "10", "4"), False), (("4", "10"), True)])
def test_levels_in_the_wrong_order(points: tuple[str, ...], refused: bool) -> None:
    """Levels that go up anywhere are refused; of equal levels either may stand first."""
    made = levels(*(level(one, YES, place) for place, one in enumerate(points)))
    assert ("各档要从最好的一档写起" in made.impossible()) is refused
