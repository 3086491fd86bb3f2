"""What kind of question a sentence is, and where the sentences of a turn begin and end."""

from autoscore.classify.features import PREVIOUS, Sentence
from autoscore.classify.installed import installed
from autoscore.classify.labels import ALL_DETAILS, DETAILS, NONE, TYPES
from autoscore.classify.model import Classified, classify
from autoscore.classify.sentences import sentences_of

__all__ = [
    "ALL_DETAILS",
    "DETAILS",
    "NONE",
    "PREVIOUS",
    "TYPES",
    "Classified",
    "Sentence",
    "classify",
    "installed",
    "sentences_of",
]
