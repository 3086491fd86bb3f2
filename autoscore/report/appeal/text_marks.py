"""What is marked in a turn: the words that count, and what came closest; and a text cut at the edges of its marks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from autoscore.model import CriterionScore
from autoscore.report.appeal.records import Line, Mark


@dataclass(frozen=True)
class Marks:
    """Holds the marks of a call, by turn."""

    by_turn: Mapping[int, tuple[Mark, ...]]

    @classmethod
    def of(cls, score: CriterionScore) -> "Marks":
        """Returns the marks that a criterion sets."""
        found: defaultdict[int, set[Mark]] = defaultdict(set)
        for piece in score.evidence:
            found[piece.turn].add(Mark(piece.start, piece.end, "evidence"))
        if score.nearest is not None:
            found[score.nearest.turn].add(Mark(score.nearest.start, score.nearest.end, "nearest"))
        return cls({turn: tuple(sorted(marks)) for turn, marks in found.items()})

    @classmethod
    def on(cls, places: Iterable[tuple[int, int, int]]) -> "Marks":
        """Returns marks for words that gave occasion: the turn of each, and where in it they begin and end."""
        found: defaultdict[int, set[Mark]] = defaultdict(set)
        for turn, start, end in places:
            found[turn].add(Mark(start, end, "occasion"))
        return cls({turn: tuple(sorted(marks)) for turn, marks in found.items()})

    def laid(self, line: Line) -> Line:
        """Returns a line with its marks."""
        marks = self.by_turn.get(line.turn, ())
        return replace(line, marks=marks) if marks else line


def runs(line: Line) -> Iterator[tuple[str, str]]:
    """Yields the runs of a line's text with how each is marked, empty where it is not; together they are the text.

    Where both kinds of marks lie on a character, it counts as evidence.
    """
    edges = sorted({0, len(line.text), *(edge for mark in line.marks for edge in (mark.start, mark.end))})
    for start, end in pairwise(edges):
        kinds = {mark.kind for mark in line.marks if mark.start <= start and end <= mark.end}
        yield line.text[start:end], min(kinds, default="")
