"""Where to look."""

from typing import Literal

from msgspec import Struct

from autoscore.model.hit import Searched


class Scope(Struct, frozen=True, kw_only=True, cache_hash=True):
    """说话人与范围：在哪里找。

    by: 谁说的（agent 坐席，customer 客户，any 任何人）；first_turns / last_turns: 该说话人最先/最后几轮；
    first_seconds / last_seconds: 开头/结尾多少秒；share: 整段对话的百分比区间，如 [0, 30]；
    min_strength: 音近命中至少多少分才算；outside: 命中若落在这些词里则不算。
    """

    by: Literal["agent", "customer", "other", "any"] | None = None
    first_turns: int | None = None
    last_turns: int | None = None
    first_seconds: float | None = None
    last_seconds: float | None = None
    share: tuple[float, float] | None = None
    min_strength: int | None = None
    outside: tuple[str, ...] = ()


class Place(Struct, frozen=True, gc=False):
    """Is where a scope looks in a call: the first and last turn, and those of them that are the speaker's own.

    `bounds` are None where the scope needs time stamps that are not there, `searched` where the speaker has no turn.
    """

    bounds: tuple[int, int] | None
    searched: Searched | None
