"""Holds people's decisions against the machine's, and says which criteria may score alone."""

from autoscore.review.agreement import compared
from autoscore.review.gate import FEW, gated, hint_rubric
from autoscore.review.matching import Case, Matched, match
from autoscore.review.sheets import read_sheets

__all__ = ["FEW", "Case", "Matched", "compared", "gated", "hint_rubric", "match", "read_sheets"]
