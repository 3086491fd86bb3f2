"""How far the machine agrees with people, criterion by criterion."""

from msgspec import Struct


class Estimate(Struct, frozen=True):
    """Is a figure with its 95 % interval."""

    value: float
    low: float
    high: float


class Cell(Struct, frozen=True):
    """Counts how often the machine gave one status and people another, or the same."""

    machine: str
    person: str
    count: int


class People(Struct, frozen=True):
    """Tells how far people agree among themselves, where several decided on one criterion of one call.

    `items` are the criteria of calls that several people answered, `pairs` the pairs of two people on them.
    """

    items: int
    pairs: int
    agreed: int
    agreement: Estimate


class Agreement(Struct, frozen=True):
    """Holds one criterion's figures.

    `pairs` are the calls on which both the machine and a person gave an answer: met, partial, not_met, not_applicable;
    `agreed`, `agreement`, `kappa`, `stricter` and `laxer` are over these. `kappa` is None where it is not defined, and
    `because` says why. `confusion` has the answers of people also where the machine had none (unsure, error).
    `bias` is the mean of the machine's points less the person's, to two places, over the `scored` pairs where both are
    known. `unsure` and `errors` count the calls that a person answered and the machine did not: they lower `coverage`,
    the machine's share of what people answered, and are no disagreement. `observer` counts what only people can judge,
    and `undecided` where people gave no answer: both are left out of all the rest.
    `judges` tells that the machine gave this criterion an answer of its own in some call of the run.
    """

    rubric: str
    id: str
    title: str
    mode: str
    judges: bool
    pairs: int
    agreed: int
    agreement: Estimate | None
    kappa: Estimate | None
    because: str
    confusion: tuple[Cell, ...]
    scored: int
    bias: str | None
    stricter: int
    laxer: int
    unsure: int
    errors: int
    observer: int
    undecided: int
    coverage: float | None
    people: People | None

    @property
    def decided(self) -> int:
        """Is the number of calls on which people decided at all."""
        return self.pairs + self.unsure + self.errors + self.observer + self.undecided


class Held(Struct, frozen=True):
    """Names a criterion that may not score alone yet, and why: `few` pairs, kappa `undefined`, or kappa too `low`."""

    rubric: str
    id: str
    title: str
    reason: str
    because: str


class Gate(Struct, frozen=True):
    """Says what kappa and how many pairs a criterion must have to score alone, and which do not."""

    kappa: float
    pairs: int
    held: tuple[Held, ...]


class Comparison(Struct, frozen=True):
    """Holds a run against a file of decisions: how many sheets it has, what was matched, and each criterion's figures.

    `decisions` are the rows that found their criterion, `calls` the calls that they are about.
    """

    sheets: int
    decisions: int
    calls: int
    criteria: tuple[Agreement, ...]
    gate: Gate | None = None
