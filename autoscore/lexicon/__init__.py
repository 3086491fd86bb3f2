"""The lexicons: ways of saying things, in files that inspectors edit, compiled into one search."""

from autoscore.lexicon.book import PhraseBook, compile_book
from autoscore.lexicon.called import Wanted
from autoscore.lexicon.candidates import Candidates
from autoscore.lexicon.entry import Entry, Lexicon, PhraseSet, Way
from autoscore.lexicon.files import entry
from autoscore.lexicon.heard import HeardRuns, hear
from autoscore.lexicon.load import load, read
from autoscore.lexicon.matcher import Match, find, found, matches
from autoscore.lexicon.references import References, Skeletons, skeletons
from autoscore.lexicon.template import TemplateError

__all__ = [
    "Candidates",
    "Entry",
    "HeardRuns",
    "Lexicon",
    "Match",
    "PhraseBook",
    "PhraseSet",
    "References",
    "Skeletons",
    "TemplateError",
    "Wanted",
    "Way",
    "compile_book",
    "entry",
    "find",
    "found",
    "hear",
    "load",
    "matches",
    "read",
    "skeletons",
]
