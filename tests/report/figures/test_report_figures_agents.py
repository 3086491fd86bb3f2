"""What a coach talks over with an agent."""

from decimal import Decimal

from figures_kit import GREETED, TURNS, lost, met, score, stored
from msgspec.structs import replace

from autoscore.model import Evidence, Notice, Searched, Step
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
    assert loss.poor == Said("c2", 2, 4, 7, "再联系", TURNS[2].text, 9.0, "nearest")


def test_what_an_agent_never_did_well_is_shown_from_others() -> None:
    """Where the agent has no good example, a colleague's call gives one; where nobody has, there is none."""
    calls = [stored("c1", lost("a"), lost("b"), metadata=WANG), stored("c2", met("a"), metadata=LI)]
    page = next(one for one in figures_of(calls).pages if one.agent == "王")
    assert {loss.criterion: loss.good and loss.good.call for loss in page.losses} == {"a": "c2", "b": None}


def test_without_a_nearest_thing_the_place_is_shown() -> None:
    """Where nothing came near, it is where the search begins; where it is for the end of the call, how that ended."""
    places = {}
    for first, last in ((0, 1), (0, 2), (1, 2)):
        absent = score("b", "not_met", "0", searched=Searched("agent", (first, last)))
        [[loss]] = [page.losses for page in figures_of([stored("c1", absent, metadata=WANG)]).pages]
        places[first, last] = loss.poor
    begins = Said("c1", 0, 0, 0, "", TURNS[0].text, 0.5, "first")
    assert places == {
        (0, 1): begins,
        (0, 2): begins,
        (1, 2): Said("c1", 2, 0, 0, "", TURNS[2].text, 9.0, "last"),
    }


def test_words_against_go_before_what_only_came_near() -> None:
    """Of calls that cost the same, that is shown in which the words themselves tell, then what came nearest."""
    near = lost("a")
    assert near.nearest is not None
    nearer = replace(near, nearest=replace(near.nearest, strength=90))
    said = score("a", "not_met", "0", evidence=(GREETED,))
    calls = [stored(name, one, metadata=WANG) for name, one in (("c1", near), ("c2", nearer), ("c3", said))]
    shown = [figures_of(calls[:count]).pages[0].losses[0].poor for count in (1, 2, 3)]
    assert [(one.call, one.kind) for one in shown if one] == [("c1", "nearest"), ("c2", "nearest"), ("c3", "words")]


def test_good_words_are_from_the_best_call() -> None:
    """A call with warnings, with garbled words or with a lower total is no example while there is a better one."""
    garbled = score("b", "met", "6", evidence=(replace(GREETED, form="garbled"),))
    warned = (Notice("noisy", "转写错字多"),)
    calls = [
        stored("warned", met(), total="100", metadata=LI, warnings=warned),
        stored("garbled", met(), garbled, total="100", metadata=LI),
        stored("low", met(), total="60", metadata=LI),
        stored("best", met(), total="90", metadata=LI),
        stored("lost", lost("a"), metadata=WANG),
    ]
    shown = [figures_of([*calls[:count], calls[-1]]).pages[-1].losses[0].good for count in (1, 2, 3, 4)]
    assert [one and one.call for one in shown] == ["warned", "garbled", "low", "best"]


def test_good_words_are_never_the_customers() -> None:
    """Where the customer's words prove that it was done, they are no example of how to say it."""
    theirs = score("a", "met", "4", evidence=(Evidence(1, 0, 2, "我查"),))
    both = replace(theirs, evidence=(*theirs.evidence, GREETED))
    calls = [stored("c1", theirs, metadata=LI), stored("c2", lost("a"), metadata=WANG)]
    assert figures_of(calls).pages[-1].losses[0].good is None
    [one] = [figures_of([stored("c1", both, metadata=LI), calls[1]]).pages[-1].losses[0].good]
    assert one is not None
    assert (one.turn, one.quote) == (0, "您好")


def test_a_red_line_goes_before_all_losses() -> None:
    """A red line that voided a sheet comes first, however little was left to take; what it took is its cost."""
    crossed = score("c", "not_met", "0", evidence=(GREETED,))
    steps = (Step("问候", "4", "4"), Step("红线", "0", "4"), Step("一票否决", "-4", "0"))
    one = stored("c1", met(), lost("b"), crossed, total="0", passed=False, steps=steps, metadata=WANG)
    figures = figures_of([one])
    assert [(loss.criterion, loss.lost, loss.red_line) for loss in figures.pages[0].losses] == [
        ("c", Decimal(4), True),
        ("b", Decimal(12), False),
    ]
    assert {found.id: found.lost for found in figures.criteria} == {"a": 0, "b": 12, "c": 4}


def test_without_the_words_quotes_stand_alone() -> None:
    """Where calls were not kept, what is shown of a turn is the quote itself."""
    calls = [stored("c1", met("a"), words=False, metadata=WANG), stored("c2", lost("a"), words=False, metadata=WANG)]
    [[loss]] = [page.losses for page in figures_of(calls).pages]
    assert loss.good == Said("c1", 0, 0, 2, "您好", "您好")
    assert loss.poor == Said("c2", 2, 0, 3, "再联系", "再联系", None, "nearest")


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
