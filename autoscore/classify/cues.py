"""The cues: classes of words by which a question shows, found in many texts at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore.classify import shipped
from autoscore.classify.hashes import BARRIER, lengthened
from autoscore.classify.hashes import whole as hash_of
from autoscore.errors import LexiconError, Place, Problem
from autoscore.text.characters import normal_form

LONGEST = 6
# A word of the class "-" stands for nothing: it keeps a shorter one inside it from being taken for a cue.
NOTHING = "-"
A_NOT_A = "a_not_a"
# Numbers from 250 on stand for the start and the end of a sentence, and for a comma.
MOST_CLASSES = 249
_BITS = 16
# The bit, above those of the lengths, for what has the form A-not-A: no letters and digits, but what is beyond them.
_FORM, _FORM_LENGTH, _FIRST_OF_FORM = np.uint8(0x80), 3, 0x3000


@dataclass(frozen=True)
class Found:
    """Holds cues in order of place: `place` of the first character, `end` behind the last, `cue` the class's number."""

    place: NDArray[np.int64]
    end: NDArray[np.int64]
    cue: NDArray[np.uint32]


@dataclass(frozen=True)
class Cues:
    """Holds the classes and, by length, a table from a part of a word's hash to its class, with the whole hash.

    `first` tells of a character, and `second`, which lengths the words have that hold it there, a bit a length; one
    more bit tells whether it may stand there in A-not-A.
    """

    classes: tuple[str, ...]
    tables: tuple[tuple[NDArray[np.uint8], NDArray[np.uint32]], ...]
    first: NDArray[np.uint8]
    second: NDArray[np.uint8]

    def number(self, name: str) -> int:
        """Returns the number of a class."""
        return self.classes.index(name)

    def find(self, codes: NDArray[np.uint32]) -> Found:
        """Returns the cues in normal code points, the longest first where they overlap."""
        ahead = np.concatenate((codes, np.full(LONGEST, BARRIER, dtype=np.uint32)))
        lengths = self.first.take(codes, mode="clip")
        lengths &= self.second.take(ahead[1 : len(codes) + 1], mode="clip")
        place = np.flatnonzero(lengths != 0)
        lengths = lengths[place]
        size, cue = np.zeros((2, len(place)), dtype=np.uint8)
        # Of two at one place the longer counts, and a word rather than what only has the form of one.
        form = np.flatnonzero(lengths & _FORM != 0)
        form = form[ahead[place[form]] == ahead[place[form] + 2]]
        for length, at, number in self._words(ahead, place, lengths & ~_FORM):
            if length == _FORM_LENGTH:
                size[form], cue[form] = length, self.number(A_NOT_A)
            size[at], cue[at] = length, number
        held = np.flatnonzero(size != 0)
        place, size = place[held], size[held]
        return _outermost(place, place + size, cue[held].astype(np.uint32))

    def _words(
        self, ahead: NDArray[np.uint32], place: NDArray[np.int64], lengths: NDArray[np.uint8]
    ) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.uint8]]]:
        """Yields for each length at which of some places words stand, and the numbers of their classes."""
        at, hashed = np.arange(len(place)), ahead[place]
        for length, (slot, whole) in enumerate(self.tables, 1):
            if length > 1:
                longer = np.flatnonzero(lengths >= 1 << (length - 1))
                at, lengths = at[longer], lengths[longer]
                hashed = lengthened(hashed[longer], ahead[place[at] + (length - 1)])
            own = np.flatnonzero(lengths & (1 << (length - 1)) != 0)
            low = hashed[own] & ((1 << _BITS) - 1)
            held = np.flatnonzero(whole[low] == hashed[own])
            yield length, at[own[held]], slot[low[held]]


def _outermost(place: NDArray[np.int64], end: NDArray[np.int64], cue: NDArray[np.uint32]) -> Found:
    """Returns what lies in nothing that begins before it."""
    if len(place):
        before = np.concatenate(([0], np.maximum.accumulate(end)[:-1]))
        kept = np.flatnonzero((end > before) & (cue != 1))
        place, end, cue = place[kept], end[kept], cue[kept]
    return Found(place, end, cue)


@cache
def cues() -> Cues:
    """Loads the shipped cues once a process."""
    return read(shipped.folder() / "cues.txt")


def read(path: Path) -> Cues:
    """Reads cues, a class a line: `name: word word …`; raises LexiconError for a line or a word that is none."""
    words: dict[str, int] = {}
    classes = ["", NOTHING, A_NOT_A]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        bare = line.split("#")[0].strip()
        if not bare:
            continue
        name, colon, rest = bare.partition(":")
        if not colon or not rest.split():
            raise LexiconError((Problem(Place(path.name, number), "不是一类词", "写成“类名: 词 词”"),))
        if name not in classes:
            classes.append(name)
        if len(classes) > MOST_CLASSES:
            raise LexiconError((Problem(Place(path.name, number), f"超过 {MOST_CLASSES} 类", "合并几类"),))
        for word in map(normal_form, rest.split()):
            if word in words or len(word) > LONGEST:
                what = f"“{word}”写了两次" if word in words else f"“{word}”超过 {LONGEST} 个字"
                raise LexiconError((Problem(Place(path.name, number), what, "一个词只归一类"),))
            words[word] = classes.index(name)
    tables = tuple(_table(words, length) for length in range(1, LONGEST + 1))
    first, second = (_lengths(words, at) for at in (0, 1))
    first[_FIRST_OF_FORM:] |= _FORM
    second[[ord(char) for char in "不没"]] |= _FORM
    return Cues(tuple(classes), tables, first, second)


def _lengths(words: Iterable[str], at: int) -> NDArray[np.uint8]:
    """Returns for each code point the lengths of words that hold it at a place, a bit a length; all for the shorter."""
    table = np.full(0x10000, sum(1 << (length - 1) for length in range(1, at + 1)), dtype=np.uint8)
    for word in words:
        if len(word) > at:
            table[ord(word[at])] |= np.uint8(1 << (len(word) - 1))
    return table


def _table(words: dict[str, int], length: int) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    slot, whole = np.zeros(1 << _BITS, dtype=np.uint8), np.zeros(1 << _BITS, dtype=np.uint32)
    for word, cue in words.items():
        if len(word) == length:
            hashed = hash_of(word)
            low = hashed & ((1 << _BITS) - 1)
            if slot[low]:
                raise LexiconError((Problem(Place("cues.txt"), f"“{word}”和另一个词落在同一格", "换一个写法"),))
            slot[low], whole[low] = cue, hashed
    return slot, whole
