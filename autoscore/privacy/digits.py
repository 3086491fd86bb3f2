"""Digits as they are said: groups of them, and the groups that one voice says one after the other.

A number is often said in parts, with fillers and marks between them, over several turns while the other one takes it
down; recognisers write its digits in figures, in characters, or as another word of the same sound.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from autoscore.privacy.strip import FILL_CHARACTERS, FILL_HEADS, FILL_TAILS, FILLED, SHORT, TAKEN, Strip

# With fewer characters no number is whole.
LEAST = 7
# Of a known number so many digits in a row are no accident.
LEAST_PART = 4
_WRITTEN = "0123456789零〇一二三四五六七八九幺两洞拐"
# What recognition writes for a digit; only between two digits it is one.
_SOUNDS = "要腰妖邀动栋懂冻另领林灵玲巴爸吧伞散尔而耳儿思丝武舞吴午刘溜期齐其妻酒久"
_VALUES = str.maketrans(_WRITTEN + _SOUNDS, "0123456789001234567891207" + "111100000000088833222244555566777799")
_DIGIT = f"[{_WRITTEN}]"
_COUNTED = "[块元毛月年天人个万千百十]"
_REPEATED = f"[二两俩三四234]个{_DIGIT}(?!{_COUNTED})"
_TOKEN = re.compile(f"{_REPEATED}|{_DIGIT}|[{_SOUNDS}x叉]")
# What stands right behind a group that goes on, or right before one that goes on with another. Most digits of a call
# are in other words, 一下, 三个, and stand next to none of these.
_GO_ON = FILL_HEADS | frozenset(f"{_WRITTEN}俩要腰妖邀\n")
_GONE_BEFORE = FILL_TAILS | frozenset(f"{_WRITTEN}x叉\n")
_NOT_ALONE = (
    f"(?:(?=[{re.escape(''.join(sorted(_GO_ON)))}{_SOUNDS}x叉])|(?<=[二两三四234俩])(?=个)|"
    f"(?<=[{re.escape(''.join(sorted(_GONE_BEFORE)))}][\\s\\S]))"
)
_REST = (
    f"(?:(?<=[二两俩三四234])个{_DIGIT}(?!{_COUNTED})|(?<={_DIGIT})|(?<=[要腰妖邀])(?=[3-9三四五六七八九]))"
    f"(?:{_REPEATED}|{_DIGIT}|[{_SOUNDS}](?={_DIGIT}))*+(?:[x叉](?![a-z0-9]))?"
)
# Both begin with a class of characters, so that the engine skips what can't begin a group; the first leaves out most
# of the single digits that stand alone.
_GROUP = re.compile(f"[{_WRITTEN}俩要腰妖邀]{_NOT_ALONE}{_REST}")
_ANY_GROUP = re.compile(f"[{_WRITTEN}俩要腰妖邀]{_REST}")
# In one turn so many characters that may say digits have nothing between them but what may stand in a number.
_SAID = f"[{_WRITTEN}{_SOUNDS}俩个x叉]"
_BETWEEN_SAID = f"[{re.escape(''.join(sorted(FILL_CHARACTERS.difference(_WRITTEN, _SOUNDS, '个'))))}]"
_STRETCH = re.compile(f"{_SAID}(?:{_BETWEEN_SAID}*+{_SAID}){{{LEAST - 1}}}")
_ANY = re.compile(_DIGIT)
_BETWEEN = re.compile(f"{FILLED}*+")
_THIN_PART = re.compile(f"{FILLED}|{TAKEN}|{_DIGIT}")
_QUANTITIES = frozenset("十百千万亿")
_COUNTS = {"二": 2, "两": 2, "俩": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
# A number's parts are asked for again and again while it is looked at.
_REMEMBERED = 64


class Group(NamedTuple):
    """Is a run of digits: where it stands on the strip, and as what it is said."""

    start: int
    end: int
    said: str

    @property
    def digits(self) -> str:
        """Are the digits, written."""
        return _read(self.said)

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Are the runs of characters on the strip that say each digit; one may say several."""
        tokens = [(token.span(), _value(token[0])) for token in _TOKEN.finditer(self.said)]
        return tuple([(self.start + start, self.start + end) for (start, end), digits in tokens for _ in digits])


@lru_cache(maxsize=_REMEMBERED)
def _read(said: str) -> str:
    return "".join([_value(token[0]) for token in _TOKEN.finditer(said)])


def rows(strip: Strip) -> Iterator[list[Group]]:
    """Yields the groups that one voice says one after the other; short ones that go on with nothing are left out."""
    open_rows: dict[str, list[Group]] = {}
    for group in _groups(strip.text):
        voice = strip.voices[strip.turn(group.start)]
        row = open_rows.get(voice)
        if row is not None and _goes_on(strip, row[-1], group, voice):
            row.append(group)
        else:
            if row is not None:
                yield row
            open_rows[voice] = [group]
    yield from open_rows.values()


def has_digits(strip: Strip) -> bool:
    """Tells whether a strip has as many digits as a number needs."""
    return next(islice(_ANY.finditer(strip.text), LEAST - 1, None), None) is not None


def says_number(strip: Strip) -> bool:
    """Tells whether one voice says as many digits in a row as a number needs, in a strip whose turns stand apart."""
    return _STRETCH.search(strip.text) is not None and any(map(is_long, rows(strip)))


def is_long(row: list[Group]) -> bool:
    """Tells whether a row has as many characters as a number needs."""
    return sum([group.end - group.start for group in row]) >= LEAST


def _groups(text: str) -> Iterator[Group]:
    last = len(text) - 1
    for match in _GROUP.finditer(text):
        start, end = match.span()
        before, behind = text[start - 1] if start else "", text[end] if end <= last else ""
        if end - start < LEAST_PART and behind not in _GO_ON and before not in _GONE_BEFORE:
            continue
        if behind not in _QUANTITIES and before not in _QUANTITIES:
            yield Group(start, end, match[0])


def _value(said: str) -> str:
    if len(said) == 3:
        return said[2].translate(_VALUES) * _COUNTS[said[0]]
    return "x" if said in "x叉" else said.translate(_VALUES)


def _goes_on(strip: Strip, last: Group, group: Group, voice: str) -> bool:
    """Tells whether a group goes on with the number that the same voice began, perhaps some turns ago.

    A digit of its own in between, as short as it may be, ends the number.
    """
    if strip.text[last.end] not in _GO_ON or strip.text[group.start - 1] not in _GONE_BEFORE:
        return False
    one, two = strip.turn(last.start), strip.turn(group.start)
    if one == two:
        return _fills(strip.text, last.end, group.start)
    ends, begins = strip.starts[one + 1] - 1, strip.starts[two]
    around = _fills(strip.text, last.end, ends) and _fills(strip.text, begins, group.start)
    return around and all(_takes_down(strip, turn, voice) for turn in range(one + 1, two))


def _takes_down(strip: Strip, turn: int, voice: str) -> bool:
    line = strip.line(turn)
    return _is_thin(line) and not (strip.voices[turn] == voice and _says_digits(line))


def _says_digits(line: str) -> bool:
    spans = (match.span() for match in _ANY_GROUP.finditer(line))
    return any(_QUANTITIES.isdisjoint(line[max(0, start - 1) : start] + line[end : end + 1]) for start, end in spans)


def _is_thin(line: str) -> bool:
    """Tells whether a turn only takes down what the other one says; what is hidden already joins nothing."""
    return "*" not in line and len(_THIN_PART.sub("", line)) <= SHORT


def _fills(text: str, start: int, end: int) -> bool:
    return _BETWEEN.fullmatch(text, start, end) is not None


def unstuttered(row: list[Group]) -> list[Group]:
    """Returns a row with groups that are said twice said once, the last time."""
    return [one for one, two in pairwise(row) if one.digits != two.digits] + row[-1:]
