"""What people and programs are shown of a sheet."""

from autoscore.report.machine import json_line, json_text
from autoscore.report.safe import shown
from autoscore.report.terminal import TextReport

__all__ = ["TextReport", "json_line", "json_text", "shown"]
