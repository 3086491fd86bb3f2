"""The operator `phrase`: the rubric's own words."""

from typing import ClassVar

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

    phrase: tuple[str, ...]
    at_least: int | str = 1
    whole_words: bool = False

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by how many of the phrases were said."""
        found = hits(document, map(label, self.phrase), scope)
        if found is not None and self.whole_words:
            found = tuple(hit for hit in found if _is_whole(document, hit))
        wanted = len(self.phrase) if self.at_least == "all" else int(self.at_least)
        told = answer(document, found, f"“{self.phrase[0]}”等说法", scope, context)
        said = len({hit.label for hit in told.hits})
        if told.truth is Truth.YES and said < wanted:
            return Finding(Truth.NO, told.hits, f"只说到 {said} 项，要 {wanted} 项", searched(document, scope))
        return told

    def needs(self) -> Needs:
        """Asks for each phrase under a label of its own."""
        return Needs(phrases=tuple((label(phrase), (phrase,)) for phrase in self.phrase))


def label(phrase: str) -> str:
    """Returns the label under which a rubric's phrase is found."""
    return f"phrase:{phrase}"


def _is_whole(document: Document, hit: Hit) -> bool:
    starts = document.word_starts(hit.turn)
    return hit.start in starts and (hit.end in starts or hit.end >= len(document.transcript.turns[hit.turn].text))
