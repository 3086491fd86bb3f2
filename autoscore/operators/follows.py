"""The operator `after`: something said soon after something else."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import arranged


class After(Operator, frozen=True, kw_only=True):
    """在一件事（after）之后的若干轮内（within_turns）做了另一件事（then）。

    every: true 表示每一次都要做到，默认做到一次即可。轮数按整段对话的轮次算。
    """

    key: ClassVar[str] = "after"
    primary: ClassVar[str] = "after"
    sample: ClassVar[str] = "{after: {act: complaint, by: customer}, then: {act: apology}, within_turns: 2}"
    of_words: ClassVar[bool] = True

    after: Condition
    then: Condition
    within_turns: int | None = None
    every: bool = False

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what follows the first thing."""
        told, causes = self.then.find(document, context, scope), self.after.find(document, context, scope)
        where = "之后" if self.within_turns is None else f"之后 {self.within_turns} 轮内"
        otherwise = f"{where}没有{told.because.removeprefix('说了')}"
        return arranged([told, causes], self._followed, told.because, otherwise)

    def _followed(self, groups: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
        """Returns the hits that follow: after any cause, or after every one; none where that is not so."""
        candidates, causes = groups
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
