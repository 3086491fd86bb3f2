"""What one side takes up of the other's words: words weighted by rarity, numbers by value."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from autoscore.model import Document
from autoscore.text.characters import normal_form
from autoscore.text.rarity import Content, contents

# A word of two characters or more counts wherever it stands in the other's words, however those are cut.
WHOLE = 2


class Uptake(Struct, frozen=True):
    """Is what was taken up: the words, their weight all together, and the turns that they come from."""

    words: tuple[Content, ...] = ()
    weight: float = 0.0
    sources: tuple[int, ...] = ()


def said_by(document: Document, by: str, first: int, last: int) -> tuple[int, ...]:
    """Returns the turns of a side from `first` to `last`, inclusive; who came with the customer speaks for him."""
    return tuple(turn for turn in range(max(first, 0), last + 1) if is_of(document, turn, by))


def is_of(document: Document, turn: int, by: str) -> bool:
    """Tells whether a turn is of a side: a relative or companion is on the customer's."""
    role = document.roles[turn]
    return role == by or (by == "customer" and role == "other") or (by == "any" and role != "ivr")


def uptake(document: Document, turn: int, start: int, end: int, sources: Iterable[int]) -> Uptake:
    """Returns what the words of a turn between two offsets take up of some other turns; each word counts once."""
    own = [one for one in contents(_text(document, turn)) if start <= one.start and one.end <= end]
    taken: dict[str, Content] = {}
    used: set[int] = set()
    for source in sources:
        for one in _shared(own, _text(document, source)):
            taken.setdefault(one.word, one)
            used.add(source)
    found = tuple(sorted(taken.values(), key=lambda one: one.start))
    return Uptake(found, sum(one.weight for one in found), tuple(sorted(used)))


def _shared(own: Sequence[Content], other: str) -> Iterator[Content]:
    theirs, text = {one.word for one in contents(other)}, normal_form(other)
    for one in own:
        if one.word in theirs or any(form in text for form in _forms(one.word)):
            yield one


def _forms(word: str) -> Iterator[str]:
    """Yields how a word may stand in another's words, however those are cut; 妈妈 also as 妈."""
    if len(word) >= WHOLE and not word.startswith("#"):
        yield word
    if word == word[:1] * 2:
        yield word[0]


def _text(document: Document, turn: int) -> str:
    return document.transcript.turns[turn].text
