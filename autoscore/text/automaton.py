"""The multi-phrase automaton: the one door to daachorse, or to ahocorasick_rs where daachorse has no wheel."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

Found = tuple[int, int, int]
Finder = Callable[[str], Iterable[Found]]


@dataclass(frozen=True)
class Automaton:
    """Finds every occurrence, overlapping ones too, of many phrases in one pass over a text."""

    size: int
    engine: str
    finder: Finder

    def find(self, text: str) -> list[Found]:
        """Returns (start, end, phrase number) in code points, in that order."""
        return sorted(self.finder(text)) if self.size else []


def engines() -> tuple[str, ...]:
    """Names the installed engines, best first."""
    return tuple(name for name in _BUILDERS if find_spec(name) is not None)


def automaton(phrases: Sequence[str], engine: str | None = None) -> Automaton:
    """Builds the automaton of distinct, non-empty phrases; the found number is the place in `phrases`."""
    name = engine or engines()[0]
    return Automaton(len(phrases), name, _BUILDERS[name](phrases) if phrases else lambda _text: ())


def _daachorse(phrases: Sequence[str]) -> Finder:
    built: Any = importlib.import_module("daachorse").CharwiseDoubleArrayAhoCorasick(list(phrases))
    find: Finder = built.find_overlapping
    return find


def _ahocorasick(phrases: Sequence[str]) -> Finder:
    built: Any = importlib.import_module("ahocorasick_rs").AhoCorasick(list(phrases))
    return lambda text: (
        (start, end, number) for number, start, end in built.find_matches_as_indexes(text, overlapping=True)
    )


_BUILDERS: dict[str, Callable[[Sequence[str]], Finder]] = {"daachorse": _daachorse, "ahocorasick_rs": _ahocorasick}
