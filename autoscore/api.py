"""The few calls that everything above uses, and that a program may use: read, annotate, score."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from autoscore.annotate import Annotator
from autoscore.batch import Outcome, Plan, distinct, score_all
from autoscore.lexicon import Lexicon
from autoscore.lexicon import load as load_lexicon
from autoscore.model import AnnotatedCall, Role, ScoreSheet, Transcript, annotated
from autoscore.readers import Reading, read_inputs
from autoscore.scoring import Scorer, annotator_of, load_scorer

BATCH = 64

__all__ = [
    "AnnotatedCall",
    "Outcome",
    "Plan",
    "Reading",
    "Role",
    "ScoreSheet",
    "Transcript",
    "annotate",
    "annotator",
    "distinct",
    "read_inputs",
    "score",
    "score_all",
    "scorer",
]


def scorer(
    rubric: str, lexicons: Path | None = None, *, theme: str | None = None, assume_roles: bool = False
) -> Scorer:
    """Returns the compiled scorer of a rubric, and of a theme of it, by bundled id or file."""
    return load_scorer(rubric, lexicons, theme=theme, assume_roles=assume_roles)


def annotator(lexicons: Path | None = None, *, assume_roles: bool = False) -> Annotator:
    """Returns an annotator that needs no rubric."""
    return annotator_of(load_lexicon(lexicons), assume_roles=assume_roles)


def score(transcripts: Sequence[Transcript], rubric: str = "hotline") -> list[ScoreSheet]:
    """Returns the filled sheets of some calls by a rubric, in order."""
    return scorer(rubric).score(transcripts)


def annotate(transcripts: Iterable[Transcript], by: Annotator) -> Iterator[AnnotatedCall]:
    """Yields annotated calls in order, working in batches."""
    acts = service_acts(by.lexicon)
    source = iter(transcripts)
    while batch := list(islice(source, BATCH)):
        yield from (annotated(document, acts) for document in by.annotate(batch))


def service_acts(lexicon: Lexicon) -> frozenset[str]:
    """Returns the labels that are service acts."""
    return frozenset(label for label, found in lexicon.sets.items() if found.is_act)
