"""The operator `name`: was the customer's surname given, and is he addressed by it."""

from typing import ClassVar, Literal

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits, is_sure, searched
from autoscore.text.characters import sound_form

ADDRESS = "surname_address"
GIVEN = "name_given"


class Name(Operator, frozen=True, kw_only=True):
    """客户的姓：有没有报过，有没有用“姓＋称呼”称呼他。

    name: given 客户报过姓（或系统里有）；address 用“姓＋称呼”称呼，且姓没叫错；wrong 叫错了姓，始终没改过来。
    音近的姓（汪、王）算对；只叫过一次、又像语气词的“姓”（呀先生写成叶先生）看不出。
    """

    key: ClassVar[str] = "name"
    primary: ClassVar[str] = "name"
    sample: ClassVar[str] = "{name: address}"

    name: Literal["given", "address", "wrong"]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the surnames given and used."""
        if self.name == "given":
            return self._given(document)
        used = hits(document, [ADDRESS], scope)
        known = surnames(document)
        right = tuple(hit for hit in used or () if not known or sound_form(hit.fact("surname") or "") in known)
        wrong = tuple(hit for hit in used or () if hit not in right and hit.doubt != "weak" and hit.fact("surname"))
        if self.name == "wrong":
            return self._wrong(() if right else wrong, document, scope, context)
        told = answer(document, right if used is not None else None, "姓氏加尊称", scope, context)
        if told.truth is Truth.NO and wrong:
            return Finding(Truth.NO, wrong, "称呼的姓与客户报的不同，没有改过来", told.searched)
        return told

    def _wrong(self, wrong: tuple[Hit, ...], document: Document, scope: Scope, context: Context) -> Finding:
        sure = tuple(hit for hit in wrong if is_sure(hit, scope, context))
        truth = Truth.YES if sure else Truth.UNSURE if wrong else Truth.NO
        return Finding(truth, sure or wrong, "称呼的姓与客户报的不同", searched(document, scope))

    def _given(self, document: Document) -> Finding:
        told = hits(document, [GIVEN], Scope(by="customer")) or ()
        if told:
            return Finding(Truth.YES, told, "客户报了姓")
        if document.transcript.metadata.get("surname"):
            return Finding(Truth.YES, (), "系统里有客户的姓")
        return Finding(Truth.NO, (), "不知道客户姓什么")

    def needs(self) -> Needs:
        """Asks for names."""
        return Needs(labels=(ADDRESS, GIVEN))


def surnames(document: Document) -> frozenset[str]:
    """Returns the sounds of the surnames that the customer or the system gave."""
    given: tuple[Hit, ...] = document.labelled(GIVEN)
    told = {hit.fact("surname") for hit in given if hit.by == "customer"} | {
        document.transcript.metadata.get("surname")
    }
    return frozenset(sound_form(name) for name in told if name)
