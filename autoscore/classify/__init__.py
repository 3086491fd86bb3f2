"""What kind of question a sentence is, and where the sentences of a turn begin and end."""

from autoscore.classify.act_labels import ACT_LABELS
from autoscore.classify.act_model import act_probabilities
from autoscore.classify.act_shipped import act_limits, acts_installed
from autoscore.classify.features import PREVIOUS, Sentence
from autoscore.classify.installed import installed
from autoscore.classify.labels import ALL_DETAILS, DETAILS, NONE, TYPES
from autoscore.classify.model import Classified, classify
from autoscore.classify.sentences import sentences_of

__all__ = [
    "ACT_LABELS",
    "ALL_DETAILS",
    "DETAILS",
    "NONE",
    "PREVIOUS",
    "TYPES",
    "Classified",
    "Sentence",
    "act_limits",
    "act_probabilities",
    "acts_installed",
    "classify",
    "installed",
    "sentences_of",
]
