"""How well turns are split into sentences of groups that the splitter has not seen."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from types import MappingProxyType

import numpy as np

from autoscore.classify.corpus import Row
from autoscore.classify.features import Sentence
from autoscore.classify.labels import NONE
from autoscore.classify.model import classify
from autoscore.classify.sentences import sentences_of
from autoscore.classify.shipped import Arrays
from autoscore.classify.split_corpus import UNCLEAN, Run, joined, pooled
from autoscore.classify.split_fit import fit, one_thread
from autoscore.classify.split_model import Splitter
from autoscore.classify.variants import bare
from autoscore.text.characters import characters, syllables, to_text

SEEDS = (1, 2)
# One group in so many is held out.
SHARE = 5
ERRORS = 0.05
# A found sentence is the one that was said where so much of both together is common to both.
OVERLAP = 0.5
TITLES = MappingProxyType(
    {
        "clean": "well-written sentences, marks lost",
        "all": "all sentences, marks lost",
        "errors": f"well-written, {ERRORS:.0%} of characters by others of the same sound, marks lost",
        "marks": "well-written sentences, marks left in",
    }
)


@dataclass(frozen=True)
class Figures:
    """Holds precision, recall, F1 with gaps left out where the sentence had a mark, and F1 with them as mistakes."""

    precision: float
    recall: float
    f1: float
    strict: float


@dataclass(frozen=True)
class Finding:
    """Holds the share of questions whose type is found on their words: cut by marks only, split, cut as they were."""

    questions: int
    whole: float
    split: float
    known: float


@dataclass(frozen=True)
class HeldOut:
    """Holds what a splitter came to on groups it was not trained on."""

    seed: int
    figures: dict[str, Figures]
    finding: Finding


def held_out(rows: Sequence[Row], turns: Sequence[Run], model: Arrays, seed: int) -> HeldOut:
    """Trains without some groups, and measures on these; `model` tells the types of questions."""
    with one_thread():
        return _held_out(rows, turns, model, seed)


def _held_out(rows: Sequence[Row], turns: Sequence[Run], model: Arrays, seed: int) -> HeldOut:
    groups = sorted({row.group for row in rows})
    out = frozenset(random.Random(seed).sample(groups, len(groups) // SHARE))  # noqa: S311 (not for secrets)
    held = [row for row in rows if row.group in out]
    texts = {row.text for row in held}
    by = fit([row for row in rows if row.group not in out and row.previous not in texts], turns)
    clean = [row for row in held if not UNCLEAN.intersection(row.traits)]
    runs = {"clean": joined(pooled(clean), seed), "all": joined(pooled(held), seed)}
    figures = {name: measure(lost(made), by) for name, made in runs.items()}
    figures["errors"] = measure(lost(misheard(runs["clean"], seed)), by)
    figures["marks"] = measure([(list(run), [frozenset[int]()] * len(run)) for run in runs["clean"]], by)
    return HeldOut(seed, figures, finding(runs["all"], held, model, by))


Lost = tuple[list[str], list[frozenset[int]]]


def lost(runs: Sequence[Run]) -> list[Lost]:
    """Returns turns without marks: their sentences, and for each the places where a mark stood inside."""
    return [([bare(piece) for piece in run], [_marks(piece) for piece in run]) for run in runs]


def _marks(text: str) -> frozenset[int]:
    """Returns how many characters stand before each mark of a text that has some on both sides."""
    length = len(bare(text))
    places = accumulate((len(bare(char)) for char in text), initial=0)
    inner = (before for char, before in zip(text, places, strict=False) if not bare(char))
    return frozenset(before for before in inner if 0 < before < length)


def measure(turns: Sequence[Lost], by: Splitter) -> Figures:
    """Compares where sentences begin with where they are found to begin."""
    right = found = beside = gold = 0
    for (pieces, marks), spans in zip(turns, sentences_of(["".join(pieces) for pieces, _ in turns], by), strict=True):
        starts = list(accumulate(map(len, pieces)))[:-1]
        neutral = {start + place for start, held in zip([0, *starts], marks, strict=True) for place in held}
        hit = {start for start, _ in spans[1:]}
        right += len(hit & set(starts))
        found += len(hit)
        beside += len(hit & neutral - set(starts))
        gold += len(starts)
    judged = max(found - beside, 1)
    gold = max(gold, 1)
    return Figures(right / judged, right / gold, 2 * right / (judged + gold), 2 * right / (found + gold))


def misheard(runs: Sequence[Run], seed: int) -> list[Run]:
    """Returns turns in which some characters stand for others of the same sound."""
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    codes = np.array(sorted({ord(char) for run in runs for piece in run for char in piece}), dtype=np.uint32)
    codes = codes[(codes > 0x4DFF) & (codes < len(characters().kind))]
    sound = dict(zip(to_text(codes), syllables(codes).tolist(), strict=True))
    alike: dict[int, list[str]] = {}
    for char, one in sound.items():
        alike.setdefault(one, []).append(char)
    return [tuple("".join(_heard(piece, sound, alike, chance)) for piece in run) for run in runs]


def _heard(text: str, sound: dict[str, int], alike: dict[int, list[str]], chance: random.Random) -> Iterator[str]:
    for char in text:
        yield chance.choice(alike[sound[char]]) if char in sound and chance.random() < ERRORS else char


def finding(runs: Sequence[Run], rows: Sequence[Row], model: Arrays, by: Splitter) -> Finding:
    """Counts the questions whose type is found where their words are, in turns without marks."""
    label = {row.text: row.label for row in rows}
    pieces = [[bare(piece) for piece in run] for run in runs]
    texts = ["".join(run) for run in pieces]
    gold = []
    for run, bared in zip(runs, pieces, strict=True):
        ends = list(accumulate(map(len, bared), initial=0))
        gold.append([(*span, label[text]) for span, text in zip(pairwise(ends), run, strict=True)])
    known = [[(start, end) for start, end, _ in one] for one in gold]
    whole = [[(0, len(text))] for text in texts]
    split = [list(spans) for spans in sentences_of(texts, by)]
    count = max(sum(type_ != NONE for one in gold for *_, type_ in one), 1)
    shares = [_found(texts, spans, gold, model) / count for spans in (whole, split, known)]
    return Finding(count, *shares)


Span = tuple[int, int]


def _found(
    texts: Sequence[str], cut: Sequence[Sequence[Span]], gold: Sequence[Sequence[tuple[int, int, str]]], model: Arrays
) -> int:
    """Counts the questions that a sentence of the same type covers."""
    asked = [Sentence(text[start:end]) for text, spans in zip(texts, cut, strict=True) for start, end in spans]
    types = iter([one.type for one in classify(asked, model)])
    count = 0
    for spans, said in zip(cut, gold, strict=True):
        typed = [(*span, next(types)) for span in spans]
        count += sum(
            type_ != NONE and any(_same((start, end, type_), one) for one in typed) for start, end, type_ in said
        )
    return count


def _same(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    together = max(one[1], other[1]) - min(one[0], other[0])
    return one[2] == other[2] and common >= OVERLAP * together
