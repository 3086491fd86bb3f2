"""Annotation: everything that is found in a call, in one pass, before anything is judged."""

from autoscore.annotate.annotator import Annotator
from autoscore.annotate.batches import CALLS, batches, characters
from autoscore.annotate.closing import CLOSERS
from autoscore.annotate.coaching import summary
from autoscore.annotate.names import ADDRESS, ASK, GIVEN
from autoscore.annotate.nearest import Asked, Miss, nearest
from autoscore.annotate.noisiness import NOISY, QUIET
from autoscore.annotate.owners import IVR_LABEL
from autoscore.annotate.question_profile import QuestionProfile, profile, questions_of, together

# The labels that annotation itself rests on, whatever a rubric asks for.
ALWAYS = CLOSERS | {ADDRESS, ASK, GIVEN, IVR_LABEL, "plain_address", "welcome_reply", "thanks", "hold_notice"}

__all__ = [
    "ALWAYS",
    "CALLS",
    "NOISY",
    "QUIET",
    "Annotator",
    "Asked",
    "Miss",
    "QuestionProfile",
    "batches",
    "characters",
    "nearest",
    "profile",
    "questions_of",
    "summary",
    "together",
]
