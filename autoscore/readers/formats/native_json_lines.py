"""Native JSON Lines: a call a line, read line by line however long the file is."""

from autoscore.readers.json_records import LINE_SUFFIXES, in_lines, read_json
from autoscore.readers.piece import EXACT, NO, Format
from autoscore.readers.source import Source


def _sniff(source: Source) -> int:
    return EXACT if in_lines(source) else NO


FORMAT = Format("jsonl", "JSON Lines（一行一通）", LINE_SUFFIXES, _sniff, read_json)
