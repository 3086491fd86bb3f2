"""How well and how fast turns are split into sentences.

    python benchmarks/sentences.py [--seed 1] [--rounds 7]

Quality is of groups of sentences that were held out of training, joined to turns at random; the splitter is trained
anew without them (under a minute). Speed is of the shipped splitter on one core: microseconds for a call of 1,000
characters in batches of 64 calls, the median of the rounds. Needs the extras `train`; set OMP_NUM_THREADS=1.
"""

import statistics
import time
from collections.abc import Callable, Sequence

import click

from autoscore.classify import sentences_of
from autoscore.classify.corpus import read
from autoscore.classify.shipped import arrays, folder
from autoscore.classify.split_corpus import joined, pooled, turns
from autoscore.classify.split_measure import TITLES, held_out
from autoscore.classify.variants import bare
from autoscore.text.sentences import sentences

CALLS, CHARACTERS, TURN = 64, 1000, 40


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=7, show_default=True)
def main(seed: int, rounds: int) -> None:
    """Prints a table of quality and a table of speed."""
    rows = read(folder() / "sentences")
    found = held_out(rows, turns(folder()), arrays(), seed)
    print("| turns | precision | recall | F1 | strict F1 |\n| --- | --- | --- | --- | --- |")
    for name, of in found.figures.items():
        print(f"| {TITLES[name]} | {of.precision:.3f} | {of.recall:.3f} | {of.f1:.3f} | {of.strict:.3f} |")
    shares = found.finding
    print(
        f"\nOf {shares.questions} questions in turns without marks, the type is found on their words:"
        f" {shares.whole:.3f} cut by marks only, {shares.split:.3f} by the splitter,"
        f" {shares.known:.3f} as they were said."
        "\n(The shipped types were trained on them: only the differences say something.)\n"
    )
    speed([row for run in joined(pooled(rows), seed) for row in run], rounds)


def speed(said: Sequence[str], rounds: int) -> None:
    """Prints microseconds a call."""
    text = "".join(bare(one) for one in said)[: CALLS * CHARACTERS]
    lost = [text[at : at + TURN] for at in range(0, len(text), TURN)]
    marked = [f"{text[at : at + 10]}，{text[at + 10 : at + 20]}。" for at in range(0, len(text), 20)]
    ended = [f"{text[at : at + 10]}。" for at in range(0, len(text), 10)]
    print("| microseconds a 1,000-character call | marks only | splitter |\n| --- | --- | --- |")
    for title, texts in (("no marks", lost), ("commas and end marks", marked), ("end marks throughout", ended)):
        plain = median(lambda texts=texts: [tuple(sentences(one)) for one in texts], rounds)
        print(f"| {title} | {plain:.0f} | {median(lambda texts=texts: sentences_of(texts), rounds):.0f} |")


def median(run: Callable[[], object], rounds: int) -> float:
    """Returns the median time of some runs, in microseconds a call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) / CALLS * 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    main()
