"""What a coach talks over with an agent."""

from decimal import Decimal

from figures_kit import TURNS, lost, met, score, stored

from autoscore.model import Searched
from autoscore.report.figures import Rate, figures_of
from autoscore.report.figures.records import Said

WANG, LI = {"agent": "王"}, {"agent": "李"}


def test_losses_are_those_that_cost_most() -> None:
    """A page names the three costliest losses, the costliest first, with how often it was lost and its cost."""
    calls = [stored("c1", lost("a"), lost("b"), metadata=WANG), stored("c2", met("a"), lost("b"), metadata=WANG)]
    [page] = figures_of(calls).pages
    assert [(one.criterion, one.lost, one.calls) for one in page.losses] == [
        ("b", Decimal(24), Rate(2, 2)),
        ("a", Decimal(4), Rate(1, 2)),
    ]
    assert (page.losses[1].why, page.losses[1].instead) == ("先问好", "您好。")


def test_a_loss_shows_one_good_and_one_poor_turn() -> None:
    """The good words are the agent's own; the poor are the nearest thing said, in the turn in which it was said."""
    calls = [stored("c1", met("a"), metadata=WANG), stored("c2", lost("a"), metadata=WANG)]
    [[loss]] = [page.losses for page in figures_of(calls).pages]
    assert loss.good == Said("c1", 0, 0, 2, "您好", TURNS[0].text, 0.5)
    assert loss.poor == Said("c2", 2, 4, 7, "再联系", TURNS[2].text, 9.0)


def test_what_an_agent_never_did_well_is_shown_from_others() -> None:
    """Where the agent has no good example, a colleague's call gives one; where nobody has, there is none."""
    calls = [stored("c1", lost("a"), lost("b"), metadata=WANG), stored("c2", met("a"), metadata=LI)]
    page = next(one for one in figures_of(calls).pages if one.agent == "王")
    assert {loss.criterion: loss.good and loss.good.call for loss in page.losses} == {"a": "c2", "b": None}


def test_without_a_nearest_thing_the_place_is_shown() -> None:
    """Where nothing came near, the poor turn is the first of the agent's in which it was looked for."""
    absent = score("b", "not_met", "0", searched=Searched("agent", (1, 2)))
    [[loss]] = [page.losses for page in figures_of([stored("c1", absent, metadata=WANG)]).pages]
    assert loss.poor == Said("c1", 2, 0, 0, "", TURNS[2].text, 9.0)


def test_without_the_words_quotes_stand_alone() -> None:
    """Where calls were not kept, what is shown of a turn is the quote itself."""
    calls = [stored("c1", met("a"), words=False, metadata=WANG), stored("c2", lost("a"), words=False, metadata=WANG)]
    [[loss]] = [page.losses for page in figures_of(calls).pages]
    assert loss.good == Said("c1", 0, 0, 2, "您好", "您好")
    assert loss.poor == Said("c2", 2, 0, 3, "再联系", "再联系")


def test_the_trend_goes_by_days() -> None:
    """Each day on which the agent had calls is a point: its mean, and of how many calls."""
    days = (("2026-03-02", "80"), ("2026-03-01", "60"), ("2026-03-02", "70"))
    calls = [stored(f"c{at}", total=total, metadata={**WANG, "date": day}) for at, (day, total) in enumerate(days)]
    [page] = figures_of(calls).pages
    assert [(one.day, one.mean, one.calls) for one in page.trend] == [
        ("2026-03-01", Decimal("60.0"), 1),
        ("2026-03-02", Decimal("75.0"), 2),
    ]
    assert page.calls == ("c1", "c2", "c0")
