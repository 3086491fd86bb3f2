"""The operator `question`: questions by type, detail, probability, and how they are put."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from msgspec.structs import replace

from autoscore.annotate.question_table import questions
from autoscore.classify import DETAILS
from autoscore.model import LEANS_NONE, QUESTION, Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.evidence import NO_MODEL, answer
from autoscore.operators.select import one_is_sure, selected

Type = Literal["open", "closed", "choice", "speculative", "leading", "rhetorical", "any"]
Detail = Literal["fact", "free", "verify", "ability", "request"]
Trait = Literal["half", "self_closed", "stacked", "counter"]
_TITLES = {"half": "半句问话", "self_closed": "自问自答", "stacked": "一口气连问", "counter": "反过来问客户"}


class Question(Operator, frozen=True, kw_only=True):
    """问了某种问句。没有装问句模型时看不出；模型拿不准的只算存疑。

    question: open 开放、closed 封闭、choice 可选、speculative 推测、leading 引导、rhetorical 反问；any 任何。
    detail: 开放分 fact 问一个事实、free 请对方敞开说；封闭分 verify 核实、ability 问能不能、request 请求同意。
    least: 把握不到这么大的只算存疑（0 到 1）。
    put: half 半句留给客户接、self_closed 自己把开放问句封上、stacked 一口气连问几个、
    counter 客户问来先反问；有其一就算。
    """

    key: ClassVar[str] = "question"
    primary: ClassVar[str] = "question"
    sample: ClassVar[str] = "{question: [open], detail: [free], first_turns: 5}"

    question: tuple[Type, ...]
    detail: tuple[Detail, ...] = ()
    least: float = 0.0
    put: tuple[Trait, ...] = ()

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the questions found; a call whose questions were not classified can't tell."""
        if not document.classified:
            return Finding(Truth.UNSURE, because=NO_MODEL)
        return answer(document, self._found(document, scope), self._what(), scope, context)

    def surely(self, document: Document, scope: Scope, context: Context) -> bool:
        """Tells whether a question was surely asked."""
        if self.least or not document.classified:
            return self.find(document, scope, context).truth is Truth.YES
        return one_is_sure(document, self._asked(document), scope, context)

    def _found(self, document: Document, scope: Scope) -> tuple[Hit, ...] | None:
        found = selected(document, self._asked(document), scope)
        return tuple([self._weighed(hit) for hit in found]) if found and self.least else found

    def _asked(self, document: Document) -> Sequence[Hit]:
        """Returns the questions that are, or may be, of the wanted types, details and ways."""
        if self.put:
            # Hardly any question is put in such a way: what the fewest have is looked at first.
            return [hit for hit in questions(document).put(self.put) if self._is_of_type(hit) and self._details(hit)]
        found = document.labelled(QUESTION) if "any" in self.question else questions(document).of_types(self.question)
        return [hit for hit in found if self._details(hit)] if self.detail else found

    def _is_of_type(self, hit: Hit) -> bool:
        return "any" in self.question or hit.fact("type") in self.question

    def _details(self, hit: Hit) -> bool:
        return not self.detail or hit.fact("detail") in self.detail or bool(hit.fact(LEANS_NONE))

    def _weighed(self, hit: Hit) -> Hit:
        """Returns a question, in doubt where its type is less probable than wanted."""
        less = float(hit.fact("probability") or 0) < self.least
        return replace(hit, doubt="weak") if less and not hit.doubt else hit

    def _what(self) -> str:
        return "、".join(_TITLES[name] for name in self.put) or "这类问句"

    def impossible(self) -> Iterable[str]:
        """Tells which details no wanted type has, and a certainty that nothing reaches."""
        types = set(DETAILS) if "any" in self.question else set(self.question)
        known = {detail for name in types for detail in DETAILS.get(name, ())}
        for detail in self.detail:
            if detail not in known:
                yield f"这几类问句里没有 {detail}"
        if not 0 <= self.least <= 1:
            yield f"least {self.least} 不在 0 到 1 之间"
