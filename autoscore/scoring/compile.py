"""Compiles a rubric and the lexicons it names into one Scorer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autoscore.annotate import ALWAYS, Annotator
from autoscore.errors import PatternError, Place, Problem, RubricError
from autoscore.lexicon import Lexicon, PhraseSet, TemplateError, compile_book, entry
from autoscore.lexicon import load as load_lexicon
from autoscore.model import Branch, Criterion, Document, Rubric, ScoreSheet, Transcript
from autoscore.operators import Condition, Context, Needs
from autoscore.rubric import load as load_rubric
from autoscore.rubric.bind import guess
from autoscore.rubric.lint import conditions_of, errors
from autoscore.rubric.points import criterion_place
from autoscore.scoring.decide import Named, decided
from autoscore.scoring.judge import Judge
from autoscore.scoring.provenance import made_by
from autoscore.scoring.sheet import Form
from autoscore.text.patterns import check, pattern_set


@dataclass(frozen=True)
class Scorer:
    """Scores calls by one rubric; compiled once, used for many calls."""

    rubric: Rubric
    annotator: Annotator
    judge: Judge

    def score(self, transcripts: Sequence[Transcript]) -> list[ScoreSheet]:
        """Returns the filled sheets of some calls, in order."""
        return self.sheets(self.annotator.annotate(transcripts))

    def sheet(self, document: Document, decisions: Sequence[Named] = ()) -> ScoreSheet:
        """Returns the filled sheet of an annotated call; decisions pair a criterion's id with what people said."""
        return self.sheets((document,), (decisions,))[0]

    def sheets(
        self, documents: Sequence[Document], decisions: Sequence[Sequence[Named]] | None = None
    ) -> list[ScoreSheet]:
        """Returns the filled sheets of annotated calls, in order, judged together; decisions are by call."""
        made = made_by(self.annotator.lexicon.digest)
        verdicts = self.judge.judge_all(documents)
        given = decisions if decisions is not None else [()] * len(documents)
        return [
            self._form.fill(document, decided(verdict, of_call), made)
            for document, verdict, of_call in zip(documents, verdicts, given, strict=True)
        ]

    @cached_property
    def _form(self) -> Form:
        return Form(self.rubric)


def load_scorer(
    rubric: str, lexicons: Path | None = None, *, theme: str | None = None, assume_roles: bool = False
) -> Scorer:
    """Loads a rubric by bundled id or file, with its theme and the lexicons that it needs, and compiles them."""
    return scorer_of(load_rubric(rubric, theme), lexicons, assume_roles=assume_roles)


def scorer_of(rubric: Rubric, lexicons: Path | None = None, *, assume_roles: bool = False) -> Scorer:
    """Compiles a loaded rubric with the lexicons that it needs."""
    labels = {label for need in needs_of(rubric) for label in need.labels}
    return compile_rubric(rubric, load_lexicon(lexicons, labels | ALWAYS), assume_roles=assume_roles)


def annotator_of(lexicon: Lexicon, *, assume_roles: bool = False) -> Annotator:
    """Returns an annotator that looks for what the lexicons hold, with no rubric."""
    return Annotator(lexicon, compile_book(lexicon), assume_roles=assume_roles)


def compile_rubric(rubric: Rubric, lexicon: Lexicon, *, assume_roles: bool = False) -> Scorer:
    """Compiles a rubric; raises RubricError where it names an unknown act or a pattern that the engine refuses."""
    needs = tuple(needs_of(rubric))
    problems = (*errors(rubric), *_problems(rubric, lexicon))
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


def needs_of(rubric: Rubric) -> Iterator[Needs]:
    """Yields what the conditions of a rubric want to be searched for."""
    for _, conditions in _placed(rubric):
        yield from (condition.operator.needs() for condition in conditions)


def _placed(rubric: Rubric) -> Iterator[tuple[Criterion | Branch, Iterable[Condition]]]:
    """Yields all conditions of a rubric with what they belong to."""
    for branch in rubric.branches:
        yield branch, (branch.when.walk() if isinstance(branch.when, Condition) else ())
    for criterion in rubric.criteria:
        yield criterion, conditions_of(criterion)


def _problems(rubric: Rubric, lexicon: Lexicon) -> Iterator[Problem]:
    for owner, conditions in _placed(rubric):
        place = criterion_place(rubric, owner) if isinstance(owner, Criterion) else Place(rubric.shown)
        for condition in conditions:
            for what, todo, code in _refused(condition.operator.needs(), lexicon):
                yield Problem(place, f"“{owner.id}”：{what}", todo, code=code)


def _refused(needs: Needs, lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """Yields what cannot be searched for: what, what to do, and a code."""
    for label in needs.labels:
        if label not in lexicon.sets:
            yield f"没有“{label}”这个词表", guess(label, lexicon.sets) or "见 lexicons/acts 和 phrases", "unknown_act"
    for _, source in needs.patterns:
        try:
            check(source)
        except PatternError as refused:
            yield f"正则式“{source}”被拒绝：{refused}", "", "pattern"
    for label, phrases in needs.phrases:
        for phrase in phrases:
            try:
                entry(label, phrase, Place("rubric"))
            except TemplateError as wrong:
                yield f"词句“{phrase}”：{wrong}", "写法见 lexicons/README.md", "bad_entry"


def _phrase_sets(needs: Iterable[Needs]) -> Iterator[PhraseSet]:
    for need in needs:
        for label, phrases in need.phrases:
            entries = tuple(entry(label, phrase, Place("rubric")) for phrase in phrases)
            yield PhraseSet(label, phrases[0], by="any", entries=entries)
