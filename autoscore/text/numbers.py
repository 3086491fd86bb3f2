"""Numbers as they are said and written: their values, and the patterns that find them in a normal form.

The pattern sources hold no look-around, escape class or range: they are inlined into larger patterns and also
transliterated, character by character, into the alphabet of sounds.
"""

import re
from decimal import Decimal

_WRITTEN = "0123456789"
_SPOKEN = "零一二三四五六七八九"
_UNITS = "十百千万亿"
_DIGIT = f"[{_SPOKEN}〇幺洞拐{_WRITTEN}]"
_THREE = f"[{_WRITTEN}]" * 3

# Repeats have no upper bound: with one, the engine refuses two numbers and a gap in one pattern as too large.
NUMBER = f"[{_SPOKEN}〇两俩仨半{_UNITS}{_WRITTEN}]+(?:,{_THREE})*(?:[.点][{_SPOKEN}{_WRITTEN}]+)?[万亿]?"
DIGITS = rf"(?:{_DIGIT}{_DIGIT}{_DIGIT}+|\[号码\]|\[手机号\])"

# Nobody says a longer number; the bound also keeps the recursion shallow.
LONGEST = 32
_SCALES = (("亿", 100_000_000), ("万", 10_000), ("千", 1000), ("百", 100), ("十", 10))
_ONES = {char: Decimal(value) for value, char in enumerate(_SPOKEN)}
_ONES |= {"〇": Decimal(0), "两": Decimal(2), "俩": Decimal(2), "仨": Decimal(3)}
_READ = str.maketrans(f"{_SPOKEN}〇幺洞拐", f"{_WRITTEN}0107")
_ARABIC = re.compile("[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_POINT = re.compile("([^.点]+)[.点]([零〇一二三四五六七八九0-9]+)")
_LAST = re.compile("[一二三四五六七八九1-9]")


def parse_number(text: str) -> Decimal | None:
    """Returns the value of a text that is one number and nothing else, or None.

    A last digit takes the place below the unit before it: 三千二 is 3200, 一百五 is 150, 1千2 is 1200. Digits read one
    by one (一三八零) and rough numbers (两三百, 十几) are none.
    """
    if len(text) > LONGEST:
        return None
    return Decimal("0.5") if text == "半" else _value(text)


def parse_digits(text: str) -> str | None:
    """Returns the written digits of a text that is digits read one by one (幺 is 1, 洞 is 0, 拐 is 7), or None."""
    digits = text.translate(_READ)
    return digits if digits.isascii() and digits.isdigit() else None


def _value(text: str) -> Decimal | None:
    pointed = _POINT.fullmatch(text)
    if pointed is not None:
        whole = _value(pointed[1])
        return None if whole is None else Decimal(f"{int(whole)}.{pointed[2].translate(_READ)}")
    for mark, size in _SCALES:
        if mark in text:
            head, _, tail = text.partition(mark)
            return _sum(_head(head, size), _tail(tail, size), size)
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return _ONES.get(text)


def _sum(head: Decimal | None, tail: Decimal | None, size: int) -> Decimal | None:
    if head is None or tail is None:
        return None
    top = head * size
    if head != int(head) and tail:
        return None
    return int(top) + tail if top == int(top) else top


def _head(text: str, size: int) -> Decimal | None:
    """Returns how many of a unit there are; only 十 may stand without a count, only 千 and more take a fraction."""
    if not text and size == 10:
        return Decimal(1)
    value = _value(text)
    if value is None or (size < 1000 and value != int(value)):
        return None
    return value if 0 < value < (10 if size < 10_000 else size) else None


def _tail(text: str, size: int) -> Decimal | None:
    """Returns what stands behind a unit: nothing, one digit of the next place, or a smaller number."""
    if not text:
        return Decimal(0)
    if _LAST.fullmatch(text):
        return Decimal(text.translate(_READ)) * (size // 10)
    value = _value(text.lstrip("零〇"))
    return value if value is not None and value < size else None
