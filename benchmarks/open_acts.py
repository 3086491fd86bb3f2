"""What the model of open acts adds to the lexicon: on calls with marked acts, and on turns it has not seen.

    python benchmarks/open_acts.py --calls tests/calls/noisy [--list]
    python benchmarks/open_acts.py --held

Both compare what is found without the model with what is found with it, in the same state of the lexicons. `--held`
takes the turns of the training set; each is judged by a model that was not trained on its group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

import click
import numpy as np
from acts import Comparison, Key, compare
from numpy.typing import NDArray

from autoscore.annotate.open_acts import ACTS, NEVER_SURE, told
from autoscore.annotate.questions import classified
from autoscore.annotate.roles import Roles
from autoscore.api import Transcript, annotator
from autoscore.classify import ACT_LABELS, act_limits
from autoscore.classify.act_corpus import ActRow
from autoscore.classify.act_train import HeldActs, train_acts
from autoscore.model import Hit, Turn

SWITCH = "autoscore.annotate.open_acts.acts_installed"
BATCH = 200
UNPROVEN = ("weak", "faint")

Flags = NDArray[np.bool_]


def both(folder: Path) -> tuple[Comparison, Comparison]:
    """Compares a folder of marked calls with what is found without the model, and with it."""
    files = folder / "calls.jsonl", folder / "acts.jsonl"
    with patch(SWITCH, return_value=False):
        without = compare(*files)
    return without, compare(*files)


def show(without: Comparison, by_model: Comparison, *, listed: bool) -> None:
    """Prints F1 of both, and by act what the model makes right, in vain and misses no more."""
    for name, one in (("without", without), ("with", by_model)):
        right = len(one.found & one.wanted)
        shares = f"precision {right / max(len(one.found), 1):.3f}  recall {right / max(len(one.wanted), 1):.3f}"
        print(f"{name:<8} F1 {one.f1():.3f}  {shares}")
    gained, lost = by_model.found - without.found, without.found - by_model.found
    print(f"{'act':<20}{'+right':>8}{'+vain':>7}{'-right':>8}{'-vain':>7}")
    for act in sorted({key[2] for key in gained | lost}):
        counts = [sum(key[2] == act for key in keys) for keys in _parts(gained, lost, by_model.wanted)]
        print(f"{act:<20}{counts[0]:>8}{counts[1]:>7}{counts[2]:>8}{counts[3]:>7}")
    for key in sorted(gained | lost) if listed else ():
        print("gained" if key in gained else "lost  ", "right" if key in by_model.wanted else "wrong", *key)


def _parts(gained: frozenset[Key], lost: frozenset[Key], wanted: frozenset[Key]) -> tuple[frozenset[Key], ...]:
    return gained & wanted, gained - wanted, lost & wanted, lost - wanted


def calls_of(rows: Sequence[ActRow]) -> list[Transcript]:
    """Returns a call a row: the turn before, and the agent's."""
    return [
        Transcript(str(at), (Turn("customer", row.previous or "嗯"), Turn("agent", row.text)))
        for at, row in enumerate(rows)
    ]


def by_lexicon(calls: Sequence[Transcript]) -> Iterator[frozenset[str]]:
    """Yields the acts that phrases find in the second turn of each call."""
    by = replace(annotator(), assume_roles=True)
    with patch(SWITCH, return_value=False):
        for at in range(0, len(calls), BATCH):
            for found in by.annotate(calls[at : at + BATCH]):
                yield frozenset(hit.label for hit in found.hits if _proves(hit))


def _proves(hit: Hit) -> bool:
    return hit.turn == 1 and hit.by == "agent" and hit.doubt not in UNPROVEN


def held_table(held: HeldActs) -> Iterator[str]:
    """Yields a table of precision and recall by act: the lexicon alone, the model alone, both."""
    phrases = [*by_lexicon(calls_of(held.rows))]
    yield "| act | turns | lexicon P | R | model P | R | both P | R |"
    yield f"|{' --- |' * 8}"
    acts = [ACTS[label][0] if label in ACTS else label for label in ACT_LABELS]
    for act in dict.fromkeys(acts):
        columns = [at for at, name in enumerate(acts) if name == act and name not in NEVER_SURE]
        if not columns:
            continue
        limits = [act_limits()[at] for at in columns]
        gold: Flags = held.gold[:, columns].any(axis=1)
        model: Flags = (held.best[:, columns] >= limits).any(axis=1)
        lexicon: Flags = np.array([act in found for found in phrases])
        cells = " | ".join(_shares(found, gold) for found in (lexicon, model, lexicon | model))
        yield f"| {act} | {int(gold.sum())} | {cells} |"


def _shares(found: Flags, gold: Flags) -> str:
    right = int((found & gold).sum())
    return f"{right / max(int(found.sum()), 1):.2f} | {right / max(int(gold.sum()), 1):.2f}"


def speed(calls: Sequence[Transcript]) -> float:
    """Returns how many microseconds the model takes for a call, in one batch; the fastest of five."""
    said = classified(calls)
    roles = [Roles(tuple(turn.role for turn in call.turns), frozenset(), ()) for call in calls]
    times = []
    for _ in range(5):
        start = perf_counter()
        told(calls, said, roles)
        times.append(perf_counter() - start)
    return min(times) / len(calls) * 1e6


@click.command()
@click.option("--calls", type=click.Path(exists=True, file_okay=False, path_type=Path), multiple=True)
@click.option("--held", is_flag=True, help="Compare on the turns of the training set, by cross-validation.")
@click.option("--list", "listed", is_flag=True, help="List what the model changes.")
def main(calls: tuple[Path, ...], held: bool, listed: bool) -> None:
    """Print what the model changes."""
    for folder in calls:
        print(folder.name)
        show(*both(folder), listed=listed)
    if held:
        _, unseen = train_acts()
        print("\n".join(held_table(unseen)))
        print(f"{speed(calls_of(unseen.rows)[:BATCH]):.0f} microseconds a call of two turns")


if __name__ == "__main__":
    main()
