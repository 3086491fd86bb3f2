"""Criteria made ready: what can be told of one before any call is read is worked out once, for all calls.

Most of what a rubric asks for is not said in a call. What a criterion comes to where none of its words are there is the
same in every such call but for the turns that were searched; so it is asked once, of a call in which nothing is said.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from autoscore.forms import Form
from autoscore.model import Award, Criterion, Document, Finding, Scope, Status, Transcript, Truth, Turn
from autoscore.operators import Condition, Context
from autoscore.operators.select import searched
from autoscore.scoring.judgement import Judgement
from autoscore.scoring.shown import shown

# So long that each side has turns in any part of it.
_SILENT = (Turn("agent", ""), Turn("customer", ""), Turn("other", "")) * 100
_CLOSED = (Status.MET, Status.NOT_APPLICABLE, Status.OBSERVER)


# What a criterion comes to at first sight: why it may have no occasion, None where it has one, and its award.
Answer: TypeAlias = tuple[Finding | None, Award]


class Unsaid(Struct, frozen=True):
    """Is what a criterion comes to where none of its words are there; `scope` is where the award was searched for.

    `settled` is the whole judgement, where nothing of a call can change it any more.
    """

    answer: Answer
    scope: Scope
    settled: Judgement | None

    def at(self, document: Document) -> Answer:
        """Returns the answer with the turns of a call that were searched."""
        occasion, award = self.answer
        finding, where = award.finding, searched(document, self.scope)
        told = Finding(finding.truth, finding.hits, finding.because, where, finding.nearest, finding.doubtful)
        made = Award(award.status, award.points, told, award.low, award.high, award.voids)
        return occasion, made


class Ready(Struct, frozen=True):
    """Is a criterion with the context in which it is asked, and the labels whose hits it hangs on.

    `may_change` tells whether its award may still be cancelled or hang on the case of the call; `unsaid` is None where
    it hangs on more than words.
    """

    criterion: Criterion
    context: Context
    labels: frozenset[str]
    may_change: bool
    unsaid: Unsaid | None = None

    def settled(self, document: Document) -> Judgement | None:
        """Returns the judgement of a call that has none of the words, where that is all there is to it."""
        if self.unsaid is None or self.unsaid.settled is None or not self.labels.isdisjoint(document.labels):
            return None
        return self.unsaid.settled

    def answer(self, document: Document) -> Answer:
        """Returns what the criterion comes to at first sight."""
        if self.unsaid is not None and self.labels.isdisjoint(document.labels):
            return self.unsaid.at(document)
        return _asked(self.criterion, self.context, document)


def ready(criterion: Criterion, context: Context) -> Ready:
    """Makes a criterion ready to be asked of many calls."""
    context = context.strictly if criterion.grave else context
    form = tuple(criterion.form.conditions()) if isinstance(criterion.form, Form) else ()
    conditions = [one for top in (*form, criterion.applies, criterion.cancelled_by) for one in _walk(top)]
    labels = frozenset(label for one in conditions for label in _labels(one))
    may_change = bool(criterion.branch) or criterion.cancelled_by is not None
    return Ready(criterion, context, labels, may_change, _unsaid(criterion, context, conditions))


def of_agent(criterion: Criterion) -> tuple[str, ...]:
    """Returns the labels of a criterion's form that the agent is to say: a nearest miss is looked for among them."""
    form = criterion.form.conditions() if isinstance(criterion.form, Form) else ()
    return tuple(dict.fromkeys(_of_agent(form)))


def _asked(criterion: Criterion, context: Context, document: Document) -> Answer:
    occasion = _occasion(criterion, context, document)
    if occasion is not None and occasion.truth is Truth.NO:
        points = criterion.points if criterion.not_due == "full" else None
        return occasion, Award(Status.NOT_APPLICABLE, points, occasion)
    return occasion, criterion.form.award(document, context, criterion.points)


def _occasion(criterion: Criterion, context: Context, document: Document) -> Finding | None:
    """Returns why there may be no occasion for a criterion; None where there surely is."""
    applies = criterion.applies
    if applies is None or (isinstance(applies, Condition) and applies.surely(document, context)):
        return None
    return applies.find(document, context)


def _unsaid(criterion: Criterion, context: Context, conditions: Iterable[Condition]) -> Unsaid | None:
    """Asks a criterion of a call in which nothing is said; None where words alone do not settle it."""
    if not (isinstance(criterion.form, Form) and criterion.form.of_words and all(map(_of_words, conditions))):
        return None
    silent = Document(Transcript("", _SILENT), tuple(turn.role for turn in _SILENT), ())
    answer = _asked(criterion, context, silent)
    where = answer[1].finding.searched
    for scope, place in silent.places.items():
        if where is not None and place.searched is where:
            return Unsaid(answer, scope, _settled(criterion, answer[1]))
    return None


def _settled(criterion: Criterion, award: Award) -> Judgement | None:
    """Returns the judgement where a closed award stands, whatever else there is in the call."""
    if award.status not in _CLOSED or criterion.branch or criterion.cancelled_by is not None:
        return None
    told = Judgement(criterion, replace(award, finding=replace(award.finding, searched=None)))
    return replace(told, shown=shown(told, ()))


def _of_words(condition: Condition) -> bool:
    """Tells whether an answer hangs on nothing but the hits of labels: where stamps bound a scope, it may not."""
    timed = condition.scope.first_seconds is not None or condition.scope.last_seconds is not None
    return condition.operator.of_words and not timed


def _walk(condition: object) -> Iterator[Condition]:
    if isinstance(condition, Condition):
        yield from condition.walk()


def _labels(condition: Condition) -> Iterator[str]:
    needs = condition.operator.needs()
    yield from needs.labels
    yield from (label for label, _ in (*needs.phrases, *needs.patterns))


def _of_agent(tops: Iterable[Condition]) -> Iterator[str]:
    for condition in (one for top in tops for one in top.walk()):
        needs = condition.operator.needs()
        if condition.scope.by in (None, "agent"):
            yield from needs.labels
            yield from (label for label, _ in needs.phrases)
