"""Full names: the surname is how they begin, not the last character before the honorific (王小明先生, 我叫王小明)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields

from msgspec.structs import replace

from autoscore.lexicon import Lexicon
from autoscore.model import Hit

_CUES = ("叫做", "叫", "名字是", "姓名是", "户名是", "户主是", "机主是", "是")
# In given names, and too common elsewhere to stand among the characters that names are made of.
_ALSO = frozenset("小晓一之子大中天若如以可元")
# What may stand before a full name; before anything else the two characters may be the end of a word.
_MARKS = " ,。?!;:…、"
_BEFORE = ("", *_MARKS, *"嗯啊呃哦噢喔唉", *"是叫的好您你找跟给和请问谢向")
_TITLES = ("称呼", "亲称", "职称")
_LONGEST = 4


@dataclass(frozen=True)
class FullNames:
    """Knows how full names are made, and what follows them.

    `confusable` are surnames that are often something else, `given` the characters of given names.
    """

    surnames: frozenset[str]
    confusable: frozenset[str]
    given: frozenset[str]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "FullNames":
        """Returns what a lexicon knows of names."""
        slot = lexicon.slot_set
        titles = tuple(word for name in _TITLES for word in lexicon.slots.get(name, ()))
        return cls(slot("姓"), slot("易混姓"), slot("名用字") | _ALSO, titles)

    def knowing(self, given: Iterable[str]) -> "FullNames":
        """Returns the same for a call in which some surnames were given: they are what they look like."""
        return replace_fields(self, confusable=self.confusable.difference(given))

    def surname(self, name: str) -> str:
        """Returns the surname that a name begins with, the longer one where two do; empty where none does."""
        return next((name[:length] for length in (2, 1) if name[:length] in self.surnames), "")

    def told(self, quote: str) -> tuple[str, str] | None:
        """Returns the name behind the cue of somebody who gives it, with its surname; None where there is no cue."""
        found = [(quote.rfind(cue), cue) for cue in _CUES if cue in quote]
        if not found:
            return None
        at, cue = max(found, key=lambda one: (one[0] + len(one[1]), len(one[1])))
        name = quote[at + len(cue) :].removeprefix("姓")
        surname = self.surname(name)
        # 叫那个 gives no name 那个.
        sure = surname not in self.confusable or all(char in self.given for char in name[len(surname) :])
        return name, surname if sure else ""

    def start(self, text: str, start: int, known: Iterable[str]) -> int:
        """Returns where the full name begins whose last character is at `start`; `start` where that is a surname.

        A name that the customer gave is one wherever it stands; any other must follow a mark or a word that names do.
        """
        head = text[: start + 1]
        for name in known:
            if head.endswith(name):
                return start + 1 - len(name)
        for first in range(max(0, start - _LONGEST + 1), start):
            if self._is_name(text[first : start + 1]) and head[max(0, first - 1) : first] in _BEFORE:
                return first
        return start

    def ahead(self, quote: str, known: Sequence[str]) -> int:
        """Returns how many characters stand before the name in a form of address."""
        if quote.startswith(tuple(known)):
            return 0
        behind = max((place + 1 for place, char in enumerate(quote) if char in _MARKS), default=0)
        if behind and self.surname(quote[behind:]):
            return behind
        word = self.surname(quote)
        inner = self.surname(quote[len(word) :])
        # A stutter: 梅梅女士 is 梅女士.
        is_word = word in self.confusable or word == inner
        titled = quote.startswith(self.titles, len(word) + len(inner))
        return len(word) if is_word and inner and titled else 0

    def _is_name(self, name: str) -> bool:
        surname = self.surname(name)
        rest = name[len(surname) :]
        sure = bool(surname) and surname not in self.confusable
        return sure and 0 < len(rest) < _LONGEST - 1 and all(char in self.given for char in rest)


def whole(hit: Hit, text: str, names: FullNames, known: Sequence[str]) -> Hit:
    """Returns a form of address that begins where the name does: before a given name, behind a word before a name.

    和林女士 holds 林女士, as 和 is hardly a surname, and so does 林，林女士; where the customer gave the name, it
    stands as it was given.
    """
    start = names.start(text, hit.start, known)
    start += names.ahead(text[start : hit.end], known)
    return hit if start == hit.start else replace(hit, start=start)


def given_names(quotes: Iterable[str], names: FullNames) -> Iterator[str]:
    """Yields the full names that are given, by what was said of them."""
    for quote in quotes:
        name, surname = names.told(quote) or (quote, names.surname(quote))
        if surname and len(surname) < len(name) <= _LONGEST:
            yield name
