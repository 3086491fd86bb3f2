"""What kind of question a sentence is, and where the sentences of a turn begin and end."""

from autoscore.classify.act_labels import ACT_LABELS
from autoscore.classify.act_model import act_probabilities, act_probabilities_of
from autoscore.classify.act_shipped import act_limits, acts_installed
from autoscore.classify.features import PREVIOUS, Sentence
from autoscore.classify.installed import installed
from autoscore.classify.labels import ALL_DETAILS, DETAILS, NONE, TYPES
from autoscore.classify.model import Classified, classify, classify_spans
from autoscore.classify.sentences import sentence_spans, sentences_of
from autoscore.classify.turns import Turns

__all__ = [
    "ACT_LABELS",
    "ALL_DETAILS",
    "DETAILS",
    "NONE",
    "PREVIOUS",
    "TYPES",
    "Classified",
    "Sentence",
    "Turns",
    "act_limits",
    "act_probabilities",
    "act_probabilities_of",
    "acts_installed",
    "classify",
    "classify_spans",
    "installed",
    "sentence_spans",
    "sentences_of",
]
