"""Other ways in which recognition might have written a sentence: punctuation lost or wrong."""

from collections.abc import Iterator
from zlib import crc32

from autoscore.classify.corpus import Row
from autoscore.classify.features import Sentence
from autoscore.classify.labels import NONE

_ENDS = "。？！?!.，,；;"
_OTHERS = ("，", "。", "", "？")
# Only its mark makes such a sentence a question: without it, it is none.
_BY_MARK = "no_mark"


def variants(row: Row) -> Iterator[Sentence]:
    """Yields a sentence as it is, with no punctuation at all, and with another end mark, where its label stays true."""
    yield Sentence(row.text, row.previous)
    if _BY_MARK in row.traits:
        return
    yield Sentence(bare(row.text), bare(row.previous))
    # A statement with an invented question mark may be a question: no such is made up.
    others = _OTHERS[:-1] if row.label == NONE else _OTHERS
    # By the words themselves, so that a new sentence in the set changes nothing for the others.
    other = others[crc32(row.text.encode()) % len(others)]
    yield Sentence(row.text.rstrip(_ENDS) + other, row.previous)


def bare(text: str) -> str:
    """Returns a text with its marks and blanks left out; what stands for a masked number stays."""
    return "".join(char for char in text if char.isalnum() or char in "[]")
