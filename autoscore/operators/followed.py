"""The operator `followed`: something said to which the other side soon answers in some way."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import arranged


class Followed(Operator, frozen=True, kw_only=True):
    """说了某种话（followed），紧接着若干轮内（within_turns，默认 1）有了另一件事（then）。

    跟 after 相反：要找、要给人看的是前一句。单看字面定不了的话（“那就这台？”），看对方接着答应还是推辞，就定得了。
    轮数按整段对话的轮次算。
    """

    key: ClassVar[str] = "followed"
    primary: ClassVar[str] = "followed"
    sample: ClassVar[str] = "{followed: {act: anything_else}, then: {act: thanks, by: customer}, within_turns: 1}"
    of_words: ClassVar[bool] = True

    followed: Condition
    then: Condition
    within_turns: int = 1

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what is said and has the consequence soon behind it."""
        told, effects = self.followed.find(document, context, scope), self.then.find(document, context)
        otherwise = f"说了，但其后 {self.within_turns} 轮内对方没有这样接话"
        return arranged([told, effects], self._answered, told.because, otherwise)

    def _answered(self, groups: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
        """Returns the hits behind which, near enough, there is an effect."""
        said, effects = groups
        return tuple(sorted({hit for hit in said if any(self._near(hit, effect) for effect in effects)}))

    def _near(self, hit: Hit, effect: Hit) -> bool:
        return (effect.turn, effect.start) >= (hit.turn, hit.end) and effect.turn - hit.turn <= self.within_turns

    def children(self) -> Iterable[Condition]:
        """Returns both conditions."""
        return (self.followed, self.then)
