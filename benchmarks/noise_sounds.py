"""What a syllable of Mandarin is taken for, and which characters write it: the sets behind the noise channel.

Own sets, not those that the lexicons are searched with: a channel that confuses only what the search forgives would
measure nothing. Readings are pypinyin's, how common characters and words are is counted in jieba's dictionary; both
come with the extra `dev`.
"""

import importlib
import importlib.resources
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

# Initials and finals that telephone bandwidth and southern accents run together (8 kHz cuts off what parts s from sh).
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
FINALS = (("ing", "in"), ("eng", "en"), ("ang", "an"), ("uang", "uan"), ("iang", "ian"), ("uo", "o"), ("v", "u"))
_BEGINNINGS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
# What recognisers write is common: rarer characters stand in no transcript.
CHARACTERS = 3500
# A word counted less often than this lifts nothing.
LEAST_COUNT = 20
# How much a pair of neighbours that is a word lifts a candidate, for each unit of the logarithm of its count.
LIFT = 3.0


@dataclass(frozen=True)
class Sounds:
    """Holds the readings of common characters, the characters of syllables, counts of characters and words of two."""

    syllable: Mapping[str, str]
    written: Mapping[str, tuple[str, ...]]
    count: Mapping[str, int]
    pairs: Mapping[str, int]

    def homophones(self, char: str) -> tuple[str, ...]:
        """Returns the other characters of the same toneless syllable."""
        return self._others(char, (self.syllable.get(char, ""),))

    def near(self, char: str) -> tuple[str, ...]:
        """Returns the characters of syllables that differ in a pair of INITIALS or FINALS, or in one of each."""
        return self._others(char, near_syllables(self.syllable.get(char, "")))

    def distant(self, char: str) -> tuple[str, ...]:
        """Returns the characters of syllables that keep the initial or the final."""
        first, last = parted(self.syllable.get(char, ""))
        kept = (one for one in self.written if (parted(one)[0] == first) != (parted(one)[1] == last))
        return self._others(char, kept if last else ())

    def merged(self, first: str, second: str) -> tuple[str, ...]:
        """Returns the characters that begin like the first and end like the second."""
        start, end = self.syllable.get(first, ""), self.syllable.get(second, "")
        return self.written.get(parted(start)[0] + parted(end)[1], ()) if start and end else ()

    def weight(self, before: str, char: str, after: str) -> float:
        """Returns how likely a recogniser writes a character between two neighbours: by its count and its words."""
        words = sum(math.log1p(self.pairs.get(pair, 0)) for pair in (before + char, char + after))
        return math.sqrt(self.count.get(char, 1)) * (1 + LIFT * words)

    def _others(self, char: str, syllables: Iterable[str]) -> tuple[str, ...]:
        return tuple(one for name in syllables for one in self.written.get(name, ()) if one != char)


def parted(syllable: str) -> tuple[str, str]:
    """Returns the initial (y and w count as such) and the final of a syllable."""
    first = next((one for one in _BEGINNINGS if syllable.startswith(one)), "")
    return first, syllable[len(first) :]


@cache
def near_syllables(syllable: str) -> tuple[str, ...]:
    """Returns the syllables that a syllable is run together with, without itself."""
    first, last = parted(syllable)
    found = (start + end for start in _alternatives(first, INITIALS) for end in _alternatives(last, FINALS))
    return tuple(dict.fromkeys(one for one in found if one != syllable))


def _alternatives(part: str, pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    others = [two if part == one else one for one, two in pairs if part in (one, two)]
    return (part, *others)


@cache
def sounds() -> Sounds:
    """Returns the tables, made once a process (about a second)."""
    words = _words()
    count: Counter[str] = Counter()
    for word, seen in words:
        for char in word:
            count[char] += seen
    common = [char for char, _ in count.most_common(CHARACTERS)]
    reading = importlib.import_module("pypinyin").lazy_pinyin
    syllable = {char: reading(char)[0] for char in common}
    written: dict[str, list[str]] = defaultdict(list)
    for char in common:
        written[syllable[char]].append(char)
    pairs = {word: seen for word, seen in words if len(word) == 2 and seen >= LEAST_COUNT}
    return Sounds(syllable, {name: tuple(found) for name, found in written.items()}, count, pairs)


def _words() -> list[tuple[str, int]]:
    text = importlib.resources.files("jieba").joinpath("dict.txt").read_text("utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return [(row[0], int(row[1])) for row in rows if all("一" <= char <= "鿿" for char in row[0])]
