"""The known ways of saying an act, and how like them something is, in characters and in sound."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from autoscore.lexicon import PhraseSet
from autoscore.review.clauses import NAMES
from autoscore.review.cores import CLAUSE_SIGN, GAP_SIGN, Core
from autoscore.review.heard import Heard
from autoscore.text.characters import sound_form
from autoscore.text.likeness import closest

MOST_KNOWN = 200
LEAST_LIKE, LEAST_ALONE, LEAST_LENGTH = 75, 75, 3
# Of a phrase a smaller part than this is like many others.
SHARE = 0.6
# What sounds so much more alike than it looks was heard wrong.
SOUND_OVER_LOOK = 15


class Near(Struct, frozen=True):
    """Is a known way, how like it something is (0 to 100), and whether that only sounds alike."""

    phrase: str
    likeness: int
    misheard: bool


@dataclass(frozen=True)
class Known:
    """Holds the plain phrases of an act, and their sounds."""

    phrases: tuple[str, ...]
    sounds: tuple[str, ...]

    @classmethod
    def of(cls, owner: PhraseSet) -> "Known":
        """Returns the ways of a compiled set that are plain phrases, the first of each entry."""
        plain = [way.strings[0] for way in owner.ways or () if way.sign in ("way", "exact") and not way.search]
        phrases = tuple(dict.fromkeys(phrase for phrase in plain if len(phrase) >= LEAST_LENGTH))[:MOST_KNOWN]
        return cls(phrases, tuple(map(sound_form, phrases)))

    def near(self, pattern: str) -> Near | None:
        """Returns the known way that a pattern is most like, or None."""
        bare = "".join(char for char in pattern if char not in NAMES and char != CLAUSE_SIGN)
        if GAP_SIGN in bare or len(bare) < LEAST_LENGTH:
            return None
        sound = _closest(self.sounds, sound_form(bare))
        look = _closest(self.phrases, bare)
        if sound is None:
            return None
        misheard = sound[1] >= LEAST_ALONE and sound[1] - (look[1] if look is not None else 0) >= SOUND_OVER_LOOK
        number, likeness = sound if misheard or look is None else look
        return Near(self.phrases[number], likeness, misheard)

    def misheard(self, due: Sequence[Heard]) -> list[Core]:
        """Returns runs that sound much like a known way, even where one call alone has them."""
        found: dict[str, Core] = {}
        for number, one in enumerate(due):
            text = one.clause.text
            run = closest(self.sounds, sound_form(text), LEAST_ALONE)
            if run is None or run[2] - run[1] < LEAST_LENGTH:
                continue
            _, start, end, _ = run
            if any(char in NAMES for char in text[start:end]):
                continue
            core = found.get(text[start:end]) or found.setdefault(text[start:end], Core(text[start:end]))
            core.places.setdefault(one.call, []).append((number, start, end))
        return list(found.values())


def _closest(phrases: Sequence[str], text: str) -> tuple[int, int] | None:
    """Returns the number of the phrase that is most like a text, and how much, whichever of the two is longer."""
    best: tuple[int, int] | None = None
    for number, phrase in enumerate(phrases):
        low = LEAST_LIKE if best is None else best[1] + 1
        shorter, longer = sorted((phrase, text), key=len)
        if len(shorter) < SHARE * len(longer) or (found := closest((shorter,), longer, low)) is None:
            continue
        best = (number, found[3])
    return best
