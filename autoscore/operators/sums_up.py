"""The operator `sums_up`: the customer's need said back in his own words, of more than one of his turns."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import ClassVar

from msgspec import Struct

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.select import searched, side, window
from autoscore.operators.uptake import Uptake, is_of, said_by, uptake
from autoscore.text.sentences import sentences

LABEL = "sums_up"
# What it adds that a need is told in full.
FULL = 0.5
# The longest sentence, in characters, that only leads in to the next.
LEAD_IN = 8


class Summing(Struct, frozen=True):
    """Is a sentence that may sum up: what it takes up; whether it is led in, asks for a yes, is agreed to."""

    hit: Hit
    taken: Uptake
    framed: bool
    confirmed: bool
    agreed: bool

    @property
    def backed(self) -> bool:
        """Is whether it asks for a yes or gets one."""
        return self.confirmed or self.agreed


class SumsUp(Operator, frozen=True, kw_only=True):
    """把客户的需求归纳一遍：一句话里接住了客户先前说的内容词和数字。

    sums_up: 引出归纳的说法（所以您主要是…、那您的情况就是…）；confirm: 求证的说法（是吧、对不对）；
    agrees: 客户随后认可的说法。接住的词按少见程度计权（0 到 1），有引出、有求证、有认可各加 cue；
    说得全（不少于 full 个字）的加半分；合计到 least 算归纳了，到 doubt 算看不出。
    没有引出的，要有求证或认可，接住两个词以上，合计到 bare 才算。
    不到 shortest 个字的不算；句子里有 unless 的话（问办不办、报价）的也不算。
    """

    key: ClassVar[str] = "sums_up"
    primary: ClassVar[str] = "sums_up"
    sample: ClassVar[str] = "{sums_up: {phrase: ['您的情况就是']}, confirm: {phrase: ['是吧']}, least: 2}"

    sums_up: Condition
    confirm: Condition | None = None
    agrees: Condition | None = None
    unless: Condition | None = None
    least: float = 2.2
    doubt: float = 1.8
    bare: float = 4.0
    cue: float = 1.0
    full: int = 20
    shortest: int = 8

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by the sentence that sums up most."""
        frames = self._hits(self.sums_up, document, scope, context)
        tags = self._hits(self.confirm, document, scope, context)
        other = self._hits(self.unless, document, scope, context)
        agreed = {hit.turn for hit in self._hits(self.agrees, document, Scope(by="any"), context)}
        found = [
            one
            for one in _summings(document, scope, frames, tags, agreed)
            if _length(one) >= self.shortest and not _inside(other, *_place(one))
        ]
        where = searched(document, scope)
        if sure := [one for one in found if self._worth(one) >= self._wanted(one, self.least)]:
            best = max(sure, key=self._rank)
            return Finding(Truth.YES, (best.hit,), f"归纳了客户的需求{_taken(best)}", where)
        if perhaps := [one for one in found if one.framed and self._worth(one) >= self.doubt]:
            return Finding(Truth.UNSURE, (max(perhaps, key=self._rank).hit,), "像是归纳了需求，但接住的话不多", where)
        return Finding(Truth.NO, (), "没有归纳客户的需求", where)

    def _hits(self, condition: Condition | None, document: Document, scope: Scope, context: Context) -> tuple[Hit, ...]:
        if condition is None:
            return ()
        told = condition.find(document, context, scope)
        return told.hits if told.truth is not Truth.NO else ()

    def _worth(self, one: Summing) -> float:
        cues = self.cue * (one.framed + one.confirmed + one.agreed)
        return one.taken.weight + cues + (FULL if _length(one) >= self.full else 0)

    def _wanted(self, one: Summing, least: float) -> float:
        """Returns what a sentence must be worth: more without words that lead in, for any answer takes words up."""
        if one.framed:
            return least
        return self.bare if one.backed and len(one.taken.words) > 1 else math.inf

    def _rank(self, one: Summing) -> tuple[bool, float, int]:
        """Ranks those that are led in first, then by worth, the shorter first."""
        return one.framed, self._worth(one), one.hit.start - one.hit.end

    def impossible(self) -> Iterable[str]:
        """Tells where doubt would begin above certainty."""
        if self.doubt > self.least:
            yield f"doubt {self.doubt} 大于 least {self.least}"

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return tuple(one for one in (self.sums_up, self.confirm, self.agrees, self.unless) if one is not None)


def _summings(
    document: Document, scope: Scope, frames: Iterable[Hit], tags: Iterable[Hit], agreed: set[int]
) -> Iterator[Summing]:
    bounds = window(document, scope)
    if bounds is None:
        return
    for turn in document.turns_of(side(scope)):
        before = said_by(document, "customer", 0, turn - 1)
        if not before or not bounds[0] <= turn <= bounds[1]:
            continue
        answered = _answer_to(document, turn) in agreed
        for start, end in _runs(document.transcript.turns[turn].text):
            taken = uptake(document, turn, start, end, before)
            framed, confirmed = (_inside(hits, turn, start, end) for hits in (frames, tags))
            if framed or taken.words:
                yield Summing(Hit(turn, start, end, LABEL), taken, framed, confirmed, answered)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yields the sentences of a turn, with a short one before them, too: 我明白了。您是…"""
    found = list(sentences(text))
    yield from found
    yield from ((start, end) for (start, short), (_, end) in pairwise(found) if short - start <= LEAD_IN)


def _inside(hits: Iterable[Hit], turn: int, start: int, end: int) -> bool:
    return any(hit.turn == turn and start <= hit.start < end for hit in hits)


def _answer_to(document: Document, turn: int) -> int | None:
    """Returns the next turn that is not the agent's own: the customer's, or of one who came with him."""
    return next(
        (other for other in document.turns_of("any") if other > turn and is_of(document, other, "customer")), None
    )


def _place(one: Summing) -> tuple[int, int, int]:
    return one.hit.turn, one.hit.start, one.hit.end


def _length(one: Summing) -> int:
    return one.hit.end - one.hit.start


def _taken(one: Summing) -> str:
    words = "、".join(word.word.removeprefix("#") for word in one.taken.words[:5])
    return f"，接住了“{words}”" if words else ""
