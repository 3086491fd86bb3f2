"""What makes a row of digits a number of some kind: its length, its first digits, its check digit.

The checks are written out here: the library that has them (python-stdnum) takes 60 ms to import, loading sockets and
TLS on the way, and stands under another licence.
"""

import re

# ISO 7064 MOD 11-2, as GB 11643-1999 has it: the weight of each of the first 17 digits, and the check characters.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
_BORN = re.compile("[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9x]")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_LANDLINE = re.compile("(?:010|02[0-9])[1-9][0-9]{7}|0[3-9][1-9][0-9][1-9][0-9]{6,7}")
# Taiwan: a code of two or three digits, nine or ten in all; on the mainland none is so short.
_ISLAND = re.compile("0[2-8][0-9]{7,8}")
# The first digits of cards issued in China: UnionPay, and the older ones of the international networks.
_CARD = re.compile("(?:62|4|5[1-5]|35|3[47]|9558|9559|60)[0-9]+")


def is_id_card(digits: str) -> bool:
    """Tells whether 18 characters are an ID card number (GB 11643-1999): its check is right, or a birthday is in it.

    A birthday at its place is enough, for recognition may have got any digit wrong.
    """
    return len(digits) == 18 and _BORN.fullmatch(digits) is not None


def checks_out(digits: str) -> bool:
    """Tells whether the last of 18 characters is the ISO 7064 MOD 11-2 check of those before it."""
    body = digits[:17]
    if len(digits) != 18 or not body.isdigit():
        return False
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11] == digits[17]


def is_luhn(digits: str) -> bool:
    """Tells whether the last digit is the check digit of those before it (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def is_bank_card(digits: str) -> bool:
    """Tells whether 16 to 19 digits begin as a bank card's number does and have its check digit."""
    return 16 <= len(digits) <= 19 and _CARD.fullmatch(digits) is not None and is_luhn(digits)


def is_mobile(digits: str) -> bool:
    """Tells whether digits are a mobile number of the mainland."""
    return _MOBILE.fullmatch(digits) is not None


def is_landline(digits: str) -> bool:
    """Tells whether digits are an area code with a number of 7 or 8 digits."""
    return _LANDLINE.fullmatch(digits) is not None


def is_island_landline(digits: str) -> bool:
    """Tells whether digits are as many as an area code of Taiwan with a number has."""
    return _ISLAND.fullmatch(digits) is not None
