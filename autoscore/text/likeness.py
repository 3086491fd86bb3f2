"""How like two runs of sounds are: the one door to rapidfuzz."""

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any


@cache
def _fuzz() -> Any:
    return importlib.import_module("rapidfuzz.fuzz")


def closest(phrases: Sequence[str], text: str, cutoff: int) -> tuple[int, int, int, int] | None:
    """Returns (phrase number, start, end, strength) of the run of `text` most like one of the phrases, or None.

    Strength is 0 to 100. A text shorter than a phrase is not asked: the shorter would be sought in the longer.
    """
    best: tuple[int, int, int, int] | None = None
    for number, phrase in enumerate(phrases):
        if not 0 < len(phrase) <= len(text):
            continue
        aligned = _fuzz().partial_ratio_alignment(phrase, text, score_cutoff=cutoff)
        if aligned is not None and (best is None or aligned.score > best[3]):
            best = (number, aligned.dest_start, aligned.dest_end, int(aligned.score))
            cutoff = max(cutoff, best[3])
    return best
