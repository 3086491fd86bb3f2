"""How unlike two syllables of Mandarin sound, for the table that is shipped; not imported while scoring.

The classes are those of its parts: initials by place and manner, finals by glide, nucleus and coda. The pairs that
speakers and recognisers mix up most come next to nothing; what shares neither initial nor final costs all.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

ALL = 100
# What a listener goes by: finals last longer than initials, above all over a telephone line.
INITIAL, FINAL = 45, 55
NEAR, AKIN, FAR, OTHER = 0.1, 0.35, 0.7, 1.0
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")
_NEAR_INITIALS = ("z zh", "c ch", "s sh", "n l", "f h", "r l", "n r")
# Same place with other breath, same manner at the neighbouring place, or a voiced onset that is easily swallowed.
_AKIN_INITIALS = ("b p", "d t", "g k", "j q", "z c", "zh ch", "j zh", "q ch", "x sh", "j z", "q c", "x s", "j x")
_FAR_INITIALS = (
    *(
        "m n",
        "m b",
        "b d",
        "d g",
        "p t",
        "t k",
        "k h",
        "g h",
        "x h",
        "q x",
        "ch sh",
        "c s",
        "z d",
        "zh d",
        "l d",
        "n d",
    ),
    *("s z", "sh zh", "sh r", "zh r", "f s", "f p", "f b", " m", " n", " l", " r", " h"),
)
_NEAR_FINALS = (
    "in ing",
    "en eng",
    "an ang",
    "ian iang",
    "uan uang",
    "uen ong",
    "o uo",
    "ü u",
    "uen ueng",
    "o e",
    "e uo",
)


def split(syllable: str) -> tuple[str, str]:
    """Returns initial and final of a toneless syllable, with y, w and the ü behind j, q, x written out."""
    written = _written_out(syllable)
    initial = next((one for one in _INITIALS if written.startswith(one)), "")
    final = written[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "ü" + final[1:]
    return initial, {"ui": "uei", "iu": "iou", "un": "uen"}.get(final, final)


def _written_out(syllable: str) -> str:
    syllable = syllable.replace("v", "ü")
    for short, full in (("yu", "ü"), ("yi", "i"), ("y", "i"), ("wu", "u"), ("w", "u")):
        if syllable.startswith(short):
            return full + syllable[len(short) :]
    return syllable


def difference(one: str, other: str) -> int:
    """Returns how unlike two syllables sound, 0 to 100; 100 where either is none."""
    if not one or not other:
        return ALL
    (initial, final), (initial_2, final_2) = split(one), split(other)
    return round(INITIAL * _initials_differ(initial, initial_2) + FINAL * _finals_differ(final, final_2))


def _initials_differ(one: str, other: str) -> float:
    if one == other:
        return 0.0
    for cost, listed in ((NEAR, _NEAR_INITIALS), (AKIN, _AKIN_INITIALS), (FAR, _FAR_INITIALS)):
        if f"{one} {other}" in listed or f"{other} {one}" in listed:
            return cost
    return OTHER


def _finals_differ(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if f"{one} {other}" in _NEAR_FINALS or f"{other} {one}" in _NEAR_FINALS:
        return NEAR
    (glide, nucleus, coda), (glide_2, nucleus_2, coda_2) = _parts(one), _parts(other)
    differ = (glide != glide_2) * 0.25 + (coda != coda_2) * 0.25 + _vowels_differ(nucleus, nucleus_2) * 0.5
    if {coda, coda_2} == {"n", "ng"}:
        differ -= 0.15
    return min(OTHER, max(differ, AKIN / 2))


def _parts(final: str) -> tuple[str, str, str]:
    """Returns glide, nucleus and coda of a final."""
    coda = next((end for end in ("ng", "n") if final.endswith(end)), "")
    vowels = final[: len(final) - len(coda)]
    if len(vowels) > 1 and vowels[0] in "iuü":
        glide, vowels = vowels[0], vowels[1:]
    else:
        glide = ""
    # The a of ian and üan is said as e.
    nucleus = "e" if glide in ("i", "ü") and vowels[:1] == "a" and coda == "n" else vowels[:1]
    return glide, nucleus, vowels[1:] + coda


def _vowels_differ(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return 0.5 if {one, other} in ({"e", "o"}, {"e", "a"}, {"i", "ü"}, {"u", "ü"}, {"o", "u"}, {"e", "i"}) else OTHER


def differences(names: list[str]) -> NDArray[np.uint8]:
    """Returns the table of differences between all pairs of some syllables, in their order."""
    pairs = (difference(one, other) for one, other in product(names, names))
    return np.fromiter(pairs, dtype=np.uint8, count=len(names) ** 2).reshape(len(names), len(names))
