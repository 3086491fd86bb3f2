"""Calls and house lexicons for the tests of suggestions; all words are invented for them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autoscore.model import Document, Transcript, Turn
from autoscore.model.suggestion import Suggestion
from autoscore.readers import read_inputs

ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    "greeting": "opening",
    "offer_help": "opening",
    "hold_thanks": "wait",
    "anything_else": "closing",
    "invite_rating": "closing",
    "farewell": "closing",
}


def call(name: str, *texts: str, agent: str | None = None) -> Transcript:
    """Makes a call in which agent and customer take turns."""
    roles = ("agent", "customer")
    turns = tuple(Turn(roles[at % 2], text) for at, text in enumerate(texts))  # type: ignore[arg-type]
    return Transcript(name, turns, "phone", metadata={} if agent is None else {"agent": agent})


def emptied(folder: Path, acts: Iterable[str]) -> Path:
    """Writes a house lexicon in which some acts have no entries, and returns it."""
    (folder / "acts").mkdir(parents=True)
    for act in acts:
        head = f"label: {act}\ntitle: {act}\nkind: expected\nby: agent\nplace: {PLACES[act]}\nmode: replace\n"
        (folder / "acts" / f"{act}.txt").write_text(head, "utf-8")
    return folder


def read_calls(*inputs: str) -> list[Transcript]:
    """Returns the calls of some of the project's own files."""
    found = read_inputs([str(ROOT / one) for one in inputs], roles={}, stdin=None)
    return [one for one in found if isinstance(one, Transcript)]


def is_real(one: Suggestion, documents: Mapping[str, Document]) -> bool:
    """Tells whether most examples of a suggestion are words in which the act is found by the lexicons as they are."""
    return 2 * sum(_is_found(one.act, documents[each.call], each) for each in one.examples) >= len(one.examples)


def _is_found(act: str, document: Document, words: object) -> bool:
    turn, start, end = (getattr(words, name) for name in ("turn", "start", "end"))
    return any(hit.turn == turn and hit.start < end and start < hit.end for hit in document.labelled(act))


def entries(found: Sequence[Suggestion]) -> list[str]:
    """Returns the entries of suggestions."""
    return [one.entry for one in found]
