"""What a run comes to, in numbers and in the words that stand for them."""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

# What the words of a quote are.
Kind: TypeAlias = Literal["words", "nearest", "first", "last"]


class Rate(Struct, frozen=True):
    """Is a share that shows what it is of: `part` of `of`."""

    part: int
    of: int

    @property
    def share(self) -> float | None:
        """Is the share from 0 to 1, or None of nothing."""
        return self.part / self.of if self.of else None


class Said(Struct, frozen=True):
    """Is what was said, as people may see it: whose call, which turn, and the words; `call` is the sheet's id.

    `start` and `end` are the code points of the words in the turn's text; `text` is the whole turn, and the words
    alone where calls were not kept. `time` is the second in the call at which the turn begins, where it is known.
    `kind` tells what the words are: the very words that count (`words`), the closest thing said (`nearest`), or, where
    nothing was said, the first or the last turn in which it was looked for (`first`, `last`).
    """

    call: str
    turn: int
    start: int
    end: int
    quote: str
    text: str
    time: float | None = None
    kind: Kind = "words"


class CriterionFigures(Struct, frozen=True):
    """Counts how one criterion of one rubric came out; `lost` are the points that it cost in all calls.

    What was not applicable, in doubt, or for a person to see, is in no rate.
    """

    rubric: str
    id: str
    title: str
    section: str
    mode: str
    max: str
    counts: dict[str, int]
    lost: Decimal

    @property
    def judged(self) -> int:
        """Is how many calls it was judged in."""
        return sum(self.counts.get(status, 0) for status in ("met", "partial", "not_met"))

    @property
    def met(self) -> Rate:
        """Is how often it was met, of the calls in which it was judged."""
        return Rate(self.counts.get("met", 0), self.judged)

    @property
    def missed(self) -> Rate:
        """Is how often it was not met, of the calls in which it was judged."""
        return Rate(self.counts.get("not_met", 0), self.judged)


class GroupFigures(Struct, frozen=True):
    """Is what the calls of one agent, team or day come to; `mean` is of the calls that have a total.

    `mean` is in hundredths of each sheet's maximum, so that sheets of several rubrics go together. `passed` is of the
    calls in which it is settled whether they pass.
    """

    name: str
    calls: int
    mean: Decimal | None
    passed: Rate
    review: int
    team: str = ""


class Loss(Struct, frozen=True):
    """Is what costs an agent points: the criterion, in how many of the calls in which it was judged, how many points.

    `good` and `poor` are a turn in which the agent did it and one that shows that he did not; `poor` is the closest
    thing said, or where it was looked for. `instead` is a sentence to say, empty where the rubric has none. A
    `red_line` took all points of a sheet at once: it goes before everything else, however little was left to take.
    """

    rubric: str
    criterion: str
    title: str
    calls: Rate
    lost: Decimal
    good: Said | None
    poor: Said | None
    why: str
    instead: str
    red_line: bool = False


class Point(Struct, frozen=True):
    """Is one point of a trend: a day, the mean total on it (in hundredths of the maximum), and of how many calls."""

    day: str
    mean: Decimal
    calls: int


class AgentPage(Struct, frozen=True):
    """Is what a coach talks over with an agent: the three losses that cost most, and how the totals go.

    `calls` are the ids of the agent's calls with the lowest totals, the lowest first.
    """

    agent: str
    team: str
    figures: GroupFigures
    losses: tuple[Loss, ...]
    trend: tuple[Point, ...]
    questions: dict[str, int]
    calls: tuple[str, ...]


class Review(Struct, frozen=True):
    """Is a call that waits for a person, and what a decision would change.

    `stake` is what hangs on it (`red_line`, `pass`, `band`, `points`, in the order of their weight), `points` how many
    points of the total; `criteria` are the ids of what is to be decided. `grave` tells that taboo words are among them.
    """

    call: str
    rubric: str
    agent: str
    stake: str
    points: Decimal
    criteria: tuple[str, ...]
    low: str
    high: str
    grave: bool = False


class Figures(Struct, frozen=True):
    """Is what a run comes to.

    `histogram` counts totals by tens of the maximum, 0–9 … 90–100; `queue` is what to review, what matters most first;
    groups are in the order of their names, days in time, and what has no agent, team or day is in none of them.
    """

    calls: int
    failed: int
    mean: Decimal | None
    passed: Rate
    open: int
    review: int
    histogram: tuple[int, ...]
    rubrics: tuple[str, ...]
    criteria: tuple[CriterionFigures, ...]
    agents: tuple[GroupFigures, ...]
    teams: tuple[GroupFigures, ...]
    days: tuple[GroupFigures, ...]
    questions: dict[str, int]
    queue: tuple[Review, ...]
    waiting: int
    pages: tuple[AgentPage, ...]
