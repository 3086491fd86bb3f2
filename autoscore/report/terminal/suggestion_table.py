"""Suggestions for lexicons, for a person at a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Any

from autoscore.model.suggestion import Quoted, Suggestion
from autoscore.report.terminal.screen import console, table, text

_COLUMNS = (
    ("条目", "fold"),
    ("分数", "right"),
    ("通数", "right"),
    ("次数", "right"),
    ("坐席", "right"),
    ("别处", "right"),
    ("像", "fold"),
    ("例子（通话、轮、原话）", "fold"),
)
_LEGEND = (
    "通数：该说而没找到的通话里，有这句话的占几通。别处：不该说的地方说了几次，带 ! 的容易误中。",
    "分数：这句话在该说处比别处多得多的把握（对数似然比，短的、说业务的、别处常说的打折，像已有说法的加分）。",
    "条目照词表的写法，~ 开头的是音近误识。采纳前请听例子；用 -o 写成词表文件夹，逐条去掉“# 建议”即可用。",
)


@dataclass(frozen=True)
class SuggestionReport:
    """Writes suggestions to a stream; `colour` None leaves it to the terminal."""

    stream: IO[str]
    colour: bool | None = None

    def write(self, suggestions: Iterable[Suggestion]) -> None:
        """Writes a table for each act, and what the columns mean."""
        screen = console(self.stream, colour=self.colour)
        for _, group in groupby(suggestions, key=lambda one: one.act):
            found = list(group)
            screen.print(text(f"{found[0].title}（{found[0].act}）", "bold"), highlight=False, soft_wrap=True)
            screen.print(_table(found), highlight=False)
        for line in _LEGEND:
            screen.print(text(line, "dim"), highlight=False, soft_wrap=True)


def _table(found: Sequence[Suggestion]) -> Any:
    made = table(_COLUMNS)
    for one in found:
        cells = (
            one.entry,
            f"{one.score:.1f}",
            f"{one.calls}/{one.due}",
            str(one.times),
            "–" if one.agents is None else str(one.agents),
            f"{one.elsewhere}{'!' if one.common else ''}",
            "–" if one.near is None else f"{one.near}（{one.likeness}）",
        )
        made.add_row(*map(text, cells), _examples(one.examples))
    return made


def _examples(found: Sequence[Quoted]) -> Any:
    """Returns a line an example, each made harmless, so that no line break of a call is one here."""
    whole = text("")
    for number, one in enumerate(found):
        whole.append("\n" if number else "").append_text(text(f"{one.call} {one.turn + 1} “{one.quote}”"))
    return whole
