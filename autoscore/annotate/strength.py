"""How surely words that only sound like an act are that act: from the sound, the place and the neighbours.

The weights are fitted on noise laid over the project's own calls (`benchmarks/hearing.py`), so that of the findings of
strength 80 about eight in ten are true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

import msgspec
from msgspec import Struct

from autoscore import resources
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.noisiness import NOISY
from autoscore.annotate.placed import Placed
from autoscore.annotate.places import Places
from autoscore.annotate.roles import Roles
from autoscore.text.characters import sound_form, squeeze

MOST_SYLLABLES = 12
TWO, THREE = 2, 3
# What somebody listed as a mishearing is one where it is due.
KNOWN_MISHEARING = 70
FAINT, FAINT_IN_NOISE = 40, 20
# What a phrase set's words must be like, 0 to 100: less where they are due, more where they are few.
LIKE_AT_PLACE, LIKE, LIKE_SHORT = 55, 72, 80


class Weights(Struct, frozen=True):
    """Are the weights of a logistic sum, by name of the sign they weigh."""

    constant: float
    weights: Mapping[str, float]


@cache
def shipped() -> Weights:
    """Loads the shipped weights once a process."""
    return msgspec.json.decode(
        (resources.folder("models") / "service-acts" / "hearing.json").read_bytes(), type=Weights
    )


@dataclass(frozen=True)
class Hearing:
    """Judges the sound-alikes of one call by its places, its speakers and what stands beside them.

    This is the definition, one finding at a time: the weights are fitted on it, and a test holds `strengths`, which
    judges a whole batch, to it.
    """

    places: Places
    roles: Roles
    neighbours: Neighbours
    noise: float = 0.0

    @property
    def least(self) -> int:
        """Is the strength from which a sound-alike keeps a judgement in doubt: less in a call that looks noisy."""
        return FAINT_IN_NOISE if self.noise >= NOISY else FAINT

    def strength(self, one: Placed) -> int:
        """Returns how surely a sound-alike is what it sounds like, 0 to 99.

        What it was fitted on are service acts; of a phrase set it is the likeness, where that is enough for its length.
        """
        if not one.match.owner.is_act:
            return self._likeness(one)
        known = shipped()
        total = known.constant + sum(known.weights.get(name, 0.0) * value for name, value in self.signs(one).items())
        fitted = int(100 / (1 + exp(-total)))
        listed = one.match.sign == "mishearing" and self.places.holds(one.turn, one.match.owner.places)
        return max(fitted, KNOWN_MISHEARING) if listed else fitted

    def _likeness(self, one: Placed) -> int:
        match, places = one.match, one.match.owner.places
        if places and self.places.holds(one.turn, places):
            return match.strength if match.strength >= LIKE_AT_PLACE else 0
        if match.sign == "mishearing" or match.owner.sound != "any":
            return 0
        return match.strength if match.strength >= (LIKE if len(match.phrase) > THREE else LIKE_SHORT) else 0

    def signs(self, one: Placed) -> dict[str, float]:
        """Returns what speaks for and against a sound-alike: its sound, its place, its neighbours, who said it."""
        match, owner = one.match, one.match.owner
        syllables = min(len(match.phrase), MOST_SYLLABLES)
        share = (100 - match.strength) / 100
        due = bool(owner.places) and self.places.holds(one.turn, owner.places)
        before, after = self.neighbours.of(one)
        return {
            "syllables": float(syllables),
            "unlike": syllables * share,
            "share": share,
            "short": float(syllables <= TWO),
            "three": float(syllables == THREE),
            "due": float(due),
            "near_due": float(not due and self.places.near(one.turn, owner.places)),
            "not_due": float(bool(owner.places) and not due),
            "due_short": float(due and syllables <= THREE),
            "before": float(before),
            "after": float(after),
            "mangled": float(match.sign == "heard" and sound_form(squeeze(one.quote)) != sound_form(match.phrase)),
            "starts": float(one.starts),
            "ends": float(one.ends),
            "vocative": float(one.starts and match.label == "plain_address"),
            "listed": float(match.sign == "mishearing"),
            "gapped": float(match.bound.way.search is not None),
            "other_side": float({owner.by, self.roles.turns[one.turn]} == {"agent", "customer"}),
        }
