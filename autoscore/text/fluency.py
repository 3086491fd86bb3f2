"""How usual the pairs of characters and of sounds of a text are, among those that people say in service encounters."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore import resources
from autoscore.text.characters import characters, near_sounds

# Pairs of characters share a table by hash; counts are kept as whole powers of two.
BITS = 18
_FIRST, _SECOND, _SHIFT = 0x9E3779B1, 0x85EBCA6B, 5
_HAN = (0x4E00, 0xA000)
# A pair of sounds said so often, or more, is usual; so often very usual.
USUAL, VERY_USUAL = 5, 30


@dataclass(frozen=True)
class PairCounts:
    """Holds how often pairs were said, by hash of the characters and by number of the near-sounds."""

    characters: NDArray[np.uint16]
    sounds: NDArray[np.uint16]


@cache
def shipped() -> PairCounts:
    """Loads the shipped counts once a process."""
    folder = resources.folder("models") / "recognition"
    return PairCounts(np.load(folder / "pairs.npy"), np.load(folder / "sound-pairs.npy"))


def character_pairs(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Returns the hash of each character with the next one."""
    wide = codes.astype(np.uint64)
    mixed = wide[:-1] * np.uint64(_FIRST) + wide[1:] * np.uint64(_SECOND)
    return ((mixed >> np.uint64(_SHIFT)) % np.uint64(1 << BITS)).astype(np.int64)


def sound_pairs(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Returns the number of each near-sound with the next one."""
    near = near_sounds(codes).astype(np.int64)
    return near[:-1] * (int(characters().near.max()) + 1) + near[1:]


def said(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tells of each pair whether both are Chinese characters."""
    han = (codes >= _HAN[0]) & (codes < _HAN[1])
    return np.asarray(han[:-1] & han[1:])


def count(codes: NDArray[np.uint32]) -> PairCounts:
    """Counts the pairs of a text."""
    both = said(codes)
    most = np.iinfo(np.uint16).max
    by_characters = np.bincount(character_pairs(codes)[both], minlength=1 << BITS)
    by_sounds = np.bincount(sound_pairs(codes)[both], minlength=(int(characters().near.max()) + 1) ** 2)
    return PairCounts(*(np.minimum(one, most).astype(np.uint16) for one in (by_characters, by_sounds)))


def features(codes: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Returns six figures a text, of texts that begin at some places and stand one behind the other.

    The shares of pairs never said; of those, of usual and of very usual sounds; the mean logarithms of the counts of
    characters and of sounds; the share said once at most. A text without a pair has zeros.
    """
    known, both = shipped(), said(codes)
    pairs = known.characters[character_pairs(codes)]
    sounds = known.sounds[sound_pairs(codes)]
    new = pairs == 0
    columns = [
        new,
        new & (sounds >= USUAL),
        new & (sounds >= VERY_USUAL),
        np.log1p(pairs),
        np.log1p(sounds),
        pairs <= 1,
    ]
    table = np.stack([np.where(both, column, 0.0) for column in (*columns, np.ones(len(pairs)))])
    padded = np.concatenate((table, np.zeros((len(table), 1))), axis=1)
    sums = np.add.reduceat(padded, np.minimum(starts, padded.shape[1] - 1), axis=1)
    return np.asarray((sums[:-1] / np.maximum(sums[-1], 1)).T)
