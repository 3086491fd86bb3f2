"""Numbers that are said, by what they are worth: 一百二 is 120, 三点 is 15:00, 幺三八 is 138."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from autoscore.text.characters import normal_form, sound_form
from autoscore.text.money import find_amounts
from autoscore.text.numbers import NUMBER, parse_digits, parse_number

_SMALL = "[零一二两三四五六七八九十0-9]{1,3}"
# The points of 三点五块 and 两点建议 are no hours: a unit or a noun behind them shows it.
_CLOCK = re.compile(
    f"({_SMALL})(?:点(?!儿|[小一二三四五六七八九0-9]*[块元兆g建意要])|[:：])(?:(半)|(一刻)|(三刻)|({_SMALL})分?|钟|整)?"
)
_DAY = re.compile(f"(?:({_SMALL})月(?:份)?)?({_SMALL})[号日](?![码线楼院店])")
_READ = re.compile(r"\[号码\]|\[手机号\]|[零〇一二三四五六七八九幺洞拐0-9]{2,20}")
_COUNT = re.compile(NUMBER)
_UNITS = frozenset("十百千万亿")
_HALF_DAY = 12 * 60
# Fewer digits than this in common are chance.
LEAST_COMMON = 3
LEAST_NUMBER = 10
# Sounds that recognition takes for each other.
_CONFUSED = str.maketrans("四十", "十四")


@dataclass(frozen=True)
class Value:
    """Is a number said at a place of a text: its worth, its digits, its hour in minutes, or its month and day.

    An hour is told within half a day: 三点 may be 15:00. A month that was not said is 0.
    """

    start: int
    end: int
    raw: str
    number: Decimal | None = None
    digits: str | None = None
    minutes: int | None = None
    day: tuple[int, int] | None = None

    def same(self, other: "Value") -> bool:
        """Tells whether both are the same value, however said; the tail of a number is that number."""
        if self.minutes is not None or other.minutes is not None:
            return self.minutes == other.minutes
        if self.day is not None and other.day is not None:
            return self.day[1] == other.day[1] and (0 in (self.day[0], other.day[0]) or self.day[0] == other.day[0])
        return self._same_number(other) or self._same_digits(other)

    def telling(self) -> bool:
        """Tells whether it is more than a small number that any two turns share."""
        if self.minutes is not None or self.day is not None:
            return True
        return (self.number is not None and self.number >= LEAST_NUMBER) or len(self.digits or "") >= 2

    def kind(self) -> str:
        """Returns what it is said of."""
        return "hour" if self.minutes is not None else "day" if self.day is not None else "number"

    def sounds_like(self, other: "Value") -> bool:
        """Tells whether both may be one value that was misheard: 四 for 十."""
        mine, sound = sound_form(self.raw), sound_form(other.raw)
        return mine == sound or sound_form(self.raw.translate(_CONFUSED)) == sound

    def slip_of(self, other: "Value") -> bool:
        """Tells whether it looks like the other with a digit or two wrong, left out or added."""
        mine, theirs = self.digits or "", other.digits or ""
        if min(len(mine), len(theirs)) < LEAST_COMMON:
            return False
        if len(mine) == len(theirs):
            wrong = sum(one != two for one, two in zip(mine, theirs, strict=True))
            return 0 < wrong <= max(1, len(mine) // 3)
        short, long = sorted((mine, theirs), key=len)
        return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))

    def _same_number(self, other: "Value") -> bool:
        return self.number is not None and self.number == other.number

    def _same_digits(self, other: "Value") -> bool:
        mine, theirs = self.digits or "", other.digits or ""
        if not mine or not theirs:
            return False
        short, long = sorted((mine, theirs), key=len)
        if short == long or len(short) < LEAST_COMMON:
            return short == long
        # All but one digit is a slip; only behind the first digit it is the tail that people name.
        return long.endswith(short) or (short in long and len(long) - len(short) > 1)


def values(text: str) -> tuple[Value, ...]:
    """Returns the numbers of a raw text in order; of those that overlap the most telling: hour, sum, day, digits."""
    plain = normal_form(text)
    found: list[Value] = []
    for value in (*_sums(plain), *_hours(plain), *_days(plain), *_numbers(plain)):
        if not any(one.start < value.end and value.start < one.end for one in found):
            found.append(value)
    return tuple(sorted(found, key=lambda one: one.start))


def _hours(text: str) -> Iterator[Value]:
    for match in _CLOCK.finditer(text):
        hour, minute = parse_number(match[1]), parse_number(match[5]) if match[5] else Decimal(0)
        if hour is None or minute is None or hour > 24 or minute > 59:
            continue
        minute += 30 if match[2] else 15 if match[3] else 45 if match[4] else 0
        yield Value(*match.span(), match[0], minutes=int(hour * 60 + minute) % _HALF_DAY)


def _sums(text: str) -> Iterator[Value]:
    for amount in find_amounts(text):
        raw = text[amount.start : amount.end]
        bare = _READ.fullmatch(raw)
        yield Value(amount.start, amount.end, raw, amount.yuan, parse_digits(raw) if bare else None)


def _days(text: str) -> Iterator[Value]:
    for match in _DAY.finditer(text):
        month, day = (parse_number(part) if part else Decimal(0) for part in match.group(1, 2))
        if month is not None and day is not None and month <= 12 and 1 <= day <= 31:
            yield Value(*match.span(), match[0], day=(int(month), int(day)))


def _numbers(text: str) -> Iterator[Value]:
    for match in _READ.finditer(text):
        beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        # The digits of 一百二十 are read with their units, as a number that is counted.
        if not _UNITS.intersection(beside):
            yield Value(*match.span(), match[0], parse_number(match[0]), parse_digits(match[0]) or match[0])
    for match in _COUNT.finditer(text):
        worth = parse_number(match[0])
        if worth is not None:
            digits = str(worth) if worth == worth.to_integral_value() else None
            yield Value(*match.span(), match[0], worth, digits if worth >= LEAST_NUMBER else None)
