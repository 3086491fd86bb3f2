"""Annotation: everything that is found in a call, in one pass, before anything is judged."""

from autoscore.annotate.annotator import Annotator
from autoscore.annotate.closing import CLOSERS
from autoscore.annotate.coaching import summary
from autoscore.annotate.names import ADDRESS, ASK, GIVEN
from autoscore.annotate.nearest import Miss, nearest
from autoscore.annotate.noisiness import NOISY, QUIET
from autoscore.annotate.question_profile import QuestionProfile, profile, questions_of, together
from autoscore.annotate.roles import IVR_LABEL

# The labels that annotation itself rests on, whatever a rubric asks for.
ALWAYS = CLOSERS | {ADDRESS, ASK, GIVEN, IVR_LABEL, "plain_address", "welcome_reply", "thanks", "hold_notice"}

__all__ = [
    "ALWAYS",
    "NOISY",
    "QUIET",
    "Annotator",
    "Miss",
    "QuestionProfile",
    "nearest",
    "profile",
    "questions_of",
    "summary",
    "together",
]
