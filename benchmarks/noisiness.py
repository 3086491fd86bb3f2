"""Makes and measures the estimate of how noisy a call is.

    python benchmarks/noisiness.py [--write]

Counts the pairs of the project's sentences (those with recognition errors left out), sends its encounters through the
noise channel, and fits a line from how usual the pairs of a call are to its character error rate. Prints what is
estimated at each rate for groups of encounters that were kept apart; `--write` writes models/recognition.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from autoscore import resources
from autoscore.annotate.noisiness import Line
from autoscore.api import Transcript, read_inputs
from autoscore.text.fluency import PairCounts, count, features
from autoscore.text.view import View
from benchmarks.noise_channel import Channel, noisy

SENTENCES = ("question-types", "service-acts")
ENCOUNTERS, CALLS = "tests/encounters/tuning", "tests/calls/tuning/calls.jsonl"
RATES = (0.0, 0.05, 0.1, 0.2)
SEED = 5
ASR = "asr"


def sentences() -> Iterator[str]:
    """Yields the texts of the training sentences in which nothing was misheard on purpose."""
    for folder in SENTENCES:
        for path in sorted((resources.folder("models") / folder / "sentences").glob("*.tsv")):
            head, *lines = path.read_text("utf-8").splitlines()
            columns = head.split("\t")
            for line in lines:
                row = dict(zip(columns, line.split("\t"), strict=True))
                if ASR not in row["traits"].split(","):
                    yield from (unmarked(row["prev"]), unmarked(row["text"]))
    yield from (resources.folder("models") / "question-types" / "turns.txt").read_text("utf-8").splitlines()


def unmarked(text: str) -> str:
    """Returns a text without the marks of acts."""
    parts = text.replace("]]", "[[").split("[[")
    return "".join(part.partition(":")[2] if number % 2 else part for number, part in enumerate(parts))


def pairs() -> PairCounts:
    """Counts the pairs of all sentences."""
    return count(View.of([text for text in sentences() if text]).codes)


def figures(calls: Sequence[Transcript]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the figures of calls at all rates, and the rates."""
    heard = [noisy(call, Channel(rate), SEED).call for rate in RATES for call in calls]
    view = View.of([turn.text for call in heard for turn in call.turns])
    firsts = np.concatenate(([0], np.cumsum([len(call.turns) for call in heard])))[:-1]
    return features(view.codes, view.squeezed_starts[firsts]), np.repeat(RATES, len(calls))


def fit(calls: Sequence[Transcript]) -> Line:
    """Fits the line."""
    model = Ridge(1e-3).fit(*figures(calls))
    return Line(round(float(model.intercept_), 5), tuple(round(float(weight), 5) for weight in model.coef_))


@click.command()
@click.option("--write", is_flag=True, help="Write the counts and the line.")
def main(write: bool) -> None:
    """Print what is estimated for groups of encounters kept apart."""
    folder = resources.folder("models") / "recognition"
    if write:
        made = pairs()
        np.save(folder / "pairs.npy", made.characters)
        np.save(folder / "sound-pairs.npy", made.sounds)
    paths = [*sorted(str(path) for path in Path(ENCOUNTERS).glob("*.txt")), CALLS]
    calls = [one for one in read_inputs(paths, roles={}, stdin=None) if isinstance(one, Transcript)]
    print("| kept apart | " + " | ".join(f"{rate:.0%}" for rate in RATES) + " |\n| --- |" + " ---: |" * len(RATES))
    for group in sorted({_group(call) for call in calls}):
        line = fit([call for call in calls if _group(call) != group])
        table, rates = figures([call for call in calls if _group(call) == group])
        told = table @ np.array(line.weights) + line.constant
        cells = (f"{told[rates == rate].mean():.3f} ± {told[rates == rate].std():.3f}" for rate in RATES)
        print(f"| {group} | {' | '.join(cells)} |")
    if write:
        (folder / "noisiness.json").write_bytes(msgspec.json.format(msgspec.json.encode(fit(calls))))


def _group(call: Transcript) -> str:
    return call.id.rpartition("/")[2][0]


if __name__ == "__main__":
    main()
