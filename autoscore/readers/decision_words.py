"""The words and numbers of decisions, however people write them."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from autoscore.model import Status

_STATUSES = {
    Status.MET: "met 做到 做到了 达标 是 yes true",
    Status.PARTIAL: "partial partlymet 部分 部分做到 部分达标",
    Status.NOT_MET: "notmet 没做到 未做到 没有做到 未达标 不达标 没达标 否 no false",
    Status.NOT_APPLICABLE: "notapplicable 不适用 无场合 n/a na",
    Status.UNSURE: "unsure can'ttell 存疑 看不出 说不准",
    Status.OBSERVER: "observer apersonmustseeit 须人看 需人看",
}
_IGNORED = re.compile(r"[\s_\-]+")
_NUMBER = re.compile(r"([+-]?[0-9]{1,9}(?:\.[0-9]{1,20})?)分?")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．＋－−", "0123456789.+--")
# What a spreadsheet's formula leaves behind the sixth place is the noise of its floats.
_PLACES = 6


def plain(word: str) -> str:
    """Returns a word in the form in which ways of writing it fall together."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", word).casefold())


def is_known(word: str) -> bool:
    """Tells whether a word is one for a status."""
    return plain(word) in _words()


def status(word: str) -> Status | None:
    """Returns the status that a word is for, or None."""
    return _words().get(plain(word))


def points(text: str) -> Decimal | None:
    """Returns the number in a cell, or None where it holds no plain number."""
    number = _NUMBER.fullmatch(text.translate(_HALF_WIDTH))
    return None if number is None else _tidy(Decimal(number[1]))


def _tidy(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return round(number, _PLACES) if isinstance(exponent, int) and exponent < -_PLACES else number


@cache
def _words() -> Mapping[str, Status]:
    return MappingProxyType({word: status for status, words in _STATUSES.items() for word in words.split()})
