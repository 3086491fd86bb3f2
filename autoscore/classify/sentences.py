"""Sentences of turns, many turns at once: cut at end marks, and by the splitter where marks were lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.hashes import BARRIER, Numbers
from autoscore.classify.split_features import BARE, PAD, SOFT, Gaps, Places, gaps_of
from autoscore.classify.split_model import BARE_HEAD, SOFT_HEAD, Splitter, context, hopeful, logits, parts, splitter
from autoscore.classify.turns import BLANKS, Spans, Turns, pieces
from autoscore.text.characters import points, to_text
from autoscore.text.sentences import ENDS

# So many characters without any mark may be one sentence of a turn that has its marks: none is looked for there.
STRETCH = 12
# From so many marks a character on, a missing mark means something.
_MARKED = 1 / 25
_MARK = re.compile(r"[^\w\s\[\]{}]|_")
_MARKS = re.compile(f"(?:{_MARK.pattern})+")
# Filled sounds with which a speaker starts, and particles that close what was said.
_LEADING, _TRAILING = points("嗯呃哦"), points("啊呀哈")
_OPENING = "“‘「『（《【("
_COMMAS = "，,、 \u3000\t"
# What a raw character is, as bits of one table; beyond the tables it is none of these, or a mark.
_IS_END, _IS_BLANK, _IS_COMMA, _IS_MARK, _IS_OPENING = 1, 2, 4, 8, 16
_BEYOND = 0x10000

Span = tuple[int, int]
Flags = NDArray[np.uint8]


@dataclass(frozen=True)
class Judged:
    """Holds the gaps that may part two sentences: their places, and the log odds over the limit."""

    place: Places
    excess: NDArray[np.float64]


def sentences_of(texts: Sequence[str], by: Splitter | None = None) -> list[tuple[Span, ...]]:
    """Returns the spans of the sentences of each text, in code points: in order, apart, trimmed of blanks.

    Every character that is no blank is in one of them; the shipped splitter is used where none is given.
    """
    turns = Turns.of(texts)
    found = sentence_spans(turns, by)
    base = turns.bounds[found.turn]
    spans = list(zip((found.start - base).tolist(), (found.end - base).tolist(), strict=True))
    cut = np.searchsorted(found.turn, np.arange(len(texts) + 1)).tolist()
    return [tuple(spans[low:high]) for low, high in pairwise(cut)]


def sentence_spans(turns: Turns, by: Splitter | None = None) -> Spans:
    """Returns the sentences of turns, in order: apart, trimmed of blanks, all that is no blank in one of them."""
    flags = _flags_of(turns)
    solid = _counted((flags & _IS_BLANK) == 0)
    found = _marked(turns, flags, solid)
    open_ = np.flatnonzero(_may_hold(found, flags))
    if not len(open_):
        return found
    count = _counted((flags & _IS_MARK) > 0)[turns.bounds]
    has_marks = np.diff(count) >= _MARKED * (np.diff(turns.bounds) - 1)
    cuts = _cuts(turns.normal, found, open_, has_marks[found.turn[open_]], by or splitter())
    return _trimmed(turns, np.sort(np.concatenate((found.start, _before_opening(found, cuts, flags)))), found, solid)


@cache
def _table() -> Flags:
    """Returns what each raw character is."""
    table = np.zeros(_BEYOND + 1, dtype=np.uint8)
    table[[ord(char) for char in ENDS]] |= _IS_END
    table[points(BLANKS)] |= _IS_BLANK
    table[points(_COMMAS)] |= _IS_COMMA
    table[points(_OPENING)] |= _IS_OPENING
    for match in _MARKS.finditer(to_text(np.arange(_BEYOND, dtype=np.uint32))):
        table[match.start() : match.end()] |= _IS_MARK
    return table


def _flags_of(turns: Turns) -> Flags:
    flags = _table().take(turns.raw, mode="clip")
    far = np.flatnonzero(turns.raw >= _BEYOND)
    if len(far):
        flags[far[[_MARK.match(char) is not None for char in to_text(turns.raw[far])]]] = _IS_MARK
    flags[turns.bounds[1:] - 1] = _IS_BLANK
    return flags


def _counted(flags: NDArray[np.bool_]) -> Places:
    """Returns for each place, and the end, how many flags stand before it."""
    count = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=count[1:])
    return count


def _marked(turns: Turns, flags: Flags, solid: Places) -> Spans:
    """Returns the parts of turns that end marks part."""
    ends = flags & _IS_END
    last = np.flatnonzero(ends[:-1] > ends[1:]) + 1
    starts = np.sort(np.concatenate((turns.bounds[:-1], last)))
    return _spans(turns, starts, np.append(starts[1:], len(turns.raw)), solid)


def _spans(turns: Turns, start: Places, end: Places, solid: Places) -> Spans:
    """Returns spans without the blanks at their ends; those that hold only blanks are left out."""
    first, last = solid[start], solid[end]
    held = last > first
    place = np.flatnonzero(solid[1:] != solid[:-1])
    start, end = place[first[held]], place[last[held] - 1] + 1
    return Spans(np.searchsorted(turns.bounds, start, side="right") - 1, start, end)


def _may_hold(found: Spans, flags: Flags) -> NDArray[np.bool_]:
    """Tells which pieces may hold several sentences: they are long, or have a comma or a blank inside."""
    commas = _counted((flags & _IS_COMMA) > 0)
    may: NDArray[np.bool_] = (found.end - found.start > STRETCH) | (commas[found.end - 1] > commas[found.start])
    return may


def _cuts(normal: Numbers, found: Spans, open_: Places, marked: NDArray[np.bool_], by: Splitter) -> Places:
    """Returns where pieces are cut: the places of the characters that begin a sentence."""
    codes, origin = pieces(normal, found.start[open_], found.end[open_])
    between = gaps_of(codes)
    held = judge(between, marked, by)
    return origin[between.raw[_settled(between, held.place[held.excess > 0])]]


def _before_opening(found: Spans, cuts: Places, flags: Flags) -> Places:
    """Moves cuts so that opening marks go with what follows them."""
    start = found.start[np.searchsorted(found.start, cuts, side="right") - 1]
    opens = (cuts > start) & ((flags[cuts - 1] & _IS_OPENING) > 0)
    while opens.any():
        cuts = cuts - opens
        opens = (cuts > start) & ((flags[cuts - 1] & _IS_OPENING) > 0)
    return cuts


def _trimmed(turns: Turns, starts: Places, found: Spans, solid: Places) -> Spans:
    """Returns the parts of pieces from one start to the next, or to the end of the piece."""
    piece = np.searchsorted(found.start, starts, side="right") - 1
    return _spans(turns, starts, np.minimum(np.append(starts[1:], len(turns.raw)), found.end[piece]), solid)


def judge(found: Gaps, marked: NDArray[np.bool_], by: Splitter) -> Judged:
    """Judges the gaps of pieces that may part two sentences; `marked` tells which pieces are of turns with marks."""
    chosen = candidates(found)
    sums = parts(found, found.place[chosen], by)
    held = hopeful(sums)
    known = context(sums, found, found.place[chosen], held)
    chosen = chosen[held]
    place, soft = found.place[chosen], found.mark[chosen] == SOFT
    excess = logits(known, by, BARE_HEAD) - np.where(marked[found.turn[place] - PAD], by.facts[4], by.facts[2])
    comma = np.flatnonzero(soft)
    excess[comma] = logits(known[comma], by, SOFT_HEAD) - by.facts[3]
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
