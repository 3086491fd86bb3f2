"""Amounts of money as they are said at a counter: 一百二十块五, 三块两毛五, 98.5元, and 收您一百 with no unit."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from autoscore.text.characters import points
from autoscore.text.numbers import parse_digits, parse_number

_W = "0123456789"
_ONES = f"一二三四五六七八九{_W}"
_COMMAS = f"(?:,[{_W}][{_W}][{_W}])?"

# With a unit or a sign only: beside words that speak of money themselves, NUMBER will do as well. It cannot look
# around, so it also takes the 一块 of 一块儿; `find_amounts` knows better.
MONEY = (
    f"(?:[￥¥][{_W}]+(?:[.,][{_W}]+)?"
    f"|[零两十百千万亿{_ONES}]+{_COMMAS}(?:[.点][零{_ONES}]+万?)?(?:块|元|毛|角|分钱|rmb)"
    f"(?:零?[两{_ONES}][毛角])?(?:零?[二三四五六七八九{_W}]+分?)?[半钱整]?)"
)

_MORE = f"零〇二三四五六七八九十百千万亿{_W}"
_COUNTED = "个位名次张条件样份种项部台户天日号月年点分秒时钟周岁层楼栋米斤度瓦赫兆倍折"
_ADVERBS = "共起样定直般会些旦切"
# The 一 of 一共 belongs to no number. A run is read whole and never given back (?>…): 三十二号 does not become 三十.
_RUN = (
    f"(?>(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}(?![0-9])|(?:[两{_MORE}]|一(?![{_ADVERBS}])){{1,16}})"
    f"(?:[.点][零{_ONES}]{{1,4}}[千万亿]?)?)"
)
# What shows that a number without a unit is no sum: more of the number, a measure word, roughness, a phone's memory.
_END = (
    f"(?![{_MORE}{_COUNTED}几多来gkmt%*+]|[.:][0-9]|余(?!额)|小时|工作日|星期|礼拜"
    f"|[一两](?![{_COUNTED}{_ADVERBS}])|(?<=一)[{_ADVERBS}]|加(?:128|256|512|一二八|二五六|五一二))"
)
_YUAN = (
    "(?:块(?!(?<![十百千万]块)儿|屏|电[池视脑]|主板|手表|表|玻璃|布|肉|石|砖|牌|巧克力|硬盘|显示|地[板砖]|蛋糕|面包|[面隔挡]?板|瓷砖|豆腐|香皂|肥皂)"
    "|元(?![宵旦素件器老首帅勋论化气方]|[一二三]次)|圆(?![形圈满珠])|rmb|人民币)"
)
_JIAO = "(?:毛(?![病利线衣巾笔党]|不拔)|角(?![形星落度恋]))"
_FEN = f"零?[两{_ONES}]分(?![钟期])"
_AMOUNT = (
    f"(?:[￥¥] ?{_RUN}(?: ?元)?|{_RUN} ?(?:分钱|{_JIAO}(?:{_FEN}|[{_ONES}]{_END})?钱?"
    f"|{_YUAN}(?:钱|整|人民币|零?[两{_ONES}]{_JIAO}(?:{_FEN}|[{_ONES}]{_END})?钱?|{_FEN}钱?"
    f"|(?:[{_ONES}][二三四五六七八九{_W}]|零?[{_ONES}]|半(?![天年个月小])){_END})?))"
)
_START = rf"(?<![一两{_MORE}第几之])(?<![0-9][.])(?!(?<=数)[十百千万])(?:(?<=[统唯])一)?"
_CUE = (
    "(?:(?<![验签接回])收|(?<![查寻])找|(?<![提转移递成外])交|(?<![补扩])充值?|(?<!折)扣|(?<![打拨转发寄])给"
    "|(?<!免)费用?|(?<!评)价格?|[退缴纳付返送欠差减省花卖补]|共计?|[合总]计|一起|加起来|余额|剩|[押定订]金|月租|预存"
    "|只要|仅需|便宜|优惠|面值|(?:每个?|一个)月)[了您你我是有还就要得给,: ]{0,3}"
)
_WHOLE = re.compile(_AMOUNT)
_PRICED = re.compile(f"{_START}(?P<amount>{_AMOUNT})")
_BARE = re.compile(f"{_CUE}(?P<amount>{_RUN})(?! ?(?:[块元圆毛角]|rmb|人民币)){_END}")
# A line with an amount holds a number with a unit behind it, or with one of the cues shortly before it.
_NUMERALS, _UNITS, _SIGNS = f"一两{_MORE}", "块元圆毛角分r人", "￥¥"
_CUES = "收找交充值扣给费用价格退缴纳付返送欠差减省花卖补共计起来额剩金租存要需宜惠值月"
_BETWEEN, _MOST_BETWEEN = "了您你我是有还就要得给,: ", 3
# One spoken digit is too little to go by, and more than four written ones are a number to dial.
_TELLING = re.compile("(?:0|[1-9][0-9]{0,3})(?![0-9]).*|[^0-9].+")
_PIECE = re.compile(f"([两半一{_MORE}.,点]+) ?(块|元|圆|rmb|人民币|毛|角|分)?")
_WORTH = {"毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01")}
_CUED = re.compile(rf"{_CUE}\Z")
_CLOSED = re.compile(rf"\Z|[,。?!;…、\n]|[一每]个?[{_COUNTED}]")
_LAST = 0xFFFF
_JOINT = "在到们都俩弄凑放搁跟钱咱"


class Amount(Struct, frozen=True):
    """Is one amount found: half-open code points of the text, its worth, and whether no unit was said (`bare`)."""

    start: int
    end: int
    yuan: Decimal
    bare: bool


def parse_amount(text: str) -> Decimal | None:
    """Returns the worth in yuan of a text that is one amount with its unit and nothing else, or None."""
    return _worth(text) if _WHOLE.fullmatch(text) else None


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Returns the amounts in a normal form in order; none crosses a line, none overlaps another.

    A number with no unit counts behind a word for paying (收您 找您 一共 余额 …) and not before a measure word. Rough
    sums (几十块, 三十多块, 两三百块) are left out.
    """
    priced, bare = _lines(text)
    return tuple(sorted((*_priced(text, priced), *_bare(text, bare)), key=lambda amount: amount.start))


def _lines(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Returns the lines that may hold an amount with its unit, and those that may hold one without."""
    codes = np.minimum(points(text), _LAST)
    number, unit, sign, cue, between = (_table(chars)[codes] for chars in (_NUMERALS, _UNITS, _SIGNS, _CUES, _BETWEEN))
    priced = sign.copy()
    priced[:-1] |= number[:-1] & unit[1:]
    priced[:-2] |= number[:-2] & (codes[1:-1] == ord(" ")) & unit[2:]
    led = cue
    for _ in range(_MOST_BETWEEN):
        led[1:] |= between[1:] & led[:-1]
    bare = np.zeros(len(codes), dtype=np.bool_)
    bare[1:] = number[1:] & led[:-1]
    ends = np.append(np.flatnonzero(codes == ord("\n")), len(codes))
    return _around(priced, ends), _around(bare, ends)


def _around(places: NDArray[np.bool_], ends: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Returns the lines that some places stand in, by the ends of all lines."""
    lines = np.unique(np.searchsorted(ends, np.flatnonzero(places)))
    starts = np.append(0, ends[:-1] + 1)
    return list(zip(starts[lines].tolist(), ends[lines].tolist(), strict=True))


@cache
def _table(chars: str) -> NDArray[np.bool_]:
    table = np.zeros(_LAST + 1, dtype=np.bool_)
    table[[ord(char) for char in chars]] = True
    return table


def _priced(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[Amount]:
    for match in _in_lines(_PRICED, text, lines):
        start, end = match.span("amount")
        yuan = _worth(match["amount"])
        if yuan is not None and (match["amount"] != "一块" or _is_price(text, start, end)):
            yield Amount(start, end, yuan, bare=False)


def _in_lines(pattern: re.Pattern[str], text: str, lines: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in lines:
        yield from pattern.finditer(text, start, end)


def _is_price(text: str, start: int, end: int) -> bool:
    """Tells 一块 the price from 一块 together: it is paid, or ends the clause, or is so much a month."""
    if _CUED.search(text[max(0, start - 9) : start]):
        return True
    return _CLOSED.match(text, end) is not None and text[start - 1 : start] not in tuple(_JOINT)


def _bare(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[Amount]:
    for match in _in_lines(_BARE, text, lines):
        yuan = parse_number(match["amount"])
        if yuan is not None and _TELLING.fullmatch(match["amount"]):
            yield Amount(*match.span("amount"), yuan, bare=True)


def _worth(amount: str) -> Decimal | None:
    total, unit = Decimal(0), Decimal(0)
    for run, name in _PIECE.findall(amount):
        if name or not unit:
            unit, part = _WORTH.get(name, Decimal(1)), _number(run)
        else:
            part = _share(run)
        if part is None:
            return None
        total += part * unit
    return total


def _number(run: str) -> Decimal | None:
    value = parse_number(run)
    return parse_number(run[1:]) if value is None and run[0] in "零〇" else value


def _share(run: str) -> Decimal | None:
    """Returns the part of a unit that digits behind it are: the last 八 of 八十八块八 is 0.8, 零五 is 0.05."""
    digits = "5" if run == "半" else parse_digits(run)
    return None if digits is None else Decimal(f"0.{digits}")
