"""The operator `phrase`: the rubric's own words."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits, searched


class Phrase(Operator, frozen=True, kw_only=True):
    """说了规则里写明的词句。写法与词表相同：(甲|乙)、[可省]、…间隔、{槽}。

    phrase: 任何一句说到就算；at_least: 至少说到其中几句（默认 1；写 all 表示全部）；whole_words: 必须正好是整词。
    """

    key: ClassVar[str] = "phrase"
    primary: ClassVar[str] = "phrase"
    sample: ClassVar[str] = "{phrase: ['收您{金额}', '找您{金额}'], at_least: 2}"
    of_words: ClassVar[bool] = True

    phrase: tuple[str, ...]
    at_least: int | Literal["all"] = 1
    whole_words: bool = False

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by how many of the phrases were said."""
        found = hits(document, map(label, self.phrase), scope)
        if found is not None and self.whole_words:
            found = tuple(hit for hit in found if _is_whole(document, hit))
        wanted = len(self.phrase) if self.at_least == "all" else min(max(self.at_least, 1), len(self.phrase))
        told = answer(document, found, f"“{self.phrase[0]}”等说法", scope, context)
        sure = {hit.label for hit in told.hits} if told.truth is Truth.YES else set()
        possible = {hit.label for hit in (*told.hits, *told.doubtful)}
        if told.truth is Truth.NO or len(sure) >= wanted:
            return told
        because = f"只说到 {len(sure)} 项，要 {wanted} 项"
        truth = Truth.UNSURE if len(possible) >= wanted else Truth.NO
        shown = (*told.hits, *told.doubtful) if truth is Truth.UNSURE else told.hits
        return Finding(truth, tuple(sorted(shown)), because, searched(document, scope))

    def impossible(self) -> Iterable[str]:
        """Tells where more phrases are wanted than there are, or none."""
        if self.phrase and self.at_least != "all" and not 1 <= self.at_least <= len(self.phrase):
            yield f"at_least 是 {self.at_least}，而词句有 {len(self.phrase)} 条"

    def needs(self) -> Needs:
        """Asks for each phrase under a label of its own."""
        return Needs(phrases=tuple((label(phrase), (phrase,)) for phrase in self.phrase))


def label(phrase: str) -> str:
    """Returns the label under which a rubric's phrase is found."""
    return f"phrase:{phrase}"


def _is_whole(document: Document, hit: Hit) -> bool:
    starts = document.word_starts(hit.turn)
    return hit.start in starts and (hit.end in starts or hit.end >= len(document.transcript.turns[hit.turn].text))
