"""What is kept of texts, many at once: normal code points without fillers, stutters and marks, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.hashes import BARRIER, Numbers
from autoscore.text.characters import FILLER, KEEP, characters, normalise, points

Places = NDArray[np.int64]
Flags = NDArray[np.uint8]

# What a normal character is, as bits of one table.
_KEPT, _MARK, _STUTTER, _DIGIT, _IN_NUMBERS, _HESITANT, _BEFORE, _BEHIND = 1, 2, 4, 8, 16, 32, 64, 128
# Characters beyond the tables are as this one is.
_BEYOND = 0xFFFD
_BEFORE_HESITANT, _BEHIND_HESITANT = points(",、。?!;:…\n "), points(",、…")
_HESITANT_HEAD, _HESITANT_TAIL = points("那个")


@dataclass(frozen=True)
class Kept:
    """Holds what is kept of some texts: `codes` with a barrier behind each text, `bounds` where the texts begin.

    `bounds` ends with the length of all; `comma` are the places before which a mark stands inside a text.
    """

    codes: Numbers
    bounds: Places
    comma: Places

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Kept":
        """Keeps what is to be kept of some texts."""
        codes = normalise(points("\n".join((*texts, ""))))
        # A line break inside a text is brought to its normal form, a blank; only these ends are barriers.
        codes[np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1] = BARRIER
        return cls.of_normal(codes)

    @classmethod
    def of_normal(cls, normal: Numbers) -> "Kept":
        """Keeps what is to be kept of texts in normal form, a barrier behind each."""
        flags = _flags().take(normal, mode="clip")
        kept = (flags & _KEPT).view(np.bool_)
        mark = np.flatnonzero(flags & _MARK != 0)
        inner = mark[(flags[mark] & _IN_NUMBERS) > 0]
        inner = inner[(flags[inner - 1] & flags[np.minimum(inner + 1, len(flags) - 1)] & _DIGIT) > 0]
        kept[inner] = True
        head = _hesitant(normal, flags)
        kept[head] = False
        kept[head + 1] = False
        index = np.flatnonzero(kept)
        again = _doubled(normal[index], flags[index])
        kept[index[again]] = False
        index = np.delete(index, again)
        codes = normal[index]
        return cls(codes, _bounds(codes), _commas(np.cumsum(kept, dtype=np.int64)[mark[~kept[mark]]], codes))


@cache
def _flags() -> Flags:
    tables = characters()
    flags = (tables.kind == KEEP).astype(np.uint8) * np.uint8(_KEPT)
    flags |= ((tables.kind != KEEP) & (tables.kind != FILLER)).astype(np.uint8) * np.uint8(_MARK)
    flags |= tables.stutter.astype(np.uint8) * np.uint8(_STUTTER)
    flags[0x30:0x3A] |= _DIGIT
    flags[points(".:,")] |= _IN_NUMBERS
    flags[_HESITANT_HEAD] |= _HESITANT
    flags[_BEFORE_HESITANT] |= _BEFORE
    flags[_BEHIND_HESITANT] |= _BEHIND
    table: Flags = flags[: _BEYOND + 1]
    return table


def _hesitant(normal: Numbers, flags: Flags) -> Places:
    """Returns where 那个 stands that is set off by marks: it is a filler there."""
    head: Places = np.flatnonzero(flags & _HESITANT != 0)
    head = head[normal[head + 1] == _HESITANT_TAIL]
    head = head[flags[head + 2] & _BEHIND != 0]
    opens: Places = head[(head == 0) | (flags[head - 1] & _BEFORE != 0)]
    return opens


def _doubled(codes: Numbers, flags: Flags) -> Places:
    """Returns the places of characters that only repeat the one before, where that is a stutter."""
    same = np.flatnonzero(codes[1:] == codes[:-1])
    doubled: Places = same[(flags[same] & _STUTTER) > 0] + 1
    return doubled


def _bounds(codes: Numbers) -> Places:
    return np.concatenate(([0], np.flatnonzero(codes == BARRIER) + 1))


def _commas(behind: Places, codes: Numbers) -> Places:
    """Returns the places before which a mark stands inside a text, by how many characters are kept before each mark."""
    behind = behind[np.append(True, behind[1:] != behind[:-1])[: len(behind)]]
    behind = behind[behind > 0]
    inside: Places = behind[(codes[behind] != BARRIER) & (codes[behind - 1] != BARRIER)]
    return inside
