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
from autoscore.text.phonology import differences

SIZE = 0x10000
_DIGITS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_VARIANTS = {"妳": "你", "祂": "他", "牠": "它", "衹": "只", "祇": "只", "麽": "么", "喫": "吃"}
# The second reading of common characters that have two which matter.
_ALSO = (
    "的di 了liao 还huan 没mo 都du 地de 会kuai 哪nei 那nei 行hang 着zhao 大dai 单shan 卡qia 车ju 便pian "
    "和huo 觉jiao 长chang 重chong 差chai 度duo 核hu 色shai 折she 调tiao 省xing 校jiao 降xiang 落la "
    "俩liang 传zhuan 角jue 乐yue 称chen 参shen 宿xiu 率shuai 弹tan 朝zhao 石dan 将qiang 系ji 给ji 约yao 模mu "
    "血xie 露lou 薄bo 削xiao 塞se 六lu 似si 提di 什shi 解xie 曾zeng 圈juan 说shui 查zha 1yao 幺yi 识zhi "
    "咱za 把bai 么mo 吗me"
)
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


def readings() -> list[str]:
    """Returns the first toneless reading of each code point, empty for none."""
    found = ["" for _ in range(SIZE)]
    for point in (*range(0x30, 0x3A), *range(0x3400, 0xA000)):
        found[point] = syllable_of(chr(point))
    return found


def second_readings(first: list[str]) -> list[str]:
    """Returns the second reading of each code point, the first where it has no other that matters."""
    second = list(first)
    for also in _ALSO.split():
        second[ord(also[0])] = also[1:]
    return second


def numbered(names: list[str], among: list[str]) -> NDArray[np.uint16]:
    """Returns the place of each name among others in order; 0 is no name."""
    order = {name: number for number, name in enumerate(sorted({*among, ""}))}
    return np.array([order[name] for name in names], dtype=np.uint16)


def make(target: Path) -> None:
    """Writes the tables into a folder: normal, syllable, second, near, and unlike (each syllable against each)."""
    target.mkdir(parents=True, exist_ok=True)
    first = readings()
    near_sounds = [near(reading) for reading in first]
    tables: dict[str, NDArray[np.uint16] | NDArray[np.uint8]] = {
        "normal": normal_table(),
        "syllable": numbered(first, first),
        "second": numbered(second_readings(first), first),
        "near": numbered(near_sounds, near_sounds),
        "unlike": differences(sorted({*first, ""})),
    }
    for name, table in tables.items():
        np.save(target / f"{name}.npy", table)


if __name__ == "__main__":
    make(resources.folder("models") / "characters")
