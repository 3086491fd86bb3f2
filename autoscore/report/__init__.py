"""What people and programs are shown of a sheet."""

from autoscore.report.machine.json_form import json_line, json_text
from autoscore.report.terminal.sheet_text import TextReport
from autoscore.runs.safe import shown

__all__ = ["TextReport", "json_line", "json_text", "shown"]
