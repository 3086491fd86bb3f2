"""The cues: classes of words by which a question shows, found in many texts at once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore.classify import shipped
from autoscore.classify.hashes import BARRIER, rolling
from autoscore.errors import LexiconError, Place, Problem
from autoscore.text.characters import normal_form

LONGEST = 6
# A word of the class "-" stands for nothing: it keeps a shorter one inside it from being taken for a cue.
NOTHING = "-"
A_NOT_A = "a_not_a"
# Numbers from 250 on stand for the start and the end of a sentence, and for a comma.
MOST_CLASSES = 249
_BITS = 16


@dataclass(frozen=True)
class Found:
    """Holds cues in order of place: `place` of the first character, `end` behind the last, `cue` the class's number."""

    place: NDArray[np.int64]
    end: NDArray[np.int64]
    cue: NDArray[np.uint32]


@dataclass(frozen=True)
class Cues:
    """Holds the classes and, by length, a table from a part of a word's hash to its class, with the whole hash."""

    classes: tuple[str, ...]
    tables: tuple[tuple[NDArray[np.uint8], NDArray[np.uint32]], ...]

    def number(self, name: str) -> int:
        """Returns the number of a class."""
        return self.classes.index(name)

    def find(self, codes: NDArray[np.uint32]) -> Found:
        """Returns the cues in normal code points, the longest first where they overlap."""
        places, ends, found = [], [], []
        for length, window in zip(range(1, LONGEST + 1), rolling(codes, LONGEST), strict=True):
            slot, whole = self.tables[length - 1]
            low = window & ((1 << _BITS) - 1)
            place = np.flatnonzero(slot[low])
            place = place[whole[low[place]] == window[place]]
            places.append(place)
            ends.append(place + length)
            found.append(slot[low[place]].astype(np.uint32))
        place = _a_not_a(codes)
        places.append(place)
        ends.append(place + 3)
        found.append(np.full(len(place), self.number(A_NOT_A), dtype=np.uint32))
        return _outermost(np.concatenate(places), np.concatenate(ends), np.concatenate(found))


def _a_not_a(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Returns where a character, 不 or 没, and the same character stand."""
    if len(codes) < 3:
        return np.empty(0, dtype=np.int64)
    middle = codes[1:-1]
    same = (codes[:-2] == codes[2:]) & ((middle == ord("不")) | (middle == ord("没"))) & (codes[:-2] != BARRIER)
    return np.flatnonzero(same & (codes[:-2] > 0x2FFF))


def _outermost(place: NDArray[np.int64], end: NDArray[np.int64], cue: NDArray[np.uint32]) -> Found:
    order = np.argsort(place * (LONGEST + 1) - (end - place), kind="stable")
    place, end, cue = place[order], end[order], cue[order]
    if len(place):
        before = np.concatenate(([0], np.maximum.accumulate(end)[:-1]))
        kept = (end > before) & (cue != 1)
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
    return Cues(tuple(classes), tuple(_table(words, length) for length in range(1, LONGEST + 1)))


def _table(words: dict[str, int], length: int) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    slot, whole = np.zeros(1 << _BITS, dtype=np.uint8), np.zeros(1 << _BITS, dtype=np.uint32)
    for word, cue in words.items():
        if len(word) == length:
            codes = np.array([ord(char) for char in word], dtype=np.uint32)
            hashed = int(list(rolling(codes, length))[-1][0])
            low = hashed & ((1 << _BITS) - 1)
            if slot[low]:
                raise LexiconError((Problem(Place("cues.txt"), f"“{word}”和另一个词落在同一格", "换一个写法"),))
            slot[low], whole[low] = cue, hashed
    return slot, whole
