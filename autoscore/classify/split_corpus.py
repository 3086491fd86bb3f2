"""What the splitter learns from: sentences joined to turns at random, and turns with their marks."""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from autoscore.classify.corpus import Row
from autoscore.classify.hashes import BARRIER
from autoscore.classify.split_features import BARE, Flags, Gaps, gaps

FILE = "turns.txt"
FEWEST, MOST = 2, 6
# Traits of sentences whose marks tell nothing.
UNCLEAN = frozenset(("bare", "merged", "asr"))
# Sentences of turns are joined anew with those of so many turns around them.
NEIGHBOURS = 200
# Short replies stand between sentences of others in calls that were run together.
REPLIES = (
    *("好的", "好", "嗯", "对", "对的", "是的", "是", "行", "可以", "没有", "不是"),
    *("谢谢", "谢谢您", "不客气", "您好", "喂", "明白", "知道了", "再见", "没事", "稍等", "好嘞"),
)
REPLIED = 0.2
_SENTENCE = re.compile("[^。？！；?!;…]+[。？！；?!;…]*[”」』]?")
_ENDS = "。？！?!.，,；;… "

Run = tuple[str, ...]


@dataclass(frozen=True)
class Examples:
    """Holds gaps to learn from: `joint` where two sentences meet, `neutral` where a mark stands inside of one."""

    found: Gaps
    joint: Flags
    neutral: Flags


def turns(folder: Path) -> tuple[Run, ...]:
    """Returns the sentences of the turns that ship with the training set, a turn a line."""
    path = folder / FILE
    return tuple(split_by_marks(path.read_text("utf-8").splitlines())) if path.exists() else ()


def previous(rows: Iterable[Row]) -> tuple[Run, ...]:
    """Returns the sentences of the turns ahead of some rows, each turn once."""
    return tuple(split_by_marks(dict.fromkeys(row.previous for row in rows)))


def split_by_marks(texts: Iterable[str]) -> Iterator[Run]:
    """Yields the sentences of each text by its marks."""
    for text in texts:
        said = tuple(piece for piece in _SENTENCE.findall(text) if any(char.isalnum() for char in piece))
        if said:
            yield said


def pooled(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Returns the sentences of rows by file."""
    pools: dict[str, list[str]] = {}
    for row in rows:
        pools.setdefault(row.group.split("/")[0], []).append(row.text)
    return pools


def neighbours(runs: Sequence[Run]) -> dict[str, list[str]]:
    """Returns the sentences of turns by where these stand."""
    pools: dict[str, list[str]] = {}
    for place, run in enumerate(runs):
        pools.setdefault(str(place // NEIGHBOURS), []).extend(run)
    return pools


def joined(pools: dict[str, list[str]], seed: int, times: int = 1) -> list[Run]:
    """Returns turns of a random number of sentences of one pool each, every sentence so many times."""
    chance, runs = random.Random(seed), []  # noqa: S311 (not for secrets)
    for _ in range(times):
        for name in sorted(pools):
            order = chance.sample(pools[name], len(pools[name]))
            while order:
                size = chance.randint(FEWEST, MOST)
                runs.append(tuple(order[:size]))
                order = order[size:]
    return runs


def with_replies(runs: Iterable[Run], seed: int) -> list[Run]:
    """Returns turns with a short reply ahead of some sentences."""
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    return [tuple(piece for said in run for piece in _replied(said, chance)) for run in runs]


def _replied(said: str, chance: random.Random) -> Run:
    return (f"{chance.choice(REPLIES)}。", said) if chance.random() < REPLIED else (said,)


def with_commas(runs: Iterable[Run]) -> list[Run]:
    """Returns turns in which a comma stands between the sentences."""
    return [tuple(f"{piece.rstrip(_ENDS)}，" for piece in run) for run in runs]


def examples(runs: Sequence[Run]) -> Examples:
    """Returns the gaps of turns made of sentences."""
    found = gaps(["".join(run) for run in runs])
    lengths = [len(piece) + (at == len(run) - 1) for run in runs for at, piece in enumerate(run)]
    starts = np.array(list(accumulate(lengths, initial=0)), dtype=np.int64)
    here = np.searchsorted(starts, found.raw[found.place], side="right")
    joint = here != np.searchsorted(starts, found.raw[found.place - 1], side="right")
    return Examples(found, joint, (found.mark != BARE) & ~joint)


def near_joints(of: Examples, reach: int) -> Flags:
    """Tells which gaps are within some characters of a joint or of an end of a turn."""
    edge = (of.found.codes == BARRIER).astype(np.int64)
    edge[of.found.place[of.joint]] = 1
    total = np.concatenate(([0], np.cumsum(edge)))
    place = of.found.place
    near: Flags = total[np.minimum(place + reach + 1, len(edge))] > total[np.maximum(place - reach, 0)]
    return near
