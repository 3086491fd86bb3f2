"""Frozen records that the stages hand to each other."""

from autoscore.model.annotated import AnnotatedCall, AnnotatedTurn, AnnotatedUtterance, annotated
from autoscore.model.document import Document
from autoscore.model.hit import CLEAN, FAINTLY, GARBLED, Evidence, Hit, Metrics, Nearest, Notice, Searched
from autoscore.model.question import LEANS_NONE, QUESTION, QUESTION_TYPES, QuestionSummary
from autoscore.model.rubric import Asks, Award, Awards, Band, Branch, Criterion, Example, Rubric, Scale, Section, Voids
from autoscore.model.scope import Place, Scope
from autoscore.model.sheet import CriterionScore, Decision, MadeBy, RubricRef, ScoreSheet, Step
from autoscore.model.status import Finding, Status, Truth
from autoscore.model.transcript import ROLES, Call, Role, Span, Transcript, Turn, WordTime

__all__ = [
    "CLEAN",
    "FAINTLY",
    "GARBLED",
    "LEANS_NONE",
    "QUESTION",
    "QUESTION_TYPES",
    "ROLES",
    "AnnotatedCall",
    "AnnotatedTurn",
    "AnnotatedUtterance",
    "Asks",
    "Award",
    "Awards",
    "Band",
    "Branch",
    "Call",
    "Criterion",
    "CriterionScore",
    "Decision",
    "Document",
    "Evidence",
    "Example",
    "Finding",
    "Hit",
    "MadeBy",
    "Metrics",
    "Nearest",
    "Notice",
    "Place",
    "QuestionSummary",
    "Role",
    "Rubric",
    "RubricRef",
    "Scale",
    "Scope",
    "ScoreSheet",
    "Searched",
    "Section",
    "Span",
    "Status",
    "Step",
    "Transcript",
    "Truth",
    "Turn",
    "Voids",
    "WordTime",
    "annotated",
]
