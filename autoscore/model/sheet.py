"""The score sheet, as the contract gives it; points are decimal strings."""

from msgspec import UNSET, Struct, UnsetType

from autoscore.model.hit import Evidence, Nearest, Notice, Searched


class Decision(Struct, frozen=True, gc=False):
    """Is what a person decided on a criterion; it is appended, never written over the machine's answer."""

    status: str
    points: str | None
    by: str
    note: str = ""


class CriterionScore(Struct, frozen=True, gc=False):
    """Is one criterion's outcome with the words that earn or cost it."""

    id: str
    title: str
    mode: str
    status: str
    points: str | None
    max: str
    because: str
    evidence: tuple[Evidence, ...] = ()
    searched: Searched | None = None
    nearest: Nearest | None = None
    decisions: tuple[Decision, ...] = ()
    low: str | UnsetType = UNSET
    high: str | UnsetType = UNSET
    points_source: str | UnsetType = UNSET


class Step(Struct, frozen=True, gc=False):
    """Is one line of the sum that makes the total: anyone can re-add it."""

    label: str
    points: str
    running: str


class RubricRef(Struct, frozen=True, gc=False):
    """Names the rubric that a sheet was filled by."""

    id: str
    version: str
    digest: str
    theme: str | None = None
    branch: str | None = None


class MadeBy(Struct, frozen=True):
    """Tells what made a sheet, so that it can be made again."""

    autoscore: str
    lexicons: str
    models: dict[str, str]
    engines: dict[str, str]


class ScoreSheet(Struct, frozen=True):
    """Is one call's filled score sheet."""

    id: str
    transcript: str
    channel: str | None
    metadata: dict[str, str]
    rubric: RubricRef
    total: str | None
    max: str
    low: str | None
    high: str | None
    observable: str
    passed: bool | None
    band: str | None
    provisional: bool
    needs_review: bool
    criteria: tuple[CriterionScore, ...]
    steps: tuple[Step, ...]
    questions: dict[str, int] | None
    warnings: tuple[Notice, ...]
    made_by: MadeBy
