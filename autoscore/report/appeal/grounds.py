"""What a criterion rests on besides its own words: the words that gave occasion for it, and each fault it took off."""

from collections.abc import Iterable, Iterator, Sequence

from autoscore.forms.deduct import Deduct
from autoscore.forms.times import times
from autoscore.model import Criterion, Finding, Hit, Truth
from autoscore.operators import Condition, Context
from autoscore.operators.evidence import outermost
from autoscore.report.appeal.again import Again
from autoscore.report.appeal.records import Fault, Line, Occasion, Piece
from autoscore.report.appeal.text_marks import Marks

# Of the words that gave occasion, so many are shown: the first.
_MOST = 5


def occasion_of(made: Again, criterion: str, lines: Sequence[Line]) -> Occasion | None:
    """Returns why a criterion applied to a call, with the words; None where no words gave occasion for it."""
    rule, context = _asked(made, criterion)
    if not isinstance(rule.applies, Condition):
        return None
    found = rule.applies.find(made.document, context)
    hits = outermost(found.hits)[:_MOST]
    if found.truth is Truth.NO or not hits:
        return None
    marks = Marks.on((hit.turn, hit.start, hit.end) for hit in hits)
    turns = sorted({hit.turn for hit in hits})
    return Occasion(found.because, tuple(marks.laid(lines[turn]) for turn in turns))


def faults_of(made: Again, criterion: str, lines: Sequence[Line]) -> tuple[Fault, ...]:
    """Returns each kind of fault that was found, with its words; none where a criterion does not take points off."""
    rule, context = _asked(made, criterion)
    if not isinstance(rule.form, Deduct):
        return ()
    found = ((fault.each, fault.when.find(made.document, context.strictly)) for fault in rule.form.deduct)
    return tuple(one for each, told in found for one in _faults(f"{each.normalize():f}", told, lines))


def _faults(each: str, told: Finding, lines: Sequence[Line]) -> Iterator[Fault]:
    sure = told.hits if told.truth is Truth.YES else ()
    open_ = told.hits if told.truth is Truth.UNSURE else told.doubtful
    if told.truth is Truth.YES:
        yield Fault(each, times(told), sure=True, pieces=tuple(_pieces(sure, lines)))
    rest = [hit for hit in outermost(open_) if not any(hit.overlaps(one) for one in sure)]
    if rest:
        yield Fault(each, len(rest), sure=False, pieces=tuple(_pieces(rest, lines)))


def _pieces(hits: Iterable[Hit], lines: Sequence[Line]) -> Iterator[Piece]:
    for hit in sorted(hits):
        line = lines[hit.turn]
        quote = line.text[hit.start : hit.end]
        yield Piece(hit.turn, line.role, hit.start, hit.end, quote, hit.form, hit.strength, line.time)


def _asked(made: Again, criterion: str) -> tuple[Criterion, Context]:
    rule = next(one for one in made.scorer.rubric.criteria if one.id == criterion)
    context = made.scorer.judge.context
    return rule, context.strictly if rule.grave else context
