"""Makes models/words/common.txt: how common the words of general Chinese are, from jieba's dictionary (MIT).

Run `python -m autoscore.text.make_words` after changing a rule below; needs the extra `tables`.
"""

import importlib
import math
from pathlib import Path

from autoscore import resources

# A word seen less often than this is rare, and need not be listed.
LEAST_COUNT = 200
HEAD = (
    "# 常用词：每行先写 ln(总词数/词频)，后面是词；没有列出的都算少见。",
    "# Made by `python -m autoscore.text.make_words` from the word counts of jieba's dictionary (MIT licence).",
)


def lines() -> list[str]:
    """Returns the lines of the file: a rarity to half a unit, and its words."""
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    jieba.initialize()
    counts, total = jieba.dt.FREQ, jieba.dt.total
    groups: dict[float, list[str]] = {}
    for word, count in counts.items():
        if count >= LEAST_COUNT and all("一" <= char <= "鿿" for char in word):
            groups.setdefault(round(2 * math.log(total / count)) / 2, []).append(word)
    return [f"{rarity} {' '.join(sorted(words))}" for rarity, words in sorted(groups.items())]


def make(target: Path) -> None:
    """Writes the file into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    (target / "common.txt").write_text("\n".join((*HEAD, *lines())) + "\n", "utf-8")


if __name__ == "__main__":
    make(resources.folder("models") / "words")
