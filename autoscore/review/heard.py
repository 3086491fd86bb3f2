"""What the agents of many calls said, and where in it which act was due and not found."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from msgspec import Struct

from autoscore.model import Document, Hit
from autoscore.review.clauses import Clause, Cutter
from autoscore.review.dues import Due, is_listed

# Whoever said them: these are words that the lexicon knows.
_KNOWN = ("", "role")
# Of so much of a clause the rest is no clause of its own.
MOSTLY = 0.6


class Heard(Struct, frozen=True):
    """Is a clause of a call, the call by its number, with the acts found in it as (label, start, end)."""

    call: int
    clause: Clause
    acts: tuple[tuple[str, int, int], ...]

    def holds(self, act: str) -> bool:
        """Tells whether an act was found in the clause."""
        return any(label == act for label, _, _ in self.acts)

    def explained(self, kin: Collection[str]) -> "Explained":
        """Returns what of the clause the acts explain that are not of a kin."""
        return Explained(len(self.clause.text), [(low, high) for label, low, high in self.acts if label not in kin])

    def without(self, act: str) -> str:
        """Returns the text with the words of an act cut out."""
        text = self.clause.text
        for label, start, end in self.acts:
            if label == act:
                text = f"{text[:start]}{chr(10) * (end - start)}{text[end:]}"
        return text


class Explained:
    """Tells which runs of a clause other acts explain: those that cut one, or consist of such by half.

    Of a clause that is hardly anything else, the rest is their lead-in: the 请问 of 请问有什么可以帮您.
    """

    def __init__(self, length: int, runs: Sequence[tuple[int, int]]) -> None:
        flags = [False] * length
        for low, high in runs:
            flags[low:high] = [True] * (high - low)
        self._runs, self._sums = runs, tuple(accumulate(flags, initial=0))
        self._mostly = sum(flags) >= MOSTLY * length

    def holds(self, start: int, end: int) -> bool:
        """Tells whether other acts explain the run between two places."""
        if self._mostly or 2 * (self._sums[end] - self._sums[start]) >= end - start:
            return True
        return any(low < end and start < high and not start <= low < high <= end for low, high in self._runs)


class Named(Struct, frozen=True):
    """Is a call's id, and its agent where the call names one."""

    id: str
    agent: str | None


@dataclass
class Collected:
    """Holds the clauses of many calls; `missing` are for each act the numbers of those in which it was due."""

    calls: list[Named] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    missing: dict[str, list[int]] = field(default_factory=dict)

    def add(self, document: Document, cutter: Cutter, dues: Iterable[Due], acts: Collection[str]) -> None:
        """Adds a call; `acts` are the labels that explain words."""
        call, first = len(self.calls), len(self.heard)
        self.calls.append(Named(document.transcript.id, document.transcript.metadata.get("agent")))
        self.heard.extend(_heard(call, cutter.clauses(document), document, acts))
        open_: dict[str, set[int]] = {}
        for due in dues:
            if not due.found:
                open_.setdefault(due.act, set()).update(due.turns)
        for act, turns in open_.items():
            here = (number for number in range(first, len(self.heard)) if self.heard[number].clause.turn in turns)
            self.missing.setdefault(act, []).extend(number for number in here if not self.heard[number].holds(act))

    def where_due(self, act: str) -> list[Heard]:
        """Returns the clauses in which an act was due and not found."""
        return [self.heard[number] for number in self.missing.get(act, ())]

    def elsewhere(self, act: str) -> list[str]:
        """Returns the texts of the other clauses, the words of the act cut out."""
        due = set(self.missing.get(act, ()))
        return [one.without(act) for number, one in enumerate(self.heard) if number not in due]


def _heard(call: int, clauses: Iterable[Clause], document: Document, acts: Collection[str]) -> Iterator[Heard]:
    by_turn: dict[int, list[Hit]] = {}
    for hit in document.hits:
        if hit.by == "agent" and hit.label in acts and hit.doubt in _KNOWN and is_listed(hit):
            by_turn.setdefault(hit.turn, []).append(hit)
    for clause in clauses:
        yield Heard(call, clause, tuple(_within(clause, by_turn.get(clause.turn, ()))))


def _within(clause: Clause, hits: Sequence[Hit]) -> Iterator[tuple[str, int, int]]:
    """Yields the hits that lie in a clause, by their places in its text.

    What goes on beyond a clause is held together by a gap, and says nothing of the words in it: 您好，某某公司.
    """
    for hit in hits:
        start, end = bisect_right(clause.ends, hit.start), bisect_left(clause.starts, hit.end)
        if start < end and clause.starts[0] <= hit.start and hit.end <= clause.ends[-1]:
            yield hit.label, start, end
