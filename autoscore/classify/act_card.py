"""The measured part of the model card of open acts, made anew with every training."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autoscore.classify.act_corpus import TRAITS, ActRow
from autoscore.classify.act_labels import LABELS
from autoscore.classify.act_thresholds import limits_of
from autoscore.classify.act_train import FOLDS, HeldActs
from autoscore.classify.card import calibration_table, table
from autoscore.classify.measure import calibration, calibration_error
from autoscore.errors import CorpusError, Place, Problem

FILE = "MODEL_CARD.md"
SECOND = "second-reading.tsv"
COLUMNS = 4
_PART = re.compile(r"(<!-- begin figures -->\n).*?(<!-- end figures -->)", re.DOTALL)

Flags = NDArray[np.bool_]


def filled_acts(text: str, folder: Path, held: HeldActs) -> str:
    """Returns a card's text with its measured part made anew; `folder` holds the second reader's labels."""
    figures = "\n".join((*_data(held.rows), *_reader(folder / SECOND, held.rows), *_acts(held), *_odds(held)))
    return _PART.sub(lambda part: f"{part[1]}{figures}\n{part[2]}", text)


def _data(rows: Sequence[ActRow]) -> Iterator[str]:
    none = sum(not row.runs for row in rows)
    groups = len({row.group for row in rows})
    yield f"### Data\n\n{len(rows)} turns in {groups} groups; {none} of them hold no open act.\n"
    files = Counter(row.group.split("/")[0] for row in rows)
    yield from table(("file", "turns"), sorted(files.items()))
    traits = Counter(name for row in rows for name in row.traits)
    yield from table(("trait", "turns"), [(name, traits[name]) for name in sorted(TRAITS)])


def _reader(path: Path, rows: Sequence[ActRow]) -> Iterator[str]:
    """Yields how far a second reader, who did not see the labels, set the same ones."""
    pairs = second_pairs(path, rows)
    if not pairs:
        return
    both = sum(len(first & second) for first, second in pairs)
    every = sum(len(first) + len(second) for first, second in pairs)
    same = sum(first == second for first, second in pairs) / len(pairs)
    yield "### Second reader\n"
    yield f"{len(pairs)} turns; the same labels on {same:.3f} of them, F1 of one reader's labels by the other's "
    yield f"{2 * both / max(every, 1):.3f}.\n"
    lines = []
    for name in LABELS:
        counts = [sum(name in one[at] for one in pairs) for at in (0, 1)]
        agreed = sum(name in first and name in second for first, second in pairs)
        if sum(counts):
            lines.append((name, *counts, agreed, f"{2 * agreed / sum(counts):.3f}"))
    yield from table(("act", "first reader", "second reader", "both", "F1"), lines)


def second_pairs(path: Path, rows: Sequence[ActRow]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Returns the labels of both readers for the turns that a second one read; empty where there is no such file."""
    if not path.is_file():
        return []
    first = {(row.group.split("/")[0], row.previous, row.text): row.labels for row in rows}
    pairs = []
    for number, line in enumerate(path.read_text("utf-8").split("\n")[1:], 2):
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) != COLUMNS:
            raise CorpusError((Problem(Place(path.name, number), "不是一行复标", "列：文件、话、上一轮、行为"),))
        file, text, previous, acts = cells
        own = first.get((file, previous.strip("-"), text))
        if own is not None:
            pairs.append((own, frozenset(acts.split(",")) & frozenset(LABELS)))
    return pairs


def _acts(held: HeldActs) -> Iterator[str]:
    yield f"### Acts of turns: {FOLDS}-fold cross-validation by group and turn before\n"
    best, gold = held.best, held.gold
    limits = limits_of(best, gold)
    lines = []
    for at, name in enumerate(LABELS):
        cells = [name, int(gold[:, at].sum())]
        cells += _right(best[:, at] >= limits[at], gold[:, at], float(limits[at]))
        lines.append((*cells, f"{_best_f1(best[:, at], gold[:, at]):.3f}"))
    head = ("act", "turns", "told from", "precision", "recall", "best F1")
    yield from table(head, lines)


def _right(found: Flags, gold: Flags, limit: float) -> list[str | int]:
    right = int((found & gold).sum())
    if not found.any():
        return ["–", "–", "–"]
    return [f"{limit:.2f}", f"{right / int(found.sum()):.3f}", f"{right / max(int(gold.sum()), 1):.3f}"]


def _best_f1(score: NDArray[np.float64], gold: Flags) -> float:
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(gold[order])
    return float((2 * right / (np.arange(1, len(order) + 1) + max(int(gold.sum()), 1))).max())


def _odds(held: HeldActs) -> Iterator[str]:
    bins = calibration(held.probable.ravel(), held.labels.ravel())
    yield f"### Calibration, by sentence and act\n\nExpected calibration error {calibration_error(bins):.3f}.\n"
    yield from calibration_table(bins)
