"""Annotation: everything that is found in a call, in one pass, before anything is judged."""

from autoscore.annotate.annotator import Annotator
from autoscore.annotate.nearest import nearest

__all__ = ["Annotator", "nearest"]
