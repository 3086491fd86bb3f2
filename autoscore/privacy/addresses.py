"""Addresses: what lies below the district is hidden, province, city and district stay."""

import re
from collections.abc import Iterator
from itertools import chain

from autoscore.privacy.address_parts import (
    BLOB,
    CHAIN,
    DASHED,
    GAP,
    NAME,
    NUMBERS,
    STRONG,
    TAIL,
    WEAK_ENDING,
)
from autoscore.privacy.records import Find, Run
from autoscore.privacy.strip import Strip

_CHAIN, _SHORT = re.compile(CHAIN), re.compile(DASHED)
# Each begins with a letter and no class, so that the engine skips what can't begin any.
_CLUE = re.compile(
    "-(?=[0-9])|杠|路(?![由线过])|街|巷|弄(?<=[0-9零〇一二三四五六七八九十百]弄)|栋|幢|苑|村|邨|镇|乡|屯|府(?<!政府)|室(?<!公室)|楼|座|单元|胡同|大道|小区|花园|公寓|家园|新城|名城|嘉园|华庭|家属|宿舍|大院|山庄|"
    "大厦|国际|社区|别墅|豪庭|名邸|公馆|但愿|大队|#"
)
_LED_CLUE = re.compile("住(?!院|宿|址)|房号|房间号|门牌|家[在是]")
_TOLD = re.compile(
    "地址|住在?|家在|家是|装机|上门|送到|寄到|寄给|邮寄|位于|位置|搬到|搬去|哪里|小区|几栋|几号楼|门牌|房号|定位|房子|租"
)
_ASKED = re.compile(
    "地址|住哪|住在|住几|小区|几栋|几幢|几座|几号楼|几单元|门牌|房号|房间号|哪栋|哪一栋|哪幢|哪一幢|哪座|哪号楼|哪个单元|哪个村|几零几|"
    "哪个楼|哪户|哪一户|什么村|哪个镇|几组|几室|室号|寄到哪|送到哪|装在哪|位置|哪条路|什么路|家几楼|家几层|家在几|家具体几|家是几"
)
_ASKED_ROOM = re.compile("房号|房间号|门牌|几零几|几室|室号|哪一?户|哪一?间")
_ASKED_FLOOR = re.compile("[家住](?:具体|在|是)?几[楼层]")
_ASKED_ESTATE = re.compile("(?:哪个|什么|哪一个)小区|小区(?:叫|名|是)")
# Where the house itself is, nobody need not know.
_OWN = re.compile(
    "营业厅|网点|服务厅|服务站|门店|专卖店|分公司|公司在|支行|银行|派出所|医院|充电|柜台|窗口|大厅|自提点|驿站|办事处|我们(?:店|这边|地址|厅)|"
    "本店|咱们?店|基站|站点|机房"
)
# Behind these the house itself is meant only as a landmark.
_LIVES = re.compile("(?:住(?!院|宿|址)|家在|送到|寄到)[^。?!]*$")
_COUNTER = re.compile("[ 的]?(?:窗口|柜台?|厅|台席|台|大厅|营业厅|服务|那边|门店|客服)|,?[a-z]区[0-9]+号柜")
_RESIDENT = re.compile("的?(?:业主|住户|居民|租户)|几[栋号幢座楼单]|哪[栋幢座个一]")
_DISTRICT = "(?:[省县州旗]|自治区|(?<![城都超门上])市|(?<![小社校园厂院住东西南北a-z0-9])区)"
_DISTRICTS = "省县州旗自市区镇乡"
_REGION = re.compile(f"{_DISTRICT}[ ,]?$")
_FILL = "(?:[ ,、:]|嗯|啊|呃|那个|这个|就是|是|在)*"
_FRAME = (
    "住(?!院|宿|址)(?:在|的是|到)?|家(?:就|是)?[在是住](?!一|两)|(?:[我您你]|我们|咱们?)家|[送寄搬](?:到|至|去)|"
    "小区[是叫]|地址[是写填]?"
)
# What stands between these and the first character that may be in a name belongs to the name too: 太湖路, 一环路.
_OPENS = re.compile(f"(?:{_DISTRICT}|{_FRAME})$")
_NO_NAME = re.compile(
    "[的了吗呢吧啊呀嗯呃哦那这个就是在我您你他她它们叫请问查下说给到往对写填系住省区县州旗]|(?<![城都])市"
)
_ENDS = "(?=[ ,。、?!的吗吧呢啊嘛几]|$|对吗|是吗|这边|那边)"
_VILLAGE = f"{NAME}{{1,5}}?(?:{WEAK_ENDING}|村|屯|营|桥|坡|岭|店)?[{NUMBERS}]{{1,2}}[组队社](?![区合长])"
_LED = re.compile(
    f"(?=[住家送寄搬小地我您你咱房门{_DISTRICTS}])(?:(?:{_FRAME}|我们?是|{_DISTRICT}|镇|乡){_FILL}"
    f"(?P<home>(?:{BLOB}{GAP})?{STRONG}{TAIL}|{_VILLAGE}{TAIL})|"
    f"(?:小区(?:名字?)?[是叫]|住(?!院|宿|址)在?|家[在住]){_FILL}(?P<estate>{NAME}{{2,8}}?{WEAK_ENDING}){_ENDS}|"
    f"小区(?:名字?)?[是叫](?P<called>{NAME}{{3,8}}?){_ENDS}|"
    f"(?:房号|房间号|门牌号?){_FILL}(?P<room>[{NUMBERS}]{{3,4}}室?)(?![{NUMBERS}块元年月兆个点分]))"
)
_WHICH = re.compile("几(?:号楼|[栋幢座]|单元)|哪[栋幢座]")
_ESTATE_BEFORE = re.compile(f"(?:^|[ ,。]|[您你]是)(?P<estate>{NAME}{{2,6}}?{WEAK_ENDING})$")
_ANSWER = "(?:[ ,。、:]|嗯|啊|呃|那个|对的?|好的?|是的?|就是|在|住|我家)*"
_ROOM_ANSWER = re.compile(f"{_ANSWER}(?P<home>[a-z]?[{NUMBERS}]{{3,4}}[a-z]?室?)(?![{NUMBERS}块元年月兆个点分])")
_FLOOR_ANSWER = re.compile(f"{_ANSWER}(?P<home>[{NUMBERS}]{{1,3}}[楼层])")
_ESTATE_ANSWER = re.compile(f"{_ANSWER}(?P<home>(?:{BLOB}{GAP}{STRONG}{TAIL}|{NAME}{{3,8}}(?=[,。]|$)))")
_ANSWERS = ((_ASKED_ROOM, _ROOM_ANSWER), (_ASKED_FLOOR, _FLOOR_ANSWER), (_ASKED_ESTATE, _ESTATE_ANSWER))
# 换成, 快递放, 老家: the end of a verb, or whose house it is, is no part of a name.
_CHANGED = re.compile("(?:[换改写搬变]成|[递件货裹您你他她它]放)$")
_ONCE = re.compile("一下$")
_HOUSE = re.compile("(?:老家|新家|家里?)(?!园|属|和|乐)")
_LODGING = re.compile("栋|幢|单元|号楼|室|座|[东西南北中边]户|弄|#|[组队].*号")
_WINDOW = 16
_NEAR = 6
_MOST_BEFORE = 4
# So much of an address is no accident where it is said again.
_LEAST_AGAIN = 4
_DIGITS = frozenset("0123456789零〇一二三四五六七八九十百千幺两洞拐")


def addresses(strip: Strip) -> Iterator[Find]:
    """Yields the parts of addresses that lie below the district, also where they are said again."""
    homes: set[str] = set()
    told, led, asked = _turns(strip)
    for turn in sorted(told | led | asked):
        line, offset = strip.line(turn), strip.starts[turn]
        before = strip.asked(turn) if turn in asked else ""
        for start, end in chain(
            _chained(line, asked=bool(before)) if turn in told else (), _led(line), _answer(line, before)
        ):
            homes.add(line[start:end])
            yield Find(offset + start, offset + end, "address", ((offset + start, offset + end),))
    for home in sorted(home for home in homes if len(home) >= _LEAST_AGAIN):
        yield from (Find(start, end, "address", ((start, end),)) for start, end in _again(strip.text, home))


def _again(text: str, home: str) -> Iterator[Run]:
    """Yields where an address is said again, and is no part of a longer number."""
    end = 0
    while (start := text.find(home, end)) >= 0:
        end = start + len(home)
        if not _is_number(text, start) and not _is_number(text, end):
            yield start, end


def _is_number(text: str, place: int) -> bool:
    """Tells whether digits stand on both sides of a place."""
    return 0 < place < len(text) and text[place - 1] in _DIGITS and text[place] in _DIGITS


def _turns(strip: Strip) -> tuple[set[int], set[int], set[int]]:
    """Returns the turns that have a word of an address, those where somebody lives, those that answer to where."""
    told, led = ({strip.turn(match.start()) for match in strip.matches(clue)} for clue in (_CLUE, _LED_CLUE))
    if strip.fresh is not None:
        asked = {turn for turn in strip.fresh if _ASKED.search(strip.asked(turn))}
    else:
        asking = {strip.turn(match.start()) + 1 for match in _ASKED.finditer(strip.text)}
        asked = {turn for turn in asking if turn < len(strip.roles) and strip.asked(turn)}
    return told, led, asked


def _chained(line: str, *, asked: bool) -> Iterator[Run]:
    for match in _CHAIN.finditer(line):
        if _is_home(match, line, asked=asked):
            yield _begin(line, match.start()), match.end()


def _led(line: str) -> Iterator[Run]:
    """Yields what is an address by the words before it, or by the question for its building behind it."""
    places = [match.span(match.lastgroup or 0) for match in _LED.finditer(line)]
    for which in _WHICH.finditer(line):
        estate = _ESTATE_BEFORE.search(line[max(0, which.start() - _NEAR * 2) : which.start()])
        if estate is not None:
            places.append((which.start() - len(estate["estate"]), which.start()))
    return ((start, end) for start, end in places if not _is_own(line, start, end))


def _answer(line: str, before: str) -> Iterator[Run]:
    for question, answer in _ANSWERS if before else ():
        found = answer.match(line) if question.search(before) else None
        if found is not None and not _is_own(line, *found.span("home")):
            yield found.span("home")


def _begin(line: str, start: int) -> int:
    """Returns where a place begins whose name was found at a place: before it, or behind what is none of it."""
    house = _HOUSE.match(line, start)
    if house is not None:
        return house.end()
    if _CHANGED.search(line[: start + 1]) or _ONCE.search(line[max(0, start - 1) : start + 1]):
        return start + 1
    for length in range(1, min(_MOST_BEFORE, start) + 1):
        if _NO_NAME.match(line, start - length):
            break
        if _OPENS.search(line[max(0, start - length - _NEAR) : start - length]):
            return start - length
    return start


def _is_own(line: str, start: int, end: int) -> bool:
    """Tells whether a place is the house itself, and not where a customer lives near it."""
    before, behind = line[max(0, start - _WINDOW) : start], line[end : end + 8]
    return (
        (_OWN.search(before) is not None and _LIVES.search(before) is None)
        or _OWN.search(behind) is not None
        or _COUNTER.match(behind) is not None
    )


def _is_home(match: re.Match[str], line: str, *, asked: bool) -> bool:
    """Tells whether a chain of places and numbers is where somebody lives: it is whole enough, or was announced."""
    start, end = match.span()
    before, said = line[max(0, start - _WINDOW) : start], match[0]
    places, more = match["places"], match["more"]
    if (places and match["first"]) or (more and _lodges(said)):
        home = True
    elif places:
        told = asked or _TOLD.search(before) or _REGION.search(before) or _RESIDENT.match(line, end)
        home = bool(told)
    else:
        short = _SHORT.search(said) is not None and (asked or _TOLD.search(before) is not None)
        home = short or (asked and _lodges(said))
    return home and not _is_own(line, start, end)


def _lodges(text: str) -> bool:
    """Tells whether a text names a building or a flat, and not a mere number."""
    return _LODGING.search(text) is not None
