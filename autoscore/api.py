"""The few calls that everything above uses, and that a program may use: read, annotate, score."""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autoscore.annotate import CALLS, Annotator, QuestionProfile, batches, profile, summary, together
from autoscore.batch import Outcome, Plan, distinct, score_all
from autoscore.classify import Sentence, classify, installed
from autoscore.errors import UsageError
from autoscore.lexicon import Lexicon
from autoscore.lexicon import load as load_lexicon
from autoscore.model import AnnotatedCall, QuestionSummary, Role, ScoreSheet, Transcript, annotated
from autoscore.model.suggestion import Suggestion
from autoscore.readers import Reading, SentenceLine, read_inputs, read_sentences
from autoscore.scoring import Scorer, annotator_of, load_scorer

if TYPE_CHECKING:
    from autoscore.review import Suggester

SENTENCES = 1024

__all__ = [
    "CALLS",
    "AnnotatedCall",
    "Outcome",
    "Plan",
    "QuestionSummary",
    "Reading",
    "Role",
    "ScoreSheet",
    "SentenceLine",
    "Suggester",
    "Suggestion",
    "Transcript",
    "annotate",
    "annotator",
    "classify_lines",
    "distinct",
    "question_summaries",
    "read_inputs",
    "read_sentences",
    "score",
    "score_all",
    "scorer",
    "suggester",
]


def scorer(
    rubric: str, lexicons: Path | None = None, *, theme: str | None = None, assume_roles: bool = False
) -> Scorer:
    """Returns the compiled scorer of a rubric, and of a theme of it, by bundled id or file."""
    return load_scorer(rubric, lexicons, theme=theme, assume_roles=assume_roles)


def annotator(lexicons: Path | None = None, *, assume_roles: bool = False) -> Annotator:
    """Returns an annotator that needs no rubric."""
    return annotator_of(load_lexicon(lexicons), assume_roles=assume_roles)


def suggester(
    lexicons: Path | None = None, *, rubric: str | None = None, acts: Sequence[str] = (), assume_roles: bool = False
) -> "Suggester":
    """Returns what suggests ways of saying acts that the lexicons lack: of some acts, or of all that are due anywhere.

    With a rubric, an act is also due where a criterion that asks for it was not met.
    """
    made: Suggester = _suggester().of(lexicons, rubric=rubric, acts=acts, assume_roles=assume_roles)
    return made


def _suggester() -> "type[Suggester]":
    """Loads the search for wordings, which a run that scores has no need of."""
    found: type[Suggester] = importlib.import_module("autoscore.review").Suggester
    return found


def __getattr__(name: str) -> object:
    """Returns `Suggester`, loaded when it is first asked for."""
    if name == "Suggester":
        return _suggester()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def score(transcripts: Sequence[Transcript], rubric: str = "hotline") -> list[ScoreSheet]:
    """Returns the filled sheets of some calls by a rubric, in order."""
    return scorer(rubric).score(transcripts)


def annotate(transcripts: Iterable[Transcript], by: Annotator) -> Iterator[AnnotatedCall]:
    """Yields annotated calls in order, working in batches."""
    acts = service_acts(by.lexicon)
    for batch in batches(transcripts):
        yield from (annotated(document, acts) for document in by.annotate(batch))


def service_acts(lexicon: Lexicon) -> frozenset[str]:
    """Returns the labels that are service acts."""
    return frozenset(label for label, found in lexicon.sets.items() if found.is_act)


def question_summaries(transcripts: Iterable[Transcript], by: Annotator) -> Iterator[QuestionSummary]:
    """Yields how each call's agent asks, in order, and then how each agent asks in all of his calls, by name."""
    agents: dict[str, QuestionProfile] = {}
    for batch in batches(transcripts):
        for document in by.annotate(batch):
            agent = document.transcript.metadata.get("agent")
            found = profile(document)
            yield summary(found, document.transcript.id, agent)
            if agent is not None:
                agents[agent] = together((agents[agent], found)) if agent in agents else found
    yield from (summary(found, None, agent) for agent, found in sorted(agents.items()))


def classify_lines(lines: Iterable[SentenceLine]) -> Iterator[str]:
    """Yields sentences as lines of JSON with their question types, in order, working in batches."""
    if not installed():
        raise UsageError("没有装问句模型：models/question-types 不全")
    source = iter(lines)
    while batch := list(islice(source, SENTENCES)):
        kinds = classify([Sentence(line.text, line.prev) for line in batch])
        for line, kind in zip(batch, kinds, strict=True):
            found = {"type": kind.type, "detail": kind.detail, "probability": kind.probability}
            yield msgspec.json.encode({**line.fields, **found}).decode()
