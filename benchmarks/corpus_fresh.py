"""Makes every sentence of a corpus new, so that nothing that was worked out before can be used again."""

import random
import re
from hashlib import blake2b

from msgspec.structs import replace

from autoscore.api import Transcript
from autoscore.model import Turn
from benchmarks.corpus_words import SURNAMES, TITLES, spoken

# Sentences and turns of so many characters may come again: people do say 好的 all the time.
SHORT = 4
_SENTENCE = re.compile(r"[^。？！?!]+[。？！?!]*|[。？！?!]+")
_MARKS = "。？！?!，"
_INSIDE = "，", "，那个", "，就是", ""


class Fresh:
    """Remembers by hash what has been said, and changes what is said again by the name or number it is about."""

    def __init__(self, seed: int = 0) -> None:
        self._seen: set[bytes] = set()
        self._seed = seed

    def call(self, call: Transcript) -> Transcript:
        """Returns a call each sentence and turn of which, but the shortest, is new."""
        chance = random.Random(f"{self._seed} fresh {call.id}")  # noqa: S311 - nothing is kept secret here
        return replace(call, turns=tuple(self._turn(turn, chance) for turn in call.turns))

    def _turn(self, turn: Turn, chance: random.Random) -> Turn:
        sentences = [self._new(one, chance) for one in _SENTENCE.findall(turn.text)]
        text = "".join(sentences)
        # A turn with a new sentence in it is new; 好的。好的。 is not.
        return replace(turn, text=text if max(map(len, sentences), default=0) > SHORT else self._new(text, chance))

    def _new(self, text: str, chance: random.Random) -> str:
        """Returns a text, changed as often as it has been said before."""
        if len(text) <= SHORT:
            return text
        while (mark := hash_of(text)) in self._seen:
            text = changed(text, chance)
        self._seen.add(mark)
        return text


def hash_of(text: str) -> bytes:
    """Returns eight bytes that are the same in every process, and stand for a sentence in little memory."""
    return blake2b(text.rstrip(_MARKS).encode(), digest_size=8).digest()


def changed(text: str, chance: random.Random) -> str:
    """Returns a sentence that is about another name, number or day than before, said in its middle or at its end."""
    extra = chance.choice(
        (
            chance.choice(SURNAMES) + chance.choice(TITLES),
            spoken(chance.randrange(11, 1000)) + "号",
            f"{spoken(chance.randrange(1, 13))}月{spoken(chance.randrange(1, 31))}号",
            f"尾号{chance.randrange(10**3, 10**4)}",
        )
    )
    end = len(text.rstrip(_MARKS))
    cut = end if end < 2 or chance.random() < 0.7 else chance.randrange(2, end + 1)
    return f"{text[:cut]}{chance.choice(_INSIDE)}{extra}{text[cut:]}"
