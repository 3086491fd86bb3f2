"""`questioning`: how somebody asks, told to the coach, never for points."""

from decimal import Decimal

import pytest
from forms_kit import form

from autoscore.annotate.coaching import advice, told
from autoscore.annotate.question_profile import profile
from autoscore.model import LEANS_NONE, QUESTION, Award, Document, Hit, Role, Searched, Status, Transcript, Truth, Turn
from autoscore.operators import Context
from autoscore.rubric import parse_text

ROLES: tuple[Role, ...] = ("agent", "customer", "agent", "customer", "agent")
TRANSCRIPT = Transcript("t", tuple(Turn(role, "一二三四五六七八九十") for role in ROLES))
HEAD = 'rubric: t\ntitle: t\nversion: "1"\nchannel: phone\nsource: S\ncriteria:\n'


def asked(turn: int, start: int, type_: str, doubt: str = "", **facts: str) -> Hit:
    return Hit(turn, start, start + 2, QUESTION, ROLES[turn], doubt=doubt, facts=(("type", type_), *facts.items()))


AGENT = (asked(0, 0, "open"), asked(2, 0, "closed", stacked="yes"), asked(2, 4, "closed", "weak", stacked="yes"))
CUSTOMER = (asked(1, 2, "rhetorical"),)
LEANING = asked(4, 0, "open", "weak", **{LEANS_NONE: "yes"})


def document(*hits: Hit, classified: bool = True) -> Document:
    return Document(TRANSCRIPT, ROLES, tuple(sorted(hits)), classified=classified)


def award(of: Document, by: str = "agent", points: str = "10") -> Award:
    return form("questioning", questioning=by).award(of, Context(), Decimal(points))


@pytest.mark.parametrize(("by", "hits"), [("agent", AGENT), ("customer", CUSTOMER)])
def test_the_questions_of_one_side_are_shown(by: str, hits: tuple[Hit, ...]) -> None:
    """The criterion is met by all questions of the side that is named, and by nothing that leans to none."""
    found = award(document(*AGENT, *CUSTOMER, LEANING), by)
    assert (found.status, found.finding.truth, found.finding.hits) == (Status.MET, Truth.YES, hits)


def test_the_reason_is_the_profile_with_its_advice() -> None:
    """Counts, shares and stages come first, then what a coach would say, a sentence each."""
    of = document(*AGENT, *CUSTOMER, LEANING)
    seen = profile(of)
    assert len(advice(seen)) == 1
    assert award(of).finding.because == f"{told(seen)}。{advice(seen)[0]}"
    assert award(of, "customer").finding.because.startswith(told(profile(of, "customer")))


def test_nobody_coaches_the_customer() -> None:
    """How a customer asks is told, without advice: 客户容易听成责怪 is said of the agent's questions only."""
    of = document(*CUSTOMER)
    assert award(of, "customer").finding.because == told(profile(of, "customer"))


@pytest.mark.parametrize("points", ["0", "1", "10"])
def test_there_are_never_points(points: str) -> None:
    """However it was asked, no points are won or lost, and none can be reached."""
    many = award(document(*AGENT), points=points)
    assert (many.points, many.low, many.high) == (Decimal(0), None, None)
    assert award(document(), points=points).points is None
    assert [*form("questioning", questioning="agent").reachable(Decimal(points))] == [Decimal(0)]


@pytest.mark.parametrize(
    ("by", "turns", "hits"),
    [("agent", (0, 4), ()), ("agent", (0, 4), (LEANING,)), ("agent", (0, 4), CUSTOMER), ("customer", (1, 3), AGENT)],
)
def test_where_nothing_was_asked_it_is_not_due(by: str, turns: tuple[int, int], hits: tuple[Hit, ...]) -> None:
    """Without a question of that side there is nothing to tell; where was looked is named."""
    found = award(document(*hits), by)
    assert (found.status, found.finding.truth, found.finding.hits) == (Status.NOT_APPLICABLE, Truth.NO, ())
    assert found.finding.because == "没有问句"
    assert found.finding.searched == Searched(by, turns)


def test_a_call_that_was_not_classified_is_open() -> None:
    """Without the question model nothing is told, also not that nothing was asked."""
    found = award(document(*AGENT, classified=False))
    assert (found.status, found.points, found.finding.truth) == (Status.UNSURE, None, Truth.UNSURE)
    assert (found.finding.hits, found.finding.because) == ((), "没有装问句模型，看不出")


@pytest.mark.parametrize(
    ("written", "sound"), [("agent", True), ("customer", True), ("any", False), ("[agent]", False)]
)
def test_one_side_is_named(written: str, sound: bool) -> None:
    """A rubric names the agent or the customer, nobody else and no list."""
    rubric, problems = parse_text(
        f"{HEAD}  - {{id: a, title: a, why: w, source: S, mode: hint, questioning: {written}}}\n"
    )
    assert (problems == ()) is sound
    assert not sound or (rubric is not None and rubric.criteria[0].form == form("questioning", questioning=written))
