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
_ROOM = 20

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
    return Splitter(*shipped.load(NAMES))


def save(found: Splitter, into: Path) -> None:
    """Writes the arrays of a splitter."""
    shipped.store({name: getattr(found, field) for name, field in zip(NAMES, FILES, strict=True)}, into)


def names(hashed: Numbers) -> Numbers:
    """Returns the names of features: the place in the table above one byte that tells whose place it is."""
    return (hashed >> np.uint32(32 - BITS) << np.uint32(8)) | (hashed & np.uint32(0xFF))


def parts(found: Gaps, place: Places, by: Splitter) -> Floats:
    """Returns the sums of the weights at some places with the bias, a line a place and a column a part."""
    sums = np.zeros((PARTS.max() + 1, len(place)), dtype=np.int32)
    for part, column in zip(PARTS, keys(found, place), strict=True):
        held = by.table.take(column >> np.uint32(32 - BITS))
        held ^= column.astype(np.uint16) << np.uint16(8)
        sums[part] += np.where(held < 256, held.astype(np.int8), np.int8(0))
    scaled: Floats = sums.T * float(by.facts[0]) + float(by.facts[1]) / len(sums)
    return scaled


def logits(context: Floats, by: Splitter, head: int) -> Floats:
    """Returns the log odds of boundaries by what is known of the gaps."""
    inner, outer = by.inner[head], by.outer[head]
    # In double precision, so that the company in which a turn is looked at changes nothing that can be seen.
    hidden = np.maximum(context @ inner[:-1].astype(np.float64) + inner[-1], 0)
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
    around = np.full(len(found.codes) + 2 * _ROOM, LOWEST)
    around[place + _ROOM] = score
    barrier = np.flatnonzero(found.codes == BARRIER)
    at = found.turn[own]
    first, last = barrier[at - 1] + 1, barrier[at]
    columns = [score[chosen], np.minimum(own - first, 30) / 10, np.minimum(last - own, 30) / 10]
    columns += [np.log1p(np.minimum(way, FURTHEST)) for way in (own - first, last - own)]
    turn = np.pad(found.turn, _ROOM, constant_values=-1)
    columns += [np.where(turn[own + _ROOM + by] == turn[own + _ROOM], around[own + _ROOM + by], LOWEST) for by in _NEAR]
    columns += _highest(around, own, np.stack((own - first, last - own)))
    for limit in _LIKELY:
        likely = score > limit
        columns += _nearest(place[likely], score[likely], own, np.stack((first - 1, last)))
    spread = np.zeros((sums.shape[1], len(around)))
    spread[:, place + _ROOM] = sums.T
    beside = [(by, turn[own + _ROOM + by] == turn[own + _ROOM]) for by in (-2, -1, 0, 1, 2)]
    columns += [np.where(inside, part[own + _ROOM + by], 0) for part in spread for by, inside in beside]
    return np.stack(columns, axis=1)


def _highest(around: Floats, place: Places, room: Places) -> list[Floats]:
    """Returns the highest scores within some characters to the left and to the right, in the same turn."""
    columns = []
    for side, free in zip((-1, 1), room, strict=True):
        run = np.full(len(place), LOWEST)
        for by in range(1, _FAR[-1] + 1):
            run = np.where(free > by, np.maximum(run, around[place + _ROOM + side * by]), run)
            if by in _FAR:
                columns.append(run)
    return columns


def _nearest(likely: Places, score: Floats, place: Places, ends: Places) -> list[Floats]:
    """Returns how far the nearest likely gaps or ends are on both sides, and how likely these are."""
    where, height = np.append(likely, 0), np.append(np.minimum(score, 3), 3)
    count = len(likely)
    before = np.searchsorted(likely, place) - 1
    after = np.minimum(np.searchsorted(likely, place, side="right"), count)
    left, right = where[before], where[after]
    own_left, own_right = (left > ends[0]) & (before >= 0), (right < ends[1]) & (after < count)
    return [
        np.log1p(place - np.where(own_left, left, ends[0])),
        np.log1p(np.where(own_right, right, ends[1]) - place),
        np.where(own_left, height[before], 3),
        np.where(own_right, height[after], 3),
    ]
