"""Fits the splitter: hashed features first, then small networks on what these say of a gap and of those around it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from autoscore.classify.corpus import Row
from autoscore.classify.split_corpus import (
    UNCLEAN,
    Examples,
    Run,
    examples,
    joined,
    near_joints,
    neighbours,
    pooled,
    previous,
    with_commas,
    with_replies,
)
from autoscore.classify.split_features import SOFT, Flags, Numbers, keys
from autoscore.classify.split_model import (
    BARE_HEAD,
    BITS,
    SOFT_HEAD,
    Floats,
    Splitter,
    context,
    hopeful,
    logits,
    names,
    parts,
)

COST = 0.1
# A feature of fewer gaps is learnt by heart and helps nothing.
LEAST = 3
# How often a sentence is seen among others: those of rows, and those of turns.
TIMES, TURN_TIMES = 3, 2
# Far from a joint a gap is the same in every turn, and is learnt from once.
REACH = 4
FOLDS = 2
HIDDEN, ROUNDS, BATCH, RATE, DECAY = 32, 20, 512, 2e-3, 1e-3
# A comma parts two sentences only where so many of those that are taken for such do.
SURE_SOFT = 0.965
# In a turn with marks, a boundary without one has to be so much likelier, as log odds.
MARKED_MORE = 3.0
_LARGEST = 127
_LIMITS = np.arange(-25, 46) / 10

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Known:
    """Holds what is known of gaps, and which of them are joints, or neutral."""

    context: Floats
    joint: Flags
    neutral: Flags


def one_thread() -> AbstractContextManager[object]:
    """Returns a context of one thread: the sums of several come in another order, and end in other last digits."""
    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits


def fit(rows: Sequence[Row], turns: Sequence[Run]) -> Splitter:
    """Returns a splitter learnt from sentences and from turns; the same ones give the same arrays."""
    with one_thread():
        return _fit(rows, turns)


def _fit(rows: Sequence[Row], turns: Sequence[Run]) -> Splitter:
    natural = [*previous(rows), *turns]
    bare, clean, soft = _cross_fitted(rows, natural)
    first = linear(rows, natural)
    heads = [_network(bare.context[~bare.neutral], bare.joint[~bare.neutral]), _network(soft.context, soft.joint)]
    inner, outer = (np.stack(layers).astype(np.float32) for layers in zip(*heads, strict=True))
    both = Splitter(first.table, first.facts, inner, outer)
    limit = _best_limit(clean, logits(clean.context, both, BARE_HEAD))
    sure = _sure_limit(soft, logits(soft.context, both, SOFT_HEAD))
    facts = np.array([*first.facts, limit, sure, limit + MARKED_MORE], dtype=np.float32)
    return Splitter(first.table, facts, inner, outer)


def linear(rows: Sequence[Row], natural: Sequence[Run]) -> Splitter:
    """Returns the first step alone: the table, the unit of its weights, and the bias."""
    once = examples([*joined(pooled(rows), 1), *natural])
    more = examples([*with_replies(joined(pooled(rows), 2, TIMES), 5), *joined(neighbours(natural), 3, TURN_TIMES)])
    number, joint = _features(once, ~once.neutral)
    known = _common(_features(once, np.ones(len(once.joint), dtype=np.bool_))[0])
    others, others_joint = _features(more, ~more.neutral & near_joints(more, REACH))
    matrix = _matrix(np.concatenate((number, others)), known)
    model = LogisticRegression(C=COST, solver="liblinear", random_state=0)
    model.fit(matrix, np.concatenate((joint, others_joint)))
    weights = model.coef_[0]
    unit = float(np.quantile(np.abs(weights), 0.9999)) / _LARGEST
    whole = np.clip(np.rint(weights / unit), -_LARGEST, _LARGEST).astype(np.int8)
    table = np.zeros(1 << BITS, dtype=np.uint16)
    table[known >> np.uint32(8)] = (known & np.uint32(0xFF)).astype(np.uint16) << np.uint16(8) | whole.view(np.uint8)
    facts = np.array([unit, model.intercept_[0]], dtype=np.float32)
    return Splitter(table, facts, np.zeros((2, 1, 1), np.float32), np.zeros((2, 1), np.float32))


def _features(of: Examples, used: Flags) -> tuple[Numbers, Flags]:
    return names(np.stack(list(keys(of.found, of.found.place[used])), axis=1)), of.joint[used]


def _common(number: Numbers) -> Numbers:
    """Returns the names of features that are frequent enough, the most frequent one for each place in the table."""
    name, count = np.unique(number, return_counts=True)
    name, count = name[count >= LEAST], count[count >= LEAST]
    slot = name >> np.uint32(8)
    order = np.lexsort((-count, slot))
    firsts = np.concatenate(([True], slot[order][1:] != slot[order][:-1]))
    return np.sort(name[order][firsts])


def _matrix(number: Numbers, known: Numbers) -> csr_matrix:
    place = np.minimum(np.searchsorted(known, number), len(known) - 1)
    held = known[place] == number
    ends = np.concatenate(([0], np.cumsum(held.sum(axis=1))))
    return csr_matrix((np.ones(int(ends[-1])), place[held], ends), shape=(len(number), len(known)))


def _cross_fitted(rows: Sequence[Row], natural: Sequence[Run]) -> tuple[Known, Known, Known]:
    """Returns what first steps know of sentences that they were not trained on: bare, well-written bare, by commas."""
    bare, clean, soft = [], [], []
    fold = [crc32(row.group.encode()) % FOLDS for row in rows]
    for number in range(FOLDS):
        seen, seen_turns = _part(rows, fold, natural, number, inside=False)
        held, held_turns = _part(rows, fold, natural, number, inside=True)
        by = linear(seen, seen_turns)
        runs = joined(pooled(held), 4, 2)
        bare.append(_known(examples([*runs, *held_turns]), by, soft=False))
        # In the others, sentences may be run together inside of a line: no limit can be told from these.
        well = [row for row in held if not UNCLEAN.intersection(row.traits)]
        clean.append(_known(examples(joined(pooled(well), 6, 2)), by, soft=False))
        soft.append(_known(examples(with_commas(runs)), by, soft=True))
    return _all(bare), _all(clean), _all(soft)


def _part(
    rows: Sequence[Row], fold: Sequence[int], natural: Sequence[Run], number: int, *, inside: bool
) -> tuple[list[Row], list[Run]]:
    """Returns the rows and turns that are inside or outside of a fold; turns go by their words."""
    chosen = [row for row, at in zip(rows, fold, strict=True) if (at == number) == inside]
    return chosen, [run for run in natural if (crc32("".join(run).encode()) % FOLDS == number) == inside]


def _known(of: Examples, by: Splitter, *, soft: bool) -> Known:
    found = of.found
    chosen = np.flatnonzero((found.mark == SOFT) | (not soft))
    place = found.place[chosen]
    sums = parts(found, place, by)
    held = hopeful(sums)
    chosen = chosen[held]
    return Known(context(sums, found, place, held), of.joint[chosen], of.neutral[chosen])


def _all(of: Sequence[Known]) -> Known:
    return Known(*(np.concatenate([getattr(one, name) for one in of]) for name in ("context", "joint", "neutral")))


def _network(known: Floats, joint: Flags) -> tuple[Floats, Floats]:
    """Returns the two layers of a network that tells joints, the biases in their last lines."""
    mean, spread = known.mean(axis=0), np.maximum(known.std(axis=0), 1e-6)
    size = min(BATCH, len(known))
    network = MLPClassifier((HIDDEN,), batch_size=size, learning_rate_init=RATE, alpha=DECAY, random_state=0)
    for _ in range(ROUNDS):
        network.partial_fit((known - mean) / spread, joint, classes=[False, True])
    (into, out), (into_bias, out_bias) = network.coefs_, network.intercepts_
    scaled = into / spread[:, None]
    inner = np.concatenate((scaled, (into_bias - mean @ scaled)[None]))
    return inner.round(6), np.concatenate((out[:, 0], out_bias)).round(6)


def _best_limit(of: Known, score: Floats) -> float:
    """Returns the limit with the best F1, neutral gaps left out."""

    def worth(limit: float) -> float:
        hit = score > limit
        return float((hit & of.joint).sum() / ((hit & ~of.neutral).sum() + of.joint.sum()))

    return float(max(_LIMITS, key=worth))


def _sure_limit(of: Known, score: Floats) -> float:
    """Returns the lowest limit above which commas are joints nearly always, the highest where none is sure."""
    for limit in _LIMITS:
        hit = score > limit
        if (hit & of.joint).sum() >= SURE_SOFT * hit.sum():
            return float(limit)
    return float(_LIMITS[-1])
