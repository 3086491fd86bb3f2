"""Days and hours of the year in which a greeting fits: the one door to the lunar calendar library."""

import importlib
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from typing import Literal, TypeAlias

PartOfDay: TypeAlias = Literal["early", "morning", "noon", "midday", "afternoon", "dusk", "evening", "night"]
Fit: TypeAlias = Literal["fits", "border", "wrong"]

# The years for which independent libraries agree on every New Year's Day.
FIRST_YEAR, LAST_YEAR = 1901, 2099
# 十五: the Lantern Festival is the fifteenth day of the first month.
LANTERN = timedelta(days=14)
# A clock and a habit differ by this much without anybody noticing.
BORDER = 15
_HOUR, _DAY = 60, 24 * 60
_BEIJING = timezone(timedelta(hours=8))
_DATE_ONLY = len("2026-02-17")
# Minutes from midnight, both ends inclusive; what ends before it begins runs past midnight. The parts overlap on
# purpose: around noon and at the fall of night two greetings are as good as each other.
_PARTS: dict[PartOfDay, tuple[int, int]] = {
    "early": (4 * _HOUR, 11 * _HOUR),
    "morning": (5 * _HOUR, 12 * _HOUR),
    "noon": (11 * _HOUR, 14 * _HOUR),
    "midday": (11 * _HOUR, 18 * _HOUR),
    "afternoon": (12 * _HOUR, 19 * _HOUR),
    "dusk": (16 * _HOUR, 20 * _HOUR),
    "evening": (17 * _HOUR + 30, 5 * _HOUR),
    "night": (18 * _HOUR, 5 * _HOUR),
}


def new_years_day(year: int) -> date | None:
    """Returns the first day of the first lunar month in a year of the common calendar; None outside 1901 to 2099."""
    return _new_years_day(year) if FIRST_YEAR <= year <= LAST_YEAR else None


@cache
def _new_years_day(year: int) -> date:
    # The library is loaded only where a rubric asks for the season: it costs a start of the program 12 ms.
    first = importlib.import_module("tyme4py.lunar").LunarDay.from_ymd(year, 1, 1).get_solar_day()
    return date(first.get_year(), first.get_month(), first.get_day())


def new_years_eve(year: int) -> date | None:
    """Returns the day before the lunar New Year that falls in a year; None outside 1901 to 2099."""
    first = new_years_day(year)
    return None if first is None else first - timedelta(days=1)


def lantern_festival(year: int) -> date | None:
    """Returns the fifteenth of the first lunar month in a year; None outside 1901 to 2099."""
    first = new_years_day(year)
    return None if first is None else first + LANTERN


def in_new_year(day: date) -> bool | None:
    """Tells whether a day lies from New Year's Eve up to the day before the Lantern Festival (source S1).

    None outside 1901 to 2099. Both ends lie in one year of the common calendar, so the day's own year is enough.
    """
    eve, lantern = new_years_eve(day.year), lantern_festival(day.year)
    return None if eve is None or lantern is None else eve <= day < lantern


def moment(stamp: str | None) -> datetime | None:
    """Returns an ISO 8601 date with its time as the clock on the wall shows it; None where no time is given.

    A stamp with an offset is told in China's one time zone; one without is taken as it stands.
    """
    if not stamp or len(stamp) <= _DATE_ONLY:
        return None
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found if found.tzinfo is None else found.astimezone(_BEIJING).replace(tzinfo=None)


def day_of(stamp: str | None) -> date | None:
    """Returns the day of an ISO 8601 date with or without a time; None where there is none."""
    found = moment(stamp)
    if found is not None or not stamp:
        return None if found is None else found.date()
    try:
        return date.fromisoformat(stamp)
    except ValueError:
        return None


def fits(part: PartOfDay, clock: time) -> Fit:
    """Tells whether a greeting for a part of the day fits a clock time, misses it by a quarter of an hour, or is wrong.

    早 4–11, 上午 5–12, 中午 11–14, 午安 11–18, 下午 12–19, 傍晚 16–20, 晚上 17:30–5, 晚安 18–5 o'clock, ends inclusive.
    """
    begin, end = _PARTS[part]
    minute = clock.hour * _HOUR + clock.minute
    length = (end - begin) % _DAY
    if (minute - begin) % _DAY <= length:
        return "fits"
    near = min((begin - minute) % _DAY, (minute - end) % _DAY)
    return "border" if near <= BORDER else "wrong"
