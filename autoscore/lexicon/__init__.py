"""The lexicons: ways of saying things, in files that inspectors edit, compiled into one search."""

from autoscore.lexicon.book import PhraseBook, compile_book
from autoscore.lexicon.entry import Entry, Lexicon, PhraseSet, Way
from autoscore.lexicon.files import entry
from autoscore.lexicon.heard import hear
from autoscore.lexicon.load import load, read
from autoscore.lexicon.matcher import Match, find
from autoscore.lexicon.references import References, skeletons
from autoscore.lexicon.template import TemplateError

__all__ = [
    "Entry",
    "Lexicon",
    "Match",
    "PhraseBook",
    "PhraseSet",
    "References",
    "TemplateError",
    "Way",
    "compile_book",
    "entry",
    "find",
    "hear",
    "load",
    "read",
    "skeletons",
]
