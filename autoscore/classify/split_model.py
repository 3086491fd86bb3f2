"""The splitter: how likely each gap of a turn parts two sentences, many turns at once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore.classify import shipped
from autoscore.classify.hashes import BARRIER
from autoscore.classify.split_features import PARTS, Gaps, Numbers, Places, keys

BITS = 18
# Heads: for a gap without a mark, and for one with a comma.
BARE_HEAD, SOFT_HEAD = 0, 1
FILES = ("table", "facts", "inner", "outer")
NAMES = tuple(f"split-{name}" for name in FILES)
# What counts as no boundary at all, and what counts as one when the nearest is looked for.
LOWEST = -6.0
# Below this score a gap is no boundary, whatever stands around it.
HOPELESS = -4.5
_LIKELY = (-1.0, 1.0)
# How far an end of the turn is makes no difference beyond: nothing was learnt from longer turns.
FURTHEST = 120
_NEAR, _FAR = (-4, -3, -2, -1, 1, 2, 3, 4), (3, 6, 12)
_BESIDE = (-2, -1, 0, 1, 2)
# No less than what is looked at on one side.
_ROOM = 12

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Splitter:
    """Holds the arrays of the splitter.

    `table`: a feature a place, its low byte of hash above its weight in eight bits; `facts`: the unit of a weight, the
    bias, the limits of a gap without a mark, with a comma, and without a mark in a turn that has marks; `inner` and
    `outer`: two layers for each head, with the biases in the last line.
    """

    table: NDArray[np.uint16]
    facts: NDArray[np.float32]
    inner: NDArray[np.float32]
    outer: NDArray[np.float32]


@cache
def splitter() -> Splitter:
    """Loads the shipped splitter once a process."""
    return Splitter(*shipped.load(shipped.folder(), NAMES))


def save(found: Splitter, into: Path) -> None:
    """Writes the arrays of a splitter."""
    shipped.store({name: getattr(found, field) for name, field in zip(NAMES, FILES, strict=True)}, into)


def names(hashed: Numbers) -> Numbers:
    """Returns the names of features: the place in the table above one byte that tells whose place it is."""
    return (hashed >> np.uint32(32 - BITS) << np.uint32(8)) | (hashed & np.uint32(0xFF))


def parts(found: Gaps, place: Places, by: Splitter) -> Floats:
    """Returns the sums of the weights at some places with the bias, a line a place and a column a part."""
    sums = np.zeros((PARTS.max() + 1, len(place)), dtype=np.int16)
    for part, column in zip(PARTS, keys(found, place), strict=True):
        held = by.table.take(column >> np.uint32(32 - BITS))
        held ^= column.astype(np.uint16) << np.uint16(8)
        weight = held.astype(np.int8)
        weight *= (held < 256).view(np.int8)
        sums[part] += weight
    scaled: Floats = sums.T * float(by.facts[0]) + float(by.facts[1]) / len(sums)
    return scaled


def logits(context: Floats, by: Splitter, head: int) -> Floats:
    """Returns the log odds of boundaries by what is known of the gaps."""
    inner, outer = by.inner[head], by.outer[head]
    # In double precision, so that the company in which a turn is looked at changes nothing that can be seen.
    hidden = context @ inner[:-1].astype(np.float64)
    hidden += inner[-1]
    np.maximum(hidden, 0, out=hidden)
    found: Floats = hidden @ outer[:-1].astype(np.float64) + outer[-1]
    return found


def hopeful(sums: Floats) -> Places:
    """Returns which gaps may be boundaries at all, by their scores alone."""
    held: Places = np.flatnonzero(sums.sum(axis=1) > HOPELESS)
    return held


def context(sums: Floats, found: Gaps, place: Places, chosen: Places) -> Floats:
    """Returns what is known of chosen gaps among some: scores there and around, the way to likely gaps and the ends."""
    own = place[chosen]
    score = np.maximum(sums.sum(axis=1), LOWEST)
    barrier = np.flatnonzero(found.codes == BARRIER)
    at = found.turn[own]
    first, last = barrier[at - 1] + 1, barrier[at]
    # What is asked of a way, in characters, by all of them at once; none is longer than its turn.
    logarithm = np.log1p(np.arange(np.max(last - first, initial=0) + 2))
    columns = [score[chosen], np.minimum(own - first, 30) / 10, np.minimum(last - own, 30) / 10]
    columns += [logarithm[np.minimum(way, FURTHEST)] for way in (own - first, last - own)]
    # With room between the turns, nothing near a gap is of another one.
    apart = place + _ROOM * found.turn[place]
    size = len(found.codes) + _ROOM * (len(barrier) + 1)
    around = np.full(size, LOWEST)
    around[apart] = score
    there = apart[chosen]
    columns += [around[there + by] for by in _NEAR]
    columns += _highest(around, there)
    for limit in _LIKELY:
        ways, heights = _nearest(place, score, limit, chosen, np.stack((first - 1, last)))
        columns += [*(logarithm[way] for way in ways), *heights]
    spread = np.zeros((size, sums.shape[1]))
    spread[apart] = sums
    beside = np.stack([spread.take(there + by, axis=0) for by in _BESIDE])
    by_part = beside.transpose(2, 0, 1).reshape(len(_BESIDE) * sums.shape[1], len(own))
    known: Floats = np.concatenate((columns, by_part)).T
    return known


def _highest(around: Floats, place: Places) -> list[Floats]:
    """Returns the highest scores within some characters to the left and to the right."""
    two = np.maximum(around[:-1], around[1:])
    three = np.maximum(two[:-1], around[2:])
    six = np.maximum(three[:-3], three[3:])
    twelve = np.maximum(six[:-6], six[6:])
    runs = tuple(zip((three, six, twelve), _FAR, strict=True))
    return [*(run[place - length] for run, length in runs), *(run[place + 1] for run, _ in runs)]


def _nearest(
    place: Places, score: Floats, limit: float, chosen: Places, ends: Places
) -> tuple[list[Places], list[Floats]]:
    """Returns how far the nearest gaps above a limit, or the ends, are on both sides, and how likely these are."""
    likely = score > limit
    where, height = np.append(place[likely], 0), np.append(np.minimum(score[likely], 3), 3)
    count = len(where) - 1
    passed = np.cumsum(likely)[chosen]
    before, after = passed - likely[chosen] - 1, np.minimum(passed, count)
    left, right = where[before], where[after]
    own_left, own_right = (left > ends[0]) & (before >= 0), (right < ends[1]) & (after < count)
    own = place[chosen]
    ways = [own - np.where(own_left, left, ends[0]), np.where(own_right, right, ends[1]) - own]
    return ways, [np.where(own_left, height[before], 3), np.where(own_right, height[after], 3)]
