"""`season`: whether a call was held in the days of the New Year greeting."""

import pytest
from operators_kit import NO, UNSURE, YES, ask, call


@pytest.mark.parametrize(
    ("date", "new_year", "lantern"),
    [
        ("2026-02-15", NO, NO),
        ("2026-02-16", YES, NO),
        ("2026-02-17T09:30", YES, NO),
        ("2026-03-02T23:59:59", YES, NO),
        ("2026-03-03", NO, YES),
        ("2026-03-04", NO, NO),
        ("2026-01-01", NO, NO),
        ("2025-01-28", YES, NO),
        ("2026-02-15T23:30-02:00", YES, NO),
        (None, UNSURE, UNSURE),
        ("1850-02-10", UNSURE, UNSURE),
    ],
)
def test_the_season_of_a_call(date: str | None, new_year, lantern) -> None:
    """新年好 is due from New Year's Eve to the day before the Lantern Festival; without a date nobody can tell."""
    told = call("客服：您好", date=date)
    for season, truth in (("new_year", new_year), ("lantern", lantern)):
        found = ask(f"{{season: {season}}}", told)
        assert (found.truth, found.hits) == (truth, ())
        assert found.because
