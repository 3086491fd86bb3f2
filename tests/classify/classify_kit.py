"""Sentences for the tests of the question model: any at all, held-out ones, the shipped ones, a small set."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from autoscore.classify import Sentence, shipped
from autoscore.classify.corpus import Row, read
from autoscore.classify.cues import Cues
from autoscore.classify.cues import read as read_cues

HEAD = "label\tdetail\trole\tgroup\ttraits\tprev\ttext"
# Cues, fillers, stutters, marks, blanks, digits, letters, a Traditional and a full-width character, an astral one.
NOISE = "您您我吗呢吧还是什么多少哪个好不好没有嗯啊哦，,、。？！；… \n\t1298.５Ａb嗎麼😀𠮷[]"
noisy_text = st.text(st.sampled_from(NOISE), max_size=14)
any_text = noisy_text | st.text(max_size=10)
any_sentence = st.builds(Sentence, any_text, any_text)

# Sentences so plain that a few of a kind teach it.
FRAMES = {
    ("open", "fact"): ("{}要多少钱", "{}卖多少", "一共多少个{}", "多少人有{}"),
    ("open", "free"): ("{}怎么用", "怎么修{}", "{}怎么办", "怎么没有{}"),
    ("closed", "verify"): ("是不是您的{}", "{}是不是坏了", "是不是要{}", "是不是这个{}"),
    ("closed", "ability"): ("能不能换{}", "{}能不能修", "{}能不能退", "能不能寄{}"),
    ("closed", "request"): ("换个{}好吗", "先看{}好吗", "您等{}好吗", "帮您记下{}好吗"),
    ("choice", "-"): ("要{}还是不要", "{}还是别的", "选{}还是选现金", "大的{}还是小的"),
    ("speculative", "-"): ("您应该有{}吧", "应该是{}吧", "{}应该坏了吧", "应该没带{}吧"),
    ("leading", "-"): ("如果{}便宜您会考虑吗", "如果送{}您会要吗", "如果有{}会更方便吗", "如果丢了{}您会急吗"),
    ("rhetorical", "-"): ("难道{}不要钱", "难道{}白送", "难道我偷{}", "难道{}会飞"),
    ("none", "-"): ("{}已经好了", "我把{}给您了", "{}已经送到了", "您的{}换好了"),
}
WORDS = ("雨伞", "门票")


@dataclass(frozen=True)
class Gold:
    """Is one held-out sentence with its label."""

    id: str
    label: str
    sentence: Sentence


@cache
def gold(name: str) -> tuple[Gold, ...]:
    """Returns the sentences of a held-out file."""
    lines = (json.loads(line) for line in Path(__file__).with_name(name).read_text("utf-8").splitlines())
    return tuple(Gold(one["id"], one["label"], Sentence(one["text"], one["prev"])) for one in lines)


@cache
def training() -> tuple[Row, ...]:
    """Returns the shipped training set."""
    return read(shipped.folder() / "sentences")


def small_set(folder: Path) -> Path:
    """Writes a made-up training set of eighty sentences, and returns its folder."""
    rows = [
        f"{label}\t{detail}\tagent\tg{number:03}{place}\t-\t\t{frame.format(word)}{'。' if label == 'none' else '？'}"
        for number, ((label, detail), frames) in enumerate(FRAMES.items())
        for place, frame in enumerate(frames)
        for word in WORDS
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "made-up.tsv").write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    return folder


def table(folder: Path, *lines: str) -> Cues:
    """Returns the cues of a table of one's own."""
    path = folder / "cues.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_cues(path)


def points(text: str) -> NDArray[np.uint32]:
    """Returns the code points of a text as they are."""
    return np.array([ord(char) for char in text], dtype=np.uint32)
