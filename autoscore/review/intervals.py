"""Shares and kappas with their 95 % intervals.

Everything but the square roots is reckoned in whole fractions, so that neither order nor machine changes a digit.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt

from autoscore.model.agreement import Estimate

Z = 1.959963984540054  # the normal deviate of a two-sided 95 % interval
PLACES = 6
NONE = Fraction(0)


def wilson(hits: int, total: int) -> Estimate | None:
    """Returns a share with its score interval (Wilson 1927; Newcombe 1998, method 3); None of nothing."""
    if not total:
        return None
    share, square = hits / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return estimate(share, max(middle - half, 0.0), min(middle + half, 1.0))


def cohen(counts: Mapping[tuple[str, str], int]) -> Estimate | None:
    """Returns Cohen's kappa (Cohen 1960) of a table of pairs of answers, with its interval.

    The interval is kappa ± z · standard error, by the large-sample variance of Fleiss, Cohen and Everitt (1969), as in
    Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., 18.13; it is cut at −1 and 1. Where
    that variance comes to 0, as it does where all agree, three pairs would claim certainty: there Wilson's interval of
    the agreement is taken, with chance agreement held fixed. None where both sides gave one and the same answer
    throughout, as agreement by chance is then certain and kappa 0 / 0.
    """
    total = sum(counts.values())
    table = {pair: Fraction(count, total) for pair, count in counts.items() if count}
    left, right = _margins(table)
    agreed = sum((share for (one, other), share in table.items() if one == other), NONE)
    chance = sum((left[name] * right[name] for name in left if name in right), NONE)
    if not total or chance == 1:
        return None
    kappa = (agreed - chance) / (1 - chance)
    variance = _variance(table, kappa, chance) / total
    if variance <= 0:
        return _carried(int(agreed * total), total, float(chance), float(kappa))
    half = Z * sqrt(variance)
    return estimate(float(kappa), max(float(kappa) - half, -1.0), min(float(kappa) + half, 1.0))


def estimate(value: float, low: float, high: float) -> Estimate:
    """Returns a figure to six places; the interval holds the value whatever the last bit was."""
    return Estimate(*(round(one, PLACES) for one in (value, min(low, value), max(high, value))))


def _margins(table: Mapping[tuple[str, str], Fraction]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    left: dict[str, Fraction] = {}
    right: dict[str, Fraction] = {}
    for (one, other), share in table.items():
        left[one] = left.get(one, NONE) + share
        right[other] = right.get(other, NONE) + share
    return left, right


def _variance(table: Mapping[tuple[str, str], Fraction], kappa: Fraction, chance: Fraction) -> Fraction:
    """Returns the variance of kappa for one pair; for n pairs it is the n-th part."""
    left, right = _margins(table)
    same = differ = NONE
    for (one, other), share in table.items():
        if one == other:
            same += share * (1 - (left[one] + right[one]) * (1 - kappa)) ** 2
        else:
            differ += share * (right.get(one, NONE) + left.get(other, NONE)) ** 2
    rest = (kappa - chance * (1 - kappa)) ** 2
    return (same + (1 - kappa) ** 2 * differ - rest) / (1 - chance) ** 2


def _carried(agreed: int, total: int, chance: float, kappa: float) -> Estimate:
    share = wilson(agreed, total) or Estimate(0.0, 0.0, 1.0)
    low, high = ((bound - chance) / (1 - chance) for bound in (share.low, share.high))
    return estimate(kappa, max(low, -1.0), min(high, 1.0))
