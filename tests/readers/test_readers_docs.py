"""The table of formats says what there is."""

import re
from pathlib import Path

from autoscore import readers
from autoscore.readers import known_formats

README = Path(readers.__file__).with_name("README.md")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)


def test_the_table_lists_every_format_by_its_title() -> None:
    """Each format has one row, under its own name and title, and no row is of a format that there is not."""
    rows = ROW.findall(README.read_text("utf-8"))
    assert sorted(rows) == sorted((known.name, known.title) for known in known_formats())
