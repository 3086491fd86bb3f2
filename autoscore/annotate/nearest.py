"""The nearest miss: the run of what was said that sounds most like a phrase that was not found."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from autoscore.lexicon import References, hear
from autoscore.model import Document, Nearest
from autoscore.text.characters import sound_form, squeeze
from autoscore.text.view import View

# How many like syllables one that is unlike outweighs.
AGAINST = 2.5


class Miss(Struct, frozen=True):
    """Is a nearest miss, and how many syllables speak for it when those against it are taken off.

    `misheard` tells whether some of it sounds like the phrase and is written otherwise: other words for the same are no
    mishearing.
    """

    near: Nearest
    alike: float
    misheard: bool


def nearest(document: Document, turns: Sequence[int], known: References) -> Miss | None:
    """Returns the run of some turns for which most speaks that it is one of the phrases misheard, or None."""
    texts = [document.transcript.turns[turn].text for turn in turns]
    view = View.of(texts)
    found = [(one, alike(len(known.texts[one.row]), one.likeness)) for one in hear(known, view)]
    best = max(found, key=lambda pair: (pair[1], -pair[0].start, -pair[0].row), default=None)
    if best is None or best[1] <= 0:
        return None
    one, much = best
    number, start, end = view.raw(one.start, one.end)
    near = Nearest(turns[number], start, end, texts[number][start:end], known.texts[one.row], one.likeness)
    return Miss(
        near,
        much,
        _shared(sound_form(near.phrase), sound_form(squeeze(near.quote))) > _shared(near.phrase, squeeze(near.quote)),
    )


def _shared(phrase: str, words: str) -> int:
    """Returns how many characters two texts share, wherever they stand."""
    return sum((Counter(phrase) & Counter(words)).values())


def alike(syllables: int, likeness: int) -> float:
    """Returns how many syllables speak for a phrase of some likeness, 0 to 100."""
    return syllables * float(1 - AGAINST * (100 - likeness) / 100)
