"""The operator `takes_up`: something said in the other's own terms."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import outermost
from autoscore.operators.uptake import Uptake, said_by, uptake


class TakesUp(Operator, frozen=True, kw_only=True):
    """说某种话（takes_up）时，用上了对方先前说过的词和数字，不是套话。

    词按少见程度计权（0 到 1，虚词、客套不计），数字按数值比。least: 权重合计至少多少算接住；doubt: 至少多少算看不出；
    of: 接谁的话；around: 命中前后各看多少个字。
    """

    key: ClassVar[str] = "takes_up"
    primary: ClassVar[str] = "takes_up"
    sample: ClassVar[str] = "{takes_up: {act: benefit}, least: 1}"
    of_words: ClassVar[bool] = True

    takes_up: Condition
    least: float = 1.0
    doubt: float = 0.5
    of: Literal["customer", "agent"] = "customer"
    around: int = 30

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the hits whose neighbourhood takes up enough."""
        told = self.takes_up.find(document, context, scope)
        if told.truth is Truth.NO:
            return told
        weighed = [(hit, self._taken(document, hit)) for hit in (*told.hits, *told.doubtful)]
        sure = [(hit, got) for hit, got in weighed if got.weight >= self.least and hit in told.hits]
        if sure and told.truth is Truth.YES:
            return Finding(Truth.YES, _shown(sure), f"{told.because}，接住了客户说的{_words(sure)}", told.searched)
        perhaps = [(hit, got) for hit, got in weighed if got.weight >= self.doubt]
        if perhaps:
            return Finding(Truth.UNSURE, _shown(perhaps), f"{told.because}，像是接了客户的话", told.searched)
        return Finding(Truth.NO, (), f"{told.because}，但没有接客户自己的话", told.searched)

    def _taken(self, document: Document, hit: Hit) -> Uptake:
        start, end = max(0, hit.start - self.around), hit.end + self.around
        return uptake(document, hit.turn, start, end, said_by(document, self.of, 0, hit.turn - 1))

    def impossible(self) -> Iterable[str]:
        """Tells where doubt would begin above certainty."""
        if self.doubt > self.least:
            yield f"doubt {self.doubt} 大于 least {self.least}"

    def children(self) -> Iterable[Condition]:
        """Returns the condition."""
        return (self.takes_up,)


def _shown(found: Iterable[tuple[Hit, Uptake]]) -> tuple[Hit, ...]:
    return tuple(outermost([hit for hit, _ in found]))


def _words(found: Iterable[tuple[Hit, Uptake]]) -> str:
    said = (one.word.removeprefix("#") for _, got in found for one in got.words)
    return "“" + "、".join(list(dict.fromkeys(said))[:4]) + "”"
