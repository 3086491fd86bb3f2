"""The phrases that are heard even where syllables went wrong, behind an index of their pairs of sounds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from autoscore.lexicon.entry import PhraseSet, Way
from autoscore.text.characters import characters, near_sounds, points
from autoscore.text.sounding import Numbers, Spoken, Swaps

# A shorter phrase has too little left when a syllable is gone; only a formula (`* `) may be as short as two.
LEAST, LONGEST = 4, 14
# What is only compared, to show the nearest miss, may be shorter; of each entry so many wordings.
SKELETON, WORDINGS = 3, 3
_COMPARED = ("way", "exact", "heard")


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

    @cached_property
    def firsts(self) -> NDArray[np.int32]:
        """Are the places in `keys` where each pair begins, by its number, and where the last one ends."""
        counts = np.bincount(self.keys, minlength=classes() ** 2)
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)

    @cached_property
    def swaps(self) -> Swaps:
        """Are the costs of taking any character for one of the phrases."""
        return Swaps.of(self.spoken.codes)

    @cached_property
    def columns(self) -> Numbers:
        """Are the rows of `swaps` of the characters of the phrases: one line for the first ones, one for the second."""
        return np.ascontiguousarray(self.swaps.rows(self.spoken.codes).T)

    @cached_property
    def shortness(self) -> NDArray[np.uint8]:
        """Is how much each phrase lacks to the longest, in numbers so small that they are sorted at once."""
        return (LONGEST - self.lengths).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Skeletons:
    """Holds what entries would sound like, for several questions at once: `parts` tell which rows belong to which."""

    known: References
    parts: NDArray[np.bool_]

    @cached_property
    def bits(self) -> NDArray[np.uint64]:
        """Are the parts of each row as bits."""
        return bits(self.parts.T)


def bits(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Returns flags of things, a line for each thing, as bits: a line for each 64 flags, a number for each thing."""
    packed = np.packbits(flags, axis=1)
    wide = np.zeros((len(flags), -(-max(packed.shape[1], 1) // 8) * 8), dtype=np.uint8)
    wide[:, : packed.shape[1]] = packed
    return np.ascontiguousarray(wide.view(np.uint64).T)


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


def skeletons(sets: Mapping[str, PhraseSet], parts: Sequence[Iterable[str]], most: int) -> Skeletons:
    """Makes the index of what the entries of sets would sound like, gaps and slots left empty, for several questions.

    `parts` are the labels of each question; it compares `most` phrases. Longer ones come first where there are too
    many: they prove more.
    """
    by_label = {label: _of_set(sets[label]) for part in parts for label in part if label in sets}
    found = [_longest([by_label[label] for label in part if label in by_label], most) for part in parts]
    owners = {text: owner for part in reversed(found) for text, owner in part.items()}
    texts = tuple(sorted(owners, key=_rank))
    member = np.array([[text in part for text in texts] for part in found], dtype=np.bool_)
    known = _indexed(tuple(owners[text] for text in texts), texts, SKELETON)
    return Skeletons(known, member.reshape(len(found), len(texts)))


def _of_set(owner: PhraseSet) -> Mapping[str, tuple[PhraseSet, Way]]:
    ways = (way for way in owner.ways or () if way.sign in _COMPARED)
    return {text: (owner, way) for way in ways for text in _skeletons(way) if SKELETON <= len(text) <= LONGEST}


def _longest(sets: Iterable[Mapping[str, tuple[PhraseSet, Way]]], most: int) -> Mapping[str, tuple[PhraseSet, Way]]:
    found = {text: owner for one in sets for text, owner in one.items()}
    return {text: found[text] for text in sorted(found, key=_rank)[:most]}


def _rank(text: str) -> tuple[int, str]:
    return (-len(text), text)


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
