"""Sums that recognition takes for others, and words that take a sum back."""

import re
from decimal import Decimal

from autoscore.text.money import find_amounts
from autoscore.text.numbers import NUMBER, parse_number

# 四 and 十 sound alike, and 十 and 百 are written as other words of their sound: 找您是一块二 for 十一块二, 收您一白.
_SWAPS = {"四": "十", "十": "四", **dict.fromkeys("是时事实石式室", "十"), **dict.fromkeys("白摆佰柏", "百")}
# A clerk who names another sum behind one of these has put himself right.
TAKES_BACK = re.compile(
    "(?:不[,、 ]?不|不对|错了|说错|算错|看错|不是|更正|哦,?不|啊,?不)[^。?!一二两三四五六七八九十百0-9]{0,6}"
)


def mishearings(text: str) -> frozenset[Decimal]:
    """Returns the sums that a normal text may have named before one of its syllables was written as another."""
    variants = (f"{text[:at]}{_SWAPS[char]}{text[at + 1 :]}" for at, char in enumerate(text) if char in _SWAPS)
    return frozenset(worth for variant in variants for worth in _sums(variant))


def _sums(text: str) -> frozenset[Decimal]:
    amounts = {amount.yuan for amount in find_amounts(text)}
    counted = (parse_number(match.group()) for match in re.finditer(NUMBER, text))
    return frozenset(amounts or {worth for worth in counted if worth is not None})
