"""How one side asks, in sum: questions by type, by stage of the call, and by how they are put."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from autoscore.annotate.asking import COUNTER, HALF, SELF_CLOSED, STACKED
from autoscore.model import LEANS_NONE, QUESTION, QUESTION_TYPES, Document, Hit

# The stages of a call, as shares of its turns.
OPENING_SHARE, CLOSING_SHARE = 0.2, 0.8
STAGES = ("opening", "middle", "closing")
PUT = (HALF, SELF_CLOSED, STACKED, COUNTER)


class QuestionProfile(Struct, frozen=True):
    """Counts questions: by (stage, type), by how they are put, and those whose type is in doubt; over so many calls."""

    asked: tuple[tuple[str, str, int], ...]
    put: tuple[tuple[str, int], ...]
    unsure: int = 0
    calls: int = 1

    @property
    def total(self) -> int:
        """Is how many questions there are."""
        return sum(count for _, _, count in self.asked)

    def of_type(self, type_: str) -> int:
        """Returns how many are of a type."""
        return sum(count for _, one, count in self.asked if one == type_)

    def of_stage(self, stage: str) -> int:
        """Returns how many stand in a stage."""
        return sum(count for one, _, count in self.asked if one == stage)

    def of(self, stage: str, type_: str) -> int:
        """Returns how many are of a type in a stage."""
        return sum(count for one, other, count in self.asked if (one, other) == (stage, type_))

    def put_so(self, name: str) -> int:
        """Returns how many are put in a way."""
        return sum(count for one, count in self.put if one == name)


def questions_of(document: Document, by: str = "agent") -> tuple[Hit, ...]:
    """Returns the questions of one side in order; what is rather no question is left out."""
    return tuple(hit for hit in document.labelled(QUESTION) if hit.by == by and not hit.fact(LEANS_NONE))


def profile(document: Document, by: str = "agent") -> QuestionProfile:
    """Returns how one side asks in a call."""
    asked = questions_of(document, by)
    counts = Counter((stage(hit, len(document.roles)), hit.fact("type") or "") for hit in asked)
    put = Counter(name for hit in asked for name in PUT if hit.fact(name))
    return _profile(counts, put, sum(bool(hit.doubt) for hit in asked), 1)


def together(profiles: Iterable[QuestionProfile]) -> QuestionProfile:
    """Returns the sum of some profiles."""
    counts: Counter[tuple[str, str]] = Counter()
    put: Counter[str] = Counter()
    unsure = calls = 0
    for one in profiles:
        counts.update({(stage_, type_): count for stage_, type_, count in one.asked})
        put.update(dict(one.put))
        unsure, calls = unsure + one.unsure, calls + one.calls
    return _profile(counts, put, unsure, calls)


def stage(hit: Hit, turns: int) -> str:
    """Returns the stage of a call of so many turns in which a hit stands."""
    share = hit.turn / turns
    return STAGES[0] if share < OPENING_SHARE else STAGES[2] if share >= CLOSING_SHARE else STAGES[1]


def _profile(counts: Counter[tuple[str, str]], put: Counter[str], unsure: int, calls: int) -> QuestionProfile:
    return QuestionProfile(
        tuple((one, type_, counts[one, type_]) for one in STAGES for type_ in QUESTION_TYPES if counts[one, type_]),
        tuple((name, put[name]) for name in PUT if put[name]),
        unsure,
        calls,
    )
