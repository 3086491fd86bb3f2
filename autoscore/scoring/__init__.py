"""Scoring: compile a rubric once, annotate a call once, judge it, total it."""

from autoscore.scoring.compile import Scorer, annotator_of, compile_rubric, load_scorer, scorer_of
from autoscore.scoring.decide import understood
from autoscore.scoring.examples import ExampleFault, run_examples

__all__ = [
    "ExampleFault",
    "Scorer",
    "annotator_of",
    "compile_rubric",
    "load_scorer",
    "run_examples",
    "scorer_of",
    "understood",
]
