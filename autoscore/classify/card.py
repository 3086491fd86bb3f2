"""The measured part of the model card, made anew with every training."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from autoscore.classify.corpus import TRAITS, Row, read_second
from autoscore.classify.labels import DETAILS, TYPES
from autoscore.classify.measure import Bin, Measures, agreement, calibration, calibration_error, measure
from autoscore.classify.model import SURE, Floats, best_details, probabilities
from autoscore.classify.shipped import Arrays
from autoscore.classify.split_measure import TITLES, HeldOut
from autoscore.classify.train import FOLDS, Held

FILE = "MODEL_CARD.md"
SECOND = ("second-reading.tsv", "second-reading-hard.tsv")
_PART = re.compile(r"(<!-- begin figures -->\n).*?(<!-- end figures -->)", re.DOTALL)


def filled(text: str, folder: Path, model: Arrays, held: Held, split: Sequence[HeldOut] = ()) -> str:
    """Returns a card's text with its measured part made anew; `folder` holds the second reader's labels.

    `split` is what splitters came to on sentences that they had not seen.
    """
    figures = "\n".join((*_figures(folder, model, held), *_sentences(split)))
    return _PART.sub(lambda part: f"{part[1]}{figures}\n{part[2]}", text)


def _figures(folder: Path, model: Arrays, held: Held) -> Iterator[str]:
    yield from _data(held.rows)
    yield from _readers(folder, held.rows)
    gold = [row.label for row in held.rows]
    written, bare = (probabilities(scores[:, : len(TYPES)], model) for scores in (held.scores, held.bare))
    figures = measure(gold, _guesses(written))
    yield from _types("As written", figures)
    yield from _types("With no punctuation at all", measure(gold, _guesses(bare)))
    yield "### Confusion (a line a true type, a column a guess), as written\n"
    yield from table(("", *TYPES), ((name, *counts) for name, counts in zip(TYPES, figures.confusion, strict=True)))
    yield from _calibration(gold, written)
    yield from _details(held)


def _data(rows: Sequence[Row]) -> Iterator[str]:
    yield f"### Data\n\n{len(rows)} sentences in {len({row.group for row in rows})} groups.\n"
    domains = Counter(row.group.split("/")[0] for row in rows)
    yield from table(("label", "sentences"), sorted(Counter(row.label for row in rows).items()))
    yield from table(("file", "sentences"), sorted(domains.items()))
    traits = Counter(name for row in rows for name in row.traits)
    shares = ((name, TRAITS[name], traits[name], f"{traits[name] / len(rows):.3f}") for name in TRAITS)
    yield from table(("trait", "what", "sentences", "share"), shares)


def _readers(folder: Path, rows: Sequence[Row]) -> Iterator[str]:
    yield "### Second reader\n"
    lines = []
    for name in SECOND:
        found = agreement(rows, read_second(folder / name))
        share = f"{found.count / len(rows):.3f}"
        lines.append((name, found.count, share, f"{found.same:.3f}", f"{found.kappa:.3f}"))
    yield from table(("file", "sentences", "share of all", "same label", "Cohen's kappa"), lines)


def _types(title: str, found: Measures) -> Iterator[str]:
    yield f"### {title}: {FOLDS}-fold cross-validation by group\n"
    yield f"Accuracy {found.accuracy:.3f}, macro-F1 {found.macro_f1:.3f}.\n"
    rows = ((one.type, one.count, *(f"{x:.3f}" for x in (one.precision, one.recall, one.f1))) for one in found.types)
    yield from table(("type", "sentences", "precision", "recall", "F1"), rows)


def _guesses(probable: Floats) -> list[str]:
    return [TYPES[at] for at in probable.argmax(axis=1)]


def _calibration(gold: Sequence[str], probable: Floats) -> Iterator[str]:
    right = np.array([guess == label for guess, label in zip(_guesses(probable), gold, strict=True)])
    bins = calibration(probable.max(axis=1), right)
    sure = probable.max(axis=1) >= SURE
    yield "### Calibration, as written\n"
    yield f"Expected calibration error {calibration_error(bins):.3f}. Below {SURE} a type is told as unsure: "
    yield f"{1 - sure.mean():.3f} of the sentences; of the others {right[sure].mean():.3f} are right.\n"
    yield from calibration_table(bins)


def _details(held: Held) -> Iterator[str]:
    yield "### Details, where the type is known\n"
    lines = []
    for type_, (names, best) in best_details(held.scores).items():
        guesses = [names[at] for at in best]
        pairs = [(row.detail, guess) for row, guess in zip(held.rows, guesses, strict=True) if row.label == type_]
        lines.append((type_, "/".join(DETAILS[type_]), len(pairs), f"{sum(a == b for a, b in pairs) / len(pairs):.3f}"))
    yield from table(("type", "details", "sentences", "accuracy"), lines)


def _sentences(split: Sequence[HeldOut]) -> Iterator[str]:
    """Yields how well turns are split: joined at random, two to six sentences each, of groups held out."""
    if split:
        yield "### Sentences of turns\n"
        lines = [
            (one.seed, TITLES[name], *(f"{x:.3f}" for x in (of.precision, of.recall, of.f1, of.strict)))
            for one in split
            for name, of in one.figures.items()
        ]
        yield from table(("seed", "turns", "precision", "recall", "F1", "strict F1"), lines)
        yield "Questions whose type is found on their words, in turns without marks:\n"
        found = [
            (one.seed, one.finding.questions, *(f"{x:.3f}" for x in (one.finding.whole, one.finding.split)))
            for one in split
        ]
        yield from table(("seed", "questions", "cut by marks only", "cut by the splitter"), found)


def calibration_table(bins: Sequence[Bin]) -> Iterator[str]:
    """Yields the lines of a table of what probabilities are worth."""
    rows = ((f"{one.low}–{one.high}", one.count, f"{one.mean:.3f}", f"{one.right:.3f}") for one in bins)
    yield from table(("probability", "sentences", "mean", "right"), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yields the lines of a Markdown table, and an empty one behind it."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"
    yield ""
