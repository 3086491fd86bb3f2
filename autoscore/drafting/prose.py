"""What the words of a standard say about points: 有得2分，否则得0分; 试用5分，演示3分; 每次扣1分，最多扣6分."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from autoscore.drafting.amounts import Amount, normal
from autoscore.drafting.phrases import listed, titled

_N = r"\d+(?:\.\d+)?"
# 5分钟, 分公司, 分类 and the like are no points.
_POINTS = r"分(?!钟|公司|之|类|别|析|享|行|局|店|期|级|部|项|值|机)"
_UP_TO = r"(?:最多|至多|最高|满分|上限|不超过|封顶|累计不超过|共计|共|合计)"
_END = r"[^,;。\n]"

# A row without an occasion: the words for that, and what it gets then.
_NO_OCCASION = re.compile(
    r"不涉及|不适用|未发生|未涉及|无需|不需要|如无|若无|无[此该相]|没有[此该相]|(?:无|没有)(?:抱怨|投诉|异议|等待|情绪|争议|疑问)|(?:没有|无|不能|不可).{1,10}(?:业务|产品|场景|情[形况]|终端|机)"
)
_IN_FULL = re.compile(r"(?<!不)(?:默认|视同|视为|按|给|得|计|记)(?:默认|按|给|得|计|为)*(?:满分|全分)")
_LEFT_OUT = re.compile(r"不(?:计分|计入|评分|评|考核|扣分|纳入|打分)")
_FATAL = re.compile(
    r"一票否决|红线|零容忍|出现即(?:为|得|记|计)?0分|(?:全表|总分|本表|整单|当次|全部|整通)(?:记|得|计|为|按|扣)*(?:0分|扣完|清零|不合格)|直接(?:判)?不合格|全扣"
)
_BONUS = re.compile(rf"加分项|(?:额外|另外|另|可|酌情)加{_N}|(?<![\d扣])\+{_N}|加{_N}{_POINTS}")
_GAIN_EACH = re.compile(rf"(?:加|\+)(?P<each>{_N})")
_CAP = re.compile(rf"(?:最多|至多|最高|累计|上限|封顶){_END}{{0,4}}?(?:扣|减)(?:到|至|除)?(?P<most>{_N})(?:{_POINTS})?")
_OFF = re.compile(
    rf"(?<!不)(?:扣除|扣减|减|扣)(?P<low>{_N})(?:-(?P<high>{_N}))?(?:{_POINTS})?(?P<per>/[次处项个人]|每次|一次)?"
)
_MISSED = re.compile(
    rf"(?:每|各)?(?:漏|缺|少|未|没有?)(?:讲|说|报|告知|问|核对|核实|做)?(?:清楚?|到)?(?:一|1)?[项点个条处样](?:要素)?,?(?:各)?扣(?P<each>{_N}){_POINTS}"
)
_FLOOR = re.compile(r"扣完(?:即|为|则)?止|扣至0|扣到0|最低(?:为)?0分|不(?:出现|计|得)?负分|扣完该项")
_BELOW = re.compile(r"倒扣|可(?:为|出现|扣至|扣成)?负|不设下限")
_PER = re.compile(r"每|/次|/处|/项|/个|一次扣|一处扣|次扣|处扣|项扣|各扣|发现(?:一|1)")
_OMITTED = re.compile(r"^(?:如|若|凡)?(?:缺少|缺|漏|不主动|不)|未能?|没有|没")
_RANGE = re.compile(rf"(?<![\d扣加-])(?P<low>-?{_N})-(?P<high>{_N}){_POINTS}")
_AS_FITS = re.compile(r"酌情|视情况|视具体情况|视程度|综合打分|综合评分")
_EACH = re.compile(
    rf"(?:每{_END}{{0,16}}?|各|分别|(?:一|1)[项点条个件处种](?:可)?)(?:可)?(?:得|计|给|占|加|为)?(?P<each>{_N})(?:{_POINTS})"
)
_MOST = re.compile(rf"{_UP_TO}(?:可)?(?:得|为|给)?(?P<most>{_N})(?:{_POINTS})")
# Words for less than what is asked: whoever does all of it gets all points of the cell.
_PARTLY = re.compile(r"^(?:只|仅|部分|基本)|不完整|不全|不够|不规范|生硬")
_ZERO = re.compile(r"不得分|不给分|不计分|无分|零分|没有分")
_GAIN = re.compile(
    rf"(?:得|给|计|记|打|为|值)(?P<a>{_N})(?![\d.]|[秒次项条个天句件点遍]|分钟)(?:{_POINTS})?|(?P<b>{_N}){_POINTS}"
)


class Tier(Struct, frozen=True):
    """Is a step, a thing to say or a fault, with its points; an open amount is a range."""

    title: str
    points: Amount


class Reading(Struct, frozen=True):
    """Is what a standard says about points.

    `kind` is the key of a scoring form, empty where nothing is said; `points` is the most that can be had, where it is
    said; `tiers` are steps from the best down, things to be said, or faults; `each` is for every one of them, up to
    `most`; `below` means that faults may take more than there is; `not_due` is what a row without an occasion gets.
    """

    kind: str = ""
    points: Decimal | None = None
    tiers: tuple[Tier, ...] = ()
    each: Amount | None = None
    most: Decimal | None = None
    bounds: tuple[Decimal, Decimal] | None = None
    below: bool = False
    not_due: str = ""


def reading_of(text: str, column: Amount | None = None) -> Reading:
    """Returns what a standard says about points; `column` is what the cell of points says of this row alone."""
    not_due, flat = _without_occasion(normal(text))
    return replace(_said(_ZERO.sub("0分", flat), column), not_due=not_due)


def _without_occasion(text: str) -> tuple[str, str]:
    """Returns what a row without an occasion gets, and the text without the clauses that say so."""
    found, kept = "", []
    for sentence in re.split(r"([;。\n()])", text):
        clauses = sentence.split(",")
        first = next((place for place, clause in enumerate(clauses) if _NO_OCCASION.search(clause)), len(clauses))
        for place, clause in enumerate(clauses[first : first + 2], start=first):
            due = "full" if _IN_FULL.search(clause) else "out" if _LEFT_OUT.search(clause) else ""
            if due:
                found, clauses = due, [*clauses[:first], *clauses[place + 1 :]]
                break
        kept.append(",".join(clauses))
    return found, "".join(kept)


def _said(text: str, column: Amount | None) -> Reading:
    if _FATAL.search(text):
        return Reading("fatal")
    if (column is not None and column.sign == "+") or _BONUS.search(text):
        return _bonus(text, column)
    if (column is not None and column.sign == "-") or _OFF.search(_CAP.sub("", text)):
        return _taken(text, column)
    found = _RANGE.search(text)
    if found or (column is not None and column.is_range) or (column is not None and _AS_FITS.search(text)):
        return _range(found, column)
    if each := _EACH.search(text):
        return _facts(text, each)
    return _given(text, column)


def _exact(number: str) -> Amount:
    return Amount(Decimal(number), Decimal(number))


def _bonus(text: str, column: Amount | None) -> Reading:
    found, most = _GAIN_EACH.search(text), _MOST.search(text)
    each = _exact(found["each"]) if found else column
    top = Decimal(most["most"]) if most else (column.high if column else each.high if each else None)
    return Reading("bonus", top, each=each)


def _range(found: re.Match[str] | None, column: Amount | None) -> Reading:
    if found:
        low, high = sorted((Decimal(found["low"]), Decimal(found["high"])))
        return Reading("range", high, bounds=(low, high))
    amount = column or Amount(Decimal(0), Decimal(0))
    low = amount.low if amount.is_range else Decimal(0)
    return Reading("range", amount.high, bounds=(low, amount.high))


def _facts(text: str, each: re.Match[str]) -> Reading:
    rest = text[: each.start()] + text[each.end() :]
    most = _MOST.search(rest)
    amount = _exact(each["each"])
    titles = listed(text, each.start(), each.end())
    top = Decimal(most["most"]) if most else amount.high * len(titles) if titles else None
    return Reading("facts", top, tuple(Tier(title, amount) for title in titles), amount)


def _taken(text: str, column: Amount | None) -> Reading:
    """Reads points off: a single omission is a yes or no, several that make up the points are things to be done."""
    cap = _CAP.search(text)
    bare = _CAP.sub("", text)
    tiers = tuple(_faults(bare))
    often = bool(_PER.search(bare) or _FLOOR.search(text) or cap or any(one.points.is_range for one in tiers))
    if (missed := _missed(bare, column)) is not None:
        return missed
    if column is not None and not (_PER.search(bare) or _FLOOR.search(text) or cap) and _is_open(tiers, column):
        return Reading("range", column.high, bounds=(column.high - tiers[0].points.high, column.high))
    if column is not None and column.sign == "-":
        off = tiers[0].points if tiers else Amount(column.low, column.high)
        return Reading("deduct", Decimal(0), tiers, off, column.high, below=True)
    most = Decimal(cap["most"]) if cap else None
    if not often and tiers and (found := _left_undone(tiers, column)) is not None:
        return found
    each = tiers[0].points if len({one.points for one in tiers}) == 1 else None
    return Reading("deduct", None, tiers, each, most, below=bool(_BELOW.search(text)))


def _is_open(tiers: tuple[Tier, ...], column: Amount) -> bool:
    """Tells whether one fault, once, takes off as much as a person sees fit."""
    return len(tiers) == 1 and tiers[0].points.is_range and not column.sign and tiers[0].points.high <= column.high


def _missed(text: str, column: Amount | None) -> Reading | None:
    """Reads points off for each of some listed things that was left out: these are things to be said."""
    found = _MISSED.search(text)
    titles = listed(text, found.start(), found.end()) if found else ()
    if found is None or not titles:
        return None
    each = _exact(found["each"])
    whole = each.high * len(titles)
    if column is not None and (column.sign or column.high != whole):
        return None
    return Reading("facts", whole, tuple(Tier(title, each) for title in titles), each)


def _left_undone(tiers: tuple[Tier, ...], column: Amount | None) -> Reading | None:
    """Reads points off for what was not done, once: yes or no, things that add up, or steps below all points."""
    costs = [one.points.high for one in tiers]
    whole, top = sum(costs, Decimal(0)), max(costs)
    if len(tiers) == 1:
        return Reading("find", whole) if column is None or column.high == whole else None
    if all(_OMITTED.search(one.title) for one in tiers) and (column is None or column.high == whole):
        return Reading("facts", whole, tuple(Tier(_OMITTED.sub("", one.title, 1), one.points) for one in tiers))
    if column is not None and column.high == top and len(set(costs)) == len(costs):
        less = [Tier(one.title, _exact(f"{top - one.points.high:f}")) for one in tiers if one.points.high < top]
        return Reading("levels", top, (Tier("做到", _exact(f"{top:f}")), *_steps(less)))
    return None


def _faults(text: str) -> Iterator[Tier]:
    start = 0
    for found in _OFF.finditer(text):
        low = Decimal(found["low"])
        high = Decimal(found["high"]) if found["high"] else low
        yield Tier(titled(text[start : found.start()]), Amount(low, high))
        start = found.end()


def _given(text: str, column: Amount | None) -> Reading:
    """Reads points that are given: one amount is a yes or no, several are steps or things that add up."""
    tiers = tuple(_gains(text))
    some = [one for one in tiers if one.points.high]
    if not some:
        return Reading("find" if tiers else "", None)
    if len(some) == 1 and column is not None and column.high > some[0].points.high and _PARTLY.search(some[0].title):
        return Reading("levels", column.high, (Tier("做到", column), some[0]))
    values = {one.points.high for one in some}
    whole = sum((one.points.high for one in some), Decimal(0))
    top = max(values)
    if len(some) == 1 or (len(values) == 1 and column is not None and column.high == top):
        return Reading("find", top)
    if len(values) == 1 or (column is not None and column.high == whole != top):
        return Reading("facts", whole, tuple(some), some[0].points if len(values) == 1 else None)
    return Reading("levels", top, _steps(some))


def _steps(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    return tuple(sorted(tiers, key=lambda one: -one.points.high))


def _gains(text: str) -> Iterator[Tier]:
    start = 0
    for found in _GAIN.finditer(text):
        yield Tier(titled(text[start : found.start()]), _exact(found["a"] or found["b"]))
        start = found.end()
