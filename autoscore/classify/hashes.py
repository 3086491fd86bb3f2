"""Hashes of runs of characters and of other whole numbers, over many texts at once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

BARRIER = 10
BITS = 18
_PRIME = np.uint32(0x01000193)
_GOLDEN = np.uint32(0x9E3779B1)
_SECOND = np.uint32(0x85EBCA6B)

Numbers = NDArray[np.uint32]


def rolling(codes: Numbers, longest: int) -> Iterator[Numbers]:
    """Yields for each length from 1 the hashes of the runs that begin at each place; 0 where a run leaves its text."""
    hashed = codes.copy()
    inside = codes != BARRIER
    yield hashed * inside
    for length in range(2, longest + 1):
        hashed[: 1 - length] = hashed[: 1 - length] * _PRIME ^ codes[length - 1 :]
        inside[: 1 - length] &= codes[length - 1 :] != BARRIER
        inside[1 - length :] = False
        yield hashed * inside


def lengthened(hashed: Numbers, more: Numbers) -> Numbers:
    """Returns the hashes, as `rolling` has them, of runs with one more character each."""
    return hashed * _PRIME ^ more


def whole(word: str) -> int:
    """Returns the hash, as `rolling` has it, of one word: without arrays, which are dear for a few characters."""
    hashed = ord(word[0])
    for char in word[1:]:
        hashed = (hashed * int(_PRIME) ^ ord(char)) & 0xFFFFFFFF
    return hashed


def step(hashed: Numbers, more: Numbers) -> Numbers:
    """Returns the hashes of runs with one more value each."""
    return (hashed ^ more) * _PRIME


def buckets(keys: Numbers, kinds: Numbers, held: NDArray[np.bool_]) -> Numbers:
    """Returns a feature number from 1 to 2 ** BITS − 1 for each key, 0 where it is not held.

    `keys` has a line a place and a column a kind; equal keys of different kinds are different features.
    """
    hashed = keys ^ (kinds * _SECOND)
    hashed *= _GOLDEN
    hashed ^= hashed >> np.uint32(15)
    hashed *= _SECOND
    hashed >>= np.uint32(32 - BITS)
    np.maximum(hashed, np.uint32(1), out=hashed)
    hashed *= held
    return hashed
