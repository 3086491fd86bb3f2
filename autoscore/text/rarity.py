"""How much a word says: rare words much, common ones little, function words and small talk nothing."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from msgspec import Struct

from autoscore import resources
from autoscore.text.characters import FILLERS, normal_form
from autoscore.text.numbers import NUMBER, parse_digits, parse_number
from autoscore.text.words import words

# ln(all words / count) below which a word says nothing, and from which it says all that a word can.
COMMON, RARE = 6.5, 10.5
# What a word at the lower bound weighs, and how much less a word of one character weighs: it is often cut wrongly.
LEAST, SHORT = 0.4, 0.6
# A bare number below this is more often a count than a fact.
LEAST_NUMBER = 10
_HAN = re.compile("[一-鿿]+|[a-z0-9]+")
_NUMBER = re.compile(f"(?:{NUMBER})")


class Content(Struct, frozen=True):
    """Is a word that says something: its place, the form in which it is compared, a weight of 0 to 1."""

    start: int
    end: int
    word: str
    weight: float


@lru_cache(maxsize=4096)
def contents(text: str) -> tuple[Content, ...]:
    """Returns what is said in a text, in order: words with a weight, and numbers by their value."""
    normal = normal_form(text)
    numbers = tuple(_numbers(normal))
    taken = [(one.start, one.end) for one in numbers]
    found = (one for one in _words(normal) if not any(one.start < end and start < one.end for start, end in taken))
    return tuple(sorted((*numbers, *found), key=lambda one: one.start))


def _numbers(text: str) -> Iterator[Content]:
    for match in _NUMBER.finditer(text):
        digits = parse_digits(match.group()) if len(match.group()) > 1 else None
        value = parse_number(match.group())
        if value is not None and value >= LEAST_NUMBER:
            yield Content(match.start(), match.end(), f"#{value.normalize():f}", 1.0)
        elif value is None and digits is not None:
            yield Content(match.start(), match.end(), f"#{digits}", 1.0)


def _words(text: str) -> Iterator[Content]:
    place = 0
    for word in words(text):
        if _HAN.fullmatch(word) and (worth := weight(word)):
            yield Content(place, place + len(word), word, worth)
        place += len(word)


def weight(word: str) -> float:
    """Returns how much a word says, from 0 to 1."""
    if word in _stop() or word in FILLERS:
        return 0.0
    share = (min(_rarity().get(word, RARE), RARE) - COMMON) / (RARE - COMMON)
    if share <= 0:
        return 0.0
    full = LEAST + (1 - LEAST) * share
    return full if len(word) > 1 else full * SHORT


@cache
def _rarity() -> Mapping[str, float]:
    table: dict[str, float] = {}
    for line in _lines("common.txt"):
        rarity, *listed = line.split()
        table.update(dict.fromkeys(listed, float(rarity)))
    return MappingProxyType(table)


@cache
def _stop() -> frozenset[str]:
    return frozenset(word for line in _lines("stop.txt") for word in line.split())


def _lines(name: str) -> Iterator[str]:
    text = (resources.folder("models") / "words" / name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
