"""The operator `after`: something said soon after something else."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator


class After(Operator, frozen=True, kw_only=True):
    """在一件事（after）之后的若干轮内（within_turns）做了另一件事（then）。

    every: true 表示每一次都要做到，默认做到一次即可。轮数按整段对话的轮次算。
    """

    key: ClassVar[str] = "after"
    primary: ClassVar[str] = "after"
    sample: ClassVar[str] = "{after: {act: complaint, by: customer}, then: {act: apology}, within_turns: 2}"

    after: Condition
    then: Condition
    within_turns: int | None = None
    every: bool = False

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what follows the first thing."""
        causes, told = self.after.find(document, context, scope), self.then.find(document, context, scope)
        if causes.truth is Truth.NO or told.truth is Truth.NO:
            return told if told.truth is Truth.NO else causes
        unshown = next((one for one in (causes, told) if not one.hits), None)
        if unshown is not None:
            return Finding(Truth.UNSURE, (), unshown.because, told.searched)
        sure = self._pairs(causes.hits, told.hits)
        if sure:
            truth = min(causes.truth, told.truth, key=lambda one: one.value)
            return Finding(truth, sure, told.because, told.searched)
        if self._pairs((*causes.hits, *causes.doubtful), (*told.hits, *told.doubtful)):
            return Finding(Truth.UNSURE, told.doubtful or told.hits, told.because, told.searched)
        where = "之后" if self.within_turns is None else f"之后 {self.within_turns} 轮内"
        return Finding(Truth.NO, (), f"{where}没有{told.because.removeprefix('说了')}", told.searched)

    def _pairs(self, causes: Iterable[Hit], candidates: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Returns the hits that follow: after any cause, or after every one; none where that is not so."""
        followed = [self._following(cause, candidates) for cause in causes]
        good = all(followed) if self.every else any(followed)
        return tuple(sorted({hit for group in followed for hit in group})) if good else ()

    def _following(self, cause: Hit, candidates: Iterable[Hit]) -> tuple[Hit, ...]:
        """Returns the hits behind a cause and near enough."""
        return tuple(
            hit
            for hit in candidates
            if (hit.turn, hit.start) >= (cause.turn, cause.end)
            and (self.within_turns is None or hit.turn - cause.turn <= self.within_turns)
        )

    def children(self) -> Iterable[Condition]:
        """Returns both conditions."""
        return (self.after, self.then)
