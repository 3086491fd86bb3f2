"""The question model: how right and how fast, beside scikit-learn's own predict, interleaved in one run.

    python benchmarks/questions.py [GOLD.jsonl ...] [--rounds 5]

Each GOLD file has a sentence a line: text, prev, label. Accuracy and F1 are told as written and with no punctuation, of
the sentence and of the turn before. Speed is of one core, of the median of the rounds, on the project's own sentences:
scikit-learn's pipelines are trained on the same sentences (TF-IDF of runs of one to four characters, or hashes of them,
with a linear support vector machine). Needs the extras `dev`; set OMP_NUM_THREADS=1.
"""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from autoscore.classify import Sentence, classify
from autoscore.classify.corpus import read
from autoscore.classify.measure import measure
from autoscore.classify.shipped import folder
from autoscore.classify.variants import bare

SIZES = (1, 64, 4096)
SENTENCES = 4096
# One by one, so few are enough.
SINGLES = 256

Predict = Callable[[Sequence[Sentence]], object]


@click.command()
@click.argument("gold", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rounds", default=5, show_default=True)
def main(gold: tuple[Path, ...], rounds: int) -> None:
    """Prints a table of quality for each file, and a table of speed."""
    for path in gold:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        print(f"\n{path.name}: {len(rows)} sentences\n")
        print(
            "| | accuracy | macro-F1 of five | macro-F1 | sure | right of those |\n"
            "| --- | --- | --- | --- | --- | --- |"
        )
        for title, change in (("as written", str), ("text bare", bare), ("text and turn before bare", bare)):
            previous = bare if "before" in title else str
            print(
                quality(title, rows, [Sentence(change(row["text"]), previous(row.get("prev") or "")) for row in rows])
            )
    speed(rounds)


def quality(title: str, rows: Sequence[dict[str, Any]], sentences: Sequence[Sentence]) -> str:
    """Returns a line of figures."""
    found = classify(sentences)
    labels = [row["label"] for row in rows]
    figures = measure(labels, [one.type for one in found])
    sure = [one.type == label for one, label in zip(found, labels, strict=True) if one.sure]
    parts = (figures.accuracy, figures.common_f1, figures.macro_f1, len(sure) / len(rows), sum(sure) / len(sure))
    return f"| {title} | {' | '.join(f'{part:.3f}' for part in parts)} |"


def speed(rounds: int) -> None:
    """Prints sentences a second by batch, and how many times scikit-learn's that is."""
    rows = read(folder() / "sentences")
    sentences = [Sentence(row.text, row.previous) for row in rows]
    engines = {
        "scikit-learn TF-IDF + LinearSVC": trained(TfidfVectorizer(analyzer="char", ngram_range=(1, 4)), rows),
        "scikit-learn hashing + LinearSVC": trained(
            HashingVectorizer(analyzer="char", ngram_range=(1, 4), n_features=1 << 18), rows
        ),
        "autoscore": classify,
    }
    print("\n| sentences a second | " + " | ".join(f"batch {size}" for size in SIZES) + " |")
    print("| --- |" + " --- |" * len(SIZES))
    rates: dict[str, list[float]] = {name: [] for name in engines}
    for size in SIZES:
        held = sentences[: SINGLES if size == 1 else SENTENCES]
        runs: dict[str, list[float]] = {name: [] for name in engines}
        for _ in range(rounds):
            for name, predict in engines.items():
                runs[name].append(rate(predict, held, size))
        for name, found in runs.items():
            rates[name].append(statistics.median(found))
    for name, found in rates.items():
        times = (f"{one:,.0f} (×{one / base:.1f})" for one, base in zip(found, rates[next(iter(engines))], strict=True))
        print(f"| {name} | {' | '.join(times)} |")


def trained(vectorizer: TfidfVectorizer | HashingVectorizer, rows: Sequence[Any]) -> Predict:
    """Returns scikit-learn's predict, trained on some rows."""
    pipeline: Pipeline = make_pipeline(vectorizer, LinearSVC())
    pipeline.fit([row.text for row in rows], [row.label for row in rows])
    return lambda sentences: pipeline.predict([one.text for one in sentences])


def rate(predict: Predict, sentences: Sequence[Sentence], size: int) -> float:
    """Returns sentences a second in batches of a size."""
    start = time.perf_counter()
    for at in range(0, len(sentences), size):
        predict(sentences[at : at + size])
    return len(sentences) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
