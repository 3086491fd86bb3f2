"""The operator `playback`: the customer's number, name or need is said back."""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from autoscore.annotate.playback import LABEL as CONFIRM
from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Needs, Operator
from autoscore.operators.evidence import NO_STAMPS, answer, outermost
from autoscore.operators.name import ADDRESS, GIVEN
from autoscore.operators.read_back import misread, said_back
from autoscore.operators.select import hits, is_sure, searched, window
from autoscore.text.characters import normal_form, sound_form, squeeze
from autoscore.text.numbers import NUMBER

_TAGS = re.compile("是吗|对吗|对吧|是吧|是不是|对不对|没错吧|尾号|号码|手机号|您的|号|是")
_NUMBERS = re.compile(rf"{NUMBER}|\[号码\]|\[手机号\]|幺")
# Less than this beside the digits says nothing of what is wanted.
LEAST_NEED = 3
_WHAT = {"number": "复述号码的话", "name": "复述姓氏的话", "need": "复述诉求的话", "any": "复述确认的话"}


class Playback(Operator, frozen=True, kw_only=True):
    """坐席把客户说的重复一遍。

    playback: number 号码、金额、时间、日期（按数值比，一百二就是 120，三点就是 15:00，尾号也算）；
    name 姓名；need 要办的事、遇到的问题（只念数字不算听懂诉求）；any 其中任何一种；
    wrong 数字念错了（如 805 念成 803），始终没有改过来；客户随后说“对”、或两个数音近的，看不出。
    """

    key: ClassVar[str] = "playback"
    primary: ClassVar[str] = "playback"
    sample: ClassVar[str] = "{playback: need}"

    playback: Literal["number", "name", "need", "any", "wrong"]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what the customer said shortly before."""
        bounds = window(document, scope)
        if bounds is None:
            return Finding(Truth.UNSURE, because=NO_STAMPS)
        if self.playback == "wrong":
            found = tuple(hit for hit in misread(document) if bounds[0] <= hit.turn <= bounds[1])
            return _wrong(found, document, scope, context)
        kinds = ("number", "name", "need") if self.playback == "any" else (self.playback,)
        found = tuple(sorted({hit for kind in kinds for hit in _of_kind(kind, document, scope)}))
        inside = tuple(hit for hit in found if bounds[0] <= hit.turn <= bounds[1])
        return answer(document, inside, _WHAT[self.playback], scope, context)

    def needs(self) -> Needs:
        """Asks for words that confirm, and for names."""
        return Needs(labels=(CONFIRM, ADDRESS, GIVEN))


def _of_kind(kind: str, document: Document, scope: Scope) -> Iterator[Hit]:
    if kind == "number":
        yield from said_back(document)
    elif kind == "name":
        yield from _names(document)
    else:
        told = hits(document, [CONFIRM], scope) or ()
        yield from (hit for hit in told if hit.fact("kind") == "need" or _is_need(document, hit))


def _is_need(document: Document, hit: Hit) -> bool:
    """Tells whether words that confirm hold more than digits and what asks for a yes."""
    plain = normal_form(document.quote(hit.turn, hit.start, hit.end))
    rest = squeeze(_TAGS.sub("", _NUMBERS.sub("", plain)))
    return hit.fact("kind") is None and len(rest) >= LEAST_NEED


def _names(document: Document) -> Iterator[Hit]:
    """Yields where the agent says a surname that the customer gave before; one of its sound is in doubt."""
    given = [hit for hit in document.labelled(GIVEN) if hit.by == "customer" and hit.fact("surname")]
    for told in given:
        surname = told.fact("surname") or ""
        for hit in document.labelled(ADDRESS):
            used = hit.fact("surname") or ""
            if hit.by == "agent" and hit.turn > told.turn and sound_form(used) == sound_form(surname):
                yield hit if used == surname else _doubted(hit)
        for turn in range(told.turn + 1, len(document.roles)):
            if document.roles[turn] == "agent":
                yield from _spoken(document, turn, surname)


def _spoken(document: Document, turn: int, surname: str) -> Iterator[Hit]:
    """Yields 姓张 in a turn."""
    for match in re.finditer(f"姓{re.escape(surname)}", normal_form(document.transcript.turns[turn].text)):
        yield Hit(turn, *match.span(), CONFIRM, facts=(("kind", "name"),))


def _doubted(hit: Hit) -> Hit:
    return Hit(hit.turn, hit.start, hit.end, hit.label, hit.by, hit.form, hit.strength, "weak", hit.facts)


def _wrong(found: tuple[Hit, ...], document: Document, scope: Scope, context: Context) -> Finding:
    where, shown = searched(document, scope), tuple(outermost(found))
    sure = tuple(hit for hit in shown if is_sure(hit, scope, context))
    if not shown:
        return Finding(Truth.NO, (), "没有念错数字", where)
    because = "数字与客户说的不同，没有改过来" if sure else "数字与客户说的不同，但可能是识别的错"
    return Finding(Truth.YES if sure else Truth.UNSURE, sure or shown, because, where)
