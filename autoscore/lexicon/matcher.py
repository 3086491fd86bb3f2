"""Finds the ways of saying in a view: over characters, over sounds, and through mangled syllables."""

from msgspec import Struct

from autoscore.lexicon.book import Bound, PhraseBook
from autoscore.lexicon.candidates import Candidates, candidates
from autoscore.lexicon.choice import chosen
from autoscore.lexicon.entry import PhraseSet
from autoscore.model import CLEAN, GARBLED
from autoscore.model.hit import Form
from autoscore.text.view import View


class Match(Struct, frozen=True):
    """Is one way found at a run of `squeezed`; `phrase` is what was looked for.

    `strength` tells how like the phrase the run is, 0 to 100; whether it was said, only its place can tell.
    """

    bound: Bound
    start: int
    end: int
    form: Form
    strength: int
    phrase: str

    @property
    def owner(self) -> PhraseSet:
        """Is the set that the way belongs to."""
        return self.bound.owner

    @property
    def sign(self) -> str:
        """Is what kind of entry the way is."""
        return self.bound.way.sign

    @property
    def label(self) -> str:
        """Is the label of the set that the way belongs to."""
        return self.owner.label


def find(book: PhraseBook, view: View) -> list[Match]:
    """Returns the matches of all sets, for each label the best that do not overlap, blocked ones left out."""
    return matches(book, found(book, view))


def found(book: PhraseBook, view: View) -> Candidates:
    """Returns the same as arrays, in order of place."""
    return chosen(book, candidates(book, view), view.squeezed)


def matches(book: PhraseBook, of: Candidates) -> list[Match]:
    """Returns what was found as records."""
    columns = (of.ways, of.starts, of.ends, of.garbled, of.strengths, of.phrases)
    return [
        Match(book.bounds[way], start, end, GARBLED if garbled else CLEAN, strength, book.phrases.texts[phrase])
        for way, start, end, garbled, strength, phrase in zip(*(one.tolist() for one in columns), strict=True)
    ]
