"""The operator `sums_up`: the customer's need said back in his own words, of more than one of his turns."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import ClassVar

from msgspec import Struct

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.select import searched, side, window
from autoscore.operators.uptake import Uptake, said_by, uptake
from autoscore.text.sentences import sentences

LABEL = "sums_up"


class Summing(Struct, frozen=True):
    """Is a sentence that may sum up: what it takes up, and whether it says that it sums up or asks for a yes."""

    hit: Hit
    taken: Uptake
    framed: bool
    confirmed: bool


class SumsUp(Operator, frozen=True, kw_only=True):
    """把客户的需求归纳一遍：一句话里接住了客户先前说的内容词和数字。

    sums_up: 引出归纳的说法（所以您主要是…、那您的情况就是…）；confirm: 求证的说法（是吧、对不对）；
    agrees: 客户随后认可的说法。有引出或求证的，权重合计到 least 算归纳了，到 doubt 算看不出；
    都没有的，要到 bare，接的话出自客户两轮以上，而且客户认可，才算；不认可的看不出。
    """

    key: ClassVar[str] = "sums_up"
    primary: ClassVar[str] = "sums_up"
    sample: ClassVar[str] = "{sums_up: {phrase: ['您的情况就是']}, confirm: {phrase: ['是吧']}, least: 2}"

    sums_up: Condition
    confirm: Condition | None = None
    agrees: Condition | None = None
    least: float = 1.8
    doubt: float = 1.4
    bare: float = 3.0

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the sentence that takes up most."""
        frames = self._hits(self.sums_up, document, scope, context)
        tags = self._hits(self.confirm, document, scope, context)
        agreed = {hit.turn for hit in self._hits(self.agrees, document, Scope(by="customer"), context)}
        found = list(_summings(document, scope, frames, tags))
        sure = [one for one in found if self._is_sure(one, document, agreed)]
        where = searched(document, scope)
        if sure:
            best = max(sure, key=_worth)
            words = "、".join(one.word.removeprefix("#") for one in best.taken.words[:5])
            return Finding(Truth.YES, (best.hit,), f"归纳了客户的需求，接住了“{words}”", where)
        perhaps = [one for one in found if self._is_possible(one)]
        if perhaps:
            return Finding(Truth.UNSURE, (max(perhaps, key=_worth).hit,), "像是归纳了需求，但接住的话不多", where)
        return Finding(Truth.NO, (), "没有归纳客户的需求", where)

    def _hits(self, condition: Condition | None, document: Document, scope: Scope, context: Context) -> tuple[Hit, ...]:
        if condition is None:
            return ()
        told = condition.find(document, context, scope)
        return told.hits if told.truth is not Truth.NO else ()

    def _is_sure(self, one: Summing, document: Document, agreed: set[int]) -> bool:
        if one.framed or one.confirmed:
            return one.taken.weight >= self.least
        following = _next_of_customer(document, one.hit.turn)
        return one.taken.weight >= self.bare and len(one.taken.sources) > 1 and following in agreed

    def _is_possible(self, one: Summing) -> bool:
        return one.taken.weight >= (self.doubt if one.framed or one.confirmed else self.bare)

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return tuple(one for one in (self.sums_up, self.confirm, self.agrees) if one is not None)


def _summings(document: Document, scope: Scope, frames: Iterable[Hit], tags: Iterable[Hit]) -> Iterator[Summing]:
    bounds = window(document, scope)
    for turn in document.turns_of(side(scope)) if bounds is not None else ():
        before = said_by(document, "customer", 0, turn - 1)
        if not before or not bounds[0] <= turn <= bounds[1]:  # type: ignore[index]
            continue
        for start, end in _runs(document.transcript.turns[turn].text):
            taken = uptake(document, turn, start, end, before)
            if taken.words:
                framed, confirmed = (_inside(hits, turn, start, end) for hits in (frames, tags))
                yield Summing(Hit(turn, start, end, LABEL), taken, framed, confirmed)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yields the sentences of a turn, and each pair of neighbours: a summary may take two."""
    found = list(sentences(text))
    yield from found
    yield from ((start, end) for (start, _), (_, end) in pairwise(found))


def _inside(hits: Iterable[Hit], turn: int, start: int, end: int) -> bool:
    return any(hit.turn == turn and start <= hit.start < end for hit in hits)


def _worth(one: Summing) -> tuple[float, int]:
    """Ranks by what is taken up, the shorter first."""
    return one.taken.weight, one.hit.start - one.hit.end


def _next_of_customer(document: Document, turn: int) -> int | None:
    return next((other for other in document.turns_of("customer") if other > turn), None)
