"""The conditions of the rubric language; each operator is one file, and adding the file is the registration.

An operator reads a Document and knows nothing of points.
"""

from autoscore.operators.base import Condition, Context, Needs, Operator
from autoscore.operators.registry import operators

__all__ = ["Condition", "Context", "Needs", "Operator", "operators"]
