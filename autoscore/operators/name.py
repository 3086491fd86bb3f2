"""The operator `name`: was the customer's surname given, and is he addressed by it."""

import re
from collections.abc import Collection
from typing import ClassVar, Literal

from msgspec.structs import replace

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import answer
from autoscore.operators.select import hits, is_sure, searched
from autoscore.text.characters import normal_form, sound_form

ADDRESS = "surname_address"
GIVEN = "name_given"
CUSTOMER = Scope(by="customer")
# As the first word of a clause these may still be no surname: particles (哎大姐 read 艾大姐), thanks, links.
NOT_FIRST = frozenset("那和上后同相经水叶严颜鄂欧敖艾郝哈谢祝从公管连")
# And these make another word with a kin term or a trade: 帅哥, 班主任.
WORD_WITH = frozenset("班师修门帅施卫花原满强官宾保区游房云谈布图税景智米")
_HONOURED = re.compile("(?:先生|女士|小姐|太太|同学)$")
# Nobody says these titles without a surname before them.
_NEVER_ALONE = re.compile("[总工董]$")
_OPENS = re.compile("(?:^|[,。?!;:…、 嗯啊呃哦哎诶])(?:您?是|请|您?姓|那|来|行|好的?|[您你]好|谢谢|麻烦)?$")
_ASKS_BACK = re.compile("的?[,、 ]?(?:(?:是|对|系|没错)(?:吧|把|罢|吗|嘛|伐|啵|不|咪|么)|[吧罢]|得是|的(?:吧|把|罢))")
ALIKE = "称呼的姓与客户报的音近而字不同，识别只按音写，定不了"


class Name(Operator, frozen=True, kw_only=True):
    """客户的姓：有没有报过，有没有用“姓＋称呼”称呼他。

    name: given 客户报过姓（或系统里有）；address 用“姓＋称呼”称呼，且姓没叫错；wrong 叫错了姓，始终没改过来。
    字不同而音近的姓（客户报汪，写成王先生）看不出：识别只按音写；姓是系统给的，音近就算对。
    只叫过一次、又像语气词的“姓”（呀先生写成叶先生）看不出；在一句的开头叫（方阿姨，您别急），或叫完就核对（万女士是吧），算叫了。
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
        used = None if used is None else tuple(_cleared(document, hit) for hit in used)
        right, alike, wrong = sorted_out(document, used or ())
        if self.name == "wrong":
            return self._wrong(() if right else wrong, () if right else alike, document, scope, context)
        told = answer(document, right if used is not None else None, "姓氏加尊称", scope, context)
        if told.truth is Truth.NO and alike:
            return Finding(Truth.UNSURE, alike, ALIKE, told.searched)
        if told.truth is Truth.NO and wrong:
            return Finding(Truth.NO, wrong, "称呼的姓与客户报的不同，没有改过来", told.searched)
        return told

    def _wrong(
        self, wrong: tuple[Hit, ...], alike: tuple[Hit, ...], document: Document, scope: Scope, context: Context
    ) -> Finding:
        where = searched(document, scope)
        if alike:
            # It may be the right name, and then even put right what was wrong before.
            return Finding(Truth.UNSURE, tuple(sorted((*wrong, *alike))), ALIKE, where)
        sure = tuple(hit for hit in wrong if is_sure(hit, scope, context))
        truth = Truth.YES if sure else Truth.UNSURE if wrong else Truth.NO
        return Finding(truth, sure or wrong, "称呼的姓与客户报的不同", where)

    def _given(self, document: Document) -> Finding:
        told = hits(document, (GIVEN,), CUSTOMER) or ()
        if told:
            return Finding(Truth.YES, told, "客户报了姓")
        if document.transcript.metadata.get("surname"):
            return Finding(Truth.YES, (), "系统里有客户的姓")
        return Finding(Truth.NO, (), "不知道客户姓什么")

    def needs(self) -> Needs:
        """Asks for names."""
        return Needs(labels=(ADDRESS, GIVEN))


def _cleared(document: Document, hit: Hit) -> Hit:
    """Lifts the doubt from a surname that is often the end of a word, where it opens a clause or 是吧 follows."""
    if hit.doubt != "weak" or not hit.fact("surname"):
        return hit
    text = normal_form(document.transcript.turns[hit.turn].text)
    surname, quote = hit.fact("surname") or "", text[hit.start : hit.end]
    opens = _OPENS.search(text[: hit.start]) is not None
    certain = _ASKS_BACK.match(text, hit.end) is not None or (opens and _calls(surname, quote))
    return replace(hit, doubt="") if certain else hit


def _calls(surname: str, quote: str) -> bool:
    """Tells whether a surname with its title, first in its clause, can hardly be anything else."""
    if surname in NOT_FIRST:
        return _NEVER_ALONE.search(quote) is not None
    return surname not in WORD_WITH or _HONOURED.search(quote) is not None


def sorted_out(document: Document, used: Collection[Hit]) -> tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[Hit, ...]]:
    """Returns the forms of address by the right surname, by one that only sounds like it, and by a wrong one.

    What the system gave is right by its sound, for a transcript writes sounds; where nobody gave a name all are right.
    """
    if not used:
        return (), (), ()
    told = frozenset(filter(None, (hit.fact("surname") for hit in document.labelled(GIVEN) if hit.by == "customer")))
    known = document.transcript.metadata.get("surname")
    recorded = frozenset([sound_form(known)]) if known else frozenset()
    by_sound = recorded | {sound_form(name) for name in told}
    right, alike, wrong = [], [], []
    for hit in used:
        name = hit.fact("surname") or ""
        if not by_sound or name in told or sound_form(name) in recorded:
            right.append(hit)
        elif sound_form(name) in by_sound:
            alike.append(hit)
        elif name and hit.doubt != "weak":
            wrong.append(hit)
    return tuple(right), tuple(alike), tuple(wrong)
