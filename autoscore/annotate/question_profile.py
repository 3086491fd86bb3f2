"""How one side asks, in sum: questions by type, by stage of the call, and by how they are put."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from autoscore.annotate.asking import COUNTER, HALF, SELF_CLOSED, STACKED
from autoscore.annotate.question_table import questions
from autoscore.model import LEANS_NONE, QUESTION_TYPES, Document, Hit

# The stages of a call, as shares of its turns.
OPENING_SHARE, CLOSING_SHARE = 0.2, 0.8
STAGES = ("opening", "middle", "closing")
PUT = (HALF, SELF_CLOSED, STACKED, COUNTER)
_KEY = "question_profile"


class QuestionProfile(Struct, frozen=True):
    """Counts questions: by (stage, type), by how they are put, and those whose type is in doubt; over so many calls."""

    asked: tuple[tuple[str, str, int], ...]
    put: tuple[tuple[str, int], ...]
    unsure: int = 0
    calls: int = 1

    @property
    def types(self) -> dict[str, int]:
        """Are how many there are of each type."""
        counts = dict.fromkeys(QUESTION_TYPES, 0)
        for _, type_, count in self.asked:
            counts[type_] += count
        return counts

    @property
    def total(self) -> int:
        """Is how many questions there are."""
        return sum([count for _, _, count in self.asked])

    def of_type(self, type_: str) -> int:
        """Returns how many are of a type."""
        return sum([count for _, one, count in self.asked if one == type_])

    def of_stage(self, stage: str) -> int:
        """Returns how many stand in a stage."""
        return sum([count for one, _, count in self.asked if one == stage])

    def of(self, stage: str, type_: str) -> int:
        """Returns how many are of a type in a stage."""
        return sum(count for one, other, count in self.asked if (one, other) == (stage, type_))

    def put_so(self, name: str) -> int:
        """Returns how many are put in a way."""
        return sum([count for one, count in self.put if one == name])


def questions_of(document: Document, by: str = "agent") -> tuple[Hit, ...]:
    """Returns the questions of one side in order; what is rather no question is left out."""
    return tuple([hit for hit, _ in questions(document).plain.get(by, ())])


def profile(document: Document, by: str = "agent") -> QuestionProfile:
    """Returns how one side asks in a call; worked out once."""
    key = (_KEY, by)
    found: QuestionProfile | None = document.kept.get(key)
    if found is None:
        found = document.kept[key] = _of_call(document, by)
    return found


def _of_call(document: Document, by: str) -> QuestionProfile:
    table, turns = questions(document), len(document.roles)
    plain = table.plain.get(by, ())
    counts: dict[tuple[str, str], int] = {}
    for hit, type_ in plain:
        key = stage(hit, turns), type_
        counts[key] = counts.get(key, 0) + 1
    put = {name: _put_by(table.traits[name], by) for name in PUT if name in table.traits}
    return _profile(counts, put, len([hit for hit, _ in plain if hit.doubt]), 1)


def _put_by(found: Iterable[Hit], by: str) -> int:
    return sum([hit.by == by and not hit.fact(LEANS_NONE) for hit in found])


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


def _profile(counts: Mapping[tuple[str, str], int], put: Mapping[str, int], unsure: int, calls: int) -> QuestionProfile:
    asked = [(one, type_, counts.get((one, type_), 0)) for one in STAGES for type_ in QUESTION_TYPES]
    return QuestionProfile(
        tuple([one for one in asked if one[-1]]),
        tuple([(name, put[name]) for name in PUT if put.get(name)]),
        unsure,
        calls,
    )
