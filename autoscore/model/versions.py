"""What becomes of calls under another version of a rubric, and what a rubric's criteria do over many calls.

Points are decimal strings.
"""

from typing import Literal

from msgspec import Struct


class Version(Struct, frozen=True):
    """Names one of the two rubrics."""

    id: str
    version: str
    digest: str
    theme: str | None
    title: str


class Switch(Struct, frozen=True):
    """Counts how often one answer became another."""

    before: str
    after: str
    count: int


class Words(Struct, frozen=True):
    """Is a piece of evidence: its turn from 0, the code points of that turn's text, and what stands there."""

    turn: int
    start: int
    end: int
    quote: str


class Came(Struct, frozen=True):
    """Is what a criterion came to in a call, with the words."""

    status: str
    points: str | None
    because: str
    words: tuple[Words, ...]


class ChangedCall(Struct, frozen=True):
    """Is a call in which a criterion of both rubrics came out otherwise."""

    call: str
    before: Came
    after: Came


class CriterionDiff(Struct, frozen=True):
    """Is what became of one criterion: `inside` both rubrics or one; `max_a` and `max_b` are its points in each.

    `changed` counts the calls in which its status is another, `points_changed` those in which its points are (where
    both know them), and `points` is by how much they are more with the second rubric, added up.
    """

    id: str
    title: str
    inside: Literal["both", "a", "b"]
    max_a: str | None
    max_b: str | None
    changed: int
    points_changed: int
    points: str
    switches: tuple[Switch, ...]
    examples: tuple[ChangedCall, ...]


class Flipped(Struct, frozen=True):
    """Counts calls that pass with one rubric and fail with the other, and names the first of them."""

    count: int
    calls: tuple[str, ...]


class TotalsDiff(Struct, frozen=True):
    """Is what became of the totals: `compared` calls have one with both, `mean` is the mean change in these.

    `passes` are the changes of `pass`, `fail` and `open`.
    """

    compared: int
    changed: int
    higher: int
    lower: int
    mean: str | None
    passes: tuple[Switch, ...]
    to_fail: Flipped
    to_pass: Flipped


class Steady(Struct, frozen=True):
    """Names a criterion that came out the same in all of the `calls` in which it was judged.

    `status` is None where it was judged in none.
    """

    id: str
    title: str
    status: str | None
    calls: int


class Together(Struct, frozen=True):
    """Names two criteria that came out alike in all of the `calls` in which both were judged, met in some only."""

    first: str
    second: str
    first_title: str
    second_title: str
    calls: int


class Habits(Struct, frozen=True):
    """Is what a rubric's criteria do over all calls."""

    steady: tuple[Steady, ...]
    together: tuple[Together, ...]


class VersionsDiff(Struct, frozen=True):
    """Is how the same calls come out under two rubrics.

    `calls` were judged by both, `failed` could not be, `left_out` had been scored by another rubric than these two;
    `masked` says whether personal data in the words are hidden. What people decided counts in neither.
    """

    a: Version
    b: Version
    calls: int
    failed: int
    left_out: int
    masked: bool
    totals: TotalsDiff
    criteria: tuple[CriterionDiff, ...]
    habits_a: Habits
    habits_b: Habits

    @property
    def same(self) -> bool:
        """Tells whether nothing came out otherwise."""
        none = all(one.inside == "both" and not one.changed and not one.points_changed for one in self.criteria)
        return none and not self.totals.changed and not self.totals.passes
