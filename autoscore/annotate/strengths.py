"""The strengths of all sound-alikes of a batch at once, in arrays; `strength.Hearing` returns the same one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray

from autoscore.annotate.batch import AGENT, CUSTOMER, Batch, Flags, Numbers
from autoscore.annotate.columns import Columns
from autoscore.annotate.neighbours import Spans, beside
from autoscore.annotate.noisiness import NOISY
from autoscore.annotate.owners import Owners
from autoscore.annotate.placed import Placed
from autoscore.annotate.places import CLOSE_BY, place_bits
from autoscore.annotate.roles import Roles
from autoscore.annotate.strength import (
    FAINT,
    FAINT_IN_NOISE,
    KNOWN_MISHEARING,
    LIKE,
    LIKE_AT_PLACE,
    LIKE_SHORT,
    MOST_SYLLABLES,
    THREE,
    TWO,
    Weights,
    shipped,
)
from autoscore.annotate.timing import Wait
from autoscore.lexicon.book import HEARD, MISHEARING, WEAK
from autoscore.text.characters import sound_form, squeeze

# The words of a sound-alike are only compared where it could be strong enough; sums may be rounded by so much.
_MANGLED, _ROUNDING = "mangled", 1e-6


@dataclass(frozen=True, eq=False)
class Where:
    """Tells of each turn of a batch whose it is, its places (see `place_bits`), and the strength asked for in it."""

    sides: NDArray[np.int8]
    places: Numbers
    least: Numbers


@dataclass(frozen=True, eq=False)
class Alike:
    """Holds sound-alikes of a batch: their rows in order, and how strong they are, 0 to 100."""

    rows: Numbers
    strengths: Numbers


def strengths(columns: Columns, owners: Owners, where: Where) -> Alike:
    """Returns the sound-alikes of a batch that are as strong as is asked for in their turns."""
    rows = np.flatnonzero(~columns.written & owners.findings[columns.owners])
    acts = owners.acts[columns.owners[rows]]
    of_acts, of_phrases = _of_acts(columns, owners, where, rows[acts]), _of_phrases(columns, owners, where, rows[~acts])
    found, strong = (np.concatenate(pair) for pair in zip(of_acts, of_phrases, strict=True))
    order = np.argsort(found, kind="stable")
    return Alike(found[order], strong[order])


def _of_acts(columns: Columns, owners: Owners, where: Where, rows: Numbers) -> tuple[Numbers, Numbers]:
    known = shipped()
    signs, listed = _signs(columns, owners, where, rows)
    least = where.least[columns.turns[rows]]
    most = _total(signs, known) + max(known.weights.get(_MANGLED, 0.0), 0.0)
    near = listed | (most >= -np.log(100 / least - 1) - _ROUNDING)
    rows, least, listed = rows[near], least[near], listed[near]
    signs = {name: value[near] for name, value in signs.items()} | {_MANGLED: _mangled(columns, rows)}
    fitted = [int(100 / (1 + exp(-total))) for total in _total(signs, known).tolist()]
    strong = np.maximum(np.array(fitted, dtype=np.int64), np.where(listed, KNOWN_MISHEARING, 0))
    enough = strong >= least
    return rows[enough], strong[enough]


def _total(signs: Mapping[str, NDArray[np.float64]], known: Weights) -> NDArray[np.float64]:
    """Returns the weighted sums, added up in the order in which `Hearing.signs` names the signs."""
    total = np.zeros(len(signs[_SYLLABLES]))
    for name in _ORDER:
        if name in signs and name in known.weights:
            total = total + known.weights[name] * signs[name]
    return total + known.constant


_SYLLABLES = "syllables"
_ORDER = (
    _SYLLABLES,
    "unlike",
    "share",
    "short",
    "three",
    "due",
    "near_due",
    "not_due",
    "due_short",
    "before",
    "after",
    _MANGLED,
    "starts",
    "ends",
    "vocative",
    "listed",
    "gapped",
    "other_side",
)


def _signs(
    columns: Columns, owners: Owners, where: Where, rows: Numbers
) -> tuple[dict[str, NDArray[np.float64]], Flags]:
    """Returns all signs of some rows but for what their words tell, and which are listed as mishearings where due."""
    kinds, turns = columns.owners[rows], columns.turns[rows]
    lengths = columns.lengths[rows]
    syllables = np.minimum(lengths, MOST_SYLLABLES)
    share = (100 - columns.alike[rows]) / 100
    due_at, there, by = owners.places[kinds], where.places[turns], owners.sides[kinds]
    due, close = (due_at & there) > 0, (due_at & (there >> CLOSE_BY)) > 0
    before, after = _neighbours(columns, owners, rows)
    mishearing = columns.signs[rows] == MISHEARING
    begins = columns.begins[rows]
    side = where.sides[turns]
    signs = {
        _SYLLABLES: syllables,
        "unlike": syllables * share,
        "share": share,
        "short": syllables <= TWO,
        "three": syllables == THREE,
        "due": due,
        "near_due": ~due & close,
        "not_due": (due_at > 0) & ~due,
        "due_short": due & (syllables <= THREE),
        "before": before,
        "after": after,
        "starts": begins,
        "ends": columns.closes[rows],
        "vocative": begins & owners.vocative[kinds],
        "listed": mishearing,
        "gapped": _gapped(columns, rows),
        "other_side": ((by == AGENT) & (side == CUSTOMER)) | ((by == CUSTOMER) & (side == AGENT)),
    }
    return {name: np.asarray(value, dtype=np.float64) for name, value in signs.items()}, mishearing & (
        (due_at == 0) | due
    )


def _gapped(columns: Columns, rows: Numbers) -> Flags:
    return columns.book.traits.searched[columns.found.ways[rows]]


def _neighbours(columns: Columns, owners: Owners, rows: Numbers) -> tuple[Flags, Flags]:
    orders = owners.orders[columns.owners]
    clean = np.flatnonzero((orders >= 0) & columns.written & (columns.signs != WEAK))

    def spans(of: Numbers) -> Spans:
        return Spans(columns.turns[of], columns.lows[of], columns.highs[of], orders[of])

    return beside(spans(rows), spans(clean))


def _mangled(columns: Columns, rows: Numbers) -> NDArray[np.float64]:
    """Tells of some rows whether what was heard has other sounds than the formula."""
    found = [columns.signs[row] == HEARD and _is_mangled(columns, row) for row in rows.tolist()]
    return np.array(found, dtype=np.float64)


def _is_mangled(columns: Columns, row: int) -> bool:
    words = columns.batch.view.normal[columns.lows[row] : columns.highs[row]]
    phrase = columns.phrase(row)
    if len(words) < len(phrase) or (len(words) == len(phrase) and sound_form(words) != sound_form(phrase)):
        return True
    return sound_form(squeeze(words)) != sound_form(phrase)


def _of_phrases(columns: Columns, owners: Owners, where: Where, rows: Numbers) -> tuple[Numbers, Numbers]:
    kinds, alike = columns.owners[rows], columns.alike[rows]
    due = (owners.places[kinds] & where.places[columns.turns[rows]]) > 0
    lengths = columns.lengths[rows]
    anywhere = owners.any_sound[kinds] & (columns.signs[rows] != MISHEARING)
    enough = np.where(due, alike >= LIKE_AT_PLACE, anywhere & (alike >= np.where(lengths > THREE, LIKE, LIKE_SHORT)))
    return rows[enough], alike[enough]


def places_of(batch: Batch, roles: Sequence[Roles], pauses: Sequence[Sequence[Wait]], noise: Sequence[float]) -> Where:
    """Returns what is asked of the turns of a batch, by the roles, the waits and the noise of each call."""
    bits = [bit for of_call, waits in zip(roles, pauses, strict=True) for bit in place_bits(of_call.turns, waits)]
    least = np.where(np.array(noise, dtype=np.float64) >= NOISY, FAINT_IN_NOISE, FAINT)
    return Where(
        batch.sides([of_call.turns for of_call in roles]),
        np.array(bits, dtype=np.int64),
        np.repeat(least, np.diff(batch.firsts)),
    )


def written(columns: Columns, owners: Owners, asked: Sequence[bool]) -> list[list[Placed]]:
    """Returns what stands as the lexicon has it in those calls that it is asked of; of the others nothing."""
    turns = np.repeat(np.array(asked, dtype=np.bool_), np.diff(columns.batch.firsts))
    rows = np.flatnonzero(columns.written & owners.findings[columns.owners] & turns[columns.turns])
    bounds, placed = columns.of_calls(rows), columns.placed(rows)
    return [placed[low:high] for low, high in pairwise(bounds)]
