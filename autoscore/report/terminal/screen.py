"""What is drawn on a terminal or into a text file: the pieces that every table of ours is made of."""

import importlib
from collections.abc import Iterable
from typing import IO, Any

from autoscore.runs.safe import shown

_WIDTH = 110


def console(stream: IO[str], *, colour: bool | None = None) -> Any:
    """Returns what draws on a stream; `colour` None leaves it to the terminal."""
    make = importlib.import_module("rich.console").Console
    width = None if stream.isatty() else _WIDTH
    return make(file=stream, width=width, force_terminal=colour, emoji=False, markup=False)


def text(words: str, style: str = "") -> Any:
    """Returns words made harmless, in a style."""
    return importlib.import_module("rich.text").Text(shown(words), style)


def table(columns: Iterable[tuple[str, str]]) -> Any:
    """Returns an empty table of columns, each a title and how it is set.

    `whole` and `right` stand left and right on one line; `fold` and `figures` are their like that may take several
    lines where the terminal is narrow.
    """
    made = importlib.import_module("rich.table").Table(show_lines=False, pad_edge=False)
    for title, kind in columns:
        side = "right" if kind in ("right", "figures") else "left"
        made.add_column(title, justify=side, no_wrap=kind in ("whole", "right"), overflow="fold")
    return made
