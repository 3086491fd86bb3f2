"""The nearest miss: the run of what was said that sounds most like a phrase that was not found."""

from collections.abc import Sequence

from autoscore.model import Document, Nearest
from autoscore.text.characters import sound_form, squeeze
from autoscore.text.likeness import closest
from autoscore.text.view import View

LEAST = 55
# One like syllable is like everything.
LEAST_ALIKE = 2
MOST_PHRASES = 60


def nearest(document: Document, turns: Sequence[int], phrases: Sequence[str]) -> Nearest | None:
    """Returns the closest thing said in some turns to any of the phrases, strength 55 or more, or None."""
    wanted = [phrase for phrase in map(squeeze, phrases) if len(phrase) > 1][:MOST_PHRASES]
    sounds = [sound_form(phrase) for phrase in wanted]
    best: Nearest | None = None
    for turn in turns:
        text = document.transcript.turns[turn].text
        view = View.of([text])
        found = closest(sounds, view.sound.rstrip("\n"), LEAST if best is None else best.strength + 1)
        if found is not None and found[3] * len(wanted[found[0]]) >= LEAST_ALIKE * 100:
            number, start, end, strength = found
            _, first, last = view.raw(start, end)
            best = Nearest(turn, first, last, text[first:last], wanted[number], strength)
    return best
