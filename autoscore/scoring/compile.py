"""Compiles a rubric and the lexicons it names into one Scorer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autoscore.annotate import ALWAYS, Annotator
from autoscore.errors import PatternError, Place, Problem, RubricError
from autoscore.forms import Form
from autoscore.lexicon import Entry, Lexicon, PhraseSet, TemplateError, compile_book, entry
from autoscore.lexicon import load as load_lexicon
from autoscore.model import Document, Rubric, ScoreSheet, Transcript
from autoscore.operators import Condition, Context, Needs
from autoscore.rubric import load as load_rubric
from autoscore.rubric.lint import errors
from autoscore.scoring.judge import Judge
from autoscore.scoring.provenance import made_by
from autoscore.scoring.sheet import fill
from autoscore.text.patterns import check, pattern_set


@dataclass(frozen=True)
class Scorer:
    """Scores calls by one rubric; compiled once, used for many calls."""

    rubric: Rubric
    annotator: Annotator
    judge: Judge

    def score(self, transcripts: Sequence[Transcript]) -> list[ScoreSheet]:
        """Returns the filled sheets of some calls, in order."""
        return [self.sheet(document) for document in self.annotator.annotate(transcripts)]

    def sheet(self, document: Document) -> ScoreSheet:
        """Returns the filled sheet of an annotated call."""
        judgements = self.judge.judge(document)
        return fill(self.rubric, document, judgements, made_by(self.annotator.lexicon.digest))


def load_scorer(rubric: str, lexicons: Path | None = None, *, assume_roles: bool = False) -> Scorer:
    """Loads a rubric by bundled id or file with the lexicons that it needs, and compiles them."""
    loaded = load_rubric(rubric)
    labels = {label for need in needs_of(loaded) for label in need.labels}
    return compile_rubric(loaded, load_lexicon(lexicons, labels | ALWAYS), assume_roles=assume_roles)


def annotator_of(lexicon: Lexicon, *, assume_roles: bool = False) -> Annotator:
    """Returns an annotator that looks for what the lexicons hold, with no rubric."""
    return Annotator(lexicon, compile_book(lexicon), assume_roles=assume_roles)


def compile_rubric(rubric: Rubric, lexicon: Lexicon, *, assume_roles: bool = False) -> Scorer:
    """Compiles a rubric; raises RubricError where it names an unknown act or a pattern that the engine refuses."""
    needs = tuple(needs_of(rubric))
    problems = (*errors(rubric), *_problems(rubric, lexicon, needs))
    if problems:
        raise RubricError(problems)
    book = compile_book(lexicon, _phrase_sets(needs))
    patterns = dict(pair for need in needs for pair in need.patterns)
    annotator = Annotator(
        lexicon,
        book,
        patterns=pattern_set(tuple(patterns.values())),
        pattern_labels=tuple(patterns),
        assume_roles=assume_roles,
    )
    titles = {label: found.title for label, found in lexicon.sets.items()}
    context = Context(sure=rubric.sure, titles=lambda label: titles.get(label, label))
    return Scorer(rubric, annotator, Judge(rubric, context, book))


def conditions_of(rubric: Rubric) -> Iterator[Condition]:
    """Yields every condition of a rubric, those inside others too."""
    for criterion in rubric.criteria:
        tops: list[Condition] = [criterion.applies] if isinstance(criterion.applies, Condition) else []
        if isinstance(criterion.form, Form):
            tops.extend(criterion.form.conditions())
        for top in tops:
            yield from top.walk()


def needs_of(rubric: Rubric) -> Iterator[Needs]:
    """Yields what the conditions of a rubric want to be searched for."""
    for condition in conditions_of(rubric):
        yield condition.operator.needs()


def _problems(rubric: Rubric, lexicon: Lexicon, needs: Iterable[Needs]) -> Iterator[Problem]:
    place = Place(rubric.file)
    for need in needs:
        for label in need.labels:
            if label not in lexicon.sets:
                yield Problem(
                    place, f"没有“{label}”这个词表", "见 lexicons/acts 和 lexicons/phrases", code="unknown_act"
                )
        for _, source in need.patterns:
            try:
                check(source)
            except PatternError as refused:
                yield Problem(place, f"正则式“{source}”被拒绝：{refused}", code="pattern")


def _phrase_sets(needs: Iterable[Needs]) -> Iterator[PhraseSet]:
    for need in needs:
        for label, phrases in need.phrases:
            yield PhraseSet(label, phrases[0], by="any", entries=tuple(_entries(label, phrases)))


def _entries(label: str, phrases: Iterable[str]) -> Iterator[Entry]:
    for phrase in phrases:
        try:
            yield entry(label, phrase, Place("rubric"))
        except TemplateError as wrong:
            raise RubricError((Problem(Place("rubric"), f"词句“{phrase}”：{wrong}", code="bad_entry"),)) from None
