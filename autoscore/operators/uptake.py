"""What one side takes up of the other's words: words weighted by rarity, numbers by value."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from autoscore.model import Document
from autoscore.text.characters import normal_form
from autoscore.text.rarity import Content, contents

# A word of two characters or more counts wherever it stands in the other's words, however those are cut.
WHOLE = 2
_KEY = "uptake"


class Uptake(Struct, frozen=True, gc=False):
    """Is what was taken up: the words, their weight all together, and the turns that they come from."""

    words: tuple[Content, ...] = ()
    weight: float = 0.0
    sources: tuple[int, ...] = ()


def said_by(document: Document, by: str, first: int, last: int) -> tuple[int, ...]:
    """Returns the turns of a side from `first` to `last`, inclusive; who came with the customer speaks for him."""
    turns = document.kept.get((_KEY, by))
    if turns is None:
        turns = document.kept[_KEY, by] = tuple(t for t in range(len(document.roles)) if is_of(document, t, by))
    found: tuple[int, ...] = turns[bisect_left(turns, first) : bisect_right(turns, last)]
    return found


def is_of(document: Document, turn: int, by: str) -> bool:
    """Tells whether a turn is of a side: a relative or companion is on the customer's."""
    role = document.roles[turn]
    return role == by or (by == "customer" and role == "other") or (by == "any" and role != "ivr")


def uptake(document: Document, turn: int, start: int, end: int, sources: tuple[int, ...]) -> Uptake:
    """Returns what the words of a turn between two offsets take up of some other turns; each word counts once."""
    said: _Said | None = document.kept.get(_KEY)
    if said is None:
        said = document.kept[_KEY] = _Said(document)
    return said.taken(turn, start, end, sources)


class _Said:
    """Knows in which turns of a call a word stands; turns are bits of a number, so that many are looked at in one go.

    What was asked once is kept, as many criteria weigh the same sentences.
    """

    def __init__(self, document: Document) -> None:
        self._texts = [turn.text for turn in document.transcript.turns]
        self._normal = normal_form("\n".join(self._texts))
        self._starts = list(accumulate((len(text) + 1 for text in self._texts), initial=0))
        self._standing: dict[str, int] = {}
        self._cut: dict[str, int] = {}
        self._known = 0
        self._bits: dict[tuple[int, ...], int] = {}
        self._taken: dict[tuple[int, int, int, tuple[int, ...]], Uptake] = {}

    def taken(self, turn: int, start: int, end: int, sources: tuple[int, ...]) -> Uptake:
        """Returns what a run of a turn takes up of some turns."""
        key = (turn, start, end, sources)
        found = self._taken.get(key)
        if found is None:
            found = self._taken[key] = self._weighed(turn, start, end, self._bits_of(sources))
        return found

    def _weighed(self, turn: int, start: int, end: int, looked: int) -> Uptake:
        taken: dict[str, Content] = {}
        used = 0
        for one in contents(self._texts[turn]):
            if start <= one.start and one.end <= end and (held := self._holding(one.word, looked)):
                taken.setdefault(one.word, one)
                used |= held
        found = tuple(taken.values())
        return Uptake(found, sum([one.weight for one in found]), tuple(_turns(used))) if found else _NOTHING

    def _bits_of(self, turns: tuple[int, ...]) -> int:
        if turns not in self._bits:
            self._bits[turns] = sum([1 << turn for turn in set(turns)])
        return self._bits[turns]

    def _holding(self, word: str, looked: int) -> int:
        """Returns which of some turns have a word: a number or one character as it is cut, a longer one anywhere."""
        if word[0] == "#" or len(word) < WHOLE:
            return self._cut_in(word, looked)
        return self._anywhere(word) & looked

    def _cut_in(self, word: str, looked: int) -> int:
        for turn in _turns(looked & ~self._known):
            for one in contents(self._texts[turn]):
                self._cut[one.word] = self._cut.get(one.word, 0) | 1 << turn
        self._known |= looked
        return self._cut.get(word, 0) & looked

    def _anywhere(self, word: str) -> int:
        """Returns the turns in which a word stands, however their words are cut; 妈妈 also as 妈."""
        if word not in self._standing:
            # What holds a word of twice the same character holds the character.
            form = word[0] if word == word[0] * 2 else word
            self._standing[word] = sum([1 << turn for turn in set(self._where(form))])
        return self._standing[word]

    def _where(self, form: str) -> Iterator[int]:
        place = self._normal.find(form)
        while place >= 0:
            turn = bisect_right(self._starts, place) - 1
            yield turn
            place = self._normal.find(form, self._starts[turn + 1])


def _turns(bits: int) -> Iterable[int]:
    """Yields the turns that are bits of a number, in order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


# Most sentences take nothing up.
_NOTHING = Uptake()
