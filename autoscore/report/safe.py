"""Transcript text made harmless for a terminal: no control characters, no bidirectional overrides."""

from autoscore.runs.safe import is_dangerous, shown

__all__ = ["is_dangerous", "shown"]
