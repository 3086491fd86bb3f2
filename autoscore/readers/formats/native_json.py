"""Native JSON: one call, or a list of calls."""

import re

from autoscore.readers.json_records import read_json
from autoscore.readers.piece import MAYBE, NO, SURE, Format
from autoscore.readers.source import Source

_OBJECT = re.compile(r"\s*(?:\[\s*)?\{")
_LIST = re.compile(r"\s*\[\s*\]")


def _sniff(source: Source) -> int:
    if _OBJECT.match(source.peek):
        return SURE
    return MAYBE if _LIST.match(source.peek) else NO


FORMAT = Format("json", "JSON（一通，或几通的列表）", (".json",), _sniff, read_json)
