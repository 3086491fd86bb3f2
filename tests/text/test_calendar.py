"""The calendar: days of the lunar New Year, the clock of a call, and greetings by the hour."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.calendar import (
    day_of,
    fits,
    in_new_year,
    lantern_festival,
    moment,
    new_years_day,
    new_years_eve,
)

# Published by the observatory that makes the official calendar; 1985 and 2033 are years that wrong tables miss.
NEW_YEARS_DAYS = {
    1901: "1901-02-19",
    1949: "1949-01-29",
    1985: "1985-02-20",
    2000: "2000-02-05",
    2023: "2023-01-22",
    2024: "2024-02-10",
    2025: "2025-01-29",
    2026: "2026-02-17",
    2027: "2027-02-06",
    2033: "2033-01-31",
    2034: "2034-02-19",
}


@pytest.mark.parametrize("year", NEW_YEARS_DAYS)
def test_new_years_day(year: int) -> None:
    """The lunar New Year falls on the day that the official calendar gives."""
    assert new_years_day(year) == date.fromisoformat(NEW_YEARS_DAYS[year])


@given(st.integers(1901, 2099))
def test_the_eve_and_the_lantern_festival_stand_fifteen_days_apart(year: int) -> None:
    """New Year's Day is a new moon between 21 January and 21 February; its eve and the festival lie around it."""
    first, eve, lantern = new_years_day(year), new_years_eve(year), lantern_festival(year)
    assert first is not None
    assert date(year, 1, 21) <= first <= date(year, 2, 21)
    assert (eve, lantern) == (first - timedelta(days=1), first + timedelta(days=14))


@given(st.integers(1901, 2098))
def test_a_lunar_year_has_twelve_or_thirteen_moons(year: int) -> None:
    """From one New Year to the next there are twelve or thirteen whole months."""
    first, after = new_years_day(year), new_years_day(year + 1)
    assert first is not None
    assert after is not None
    assert (after - first).days in {353, 354, 355, 383, 384, 385}


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_the_days_of_the_new_year_greeting(day: date) -> None:
    """The window holds fifteen days of each year, from the eve to the day before the Lantern Festival."""
    eve, lantern = new_years_eve(day.year), lantern_festival(day.year)
    assert eve is not None
    assert lantern is not None
    assert in_new_year(day) == (day in {eve + timedelta(days=number) for number in range(15)})
    assert in_new_year(lantern) is False


@pytest.mark.parametrize("year", [1900, 2100, 1, 9999])
def test_years_that_nobody_vouches_for(year: int) -> None:
    """Outside 1901 to 2099 nothing is told."""
    assert new_years_day(year) is new_years_eve(year) is lantern_festival(year) is None
    assert in_new_year(date(year, 2, 1)) is None


@pytest.mark.parametrize(
    ("stamp", "day", "clock"),
    [
        ("2026-02-17", "2026-02-17", None),
        ("2026-02-17T09:30", "2026-02-17", "09:30"),
        ("2026-02-17 09:30:15", "2026-02-17", "09:30"),
        ("2026-02-17T09:30+08:00", "2026-02-17", "09:30"),
        ("2026-02-16T17:30Z", "2026-02-17", "01:30"),
        (None, None, None),
        ("", None, None),
        ("昨天", None, None),
        ("2026-02-30", None, None),
    ],
)
def test_the_day_and_the_clock_of_a_stamp(stamp: str | None, day: str | None, clock: str | None) -> None:
    """A stamp gives its day, and its clock only where it holds one; an offset is turned into China's time."""
    found, when = day_of(stamp), moment(stamp)
    assert (found and found.isoformat()) == day
    assert (when and f"{when:%H:%M}") == clock


@pytest.mark.parametrize(
    ("part", "good", "border", "wrong"),
    [
        ("early", "04:00 08:00 11:00", "03:50 11:15", "11:16 13:00 20:00 02:00"),
        ("morning", "05:00 08:00 12:00", "12:10", "12:30 14:00 20:00 03:00"),
        ("noon", "11:00 12:30 14:00", "10:50 14:15", "09:00 14:30 23:00"),
        ("midday", "11:00 14:30 18:00", "18:10", "09:00 20:00"),
        ("afternoon", "12:00 15:00 19:00", "11:45 19:15", "09:00 11:30 20:00"),
        ("dusk", "16:00 18:00 20:00", "15:45", "15:00 21:00"),
        ("evening", "17:30 20:00 00:00 05:00", "17:15 05:10", "12:00 17:00 06:00"),
        ("night", "18:00 23:59 00:00", "17:50", "09:00 16:00"),
    ],
)
def test_greetings_by_the_hour(part, good: str, border: str, wrong: str) -> None:
    """Each greeting has its hours, ends inclusive; a quarter of an hour beside them is neither right nor wrong."""
    for fit, clocks in (("fits", good), ("border", border), ("wrong", wrong)):
        assert {clock: fits(part, time.fromisoformat(clock)) for clock in clocks.split()} == dict.fromkeys(
            clocks.split(), fit
        )


@given(st.times())
def test_some_greeting_fits_at_any_hour(clock: time) -> None:
    """No hour is without a greeting, and never do 早上好 and 晚上好 both fit but for the last hour of the night."""
    parts = {part for part in ("early", "morning", "noon", "afternoon", "evening") if fits(part, clock) == "fits"}
    assert parts
    if not 4 <= clock.hour <= 5:
        assert not {"early", "evening"} <= parts
