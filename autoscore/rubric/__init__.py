"""The rubric language: loading, lint, JSON Schema, the manual."""

from autoscore.rubric.load import load, parse_text, read
from autoscore.rubric.overlay import themes_of
from autoscore.rubric.sources import bundled, bundled_themes

__all__ = ["bundled", "bundled_themes", "load", "parse_text", "read", "themes_of"]
