"""Holds people's decisions against the machine's, says which criteria may score alone, and what lexicons lack."""

from autoscore.review.agreement import compared
from autoscore.review.gate import FEW, gated, hint_rubric
from autoscore.review.matching import Case, Matched, match
from autoscore.review.suggester import Suggester

__all__ = ["FEW", "Case", "Matched", "Suggester", "compared", "gated", "hint_rubric", "match"]
