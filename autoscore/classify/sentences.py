"""Sentences of turns, many turns at once: cut at end marks, and by the splitter where marks were lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.hashes import BARRIER
from autoscore.classify.split_features import BARE, PAD, SOFT, Gaps, Places, gaps
from autoscore.classify.split_model import BARE_HEAD, SOFT_HEAD, Splitter, context, hopeful, logits, parts, splitter
from autoscore.text.characters import points
from autoscore.text.sentences import sentences, trimmed

# So many characters without any mark may be one sentence of a turn that has its marks: none is looked for there.
STRETCH = 12
# From so many marks a character on, a missing mark means something.
_MARKED = 1 / 25
_MARK = re.compile(r"[^\w\s\[\]{}]|_")
# Filled sounds with which a speaker starts, and particles that close what was said.
_LEADING, _TRAILING = points("嗯呃哦"), points("啊呀哈")
_OPENING = "“‘「『（《【("
_COMMAS = frozenset("，,、 \u3000\t")

Span = tuple[int, int]


@dataclass(frozen=True)
class Judged:
    """Holds the gaps that may part two sentences: their places, and the log odds over the limit."""

    place: Places
    excess: NDArray[np.float64]


def sentences_of(texts: Sequence[str], by: Splitter | None = None) -> list[tuple[Span, ...]]:
    """Returns the spans of the sentences of each text, in code points: in order, apart, trimmed of blanks.

    Every character that is no blank is in one of them; the shipped splitter is used where none is given.
    """
    found = [list(sentences(text)) for text in texts]
    open_ = [
        (row, at) for row, spans in enumerate(found) for at, span in enumerate(spans) if _may_hold(texts[row], span)
    ]
    pieces = [texts[row][slice(*found[row][at])] for row, at in open_]
    having = {row: _has_marks(texts[row]) for row, _ in open_}
    marked = [having[row] for row, _ in open_]
    for (row, at), cut in zip(reversed(open_), reversed(_cuts(pieces, marked, by)), strict=True):
        if cut:
            found[row][at : at + 1] = _spans(texts[row], found[row][at], cut)
    return [tuple(spans) for spans in found]


def _may_hold(text: str, span: Span) -> bool:
    """Tells whether a piece may hold several sentences: it is long, or has a comma or a blank inside."""
    start, end = span
    return end - start > STRETCH or not _COMMAS.isdisjoint(text[start : end - 1])


def _has_marks(text: str) -> bool:
    return len(_MARK.findall(text)) >= _MARKED * len(text)


def _cuts(pieces: Sequence[str], marked: Sequence[bool], by: Splitter | None) -> list[list[int]]:
    """Returns where each piece is cut, as places of the characters that begin a sentence."""
    if not pieces:
        return []
    found = gaps(pieces)
    held = judge(found, np.array(marked, dtype=np.bool_), by or splitter())
    place = _settled(found, held.place[held.excess > 0])
    starts = np.concatenate(([0], np.cumsum([len(piece) + 1 for piece in pieces])))
    raw = np.sort(found.raw[place])
    bounds = np.searchsorted(raw, starts)
    return [(raw[low:high] - start).tolist() for low, high, start in zip(bounds, bounds[1:], starts, strict=False)]


def judge(found: Gaps, marked: NDArray[np.bool_], by: Splitter) -> Judged:
    """Judges the gaps of pieces that may part two sentences; `marked` tells which pieces are of turns with marks."""
    chosen = candidates(found)
    sums = parts(found, found.place[chosen], by)
    held = hopeful(sums)
    known = context(sums, found, found.place[chosen], held)
    chosen = chosen[held]
    place, soft = found.place[chosen], found.mark[chosen] == SOFT
    excess = logits(known, by, BARE_HEAD) - np.where(marked[found.turn[place] - PAD], by.facts[4], by.facts[2])
    excess[soft] = logits(known[soft], by, SOFT_HEAD) - by.facts[3]
    return Judged(place, excess)


def candidates(found: Gaps) -> Places:
    """Returns which gaps may part two sentences: commas, and those in long stretches without a mark."""
    size = np.zeros(len(found.codes), dtype=np.int64)
    parted = found.codes == BARRIER
    parted[found.place[found.mark != BARE]] = True
    edge = np.flatnonzero(parted)
    size[edge] = np.diff(edge, append=len(found.codes))
    long = size[edge][np.cumsum(parted)[found.place] - 1] > STRETCH
    held: Places = np.flatnonzero(((found.mark == SOFT) | (found.mark == BARE) & long) & ~found.closed)
    return held


def _settled(found: Gaps, place: Places) -> Places:
    """Moves cuts so that a filler stays with what follows it and a particle with what it closes."""
    for _ in range(2):
        back = np.isin(found.codes[place - 1], _LEADING)
        place = place - back
        place = place[found.codes[place - 1] != BARRIER]
    bare = found.raw[place] - found.raw[place - 1] == 1
    on = bare & np.isin(found.codes[place], _TRAILING)
    place = place + on
    settled: Places = np.unique(place[found.codes[place] != BARRIER])
    return settled


def _spans(text: str, span: Span, cuts: Sequence[int]) -> list[Span]:
    """Returns the parts of a span between cuts, trimmed of blanks; an opening mark goes with what follows."""
    start, end = span
    bounds = [start, *(_before_opening(text, start, start + cut) for cut in cuts), end]
    return [part for low, high in pairwise(bounds) for part in trimmed(text, low, high)]


def _before_opening(text: str, start: int, cut: int) -> int:
    while cut > start and text[cut - 1] in _OPENING:
        cut -= 1
    return cut
