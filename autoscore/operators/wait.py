"""The operator `wait`: the agent kept the customer waiting."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import NO_STAMPS
from autoscore.operators.holds import HOLD, Hold, holds, waits
from autoscore.operators.select import hits, searched


class Wait(Operator, frozen=True, kw_only=True):
    """坐席让客户等了至少若干秒（两次开口之间的静默，客户只应声不算打断）。

    wait: 秒数；没有时间戳时，说过“请稍等”就看不出，没说过就当没有等待；without_stamps: 写 no 表示没有时间戳一律当没有。
    announced: true 只看先打过招呼的等待（之前坐席最近一轮说过 notice 里的话，默认“请稍等”），false 只看没打招呼的；
    word_every: 等待中坐席至少每隔若干秒说一句话，每次都做到才成立。
    写了 announced 或 word_every，等待中间只说“还在查，您再等一下”的，前后几段合起来算一次等待。
    """

    key: ClassVar[str] = "wait"
    primary: ClassVar[str] = "wait"
    sample: ClassVar[str] = "{wait: 10}"

    wait: float
    without_stamps: Literal["unsure", "no"] = "unsure"
    announced: bool | None = None
    word_every: float | None = None
    notice: tuple[str, ...] = (HOLD,)

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the waits of the call."""
        if self.announced is not None or self.word_every is not None:
            return self._held(document, scope, context)
        long = [one for one in waits(document, scope) if one[1] >= self.wait]
        if not long:
            return self._no_wait(document, scope)
        longest = max([seconds for _, seconds in long])
        found = tuple([hit for hit, _ in long])
        return Finding(Truth.YES, found, f"让客户等了 {longest:.0f} 秒", searched(document, scope))

    def _no_wait(self, document: Document, scope: Scope) -> Finding:
        if not document.stamped:
            return self._without_stamps(document, scope)
        return Finding(Truth.NO, (), f"没有 {self.wait:.0f} 秒以上的等待", searched(document, scope))

    def _without_stamps(self, document: Document, scope: Scope) -> Finding:
        told = hits(document, self.notice, scope) or ()
        if told and self.without_stamps == "unsure":
            return Finding(Truth.UNSURE, told, "说过请稍等，但没有时间戳，不知等了多久", searched(document, scope))
        if self.announced is False and self.without_stamps == "unsure":
            return Finding(Truth.UNSURE, (), NO_STAMPS, searched(document, scope))
        return Finding(Truth.NO, (), "没有让客户等待的迹象", searched(document, scope))

    def _held(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by waits that are put together where the agent only asked for more patience."""
        long = [one for one in holds(document, self.notice, scope, context) if one.seconds >= self.wait]
        sure = [one for one in long if self.announced is None or one.announced is self.announced]
        open_ = [one for one in long if self.announced is not None and one.announced is None]
        if not sure and not open_:
            if long and document.stamped:
                because = "等待前没有打招呼" if self.announced else "等待前打过招呼"
                return Finding(Truth.NO, _shown(long), because, searched(document, scope))
            return self._no_wait(document, scope)
        if self.word_every is not None:
            return self._kept(document, sure, open_, scope)
        if not sure:
            return Finding(Truth.UNSURE, _shown(open_), "等待前像是打过招呼，定不了", searched(document, scope))
        longest = max(one.seconds for one in sure)
        because = f"{_ANNOUNCED[self.announced]}让客户等了 {longest:.0f} 秒"
        return Finding(Truth.YES, _shown(sure), because, searched(document, scope), doubtful=_shown(open_))

    def _kept(self, document: Document, sure: list[Hold], open_: list[Hold], scope: Scope) -> Finding:
        """Answers whether no part of a wait was longer than it may be without a word."""
        most, where = self.word_every or 0.0, searched(document, scope)
        if mute := [one for one in sure if one.longest > most]:
            worst = max(one.longest for one in mute)
            return Finding(Truth.NO, _shown(mute), f"等待中 {worst:.0f} 秒没有说话", where)
        if not sure or any(one.longest > most for one in open_):
            return Finding(Truth.UNSURE, _shown(open_), "等待前像是打过招呼，定不了", where)
        return Finding(Truth.YES, _shown(sure), f"等待中每隔不到 {most:g} 秒说了话", where)

    def impossible(self) -> Iterable[str]:
        """Tells where a word every so often can't be told, since shorter waits hold none."""
        if self.word_every is not None and self.word_every <= 0:
            yield f"word_every 是 {self.word_every:g}，要大于 0"

    def needs(self) -> Needs:
        """Asks for announced waits."""
        return Needs(labels=self.notice)


_ANNOUNCED = {True: "打过招呼，", False: "没打招呼，", None: ""}


def _shown(found: Iterable[Hold]) -> tuple[Hit, ...]:
    return tuple(sorted({hit for one in found for hit in one.parts}))
