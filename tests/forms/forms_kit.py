"""Forms put to answers that are already given."""

from decimal import Decimal

from autoscore.forms import Form, forms
from autoscore.model import Award, Document, Finding, Hit, Searched, Status, Transcript, Truth, Turn
from autoscore.operators import Condition, Context, Operator

YES, NO, UNSURE = Truth.YES, Truth.NO, Truth.UNSURE
DOCUMENT = Document(Transcript("t", (Turn("agent", "一二三四五六七八九十"),)), ("agent",), ())
WHERE = Searched("agent", (0, 0))


class Given(Operator, frozen=True, kw_only=True):
    """一个答案早已定下的条件，供测试用；strict 是严格时的答案。"""

    truth: Truth
    hits: tuple[Hit, ...] = ()
    because: str = ""
    strict: Truth | None = None

    def find(self, _document: Document, _scope: object, context: Context) -> Finding:
        """Answers what it was told to."""
        truth = self.strict if context.strict and self.strict is not None else self.truth
        return Finding(truth, () if truth is NO else self.hits, self.because, WHERE)


def given(truth: Truth, *places: int, because: str = "", strict: Truth | None = None) -> Condition:
    """Returns a condition with an answer and with a hit of one character at each place."""
    hits = tuple(Hit(0, place, place + 1, "h") for place in places)
    return Condition(Given(truth=truth, hits=hits, because=because, strict=strict))


def form(key: str, **fields: object) -> Form:
    """Makes a form as a rubric would name it."""
    return forms()[key](**fields)


def award(made: Form, points: str = "10") -> Award:
    return made.award(DOCUMENT, Context(), Decimal(points))


def outcome(given_award: Award) -> tuple[Status, str | None, str | None, str | None, list[int]]:
    """Shows an award: status, points, low, high, and the places of its words."""
    numbers = [None if one is None else f"{one:f}" for one in (given_award.points, given_award.low, given_award.high)]
    return given_award.status, *numbers, [hit.start for hit in given_award.finding.hits]  # type: ignore[return-value]


def ends(given_award: Award) -> tuple[Decimal, Decimal]:
    """Returns the least and the most points that an award stands for."""
    if given_award.points is not None:
        return given_award.points, given_award.points
    assert given_award.low is not None
    assert given_award.high is not None
    return given_award.low, given_award.high
