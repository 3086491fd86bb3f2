"""The phrases that are heard even where syllables went wrong, behind an index of their pairs of sounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.entry import PhraseSet, Way
from autoscore.text.characters import characters, near_sounds, points
from autoscore.text.sounding import Spoken

# A shorter phrase has too little left when a syllable is gone; only a formula (`* `) may be as short as two.
LEAST, LONGEST = 4, 14
# What is only compared, to show the nearest miss, may be shorter; of each entry so many wordings.
SKELETON, WORDINGS = 3, 3


@dataclass(frozen=True, eq=False)
class References:
    """Holds the phrases, one a row, and where each pair of near-sounds stands in them.

    `spoken` is padded with nothing to the longest; `keys` are the numbers of pairs in order, which stand in the phrase
    `phrase` at `offset` there. `short` are the rows that are too short for the index.
    """

    owners: tuple[tuple[PhraseSet, Way], ...]
    texts: tuple[str, ...]
    spoken: Spoken
    lengths: NDArray[np.int64]
    keys: NDArray[np.int64]
    phrase: NDArray[np.int64]
    offset: NDArray[np.int64]
    short: NDArray[np.int64]


@cache
def classes() -> int:
    """Returns how many near-sound classes there are, none included."""
    return int(characters().near.max()) + 1


def pairs(near: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Returns the number of the pair that each near-sound makes with the next one, 0 where either is none."""
    wide = near.astype(np.int64)
    return np.where((wide[:-1] > 0) & (wide[1:] > 0), wide[:-1] * classes() + wide[1:], 0)


def references(sets: Iterable[PhraseSet]) -> References:
    """Makes the index of the phrases of some sets that may be heard so."""
    found = [(owner, way, text) for owner in sets for way in owner.ways or () for text in _texts(owner, way)]
    return _indexed(tuple((owner, way) for owner, way, _ in found), tuple(text for _, _, text in found), LEAST)


def skeletons(sets: Iterable[PhraseSet], most: int) -> References:
    """Makes the index of what the entries of some sets would sound like: gaps and slots left empty, `most` of them.

    Longer ones come first where there are too many: they prove more.
    """
    ways = [(owner, way) for owner in sets for way in owner.ways or () if way.sign in ("way", "exact", "heard")]
    found = {text: pair for pair in ways for text in _skeletons(pair[1]) if SKELETON <= len(text) <= LONGEST}
    texts = tuple(sorted(found, key=lambda text: (-len(text), text))[:most])
    return _indexed(tuple(found[text] for text in texts), texts, SKELETON)


def _skeletons(way: Way) -> Iterable[str]:
    """Returns the first wordings of a way, without its gaps and slots."""
    if way.search is None:
        return way.strings[:WORDINGS]
    ahead, behind = ("".join(group[0] for group in groups) for groups in (way.search.ahead, way.search.behind))
    return tuple(f"{ahead}{trigger}{behind}" for trigger in way.strings[:WORDINGS])


def _indexed(owners: tuple[tuple[PhraseSet, Way], ...], texts: tuple[str, ...], least: int) -> References:
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    codes = points("".join(text.ljust(LONGEST, "\0") for text in texts)).reshape(len(texts), LONGEST)
    near = near_sounds(codes)
    pair = pairs(near.reshape(-1)).tolist() if len(texts) else []
    made = np.array([*pair, 0], dtype=np.int64).reshape(len(texts), -1) if len(texts) else np.zeros((0, LONGEST))
    inside = np.arange(LONGEST)[None, :] < lengths[:, None] - 1
    rows, offsets = np.nonzero(inside & (made > 0) & (lengths >= least)[:, None])
    keys = made[rows, offsets].astype(np.int64)
    order = np.argsort(keys, kind="stable")
    short = np.flatnonzero(lengths < least)
    return References(owners, texts, Spoken.of(codes), lengths, keys[order], rows[order], offsets[order], short)


def _texts(owner: PhraseSet, way: Way) -> Iterable[str]:
    if owner.sound == "never" or way.sign != "heard":
        return ()
    return (text for text in way.strings if len(text) <= LONGEST)
