"""The command line: the one door to click."""

from autoscore.cli.main import main

__all__ = ["main"]
