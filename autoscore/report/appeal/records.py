"""All that there is to say about one criterion of one call, to whoever appeals against it."""

from typing import Literal, TypeAlias

from msgspec import Struct

from autoscore.model import CriterionScore, MadeBy, Nearest, Notice, RubricRef
from autoscore.model.card import CriterionCard

Seconds: TypeAlias = tuple[float | None, float | None]
Result: TypeAlias = Literal["same", "different", "impossible"]


class Mark(Struct, frozen=True, order=True):
    """Marks code points of a turn's text: words that count (`evidence`), that came closest, or gave occasion."""

    start: int
    end: int
    kind: Literal["evidence", "nearest", "occasion"]


class Line(Struct, frozen=True):
    """Is a turn as people see it; `turn` counts from 0, `time` is where it lies in the call, in seconds."""

    turn: int
    role: str
    text: str
    time: Seconds
    marks: tuple[Mark, ...] = ()


class Piece(Struct, frozen=True):
    """Is a piece of evidence; `role` is whose turn it stands in, None where calls were not kept.

    `form` is clean or garbled, `strength` goes to 100.
    """

    turn: int
    role: str | None
    start: int
    end: int
    quote: str
    form: str
    strength: int
    time: Seconds


class Occasion(Struct, frozen=True):
    """Is why a criterion applied to the call, and the turns whose words gave occasion for it."""

    because: str
    lines: tuple[Line, ...]


class Fault(Struct, frozen=True):
    """Is one kind of fault in a criterion that takes points off: how many each costs, how often it was found.

    One that is not `sure` took nothing off, and is for a person to decide.
    """

    each: str
    count: int
    sure: bool
    pieces: tuple[Piece, ...]


class Search(Struct, frozen=True):
    """Is where was looked in vain: whose turns, from which to which, and those turns; `nearest` came closest."""

    by: str
    turns: tuple[int, int]
    time: Seconds
    nearest: Nearest | None
    lines: tuple[Line, ...]


class SumStep(Struct, frozen=True):
    """Is a step of the total; `own` is the step of the criterion that this is about."""

    label: str
    points: str
    running: str
    own: bool


class Would(Struct, frozen=True):
    """Is what the sheet would come to were the criterion decided otherwise."""

    status: str
    total: str | None
    passed: bool | None
    band: str | None


class Sum(Struct, frozen=True):
    """Is how the total came to be; points are decimal strings."""

    total: str | None
    max: str
    low: str | None
    high: str | None
    pass_mark: str | None
    passed: bool | None
    band: str | None
    provisional: bool
    steps: tuple[SumStep, ...]
    would: tuple[Would, ...] = ()


class Difference(Struct, frozen=True):
    """Names what came out otherwise when it was scored again, with what stood on the sheet and what came now."""

    field: str
    before: str
    after: str


class Verified(Struct, frozen=True):
    """Is what scoring again came to; `because` says why it could not be done, `values` what stands in that phrase.

    `changed` are the makers (versions, digests) that are not those of the sheet.
    """

    result: Result
    because: str = ""
    values: dict[str, str] = {}
    differences: tuple[Difference, ...] = ()
    changed: tuple[Difference, ...] = ()


class Appeal(Struct, frozen=True):
    """Is one page for an appeal; `status` and `points` are what counts: the last decision, else the machine's answer.

    `kept` says whether the words of the call were kept, `masked` whether personal data are hidden; `passages` are runs
    of turns around the evidence. `occasion` and `faults` are told where the sheet comes out the same when it is scored
    again.
    """

    call: str
    channel: str | None
    metadata: dict[str, str]
    masked: bool
    kept: bool
    rubric: RubricRef
    rubric_title: str
    section: str
    card: CriterionCard
    score: CriterionScore
    status: str
    points: str | None
    pieces: tuple[Piece, ...]
    passages: tuple[tuple[Line, ...], ...]
    search: Search | None
    sum: Sum
    warnings: tuple[Notice, ...]
    transcript: str
    made_by: MadeBy
    verified: Verified | None = None
    occasion: Occasion | None = None
    faults: tuple[Fault, ...] = ()
