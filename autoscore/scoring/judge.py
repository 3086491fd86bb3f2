"""Judges an annotated call by the criteria of a rubric: occasion first, then execution, and doubt where it is due."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from autoscore.annotate import NOISY, QUIET, Miss, nearest
from autoscore.forms import Form
from autoscore.lexicon import PhraseBook, References, skeletons
from autoscore.model import Award, Criterion, Document, Finding, Nearest, Rubric, Span, Status, Truth
from autoscore.operators import Condition, Context
from autoscore.rubric.bounds import BEYOND
from autoscore.scoring.case import Case, decide
from autoscore.scoring.judgement import Judgement, Verdict, cancelled, open_award
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


@dataclass(frozen=True)
class Judge:
    """Asks the criteria of a rubric; `book` holds the phrases that a nearest miss is compared with."""

    rubric: Rubric
    context: Context
    book: PhraseBook

    @cached_property
    def _phrases(self) -> "_Phrases":
        return _Phrases(self.book)

    def judge(self, document: Document) -> Verdict:
        """Returns the judgement of every criterion that is not switched off, in order."""
        case = decide(self.rubric.branches, document, self.context)
        judged = tuple(self._one(one, document, case) for one in self.rubric.criteria if one.mode != "off")
        return Verdict(judged, case.branch.id if case.branch is not None else None)

    def _one(self, criterion: Criterion, document: Document, case: Case) -> Judgement:
        if case.excludes(criterion):
            return Judgement(criterion, Award(Status.NOT_APPLICABLE, None, case.told))
        context = replace(self.context, strict=True) if criterion.grave else self.context
        occasion = criterion.applies.find(document, context) if criterion.applies is not None else None
        if occasion is not None and occasion.truth is Truth.NO:
            points = criterion.points if criterion.not_due == "full" else None
            return Judgement(criterion, Award(Status.NOT_APPLICABLE, points, occasion))
        award = criterion.form.award(document, context, criterion.points)
        if award.status in _LOST and criterion.form_key not in BEYOND:
            award = self._doubted(criterion, document, award, occasion)
        judgement = self._with_nearest(criterion, document, award)
        award = cancelled(criterion, judgement.award, document, context)
        open_ = case.doubted(criterion, award)
        return replace(judgement, award=open_, in_case=None if open_ is award else award)

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
        labels = _labels(criterion)
        return any(hit.by == "customer" for label in labels for hit in document.labelled(label))

    def _with_nearest(self, criterion: Criterion, document: Document, award: Award) -> Judgement:
        aside = criterion.form_key in _NO_MISS or criterion.grave or award.voids
        looked = award.finding.searched
        if award.status not in (Status.NOT_MET, Status.UNSURE) or aside or looked is None:
            return Judgement(criterion, award)
        turns = [turn for turn in document.turns_of(looked.by) if looked.turns[0] <= turn <= looked.turns[1]]
        phrases = self._phrases[_labels(criterion)]
        miss = nearest(document, turns, phrases)
        if miss is not None and (squeeze(miss.near.quote) == miss.near.phrase or _was_judged(miss.near, award)):
            miss = None  # the very same words were looked at, and something spoke against them
        if award.status is Status.NOT_MET and miss is not None and _is_doubtful(miss, document):
            award = open_award(criterion, award, "没有听到，但有音近的话，可能是识别有误")
        elif award.status is Status.NOT_MET and _is_drowned(document, phrases, len(turns)):
            award = open_award(criterion, award, "识别错误很多，没有听到也不能说没有")
        return Judgement(criterion, award, miss.near if miss is not None else None)


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


def _is_drowned(document: Document, phrases: References, turns: int) -> bool:
    """Tells whether noise may have left nothing of what was said: there are no words to compare, or few turns."""
    if not phrases.texts:
        return document.noise >= NOISY
    return turns <= FEW_TURNS and document.noise >= VERY_NOISY


def _labels(criterion: Criterion) -> tuple[str, ...]:
    if not isinstance(criterion.form, Form):
        return ()
    return tuple(dict.fromkeys(_needed(criterion.form.conditions())))


def _needed(conditions: Iterable[Condition]) -> Iterator[str]:
    for top in conditions:
        for condition in top.walk():
            needs = condition.operator.needs()
            if condition.scope.by in (None, "agent"):
                yield from needs.labels
                yield from (label for label, _ in needs.phrases)


class _Phrases(dict[tuple[str, ...], References]):
    """Keeps what the entries of some labels sound like, as long as the judge lives that asks for it."""

    def __init__(self, book: PhraseBook) -> None:
        super().__init__()
        self._sets = book.sets

    def __missing__(self, labels: tuple[str, ...]) -> References:
        self[labels] = skeletons((self._sets[label] for label in labels if label in self._sets), MOST_PHRASES)
        return self[labels]
