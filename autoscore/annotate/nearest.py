"""The nearest miss: the run of what was said that sounds most like a phrase that was not found.

The questions of a whole batch of calls are answered by one search: each turn is compared with what its questions ask
for, and what is heard is shared out to them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.annotate.batch import Batch
from autoscore.lexicon import HeardRuns, References, Skeletons, Wanted, hear
from autoscore.lexicon.references import LONGEST, bits
from autoscore.lexicon.tables import spread
from autoscore.model import Document, Nearest
from autoscore.text.characters import sound_form, squeeze
from autoscore.text.sounding import Numbers

# How many like syllables one that is unlike outweighs.
AGAINST = 2.5
# Stands in a table where nothing is asked.
NONE = -1


class Asked(Struct, frozen=True, gc=False):
    """Is a question: what in some turns of a call, by its number, is most like one of the phrases of a part."""

    call: int
    turns: tuple[int, ...]
    part: int


class Miss(Struct, frozen=True, gc=False):
    """Is a nearest miss, and how many syllables speak for it when those against it are taken off."""

    near: Nearest
    alike: float

    @property
    def misheard(self) -> bool:
        """Tells whether some of it sounds like the phrase and is written otherwise.

        Other words for the same are no mishearing.
        """
        said, phrase = squeeze(self.near.quote), self.near.phrase
        return _shared(sound_form(phrase), sound_form(said)) > _shared(phrase, said)


def nearest(documents: Sequence[Document], asked: Sequence[Asked], known: Skeletons) -> list[Miss | None]:
    """Returns for each question the run for which most speaks that it is one of the phrases misheard, or None.

    Of equally good runs it is the first, and of phrases that are equally like that the first in their order.
    """
    distinct = tuple(dict.fromkeys(asked))
    answers = dict(zip(distinct, _answers(documents, distinct, known), strict=True))
    return [answers[one] for one in asked]


def _answers(documents: Sequence[Document], asked: Sequence[Asked], known: Skeletons) -> list[Miss | None]:
    batch = Batch.of([document.transcript for document in documents])
    looked = _Looked.of(asked, batch.firsts, len(known.parts))
    runs = hear(known.known, batch.view, looked.wanted(known))
    questions, best = looked.best(known, runs)
    misses: list[Miss | None] = [None] * len(asked)
    found = _shown(runs.take(best), known.known, batch)
    for question, (turn, near) in zip(questions.tolist(), found, strict=True):
        own = Nearest(turn - batch.firsts[asked[question].call], *near)
        misses[question] = Miss(own, alike(len(own.phrase), own.strength))
    return misses


def _shown(runs: HeardRuns, known: References, batch: Batch) -> Iterator[tuple[int, tuple[int, int, str, str, int]]]:
    """Yields the turns of runs, counted through all calls, and what else is shown of them."""
    view = batch.view
    starts = view.index[runs.starts] - view.starts[runs.turns]
    ends = view.index[runs.ends - 1] + 1 - view.starts[runs.turns]
    columns = (runs.turns, starts, ends, runs.rows, runs.likeness)
    for turn, start, end, row, likeness in zip(*(column.tolist() for column in columns), strict=True):
        yield turn, (start, end, batch.text(turn)[start:end], known.texts[row], likeness)


@dataclass(frozen=True, eq=False)
class _Looked:
    """Holds where is looked for what: tables by turn, counted through all calls, and part, with a question or NONE.

    Where several questions look for one part in one turn, each stands in a table of its own.
    """

    tables: tuple[Numbers, ...]

    @classmethod
    def of(cls, asked: Sequence[Asked], firsts: Sequence[int], parts: int) -> "_Looked":
        """Makes it of questions, the number of the first turn of each call, and the number of parts."""
        turns = _numbers([one.turns for one in asked]) + np.repeat(*_firsts(asked, firsts))
        questions = np.repeat(np.arange(len(asked)), [len(one.turns) for one in asked])
        own, layers = np.array([one.part for one in asked], dtype=np.intp)[questions], _layers(asked)[questions]
        tables = np.full((int(layers.max(initial=0)) + 1, firsts[-1], parts), NONE, dtype=np.int32)
        tables[layers, turns, own] = questions
        return cls(tuple(tables))

    def wanted(self, known: Skeletons) -> Wanted:
        """Returns what tells which phrases are looked for in which turns."""
        asked = reduce(np.logical_or, [table != NONE for table in self.tables])
        return partial(_share, bits(asked), known.bits)

    def best(self, known: Skeletons, runs: HeardRuns) -> tuple[Numbers, Numbers]:
        """Returns the questions that have an answer, in order, and the number of the best run of each."""
        order = np.lexsort((runs.rows, runs.starts, -_merits()[known.known.lengths[runs.rows], runs.likeness]))
        runs = runs.take(order)
        number, parts = _parts(known, runs.rows)
        turns = runs.turns[number]
        answered = np.concatenate([table[turns, parts] for table in self.tables])
        # The better runs come first, and of what comes several times the first is told.
        questions, first = np.unique(answered, return_index=True)
        some = questions != NONE
        return questions[some], order[np.tile(number, len(self.tables))[first[some]]]


def _numbers(turns: Sequence[tuple[int, ...]]) -> Numbers:
    return np.fromiter(chain.from_iterable(turns), np.intp, sum(map(len, turns)))


def _firsts(asked: Sequence[Asked], firsts: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Returns for each question the first turn of its call, and how many turns it looks through."""
    found = np.array([(firsts[one.call], len(one.turns)) for one in asked], dtype=np.intp).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _layers(asked: Sequence[Asked]) -> Numbers:
    """Returns for each question how many before it ask for the same part in the same call."""
    met: Counter[tuple[int, int]] = Counter()
    layers = []
    for one in asked:
        layers.append(met[one.call, one.part])
        met[one.call, one.part] += 1
    return np.array(layers, dtype=np.intp)


def _parts(known: Skeletons, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Returns all pairs of one of some rows, by its place among them and in their order, and a part that it is in."""
    of_row, parts = np.nonzero(known.parts.T)
    counts = np.bincount(of_row, minlength=known.parts.shape[1])
    firsts = np.cumsum(counts) - counts
    return np.repeat(np.arange(len(rows)), counts[rows]), parts[spread(firsts[rows], counts[rows])]


def _share(some: NDArray[np.uint64], others: NDArray[np.uint64], numbers: Numbers, rows: Numbers) -> NDArray[np.bool_]:
    """Tells of things of two kinds, an array of numbers each, whether they have a flag in common."""
    shared = (one.take(numbers) & other.take(rows) for one, other in zip(some, others, strict=True))
    return np.asarray(reduce(np.bitwise_or, shared) != 0)


@cache
def _merits() -> NDArray[np.float64]:
    """Returns how many syllables speak for phrases, by length and likeness."""
    return np.array([[alike(length, likeness) for likeness in range(101)] for length in range(LONGEST + 1)])


def _shared(phrase: str, words: str) -> int:
    """Returns how many characters two texts share, wherever they stand."""
    return sum((Counter(phrase) & Counter(words)).values())


def alike(syllables: int, likeness: int) -> float:
    """Returns how many syllables speak for a phrase of some likeness, 0 to 100; some for all that is heard."""
    return syllables * float(1 - AGAINST * (100 - likeness) / 100)
