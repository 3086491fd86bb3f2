"""Numbers that belong to one person: telephone, ID card and bank card, written or said."""

import re
from collections.abc import Iterator
from itertools import accumulate, chain

from autoscore.privacy.checks import checks_out, is_bank_card, is_id_card, is_island_landline, is_landline, is_mobile
from autoscore.privacy.digits import LEAST_PART, Group, has_digits, is_long, rows, unstuttered
from autoscore.privacy.records import Find, Kind, Run
from autoscore.privacy.strip import Strip

# What is said before a number tells what it is; the last word counts.
_CUE = re.compile(
    "(?P<id_card>身份证|证件)|(?P<bank_card>银行卡|借记卡|信用卡|储蓄卡|卡号|账户)|"
    "(?P<landline>座机|固话|固定电话|家里电话)|"
    "(?P<none>(?:订单|工单|单|户|表|工|编|流水|快递|运单|物流|受理|设备|序列|合同|保单|发票|客户|用户|交易|业务|条形?|机顶盒|光猫|"
    "集团|票|车架|发动机|会员|积分|校验|验证|提货|取件|取票|投诉|服务|热线|咨询|客服|监督|抢修|产品|备案|批次)"
    "(?:电话|号码?|编码|编号|码|单号|热线)+|热线|价|流量|(?<![来去拨])电号|缴费号|(?<!同)学号|病历号|就诊号|门诊号|住院号|档案号|(?:营业厅|网点|门店|公司|我们)的?电话)|"
    "(?P<offer>可以打|可以拨|请拨|请打|拨打|您打|直接打)|"
    "(?P<phone>手机|电话|号码|联系方式|联系|微信|机主|打给?我|短信|回拨|拨)"
)
_WINDOW = 40
# Beyond this, in one turn, a word no longer tells what a number is.
_REACH = 14
_ENOUGH = 9
# A hotline that is said as a number with an area code or a mobile's length.
_HOTLINE = re.compile("(?:400|800|95|96|1[02][0-9]{3}$)")
# No number is said in more parts.
_LONGEST = 24
_UNIT = re.compile(" *(?:[元块毛角兆%折]|[mg]b?(?![a-z]))")
# How many digits stay at the front and at the back.
_SHOWN: dict[str, tuple[int, int]] = {"phone": (3, 4), "id_card": (3, 4), "bank_card": (0, 4), "landline": (4, 2)}
_LENGTHS: dict[str, int] = {"phone": 11, "id_card": 18, "bank_card": 19, "landline": 12}
_LEAST: dict[str, int] = {"phone": _ENOUGH, "id_card": _ENOUGH, "bank_card": _ENOUGH, "landline": 7}
# Of the codes of Taiwan these have three digits, all others two.
_LONG_AREAS = frozenset(("037", "049", "082", "083", "089"))


def numbers(strip: Strip) -> Iterator[Find]:
    """Yields the numbers of a call; what is said in parts comes as one find for each turn."""
    known: set[tuple[str, str]] = set()
    spoken = list(rows(strip)) if has_digits(strip) else []
    for row in spoken:
        for kind, part, digits in _in_row(strip.text, row) if is_long(row) else ():
            known.add((kind, digits))
            yield from _finds(strip, kind, part, digits)
    if known:
        groups = list(chain.from_iterable(spoken))
        for kind, digits in sorted(known):
            yield from _taken_up(kind, digits, groups)


def _taken_up(kind: str, digits: str, groups: list[Group]) -> Iterator[Find]:
    """Yields where part of a known number is said again by itself, as by who takes it down."""
    front, back = _shown(kind, digits)
    for group in groups:
        place = digits.find(group.digits) if len(group.said) >= LEAST_PART else -1
        if place < 0:
            continue
        hidden = [run for at, run in enumerate(group.runs, place) if front <= at < len(digits) - back]
        if hidden:
            yield Find(group.start, group.end, _told(kind), _joined(hidden))


def _in_row(text: str, row: list[Group]) -> list[tuple[str, list[Group], str]]:
    # Said once is tried first: with each part twice, 138 138 0013 0013, other parts could make a number.
    said = unstuttered(row)
    found = list(_whole(text, said)) if len(said) < len(row) else []
    return found or list(_whole(text, row)) or list(_announced(text, row))


def _whole(text: str, row: list[Group]) -> Iterator[tuple[str, list[Group], str]]:
    """Yields the numbers that show by their own digits what they are."""
    place = 0
    while place < len(row):
        kind, count = _at(text, row[place : place + _LONGEST])
        if kind:
            part = row[place : place + count]
            yield kind, part, "".join(one.digits for one in part)
        place += count


def _at(text: str, row: list[Group]) -> tuple[str, int]:
    """Returns what begins with the first group, and how many groups it takes; an empty kind for nothing."""
    ends = list(accumulate(len(one.digits) for one in row))
    digits = "".join(one.digits for one in row[: 1 + sum(end <= 19 for end in ends)])
    cue = _cue(text, row[0].start) if ends[-1] > _ENOUGH else ""
    best = "", 1
    for count, end in enumerate(ends, 1):
        kind = _kind(digits[:end], ends[:count], cue) if _ENOUGH < end <= 19 else ""
        if kind and not (count > 1 and _UNIT.match(text, row[count - 1].end)):
            best = kind, count
            if kind != "bank_card":
                break
    return best


def _kind(digits: str, ends: list[int], cue: str) -> str:
    if cue == "none":
        return "id_card" if is_id_card(digits) and checks_out(digits) else ""
    if is_id_card(digits):
        return "id_card"
    if is_mobile(_home(digits)) and _as_phones_go(ends, len(digits) - 11):
        return "phone"
    if is_bank_card(digits):
        return "bank_card"
    if cue == "offer":
        return ""  # It is a number of the house that everybody may ring.
    return "landline" if is_landline(digits) and not _HOTLINE.match(digits) and _after_area(digits, ends) else ""


def _home(digits: str) -> str:
    """Returns a number without the country's code."""
    return digits[-11:] if digits[:-11] in ("86", "086", "0086", "0") else digits


def _as_phones_go(ends: list[int], before: int) -> bool:
    """Tells whether the parts of a mobile number end where people pause: 3 4 4, 3 8, 3 3 5, 7 4, 4 3 4, or finer."""
    own = {end - before for end in ends}
    return len(ends) == 1 or own <= {0, 11} or 7 in own or own <= {0, 3, 6, 8, 11}


def _after_area(digits: str, ends: list[int]) -> bool:
    return len(ends) == 1 or _area(digits) in ends


def _area(digits: str) -> int:
    if is_island_landline(digits):
        return 3 if digits[:3] in _LONG_AREAS else 2
    return 3 if digits[1] in "12" else 4


def _cue(text: str, start: int) -> str:
    """Returns what the last telling word before a place says that a number is; empty where there is none."""
    window = text[max(0, start - _WINDOW) : start]
    last = next(reversed([*_CUE.finditer(window)]), None)
    if last is None or last.lastgroup is None:
        return ""
    behind = window[last.end() :]
    near = len(behind.rpartition("\n")[2]) <= _REACH and "*" not in behind
    return last.lastgroup if near and not re.search("[0-9零一二三四五六七八九幺]{3}", behind) else ""


def _announced(text: str, row: list[Group]) -> Iterator[tuple[str, list[Group], str]]:
    """Yields the number that was announced, though its digits do not prove it: recognition may have lost one."""
    for place, group in enumerate(row):
        cue = _cue(text, group.start)
        if cue not in _LEAST:
            continue
        part, digits = _up_to(row[place : place + _LONGEST], _LENGTHS[cue] + 1)
        if len(digits) >= _LEAST[cue] and not _HOTLINE.match(digits):
            yield "landline" if is_island_landline(digits) else cue, part, digits
        return


def _up_to(row: list[Group], most: int) -> tuple[list[Group], str]:
    part, digits = [row[0]], row[0].digits
    for group in row[1:]:
        if len(digits) + len(group.digits) > most:
            break
        part.append(group)
        digits += group.digits
    return part, digits


def _finds(strip: Strip, kind: str, part: list[Group], digits: str) -> Iterator[Find]:
    front, back = _shown(kind, digits)
    runs = [run for group in part for run in group.runs]
    hidden = runs[front : len(runs) - back]
    for turn in dict.fromkeys(strip.turn(start) for start, _ in hidden):
        here = [run for run in runs if strip.turn(run[0]) == turn]
        yield Find(here[0][0], here[-1][1], _told(kind), _joined([run for run in hidden if strip.turn(run[0]) == turn]))


def _told(kind: str) -> Kind:
    return "id_card" if kind == "id_card" else "bank_card" if kind == "bank_card" else "phone"


def _shown(kind: str, digits: str) -> Run:
    front, back = _SHOWN[kind]
    if kind == "landline":
        front = _area(digits) if digits[0] == "0" else 0
    if kind == "phone":
        front += len(digits) - len(_home(digits))
    short = len(digits) < (_LENGTHS[kind] if kind == "phone" else 7)
    return front, min(back, 2) if short else back


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Returns runs that touch as one; a run that stands for several digits comes once."""
    joined: list[Run] = []
    for start, end in runs:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
