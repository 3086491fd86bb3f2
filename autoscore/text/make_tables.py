"""Makes the per-character tables shipped in models/characters, so that nothing of this is imported while scoring.

Run `python -m autoscore.text.make_tables` after changing a rule below; needs the extra `tables`.
"""

import importlib
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore import resources

SIZE = 0x10000
_DIGITS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_VARIANTS = {"妳": "你", "祂": "他", "牠": "它", "衹": "只", "祇": "只", "麽": "么", "喫": "吃"}
# One letter stands for the pairs that Mandarin speakers and recognisers mix up.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
_FINALS = (("ing", "in"), ("eng", "en"), ("ang", "an"))


def normal_table() -> NDArray[np.uint16]:
    """Maps each code point below 65,536 to its normal form: half width, lower case, Simplified; one for one."""
    simplify = importlib.import_module("opencc").OpenCC("t2s").convert
    table = np.arange(SIZE, dtype=np.uint16)
    for point in range(SIZE):
        table[point] = ord(_normal(chr(point), simplify))
    return table


def _normal(char: str, simplify: Callable[[str], str]) -> str:
    if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    if unicodedata.category(char) == "Cs":
        return "\ufffd"
    if "\uff01" <= char <= "\uff5e":
        char = chr(ord(char) - 0xFEE0)
    char = _VARIANTS.get(char, char)
    for step in (simplify, str.lower):
        changed = step(char)
        if len(changed) == 1 and ord(changed) < SIZE:
            char = changed
    return char


def syllable_of(char: str) -> str:
    """Returns the first toneless reading of a character or digit, or an empty string."""
    pypinyin = importlib.import_module("pypinyin")
    if char.isascii() and char.isdigit():
        char = _DIGITS[int(char)]
    readings = pypinyin.lazy_pinyin(char, errors="ignore")
    return readings[0] if readings and readings[0].isalpha() else ""


def near(syllable: str) -> str:
    """Returns the class of a syllable under near-sounds (z/zh, c/ch, s/sh, n/l, f/h, in/ing, en/eng, an/ang)."""
    for long, short in _INITIALS:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
            break
    for long, short in _FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


def syllable_tables() -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Maps each code point to the number of its toneless syllable and of its near-sound class; 0 for none."""
    readings = ["" for _ in range(SIZE)]
    for point in (*range(0x30, 0x3A), *range(0x3400, 0xA000)):
        readings[point] = syllable_of(chr(point))
    exact = _numbered(readings)
    return exact, _numbered([near(reading) for reading in readings])


def _numbered(names: list[str]) -> NDArray[np.uint16]:
    order = {name: number for number, name in enumerate(sorted({*names, ""}))}
    return np.array([order[name] for name in names], dtype=np.uint16)


def make(target: Path) -> None:
    """Writes normal.npy, syllable.npy and near.npy into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    exact, near_table = syllable_tables()
    for name, table in (("normal", normal_table()), ("syllable", exact), ("near", near_table)):
        np.save(target / f"{name}.npy", table)


if __name__ == "__main__":
    make(resources.folder("models") / "characters")
