"""Points as score sheets write them: 2分, ２ 分, 两分, 0～4分, +2, 扣1-2分."""

import re
import unicodedata
from decimal import Decimal

from msgspec import Struct

from autoscore.text.numbers import parse_number

_NUMBER = r"\d+(?:\.\d+)?"
_SPOKEN = "零〇一二两三四五六七八九十百半"
# 十分热情 and 万分抱歉 are no points: a spoken number counts behind a word that gives or takes, and where it could also
# mean "very", or nothing gives, only at the end of a clause.
_GIVES = r"得|扣|加|计|给|减|打|为|满分|总分|共|各|每次|每处|每项|每个|每点|每件|最多|最高|至多|不超过|最低|-"
_CLAUSE = r"分(?=[,;。、/)\n]|$)"
_SPOKEN_POINTS = re.compile(
    rf"(?P<before>{_GIVES})(?P<number>(?!十分)[{_SPOKEN}]+)(?=分(?!之|外|钟)|-[{_SPOKEN}\d]+分)"
    rf"|(?P<end>{_GIVES}|[(:,;。\n]|^)(?P<last>[{_SPOKEN}]+)(?={_CLAUSE})",
)
_SPOKEN_END = re.compile(rf"(?<=\d-)[{_SPOKEN}]+(?=分)")
_CIRCLED = re.compile("[①-⑳]")
_BLANK = re.compile(r"[ \t\u3000]+")
_DASH = re.compile(r"(?<=[\d一二两三四五六七八九十])\s*(?:~|～|—|–|－|−|至|到)+\s*(?=[-+\d一二两三四五六七八九十])")
_AMOUNT = re.compile(rf"(?P<sign>[+-]|加|扣)?(?P<low>{_NUMBER})(?:-(?P<high>{_NUMBER}))?(?P<share>%)?(?:分)?")


class Amount(Struct, frozen=True):
    """Is what a cell of points says: a number or a range; `sign` is + for extra points and - for points off."""

    low: Decimal
    high: Decimal
    sign: str = ""

    @property
    def is_range(self) -> bool:
        """Tells whether any value between two may be given."""
        return self.low != self.high


def normal(text: str) -> str:
    """Returns a text with ASCII digits and signs, no blanks, and points in digits; line feeds stay."""
    flat = unicodedata.normalize("NFKC", _CIRCLED.sub(lambda found: f"({ord(found[0]) - ord('①') + 1})", text))
    flat = _DASH.sub("-", _BLANK.sub("", flat).replace("−", "-"))
    flat = _SPOKEN_POINTS.sub(_written, flat)
    return _SPOKEN_END.sub(lambda found: _digits(found[0]), flat)


def _written(found: re.Match[str]) -> str:
    return (found["before"] or found["end"] or "") + _digits(found["number"] or found["last"])


def _digits(spoken: str) -> str:
    number = parse_number(spoken)
    return spoken if number is None else f"{number.normalize():f}"


def amount_of(cell: str) -> Amount | None:
    """Returns what a cell of points says, or None where it is empty or says something else."""
    found = _AMOUNT.fullmatch(normal(cell).removeprefix("满分").strip("()"))
    if found is None:
        return None
    sign = {"加": "+", "扣": "-", None: ""}.get(found["sign"], found["sign"])
    low = Decimal(found["low"])
    high = Decimal(found["high"]) if found["high"] else low
    return Amount(min(low, high), max(low, high), sign)


def points_in(cell: str) -> Decimal | None:
    """Returns the most points that a cell says, or None."""
    amount = amount_of(cell)
    return None if amount is None else amount.high
