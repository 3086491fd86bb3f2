"""What annotation asks of each set of phrases, in tables by the sets' numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from autoscore.annotate.batch import SIDES, Flags, Numbers
from autoscore.annotate.helped import EXCUSES
from autoscore.annotate.names import ADDRESS, ASK, GIVEN, PLAIN
from autoscore.annotate.neighbours import LABELS
from autoscore.annotate.places import BITS
from autoscore.annotate.reported import talks_as
from autoscore.annotate.role_cues import CUE_LABELS, cue_kind
from autoscore.annotate.role_pairs import OFFER, THANKS, WELCOME
from autoscore.lexicon import PhraseSet

WEI, IVR_LABEL = "opens_with_wei", "ivr_announcement"


@dataclass(frozen=True, eq=False)
class Owners:
    """Holds a table each for what is asked, by the numbers of the sets in their book.

    `orders` are the labels' numbers among formulas that have neighbours, or -1.
    """

    labels: tuple[str, ...]
    cues: Numbers
    findings: Flags
    acts: Flags
    places: Numbers
    sides: Numbers
    orders: Numbers
    vocative: Flags
    any_sound: Flags
    talk: Numbers
    wei: Flags
    ivr: Flags
    thanks: Flags
    welcome: Flags
    offer: Flags
    excused: Flags
    names: Flags

    @classmethod
    def of(cls, sets: Iterable[PhraseSet]) -> "Owners":
        """Makes the tables of some sets."""
        every = [*sets]
        labels = tuple(one.label for one in every)

        def flags(found: Iterable[bool]) -> Flags:
            return np.array([*found], dtype=np.bool_)

        def numbers(found: Iterable[int]) -> Numbers:
            return np.array([*found], dtype=np.int64)

        return cls(
            labels=labels,
            cues=numbers(map(cue_kind, every)),
            findings=flags(label not in CUE_LABELS for label in labels),
            acts=flags(one.is_act for one in every),
            places=numbers(sum(BITS[place] for place in one.places) for one in every),
            sides=numbers(SIDES.get(one.by, 0) for one in every),  # type: ignore[call-overload]
            orders=numbers(LABELS.get(label, -1) for label in labels),
            vocative=flags(label == PLAIN for label in labels),
            any_sound=flags(one.sound == "any" for one in every),
            talk=numbers(map(talks_as, every)),
            wei=flags(label == WEI for label in labels),
            ivr=flags(label == IVR_LABEL for label in labels),
            thanks=flags(label in THANKS for label in labels),
            welcome=flags(label == WELCOME for label in labels),
            offer=flags(label == OFFER for label in labels),
            excused=flags(label in EXCUSES for label in labels),
            names=flags(label in (ADDRESS, ASK, GIVEN) for label in labels),
        )
