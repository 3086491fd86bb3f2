"""Questions as hits, and how somebody asks, in sum, as it is written down."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

QUESTION = "question"
# The fact of a hit that is rather no question at all.
LEANS_NONE = "leans_none"
QUESTION_TYPES = ("open", "closed", "choice", "speculative", "leading", "rhetorical")
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "open": "开放式",
        "closed": "封闭式",
        "choice": "可选式",
        "speculative": "推测式",
        "leading": "引导式",
        "rhetorical": "反问式",
    }
)


class QuestionSummary(Struct, frozen=True):
    """Is how the agent of one call asks, or (`call` is None) how one agent asks in all of his calls.

    `questions` and `shares` are by type, `stages` by stage of the call and type, `put` by how questions are put;
    `unsure` counts those whose type is in doubt.
    """

    call: str | None
    agent: str | None
    calls: int
    questions: dict[str, int]
    shares: dict[str, float]
    stages: dict[str, dict[str, int]]
    put: dict[str, int]
    unsure: int
    advice: tuple[str, ...]
