"""What agents say, clause by clause, in a form in which variants fall together: values become the lexicon's slots."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from autoscore.classify import installed, sentences_of
from autoscore.lexicon import Lexicon
from autoscore.model import Document, Span
from autoscore.text.money import MONEY
from autoscore.text.numbers import DIGITS, NUMBER
from autoscore.text.sentences import sentences
from autoscore.text.spoken_times import DATE, DURATION
from autoscore.text.view import View
from autoscore.text.words import word_starts

# Each slot is one character of the private use area, so that a clause stays a string; no clause holds one of its own.
SLOTS: Mapping[str, str] = MappingProxyType(
    {name: chr(0xF001 + at) for at, name in enumerate(("姓", "称呼", "日期", "时长", "金额", "号码", "数"))}
)
NAMES = MappingProxyType({char: f"{{{name}}}" for name, char in SLOTS.items()})
# 千万别挂 and 万一 hold no number: one that is written out begins with a digit.
_SPOKEN = f"(?=[0-9零一二三四五六七八九两])(?:[0-9]+|(?=.[零一二三四五六七八九十百千万0-9]){NUMBER})"
# What the words are made of; anything else, as the brackets of a masked name, parts clauses.
_WORDLIKE = re.compile(r"[^\W_]+")


class Clause(Struct, frozen=True):
    """Is a run of an agent's words without a mark: `starts` and `ends` are the raw places of its characters.

    Words begin and end at `cuts`, which hold 0 and the length of the text; `raw` is the whole turn as it was read.
    """

    turn: int
    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cuts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Returns the raw place of a run of the text."""
        return Span(self.turn, self.starts[start], self.ends[end - 1])


@dataclass(frozen=True)
class Cutter:
    """Cuts calls into clauses; `names` and `titles` are the surnames and the forms of address behind them."""

    names: tuple[str, ...]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Cutter":
        """Makes the cutter of a lexicon."""
        return cls(lexicon.slots.get("姓", ()), lexicon.slots.get("称呼", ()))

    @cached_property
    def _values(self) -> re.Pattern[str]:
        numbers = f"(?P<日期>{DATE})|(?P<时长>{DURATION})|(?P<金额>{MONEY})|(?P<号码>{DIGITS})|(?P<数>{_SPOKEN})"
        if not (self.names and self.titles):
            return re.compile(numbers)
        return re.compile(f"(?P<姓>{_either(self.names)})(?P<称呼>{_either(self.titles)})|{numbers}")

    def clauses(self, document: Document) -> Iterator[Clause]:
        """Yields the clauses of a call's agent, in order."""
        turns = document.turns_of("agent")
        texts = [document.transcript.turns[turn].text for turn in turns]
        if not texts:
            return
        view = View.of(texts)
        for start, end in _bounds(view, texts):
            for run in _WORDLIKE.finditer(view.squeezed, start, end):
                row, _, _ = view.raw(*run.span())
                places = view.index[run.start() : run.end()] - view.starts[row]
                yield self._clause(run[0], places.tolist(), turns[row], texts[row])

    def _clause(self, text: str, places: list[int], turn: int, raw: str) -> Clause:
        """Makes a clause of words and of the raw places of their characters."""
        values = [(*match.span(name), SLOTS[name]) for match in self._values.finditer(text) for name in _groups(match)]
        bounds = {0, len(text), *word_starts(text), *(at for low, high, _ in values for at in (low, high))}
        inside = {at for low, high, _ in values for at in range(low + 1, high)}
        pieces = list(_pieces(text, values))
        at_piece = {low: number for number, (low, _, _) in enumerate(pieces)} | {len(text): len(pieces)}
        return Clause(
            turn=turn,
            raw=raw,
            text="".join(char for _, _, char in pieces),
            starts=tuple(places[low] for low, _, _ in pieces),
            ends=tuple(places[high - 1] + 1 for _, high, _ in pieces),
            cuts=tuple(at_piece[at] for at in sorted(bounds - inside)),
        )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _groups(match: re.Match[str]) -> list[str]:
    return [name for name, value in match.groupdict().items() if value is not None]


def _pieces(text: str, values: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yields the characters of a text with their places, each value as one."""
    done = 0
    for low, high, char in values:
        yield from ((at, at + 1, text[at]) for at in range(done, low))
        yield low, high, char
        done = high
    yield from ((at, at + 1, text[at]) for at in range(done, len(text)))


def _bounds(view: View, texts: list[str]) -> Iterator[tuple[int, int]]:
    """Yields the runs of `squeezed` between marks, and between sentences where marks were lost."""
    found = sentences_of(texts) if installed() else [tuple(sentences(text)) for text in texts]
    begins = [int(view.starts[row]) + start for row, spans in enumerate(found) for start, _ in spans]
    marks = view.marks[view.index]
    cuts = (
        np.array([0, len(view.squeezed)]),
        np.flatnonzero(marks[1:] != marks[:-1]) + 1,
        np.searchsorted(view.index, np.array(begins, dtype=np.int64)),
    )
    yield from pairwise(np.unique(np.concatenate(cuts)).tolist())
