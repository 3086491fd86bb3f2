"""Fits what a strength means: how often words that only sound like an act are that act, on noise made for the purpose.

    python benchmarks/hearing.py [--write]

The project's own calls and encounters go through the noise channel; a sound-alike is true where the act was in that
turn before. Prints how often each band of strength is right on calls that were kept apart; `--write` fits on all and
writes models/service-acts/hearing.json.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from autoscore import resources
from autoscore.annotate import Annotator
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.placed import Placed
from autoscore.annotate.places import places
from autoscore.annotate.roles import repair
from autoscore.annotate.strength import Hearing, Weights
from autoscore.annotate.timing import waits
from autoscore.api import Transcript, annotate, annotator, read_inputs
from autoscore.model import CLEAN
from autoscore.model.annotated import AnnotatedCall
from benchmarks.noise_channel import Channel, noisy

Key = tuple[int, int, str]
CALLS = ("tests/calls/tuning", "tests/calls/noisy")
ENCOUNTERS = "tests/encounters/tuning"
RATES = (0.0, 0.05, 0.1, 0.15, 0.2)
# Sound-alikes of unmarked calls may be meant from here on.
MEANT = 72
# Every so many calls are kept apart to look at what the strength is worth.
APART = 5
# Another draw of noise than the one that benchmarks/noise.py measures on.
SEED = 7
BANDS = (0, 20, 40, 50, 60, 70, 80, 90, 100)


@dataclass(frozen=True)
class Case:
    """Is a sound-alike: its signs, whether the act was there, and its call's number."""

    call: int
    found: dict[str, float]
    true: bool


def cases(calls: Sequence[Transcript], finder: Annotator, marked: Mapping[str, frozenset[Key]]) -> Iterator[Case]:
    """Yields the sound-alikes of calls at rising noise.

    Where people marked the acts of a call, theirs are the truth; else what is there as written. What sounds like an act
    before any noise, in a call that nobody marked, may be one: such are left out.
    """
    acts = frozenset(label for label, one in finder.lexicon.sets.items() if one.kind == "expected")
    there = [_there(call, marked.get(call.id)) for call in annotate(calls, finder)]
    doubtful = [_alike(placed, acts) for placed in finder.placed(calls)]
    for rate in RATES:
        heard = [noisy(call, Channel(rate), SEED) for call in calls]
        for number, placed in enumerate(finder.placed([one.call for one in heard])):
            known = heard[number].call.id in marked
            due = {(heard[number].turn_of(turn, start), act) for turn, start, act in there[number]}
            aside = frozenset() if known else doubtful[number]
            for item, signs in _weighed(heard[number].call, [one for one in placed if one.match.label in acts]):
                key = item.turn, item.match.label
                if key in due or (*key, item.match.phrase) not in aside:
                    yield Case(number, signs, key in due)


def _weighed(call: Transcript, placed: Sequence[Placed]) -> Iterator[tuple[Placed, dict[str, float]]]:
    """Yields the sound-alikes of a call that stand in turns without the act in so many words, with their signs."""
    roles = repair(call, placed)
    hearing = Hearing(places(roles.turns, waits(call, roles.turns)), roles, Neighbours.of_call(placed))
    clean = {(item.turn, item.match.label) for item in placed if item.as_written and item.match.sign != "weak"}
    for item in placed:
        if not item.as_written and (item.turn, item.match.label) not in clean:
            yield item, hearing.signs(item)


def _there(call: AnnotatedCall, marks: frozenset[Key] | None) -> frozenset[Key]:
    if marks is not None:
        return marks
    return frozenset((turn.index, act.start, act.act) for turn in call.turns for act in turn.acts if act.form == CLEAN)


def _alike(placed: Sequence[Placed], acts: frozenset[str]) -> frozenset[tuple[int, str, str]]:
    """Returns the sound-alikes before any noise that are like enough to be meant."""
    return frozenset(
        (item.turn, item.match.label, item.match.phrase)
        for item in placed
        if item.match.label in acts and not item.as_written and item.match.strength >= MEANT
    )


def fit(found: Sequence[Case]) -> Weights:
    """Fits the weights."""
    names = sorted(found[0].found)
    table = np.array([[case.found[name] for name in names] for case in found])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(table, [case.true for case in found])
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return Weights(round(float(model.intercept_[0]), 3), weights)


def _strength(weights: Weights, case: Case) -> float:
    total = weights.constant + sum(weights.weights[name] * value for name, value in case.found.items())
    return float(100 / (1 + np.exp(-total)))


def _read() -> tuple[list[Transcript], dict[str, frozenset[Key]]]:
    """Reads the calls, and the marks of those that have some."""
    marked: dict[str, set[Key]] = defaultdict(set)
    paths = [f"{folder}/calls.jsonl" for folder in CALLS]
    paths += sorted(str(one) for one in Path(ENCOUNTERS).glob("*.txt"))
    calls = [one for one in read_inputs(paths, roles={}, stdin=None) if isinstance(one, Transcript)]
    texts = {call.id: [turn.text for turn in call.turns] for call in calls}
    for folder in CALLS:
        for line in Path(folder, "acts.jsonl").read_text("utf-8").splitlines():
            mark = json.loads(line)
            start = max(0, texts[mark["call"]][mark["turn"]].find(mark["quotes"][0]))
            marked[mark["call"]].add((mark["turn"], start, mark["act"]))
    return calls, {call: frozenset(keys) for call, keys in marked.items()}


@click.command()
@click.option("--write", is_flag=True, help="Write the weights.")
def main(write: bool) -> None:
    """Print what each band of strength is worth on calls kept apart."""
    calls, marked = _read()
    found = list(cases(calls, annotator(), marked))
    train = [case for case in found if case.call % APART]
    apart = [case for case in found if not case.call % APART]
    weights = fit(train)
    strengths = np.array([_strength(weights, case) for case in apart])
    true = np.array([case.true for case in apart])
    print(f"{len(found)} sound-alikes, {sum(case.true for case in found)} true")
    print("| strength | found | true |\n| --- | ---: | ---: |")
    for low, high in pairwise(BANDS):
        inside = (strengths >= low) & (strengths < high)
        print(f"| {low}–{high} | {inside.sum()} | {true[inside].mean() if inside.any() else 0:.3f} |")
    if write:
        target = resources.folder("models") / "service-acts" / "hearing.json"
        target.write_bytes(msgspec.json.format(msgspec.json.encode(fit(found))))


if __name__ == "__main__":
    main()
