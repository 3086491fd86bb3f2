"""The closer look: runs the expressions of ways with gaps and slots over the turns that call for them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.entry import Way
from autoscore.lexicon.regex import SlotForm, filled, transliterate
from autoscore.lexicon.tables import Numbers
from autoscore.lexicon.triggers import Called
from autoscore.text.view import View

# Where something starts and ends in the text.
Span: TypeAlias = tuple[int, int]
# A way, by number, and from where to where in the text it may stand.
Window: TypeAlias = tuple[int, int, int]


class Compiled(dict[int, re.Pattern[str]]):
    """Keeps the expressions of ways by number, compiled when first called for: only a few of all ever are."""

    def __init__(self, compile_one: Callable[[int], re.Pattern[str]]) -> None:
        super().__init__()
        self._compile = compile_one

    def __missing__(self, number: int) -> re.Pattern[str]:
        self[number] = self._compile(number)
        return self[number]


@dataclass(frozen=True, eq=False)
class Expressions:
    """Holds the ways by number, and the slots that their expressions have, for one kind of text."""

    ways: tuple[Way, ...]
    slots: Mapping[str, SlotForm]
    sound: bool

    @cached_property
    def anywhere(self) -> Compiled:
        """Are the expressions as far as they like to reach."""
        return Compiled(lambda number: re.compile(self._source(number)))

    @cached_property
    def ending(self) -> Compiled:
        """Are the expressions up to a given end."""
        return Compiled(lambda number: re.compile(f"(?:{self._source(number)})\\Z"))

    @cached_property
    def groups(self) -> Compiled:
        """Are the groups of strings that a way consists of, all as one expression: which of them stand in a text."""
        return Compiled(lambda number: re.compile(_grouped(self.ways[number])))

    @cached_property
    def reach(self) -> NDArray[np.int64]:
        """Are the numbers of characters that ways may reach back and on from the start of what calls for them."""
        searches = (way.search for way in self.ways)
        return np.array([(one.before, one.after) if one is not None else (0, 0) for one in searches]).reshape(-1, 2)

    def _source(self, number: int) -> str:
        search = self.ways[number].search
        source = filled(search.source, self.slots) if search is not None else ""
        return transliterate(source) if self.sound else source


@dataclass(frozen=True, eq=False)
class Look:
    """Looks at one text, by characters or by sounds, for all that its strings call for."""

    expressions: Expressions
    view: View
    text: str

    def places(self, called: Called) -> tuple[Numbers, Numbers, Numbers]:
        """Returns the places of the ways called for: the row that called first, the start and the end of each.

        Most of what is called for is not there: whatever else there is to do waits until the expression was found.
        """
        windows = self._windows(called)
        patterns, text = self.expressions.anywhere, self.text
        firsts = [patterns[way].search(text, low, high) for way, low, high in windows]
        starts, ends = called.starts.tolist(), called.ends.tolist()
        found: dict[tuple[int, int, int], int] = {}
        for row, first in enumerate(firsts):
            if first is not None and first.start() <= starts[row]:
                for span in self._spans(first, starts[row], ends[row], windows[row]):
                    found.setdefault((windows[row][0], *span), row)
        flat = np.array([(row, start, end) for (_, start, end), row in found.items()], dtype=np.int64).reshape(-1, 3)
        return flat[:, 0], flat[:, 1], flat[:, 2]

    def _windows(self, called: Called) -> list[Window]:
        """Returns of each row the number of the way, and from where to where in its turn it may stand."""
        edges, reach = self.view.squeezed_starts, self.expressions.reach[called.ways]
        lows = np.maximum(edges[called.turns], called.starts - reach[:, 0])
        highs = np.minimum(edges[called.turns + 1] - 1, np.maximum(called.starts + reach[:, 1], called.ends))
        return list(zip(called.ways.tolist(), lows.tolist(), highs.tolist(), strict=True))

    def _spans(self, first: re.Match[str], start: int, end: int, window: Window) -> list[Span]:
        """Returns where an expression stands, once found in a window, so that it holds the string that called for it.

        It may be asked to end where a clause or a turn does: then it is tried up to every such end.
        """
        number, low, high = window
        way = self.expressions.ways[number]
        if not (way.clause or way.turn_end):
            return self._all_from(way, first, (start, end), high)
        pattern, allowed = self.expressions.ending[number], self._ends[way.turn_end]
        spans: list[Span] = []
        last = allowed.find(1, end, high + 1)
        while last >= 0:
            spans += self._all_from(way, pattern.search(self.text, low, last), (start, end), last)
            last = allowed.find(1, last + 1, high + 1)
        return spans

    def _all_from(self, way: Way, match: re.Match[str] | None, held: Span, high: int) -> list[Span]:
        """Returns the spans of a match and of those from every later start that hold the string that called for them.

        The leftmost may cross the end of a sentence where a later one does not.
        """
        spans: list[Span] = []
        checked = self.expressions.sound and way.search is not None and way.search.slots
        while match is not None:
            start, end = match.span()
            if start > held[0]:
                break
            if end >= held[1] and not (checked and not self._values_stand(checked, match)):
                spans.append((start, end))
            match = match.re.search(self.text, start + 1, high) if start < held[0] else None
        return spans

    @cached_property
    def _ends(self) -> tuple[bytes, bytes]:
        """Are the places where a clause may end, and those where a turn may, as flags."""
        return self.view.clause_ends.tobytes(), self.view.turn_ends.tobytes()

    def _values_stand(self, slots: Sequence[str], match: re.Match[str]) -> bool:
        """Tells whether slot values of one character stand as written: a lone like sound proves nothing (好/郝)."""
        for group, name in enumerate(slots, 1):
            start, end = match.span(group)
            values = self.expressions.slots[name].values
            if values and end - start == 1 and self.view.squeezed[start] not in values:
                return False
        return True


def _grouped(way: Way) -> str:
    """Returns an expression that finds one string of each group of a way wherever it stands; no group is not found."""
    groups = (way.strings, *way.search.ahead, *way.search.behind) if way.search is not None else ()
    return "".join(f"(?=(?:.*?({'|'.join(map(re.escape, group))}))?)" for group in groups)
