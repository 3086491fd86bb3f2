"""Points as they are shown: decimal strings, totals rounded half up to one place."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

TENTH = Decimal("0.1")
# Few different points are ever shown, and each a thousand times over.
MOST_KEPT = 4096


def plain(points: Decimal) -> str:
    """Returns points with no exponent and no idle zeros."""
    # Zeros of both signs are equal, so they can't be told apart once they are kept.
    return _PLAIN[points] if points else _written(points)


def tenth(points: Decimal) -> str:
    """Returns a total, rounded half up to one place."""
    return _tenth(points) if points else _rounded(points)


def _written(points: Decimal) -> str:
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(points: Decimal) -> str:
    return f"{points.quantize(TENTH, ROUND_HALF_UP):f}"


class _Plain(dict[Decimal, str]):
    """Keeps what points are written as; a look-up here costs half of one in an lru_cache."""

    def __missing__(self, points: Decimal) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[points] = _written(points)
        return self[points]


_PLAIN = _Plain()
_tenth = lru_cache(MOST_KEPT)(_rounded)
