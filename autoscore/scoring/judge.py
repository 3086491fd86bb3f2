"""Judges annotated calls by the criteria of a rubric: occasion first, then execution, and doubt where it is due.

Calls are judged in batches: first all criteria are asked, then what was lost is looked for by sound in all calls at
once, then every criterion is settled.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from autoscore.annotate import NOISY, QUIET, Asked, Miss, nearest
from autoscore.lexicon import PhraseBook, Skeletons, skeletons
from autoscore.model import Award, Criterion, Document, Finding, Nearest, Rubric, Searched, Span, Status, Truth
from autoscore.operators import Context
from autoscore.rubric.bounds import BEYOND
from autoscore.scoring.case import Case, decide
from autoscore.scoring.judgement import Judgement, Verdict, cancelled, open_award
from autoscore.scoring.ready import Ready, of_agent, ready
from autoscore.text.characters import squeeze

# A nearest miss for which so many syllables speak leaves a doubt, not a fault. The noisier the call looks, between two
# error rates, the less is enough: fitted so that at an error rate of 10 % hardly anything said is taken for unsaid.
DOUBT_FROM, DOUBT_IN_NOISE = 5.0, 1.2
# In a very noisy call a few turns are soon spoiled altogether.
FEW_TURNS, VERY_NOISY = 4, 0.09
MOST_PHRASES = 120
# Of these forms the conditions are faults, or what nobody asked for: what sounds like them excuses nothing.
_NO_MISS = frozenset({"deduct", "fatal", *BEYOND})
# How people and recognisers mark what they could not hear.
_UNHEARD = re.compile(
    r"[\[（(【［<{]\s*(?:听不清|听不清楚|不清|无法辨识|inaudible|unintelligible|unk)\s*[\]）)】］>}]", re.IGNORECASE
)
_LOST = (Status.NOT_MET, Status.PARTIAL)
_MISSED = (Status.NOT_MET, Status.UNSURE)
EXACT = 100


class _Awarded(Struct, frozen=True, gc=False):
    """Is a criterion with its award; where the loss may be a mishearing, `turns` are those to look through."""

    ready: Ready
    award: Award
    turns: tuple[int, ...] | None = None


class _Call(Struct, frozen=True, gc=False):
    """Is a call with the case that it is, and its criteria in order: settled, or with their awards."""

    document: Document
    case: Case
    awards: Sequence[_Awarded | Judgement]


@dataclass(frozen=True)
class Judge:
    """Asks the criteria of a rubric; `book` holds the phrases that a nearest miss is compared with."""

    rubric: Rubric
    context: Context
    book: PhraseBook

    def judge(self, document: Document) -> Verdict:
        """Returns the judgement of every criterion that is not switched off, in order."""
        return self.judge_all((document,))[0]

    def judge_all(self, documents: Sequence[Document]) -> list[Verdict]:
        """Returns the verdicts on some calls, in order; what was lost in any of them is looked for together."""
        calls = [self._awarded(document) for document in documents]
        asked = [
            Asked(number, one.turns, self._compared.parts[one.ready.criterion.id])
            for number, call in enumerate(calls)
            for one in call.awards
            if isinstance(one, _Awarded) and one.turns is not None
        ]
        misses = iter(nearest(documents, asked, self._compared.skeletons)) if asked else iter(())
        return [self._verdict(call, misses) for call in calls]

    @cached_property
    def _asked(self) -> tuple[Ready, ...]:
        return tuple(ready(one, self.context) for one in self.rubric.criteria if one.mode != "off")

    @cached_property
    def _compared(self) -> "_Compared":
        return _Compared.of([one.criterion for one in self._asked], self.book)

    def _awarded(self, document: Document) -> _Call:
        """Asks all criteria about a call."""
        case, turns = decide(self.rubric.branches, document, self.context), _Turns(document)
        return _Call(document, case, [self._one(one, document, case, turns) for one in self._asked])

    def _one(self, one: Ready, document: Document, case: Case, turns: "_Turns") -> _Awarded | Judgement:
        criterion = one.criterion
        if criterion.branch and case.excludes(criterion):
            return Judgement(criterion, Award(Status.NOT_APPLICABLE, None, case.told))
        if (settled := one.settled(document)) is not None:
            return settled
        occasion, award = one.answer(document)
        if occasion is not None and occasion.truth is Truth.NO:
            return Judgement(criterion, award)
        if award.status in _LOST and criterion.form_key not in BEYOND:
            award = self._doubted(criterion, document, award, occasion)
        looked = award.finding.searched
        if award.status in _MISSED and looked is not None and not award.voids and _may_be_missed(criterion):
            return _Awarded(one, award, turns[looked])
        return _Awarded(one, award) if one.may_change else Judgement(criterion, award)

    def _verdict(self, call: _Call, misses: Iterator[Miss | None]) -> Verdict:
        judged = [one if isinstance(one, Judgement) else self._settled(one, call, misses) for one in call.awards]
        return Verdict(tuple(judged), call.case.branch.id if call.case.branch is not None else None)

    def _settled(self, awarded: _Awarded, call: _Call, misses: Iterator[Miss | None]) -> Judgement:
        criterion, award, near = awarded.ready.criterion, awarded.award, None
        if awarded.turns is not None:
            award, near = self._with_nearest(awarded, awarded.turns, call.document, next(misses))
        if not awarded.ready.may_change:
            return Judgement(criterion, award, near)
        award = cancelled(criterion, award, call.document, awarded.ready.context)
        open_ = call.case.doubted(criterion, award)
        return Judgement(criterion, open_, near, in_case=None if open_ is award else award)

    def _doubted(self, criterion: Criterion, document: Document, award: Award, occasion: Finding | None) -> Award:
        """Turns a loss into a doubt where the record does not show enough to blame anybody."""
        if occasion is not None and occasion.truth is Truth.UNSURE:
            return open_award(criterion, award, f"不知该不该做：{occasion.because}")
        if criterion.due == "closing" and document.truncated:
            return open_award(criterion, award, "录音像是不完整，结尾没有听到")
        if criterion.due == "closing" and _is_unheard(document):
            return open_award(criterion, award, "结尾有听不清的地方")
        if document.warned("roles_unknown"):
            return open_award(criterion, award, "不知道谁是坐席")
        if document.warned("roles_merged") and self._said_by_customer(criterion, document):
            return open_award(criterion, award, "同样的话记在客户名下，说不准是谁说的")
        return award

    def _said_by_customer(self, criterion: Criterion, document: Document) -> bool:
        labels = self._compared.labels[criterion.id]
        return any(hit.by == "customer" for label in labels for hit in document.labelled(label))

    def _with_nearest(
        self, awarded: _Awarded, turns: Sequence[int], document: Document, miss: Miss | None
    ) -> tuple[Award, Nearest | None]:
        criterion, award = awarded.ready.criterion, awarded.award
        if miss is not None and (_is_as_written(miss) or _was_judged(miss.near, award)):
            miss = None  # the very same words were looked at, and something spoke against them
        if award.status is Status.NOT_MET and miss is not None and _is_doubtful(miss, document):
            award = open_award(criterion, award, "没有听到，但有音近的话，可能是识别有误")
        elif award.status is Status.NOT_MET and self._is_drowned(criterion, document, len(turns)):
            award = open_award(criterion, award, "识别错误很多，没有听到也不能说没有")
        return award, miss.near if miss is not None else None

    def _is_drowned(self, criterion: Criterion, document: Document, turns: int) -> bool:
        """Tells whether noise may have left nothing of what was said: there are no words to compare, or few turns."""
        if criterion.id in self._compared.wordless:
            return document.noise >= NOISY
        return turns <= FEW_TURNS and document.noise >= VERY_NOISY


class _Turns(dict[Searched, tuple[int, ...]]):
    """Keeps the turns of a call in which was looked: most criteria look through the same ones."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def __missing__(self, looked: Searched) -> tuple[int, ...]:
        first, last = looked.turns
        self[looked] = tuple(turn for turn in self._document.turns_of(looked.by) if first <= turn <= last)
        return self[looked]


class _Compared(Struct, frozen=True):
    """Holds what the words of criteria sound like; by their ids their labels, their parts, and which have no words."""

    skeletons: Skeletons
    labels: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, int]
    wordless: frozenset[str]

    @classmethod
    def of(cls, criteria: Iterable[Criterion], book: PhraseBook) -> "_Compared":
        """Makes it for some criteria; those that ask for the same labels share a part."""
        labels = {one.id: of_agent(one) for one in criteria}
        distinct = tuple({labels[one.id]: None for one in criteria if _may_be_missed(one)})
        known = skeletons(book.sets, distinct, MOST_PHRASES)
        parts = {one: distinct.index(own) for one, own in labels.items() if own in distinct}
        wordless = frozenset(one for one, part in parts.items() if not known.parts[part].any())
        return cls(known, labels, parts, wordless)


def _may_be_missed(criterion: Criterion) -> bool:
    """Tells whether what sounds like a criterion's words excuses that they were not heard."""
    return criterion.form_key not in _NO_MISS and not criterion.grave


def _is_as_written(miss: Miss) -> bool:
    """Tells whether a nearest miss is the very words; they cost an alignment nothing."""
    return miss.near.strength == EXACT and squeeze(miss.near.quote) == miss.near.phrase


def _is_unheard(document: Document) -> bool:
    """Tells whether part of the agent's last words was marked as not heard."""
    last = document.turns_of("agent")[-1:]
    return any(_UNHEARD.search(document.transcript.turns[turn].text) for turn in last)


def _was_judged(found: Nearest, award: Award) -> bool:
    """Tells whether a nearest miss lies in the words that the award itself rests on."""
    near = Span(found.turn, found.start, found.end)
    return any(hit.span.overlaps(near) for hit in award.finding.hits)


def _is_doubtful(miss: Miss, document: Document) -> bool:
    """Tells whether a nearest miss may be the thing itself misheard: the noisier the call looks, the less is enough."""
    share = min(1.0, max(0.0, (document.noise - QUIET) / (NOISY - QUIET)))
    return miss.alike >= DOUBT_FROM - share * (DOUBT_FROM - DOUBT_IN_NOISE) and (miss.misheard or share == 1.0)
