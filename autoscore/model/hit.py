"""What a finder reports, and what a judgement shows for it.

Records that are made by the thousand and hold no cycle are left out of garbage collection (`gc=False`).
"""

from typing import Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

from autoscore.model.transcript import Role, Span

Form: TypeAlias = Literal["clean", "garbled"]
CLEAN: Form = "clean"
GARBLED: Form = "garbled"
# Names the doubt of a finding that only faintly sounds like what was looked for.
FAINTLY = "faint"


class Hit(Struct, frozen=True, order=True, gc=False):
    """Is one finding of any finder: where, what (`label`), how surely (`form`, `strength` 0 to 100).

    `by` is whose words they are held to be; `doubt` names why the finding alone does not prove it
    (`weak`: the words depend on tone or context; `role`: it is unsure who spoke; `faint`: it hardly sounds like it;
    empty: none);
    `facts` are named values such as an amount in yuan or a surname.
    """

    turn: int
    start: int
    end: int
    label: str
    by: Role = "agent"
    form: Form = "clean"
    strength: int = 100
    doubt: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def span(self) -> Span:
        """Is the run of characters."""
        return Span(self.turn, self.start, self.end)

    def fact(self, name: str) -> str | None:
        """Returns the named value, or None."""
        for key, value in self.facts:
            if key == name:
                return value
        return None

    def overlaps(self, other: "Hit") -> bool:
        """Tells whether both share a character."""
        return self.turn == other.turn and self.start < other.end and other.start < self.end


class Evidence(Struct, frozen=True, gc=False):
    """Shows a hit: the raw words at its span; `time` is the turn's start and end in seconds, where they are known."""

    turn: int
    start: int
    end: int
    quote: str
    form: Form = "clean"
    strength: int = 100
    time: tuple[float | None, float | None] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if len(self.quote) != self.end - self.start:
            raise AssertionError("an evidence quote must be the raw text at its span")


class Searched(Struct, frozen=True, gc=False):
    """Tells where was looked: whose words, and the first and last turn, inclusive."""

    by: str
    turns: tuple[int, int]


class Nearest(Struct, frozen=True, gc=False):
    """Shows the closest thing said to a phrase that was not found; strength 0 to 100."""

    turn: int
    start: int
    end: int
    quote: str
    phrase: str
    strength: int


class Notice(Struct, frozen=True, order=True, gc=False):
    """Warns of something about a call that lowers the certainty of its judgements."""

    kind: str
    because: str


class Metrics(Struct, frozen=True, gc=False):
    """Measures a call's timing: characters a minute of the agent, seconds, counts; None where no times are given."""

    agent_chars_per_minute: float | None = None
    longest_silence: float | None = None
    first_reply: float | None = None
    overlaps: int | None = None
