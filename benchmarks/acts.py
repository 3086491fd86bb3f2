"""Acts found against acts marked by people, by turn and act.

    python benchmarks/acts.py CALLS.jsonl ACTS.jsonl [--late ACT]... [--list]

Entries that only one reader marked (`agreed` false) count neither way, nor do acts that came into the guideline after
the reading (`--late`).
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import click

from autoscore.api import Transcript, annotate, annotator, read_inputs

Key = tuple[str, int, str]
FORMULAS = frozenset(
    {
        "greeting",
        "self_intro",
        "offer_help",
        "plain_address",
        "hold_notice",
        "hold_thanks",
        "apology",
        "anything_else",
        "invite_rating",
        "thanks",
        "farewell",
    }
)


@dataclass(frozen=True)
class Comparison:
    """Holds what was found, and what should have been.

    `garbled` are the marked acts that recognition spoiled, `suspected` those that were found by sound only.
    """

    found: frozenset[Key]
    wanted: frozenset[Key]
    garbled: frozenset[Key]
    suspected: frozenset[Key] = frozenset()

    def f1(self, acts: frozenset[str] | None = None) -> float:
        """Returns the F1 over all acts, or some."""
        found, wanted = ({key for key in keys if acts is None or key[2] in acts} for keys in (self.found, self.wanted))
        right = len(found & wanted)
        return 2 * right / max(1, len(found) + len(wanted))


def compare(calls: Path, acts: Path, late: frozenset[str] = frozenset()) -> Comparison:
    """Annotates calls and compares them with the marks; acts that are `late` are left out."""
    marks = [json.loads(line) for line in acts.read_text("utf-8").splitlines() if line.strip()]
    readings = read_inputs([str(calls)], roles={}, stdin=None)
    transcripts = [reading for reading in readings if isinstance(reading, Transcript)]
    forms = {
        (call.id, turn.index, act.act, act.form)
        for call in annotate(transcripts, annotator())
        for turn in call.turns
        for act in turn.acts
        if act.act not in late
    }
    found = {key[:3] for key in forms}
    clean = {key[:3] for key in forms if key[3] == "clean"}
    aside = {_key(mark) for mark in marks if not mark["agreed"]}
    wanted = {_key(mark) for mark in marks if mark["agreed"]}
    garbled = {_key(mark) for mark in marks if mark["agreed"] and mark["form"] == "garbled"}
    return Comparison(*map(frozenset, (found - aside, wanted, garbled, found - clean - aside)))


def _key(mark: dict[str, object]) -> Key:
    return str(mark["call"]), int(str(mark["turn"])), str(mark["act"])


@click.command()
@click.argument("calls", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("acts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--late", multiple=True, help="An act that came after the reading.")
@click.option("--list", "listed", is_flag=True, help="List what was missed and what was found in vain.")
def main(calls: Path, acts: Path, late: tuple[str, ...], listed: bool) -> None:
    """Print F1 over all acts, over the fixed formulas, and by act."""
    seen = compare(calls, acts, frozenset(late))
    right = seen.found & seen.wanted
    print(f"F1 {seen.f1():.3f}  formulas {seen.f1(FORMULAS):.3f}", end="  ")
    print(f"precision {len(right) / max(1, len(seen.found)):.3f}  recall {len(right) / max(1, len(seen.wanted)):.3f}")
    print(f"garbled found {len(seen.garbled & seen.found)}/{len(seen.garbled)}", end="  ")
    print(f"found by sound, right {len(seen.suspected & seen.wanted)}/{len(seen.suspected)}\n")
    counts = [Counter(key[2] for key in keys) for keys in (right, seen.found - seen.wanted, seen.wanted - seen.found)]
    print(f"{'act':<20}{'right':>7}{'in vain':>9}{'missed':>8}")
    for act in sorted({key[2] for key in seen.found | seen.wanted}):
        print(f"{act:<20}{counts[0][act]:>7}{counts[1][act]:>9}{counts[2][act]:>8}")
    for key in sorted(seen.found ^ seen.wanted) if listed else ():
        print("in vain" if key in seen.found else "missed ", *key)


if __name__ == "__main__":
    main()
