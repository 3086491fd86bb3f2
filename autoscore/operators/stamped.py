"""The operator `stamped`: does the record tell when the turns begin or end."""

from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Scope, Truth, Turn
from autoscore.operators.base import Context, Operator
from autoscore.operators.select import searched, side


class Stamped(Operator, frozen=True, kw_only=True):
    """记录里有没有时间戳：stamped: starts 每轮都有开始时间；ends 每轮都有结束时间。

    只看 by 一方的各轮（默认 any 所有人）。没有时间戳就量不出快慢的条款，用它写 applies，没有就不适用。
    """

    key: ClassVar[str] = "stamped"
    primary: ClassVar[str] = "stamped"
    sample: ClassVar[str] = "{stamped: starts}"

    stamped: Literal["starts", "ends"] = "starts"

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:  # noqa: ARG002
        """Answers YES where every turn has its stamp, else NO."""
        turns = document.transcript.turns
        looked = [turns[turn] for turn in document.turns_of("any" if scope.by is None else side(scope))]
        good = bool(looked) and all(self._has(turn) for turn in looked)
        what = "开始时间" if self.stamped == "starts" else "结束时间"
        because = f"每轮都有{what}" if good else f"没有{what}，量不出快慢"
        return Finding(Truth.YES if good else Truth.NO, (), because, searched(document, scope))

    def _has(self, turn: Turn) -> bool:
        return (turn.start if self.stamped == "starts" else turn.end) is not None
