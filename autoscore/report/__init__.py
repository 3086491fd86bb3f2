"""What people and programs are shown of a sheet."""

from autoscore.report.machine.json_form import json_line, json_text
from autoscore.report.safe import shown
from autoscore.report.terminal.sheet_text import TextReport

__all__ = ["TextReport", "json_line", "json_text", "shown"]
