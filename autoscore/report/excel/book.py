"""Workbooks: their formats, the names of their worksheets, and how they take their name when they are whole."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autoscore.report.excel.style import COLOURS, STYLES
from autoscore.report.excel.text import fit
from autoscore.report.excel.writer import StreamedSheet, is_markup, let_go, workbook
from autoscore.report.language import Language
from autoscore.runs.whole import part_of

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_RESERVED = frozenset({"history", ""})


class Book:
    """Is a workbook that is being written."""

    def __init__(self, file: Any, say: Language) -> None:
        self.say = say
        self._file = file
        self._styles: dict[str, Any] = {}
        self._colours: dict[str, Any] = {}
        self._taken: set[str] = set()

    def style(self, name: str) -> Any:
        """Returns the format of a name of `STYLES`."""
        if name not in self._styles:
            self._styles[name] = self._file.add_format(dict(STYLES[name]))
        return self._styles[name]

    def index(self, style: str) -> int:
        """Returns the number by which cells name a format."""
        number: int = self.style(style)._get_xf_index()
        return number

    def colours(self) -> Mapping[str, Any]:
        """Returns the formats in which the words of statuses and results stand out, by those words."""
        if not self._colours:
            self._colours = {self.say(word): self._file.add_format(dict(look)) for word, look in COLOURS.items()}
        return self._colours

    def streamed(self, wanted: str) -> tuple[StreamedSheet, str]:
        """Returns an empty worksheet to which whole rows are appended, with its name, which is like the one wanted."""
        name = self._name(wanted)
        return self._file.add_worksheet(name, StreamedSheet), name

    def free(self, wanted: str) -> Any:
        """Returns an empty worksheet whose cells may be written in any order; only where the book is not streamed."""
        return self._file.add_worksheet(self._name(wanted))

    def chart(self, kind: str) -> Any:
        """Returns an empty chart; a `bar` lies, a `column` stands."""
        return self._file.add_chart({"type": kind})

    def text(self, text: str) -> str:
        """Returns a text as a cell may hold it."""
        return fit(text, self._rest)

    def free_text(self, text: str) -> str:
        """Returns a text as it may be written into a worksheet that is not streamed."""
        found = self.text(text)
        return f"{found} " if is_markup(found) else found

    def _rest(self, count: int) -> str:
        return self.say("……（单元格放不下，还有 {n} 字）", n=count)

    def _name(self, wanted: str) -> str:
        """Returns a name that a worksheet may have and none has yet."""
        plain = _FORBIDDEN.sub("_", self.text(wanted)).strip("' ")
        plain = "_" if plain.casefold() in _RESERVED else plain
        name, number = _cut(plain, _LONGEST_NAME), 2
        while name.casefold() in self._taken:
            ending = f"~{number}"
            name, number = _cut(plain, _LONGEST_NAME - len(ending)) + ending, number + 1
        self._taken.add(name.casefold())
        return name


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip("' ")


@contextmanager
def written(path: Path, say: Language, *, streamed: bool) -> Iterator[Book]:
    """Opens a workbook that takes its name when it is whole; where anything fails, a file that was there stays.

    A `streamed` one takes rows in order only, and keeps none of them. Raises UsageError where none can be written.
    """
    with part_of(path) as part, tempfile.TemporaryDirectory() as rows:
        file = workbook(part, rows, streamed=streamed)
        try:
            yield Book(file, say)
            file.close()
        finally:
            let_go(file)
