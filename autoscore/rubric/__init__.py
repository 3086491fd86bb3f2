"""The rubric language: loading, lint, JSON Schema, the manual."""

from autoscore.rubric.load import bundled, load, parse_text, read

__all__ = ["bundled", "load", "parse_text", "read"]
