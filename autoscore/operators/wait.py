"""The operator `wait`: the agent kept the customer waiting."""

from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.select import hits, searched

HOLD = "hold_notice"
WAIT = "wait"


class Wait(Operator, frozen=True, kw_only=True):
    """坐席让客户等了至少若干秒（两次开口之间的静默，客户只应声不算打断）。

    wait: 秒数；没有时间戳时，说过“请稍等”就看不出，没说过就当没有等待；without_stamps: 写 no 表示没有时间戳一律当没有。
    """

    key: ClassVar[str] = "wait"
    primary: ClassVar[str] = "wait"
    sample: ClassVar[str] = "{wait: 10}"

    wait: float
    without_stamps: Literal["unsure", "no"] = "unsure"

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:  # noqa: ARG002
        """Answers by the waits of the call."""
        found = tuple(hit for hit in hits(document, [WAIT], scope) or () if seconds(hit) >= self.wait)
        if found:
            longest = max(map(seconds, found))
            return Finding(Truth.YES, found, f"让客户等了 {longest:.0f} 秒", searched(document, scope))
        if any(turn.start is None for turn in document.transcript.turns):
            return self._without_stamps(document, scope)
        return Finding(Truth.NO, (), f"没有 {self.wait:.0f} 秒以上的等待", searched(document, scope))

    def _without_stamps(self, document: Document, scope: Scope) -> Finding:
        told = hits(document, [HOLD], scope) or ()
        if told and self.without_stamps == "unsure":
            return Finding(Truth.UNSURE, told, "说过请稍等，但没有时间戳，不知等了多久", searched(document, scope))
        return Finding(Truth.NO, (), "没有让客户等待的迹象", searched(document, scope))

    def needs(self) -> Needs:
        """Asks for announced waits."""
        return Needs(labels=(HOLD,))


def seconds(hit: Hit) -> float:
    """Returns the length of a wait."""
    return float(hit.fact("seconds") or 0)
