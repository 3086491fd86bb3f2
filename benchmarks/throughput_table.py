"""The arithmetic of the tables: medians of the ratios of each round, growth, and Markdown."""

from collections.abc import Mapping, Sequence
from statistics import median

from msgspec import Struct

MICRO = 1_000_000
# So much steeper than a straight line may be put down to noise.
SLACK = 1.15


class Pace(Struct, frozen=True):
    """Is how fast something went in one round: seconds taken, calls and characters of text done."""

    seconds: float
    calls: int
    characters: int

    @property
    def per_character(self) -> float:
        """Is the seconds a character."""
        return self.seconds / max(1, self.characters)


class Summary(Struct, frozen=True):
    """Is what the rounds of one way come to: microseconds a call, and times as fast as each of the references."""

    name: str
    microseconds: float
    ratios: tuple[float, ...]


def summaries(rounds: Mapping[str, Sequence[Pace]], references: Sequence[str]) -> list[Summary]:
    """Returns the medians of the rounds of each way.

    A ratio is the median of the ratios within each round, a character against a character: what runs at the same time
    meets the same machine, and a way that is measured on a part of the calls is not favoured by their length.
    """
    length = mean_length(rounds)
    return [
        Summary(
            name,
            median(pace.per_character for pace in paces) * length * MICRO,
            tuple(
                median(one.per_character / pace.per_character for one, pace in zip(rounds[other], paces, strict=True))
                for other in references
            ),
        )
        for name, paces in rounds.items()
    ]


def mean_length(rounds: Mapping[str, Sequence[Pace]]) -> float:
    """Returns the mean characters of a call, of those that most were measured on."""
    paces = max(rounds.values(), key=lambda some: sum(pace.calls for pace in some))
    return sum(pace.characters for pace in paces) / max(1, sum(pace.calls for pace in paces))


class Point(Struct, frozen=True):
    """Is a cost at a size; the unit of either is the caller's."""

    size: float
    cost: float


def verdict(points: Sequence[Point]) -> str:
    """Says whether a cost grows like a straight line, or less, from the first point to the last."""
    grown = points[-1].cost / points[0].cost
    size = points[-1].size / points[0].size
    words = "a straight line or better" if grown <= size * SLACK else "STEEPER than a straight line"
    return f"{size:,.1f} × the size costs {grown:,.1f} × as much: {words}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns a Markdown table; the first column is text, the others are numbers."""
    marks = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def number(value: float) -> str:
    """Returns a number with about three figures."""
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}" if value >= 10 else f"{value:,.2f}"
