"""The character tables: normal form, syllables, and what a character is (kept, filler, punctuation)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore import resources

KEEP, FILLER, SOFT, HARD = 0, 1, 2, 3
BARRIER = "\n"
# Sounds of hesitation that carry no content; 呢 吧 嘛 吗 了 are particles that change a sentence and stay.
FILLERS = "嗯啊呃哦噢喔唉诶欸哎呀呐"
HARD_MARKS = "。?!;…"
# A doubled pronoun or demonstrative is a stutter, not a word.
STUTTERS = "您我你他她它那这就对"
# The code of a syllable is its number in the private use area, so that it is one character that no text holds.
SOUND_BASE = 0xE000


@dataclass(frozen=True)
class Characters:
    """Holds the tables, each with one entry for each code point below 65,536 (others map as U+FFFD does)."""

    normal: NDArray[np.uint16]
    syllable: NDArray[np.uint16]
    second: NDArray[np.uint16]
    near: NDArray[np.uint16]
    kind: NDArray[np.uint8]
    stutter: NDArray[np.bool_]


@cache
def characters() -> Characters:
    """Loads the shipped tables once a process."""
    folder = resources.folder("models") / "characters"
    normal, syllable, second, near = (
        np.load(folder / f"{name}.npy") for name in ("normal", "syllable", "second", "near")
    )
    return Characters(normal, syllable, second, near, _kinds(), _members(STUTTERS))


def _members(chars: str) -> NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=np.bool_)
    table[[ord(char) for char in chars]] = True
    return table


def _kinds() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    for point in range(0x80):
        if not chr(point).isalnum() and chr(point) not in "[]{}":
            table[point] = SOFT
    for low, high in ((0x80, 0xBF), (0x2000, 0x206F), (0x3000, 0x3004), (0x3008, 0x3020), (0xFE30, 0xFE4F)):
        table[low : high + 1] = SOFT
    for marks, kind in ((HARD_MARKS, HARD), (FILLERS, FILLER), (BARRIER, KEEP)):
        for char in marks:
            table[ord(char)] = kind
    return table


def points(text: str) -> NDArray[np.uint32]:
    """Returns the code points of a text; a lone surrogate counts as itself."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _look_up(table: NDArray[np.uint16], codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
    return table[np.minimum(codes, 0xFFFD)]


def with_barriers(texts: Sequence[str]) -> NDArray[np.uint32]:
    """Returns the normal form of some texts, a barrier behind each."""
    codes = normalise(points("".join(f"{text}{BARRIER}" for text in texts)))
    # A line break inside a text is brought to its normal form, a blank; only these ends are barriers.
    codes[np.cumsum([len(text) + 1 for text in texts], dtype=np.int64) - 1] = ord(BARRIER)
    return codes


def one_digit_one_letter(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Returns normal code points with all digits as one and all Latin letters as one."""
    digit, letter = (codes >= 0x30) & (codes <= 0x39), (codes >= 0x61) & (codes <= 0x7A)
    return np.where(digit, np.uint32(0x30), np.where(letter, np.uint32(0x61), codes))


def normalise(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Returns the normal form of code points, one for one (beyond the tables a code point stays)."""
    normal = _look_up(characters().normal, codes).astype(np.uint32)
    return np.where(codes > 0xFFFF, codes, normal)


def sounds(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Returns the near-sound codes of normal code points; a character with no syllable stands for itself."""
    near = near_sounds(codes).astype(np.uint32)
    return np.where(near > 0, near + SOUND_BASE, codes)


def syllables(codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Returns the exact toneless syllable numbers of normal code points; 0 for none."""
    return _look_up(characters().syllable, codes)


def near_sounds(codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Returns the near-sound class numbers of normal code points; 0 for none."""
    return _look_up(characters().near, codes)


def to_text(codes: NDArray[np.uint32]) -> str:
    """Returns the text of code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


class _Translation(dict[int, int | None]):
    """Translates code points one by one, and remembers: for short texts it beats the arrays."""

    def __init__(self, rule: Callable[[int], int | None]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, point: int) -> int | None:
        self[point] = self._rule(point)
        return self[point]


def _normal_point(point: int) -> int:
    return int(characters().normal[point]) if point < 0x10000 else point


def _squeezed_point(point: int) -> int | None:
    normal = _normal_point(point)
    return normal if characters().kind[min(normal, 0xFFFD)] == KEEP else None


def _sound_point(point: int) -> int:
    near = int(characters().near[min(point, 0xFFFD)])
    return near + SOUND_BASE if near else point


_NORMAL, _SQUEEZED, _SOUND = map(_Translation, (_normal_point, _squeezed_point, _sound_point))
# 那个 set off by marks is a filler; elsewhere it is a word.
HESITANT = re.compile(r"(?:^|(?<=[,、。?!;:…\n ]))那个(?=[,、…])")
_DOUBLED = re.compile(f"([{STUTTERS}])\\1+")
_NUMBER_MARK = re.compile("(?<=[0-9])[.:,](?=[0-9])")


def normal_form(text: str) -> str:
    """Returns the normal form of a text: half width, lower case, Simplified; one character for one."""
    return text.translate(_NORMAL)


def sound_form(text: str) -> str:
    """Returns a normal text with every syllable replaced by the code of its near-sound class; one for one."""
    return text.translate(_SOUND)


def sound_forms(texts: Sequence[str]) -> list[str]:
    """Returns the same of many normal texts at once; none holds a barrier."""
    return to_text(sounds(points(BARRIER.join(texts)))).split(BARRIER) if texts else []


def squeeze(text: str) -> str:
    """Returns the squeezed normal form of a short text: no fillers, no stutters, no punctuation but within numbers."""
    normal = HESITANT.sub("", normal_form(text))
    marks = {match.start() for match in _NUMBER_MARK.finditer(normal)}
    if marks:
        kept = (char if place in marks else char.translate(_SQUEEZED) for place, char in enumerate(normal))
        return unstuttered("".join(kept))
    return unstuttered(normal.translate(_SQUEEZED))


def unstuttered(text: str) -> str:
    """Returns a squeezed text with doubled pronouns said once."""
    return _DOUBLED.sub(r"\1", text)
