"""Truth of a condition and status of a criterion."""

from enum import Enum, StrEnum

from msgspec import Struct

from autoscore.model.hit import Hit, Nearest, Searched


class Truth(Enum):
    """Is the answer to a condition: it holds, it does not, or a transcript can't tell."""

    NO = 0
    UNSURE = 1
    YES = 2


class Status(StrEnum):
    """Is what a criterion comes to; the names are the contract's."""

    MET = "met"
    PARTIAL = "partial"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNSURE = "unsure"
    OBSERVER = "observer"
    ERROR = "error"


class Finding(Struct, frozen=True, gc=False):
    """Is a condition's answer with what supports it.

    `hits` are the words that count for the answer (for NO: those that count against, if any), `because` is a reason for
    inspectors in Chinese, `searched` where was looked, `nearest` the closest thing said where nothing was found;
    `doubtful` are further hits that are not sure, beside those that carry a YES.
    """

    truth: Truth
    hits: tuple[Hit, ...] = ()
    because: str = ""
    searched: Searched | None = None
    nearest: Nearest | None = None
    doubtful: tuple[Hit, ...] = ()
