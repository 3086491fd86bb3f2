"""How many of the best suggestions for an act are real, where a house has emptied it.

    python benchmarks/suggest.py INPUT... [--act ID]... [--top N] [--list]

One act at a time loses all its entries; a suggestion is real where the lexicons as they are find the act in the words
of most of its examples.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from autoscore.api import Suggester, Suggestion, Transcript, distinct, read_inputs
from autoscore.lexicon import PhraseSet, load
from autoscore.model import Document
from autoscore.scoring import annotator_of

ACTS = ("greeting", "offer_help", "hold_thanks", "anything_else", "invite_rating", "farewell")


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--act", "acts", multiple=True, default=ACTS)
@click.option("--top", type=int, default=10)
@click.option("--list", "listed", is_flag=True)
def main(inputs: tuple[str, ...], acts: tuple[str, ...], top: int, listed: bool) -> None:
    """Prints for each act how many suggestions there are, how many are real, and the place of the first real one."""
    found = distinct(read_inputs(inputs, roles={}, stdin=None))
    calls = [call for call in found if isinstance(call, Transcript)]
    lexicon = load(only={*acts})
    documents = {one.transcript.id: one for one in annotator_of(lexicon).annotate(calls)}
    for act in acts:
        suggestions = list(_without(lexicon.sets[act], calls, top))
        real = [_is_real(one, documents) for one in suggestions]
        first = real.index(True) + 1 if any(real) else "–"
        print(f"{act:<16} {sum(real):>3} of {len(real):>3} real, the first at {first}")
        for one, good in zip(suggestions, real, strict=True) if listed else ():
            print(f"  {'+' if good else '-'} {one.entry} {one.score} {one.calls}/{one.due}")


def _without(owner: PhraseSet, calls: Sequence[Transcript], top: int) -> Iterator[Suggestion]:
    with tempfile.TemporaryDirectory() as folder:
        head = {"label": owner.label, "title": owner.title, "kind": owner.kind, "by": owner.by, "mode": "replace"}
        head["place"] = " ".join(sorted(owner.places)) or "any"
        text = "".join(f"{key}: {value}\n" for key, value in head.items())
        Path(folder, "emptied.txt").write_text(text, "utf-8")
        yield from Suggester.of(Path(folder), acts=[owner.label]).suggest(calls, top)


def _is_real(one: Suggestion, documents: Mapping[str, Document]) -> bool:
    known = [
        any(
            hit.turn == each.turn and hit.start < each.end and each.start < hit.end
            for hit in documents[each.call].labelled(one.act)
        )
        for each in one.examples
    ]
    return 2 * sum(known) >= len(known)


if __name__ == "__main__":
    main()
