"""Points as they are shown: decimal strings, totals rounded half up to one place."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def plain(points: Decimal) -> str:
    """Returns points with no exponent and no idle zeros."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tenth(points: Decimal) -> str:
    """Returns a total, rounded half up to one place."""
    return f"{points.quantize(TENTH, ROUND_HALF_UP):f}"
