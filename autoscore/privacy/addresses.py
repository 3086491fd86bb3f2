"""Addresses: what lies below the district is hidden, province, city and district stay."""

import re
from collections.abc import Iterator

from autoscore.privacy.records import Find
from autoscore.privacy.strip import Strip

# Characters that no street or estate is called by, mostly verbs and small words: its name begins behind them.
_NOT_IN_NAMES = (
    "的了吗呢吧啊呀哦嗯呃是在我您你他她它这那哪就都也跟与给帮把被让对没不要想去说叫请问几多少很太从向为因所以但会办查打"
    "省市区县路街巷弄栋幢座室号楼个咱们怎么系本住到往址离过找等嘛唉诶喂每各某送寄递搁写换改层修段走条整半线网铁马一二三四五六七八九十两幺零〇"
)
_NUMBERS = "0-9零〇一二三四五六七八九十百千幺两洞拐"
_NAME = f"[^\\W0-9a-z_{_NOT_IN_NAMES}]"
_COUNT = f"(?:[{_NUMBERS}]{{1,5}}|[a-z])(?:[\\-之杠][{_NUMBERS}]{{1,4}}){{0,2}}"
_NUMBER = f"(?:[东西南北中]{{0,1}}(?:{_COUNT})(?:号院?|弄|之[{_NUMBERS}]))"
_STREET = (
    f"(?:(?:{_NAME}{{1,5}}?|{_NAME}{{0,3}}?[一二三四五六七八九十两]{{1,2}})(?:大道|大街|胡同|(?<!站)路|街|巷)"
    "(?![由上线程费边灯过况径])(?:[东西南北中]?段|交叉口|口)?)"
)
_ENDING = (
    "(?:小区|花园|公寓|家园|新村|新城|名城|佳苑|嘉园|花苑|名苑|雅苑|华庭|家属院|家属楼|宿舍楼?|大院|山庄|大厦|国际|社区|别墅|豪庭|"
    "名邸|公馆|苑|(?<!政)府|村|屯|街道|镇|(?<!老)乡)"
)
_ESTATE = (
    f"(?:{_NAME}{{1,7}}?[一二三四五六七八九东西南北]?{_ENDING}(?:{_NAME}{{0,3}}{_ENDING})?"
    f"(?:[{_NUMBERS}]{{1,2}}期|[东西南北]区|[a-z{_NUMBERS}]区)?)"
)
_UNIT = (
    f"(?:[甲乙丙丁]?{_COUNT}(?:号楼|号门|号院|号(?![线台柜桌窗])(?:之[{_NUMBERS}])?|栋|幢|座(?!机)|单元|楼|层|室|"
    "户(?![号名])|门(?![店口])|组(?!合)|弄))"
)
_GAP = "(?:[ ,、。\\-]|嗯|啊|呃|那个|的){0,3}"
_LINK = f"(?:{_GAP}|{_GAP}(?:与|和|跟|附近|旁边|对面|里面?|这边){_GAP})"
_ROOM = f"(?:(?<=[元楼栋幢座层门号弄]){_GAP}[{_NUMBERS}]{{3,4}}(?![{_NUMBERS}块元年月兆个]))"
# Many other words end so: such a place counts only with a building behind it.
_WEAK = (
    f"(?:{_NAME}{{2,6}}?(?:园|湾|城|坊|庭|居|轩|阁|郡|都|堡|岸|邸)(?:[{_NUMBERS}]{{1,2}}期|[东西南北]区)?"
    f"(?={_GAP}(?:{_UNIT})))"
)
# Building, entrance and flat as they are written for short: 3-2-501.
_DASHED = f"(?:[{_NUMBERS}]{{1,3}}(?:[\\-杠][{_NUMBERS}]{{1,2}})?[\\-杠][{_NUMBERS}]{{3,4}}(?![\\-{_NUMBERS}]))"
# What a part begins with, and what the last word of a place begins with, at most eight characters on: where neither
# is, the many ways to go on need not be tried.
_PART_HEAD = f"[{_NUMBERS}a-z甲乙丙丁东西南北中 ,、。\\-嗯啊呃那的]"
_LAST_HEAD = "大胡路街巷小花公家新名佳嘉雅华宿山国社别豪苑府村屯镇乡园湾城坊庭居轩阁郡都堡岸邸"
_PART = f"(?:(?={_PART_HEAD})(?:{_DASHED}|{_UNIT}|[甲乙丙丁东西南北中]单元|{_NUMBER}|{_ROOM}))"
_SHORT = re.compile(_DASHED)
_PLACE = f"(?:(?=[\\s\\S][^{_LAST_HEAD}]{{0,7}}[{_LAST_HEAD}])(?:{_STREET}|{_ESTATE}|{_WEAK}))"
_CHAIN = re.compile(
    f"(?:(?P<places>{_PLACE}(?:{_LINK}{_PLACE}){{0,3}}+)(?:{_GAP}(?P<first>{_PART}))?|{_PART})"
    f"(?:{_GAP}(?P<more>{_PART}|{_ESTATE})){{0,5}}"
)
# Each begins with a letter and no class, so that the engine skips what can't begin any.
_CLUE = re.compile(
    "-|杠|路|街|巷|弄|栋|幢|苑|村|镇|乡|屯|府|室|楼|座|单元|胡同|大道|小区|花园|公寓|家园|新城|名城|嘉园|华庭|家属|宿舍|大院|山庄|"
    "大厦|国际|社区|别墅|豪庭|名邸|公馆"
)
_TOLD = re.compile(
    "地址|住在?|家在|家是|装机|上门|送到|寄到|寄给|邮寄|位于|位置|搬到|搬去|哪里|小区|几栋|几号楼|门牌|房号|定位|房子|租"
)
_ASKED = re.compile(
    "地址|住哪|住在|小区|几栋|几号楼|几单元|门牌|房号|房间号|哪一?栋|哪个单元|哪个村|寄到哪|送到哪|装在哪|位置|哪条路|什么路"
)
# Where the house itself is, nobody need not know.
_OWN = re.compile(
    "营业厅|网点|服务厅|服务站|门店|专卖店|分公司|公司在|支行|银行|派出所|医院|充电|柜台|窗口|大厅|自提点|驿站|办事处|我们(?:店|这边|地址|厅)|"
    "本店|咱们?店|基站|站点|机房"
)
_COUNTER = re.compile("[ 的]?(?:窗口|柜台?|厅|台席|台|大厅|营业厅|服务|那边|门店|客服)")
_REGION = re.compile("(?:省|市|自治区|区|县|州|旗)[ ,]?$")
# 换成, 快递放, 老家: the end of a verb, or whose house it is, is no part of a name.
_CHANGED = re.compile("(?:[换改写搬变]成|[递件货裹]放)$")
_HOUSE = re.compile("(?:老家|新家|家里?)(?!园|属|和|乐)")
_WINDOW = 16


def addresses(strip: Strip) -> Iterator[Find]:
    """Yields the parts of addresses that lie below the district."""
    for turn in sorted({strip.turn(match.start()) for match in strip.matches(_CLUE)}):
        line, offset, before = strip.line(turn), strip.starts[turn], strip.asked(turn)
        for match in _CHAIN.finditer(line):
            if _is_home(match, line, asked=_ASKED.search(before) is not None):
                start, end = match.start() + offset, match.end() + offset
                start += _before_name(line, match.start())
                yield Find(start, end, "address", ((start, end),))


def _before_name(line: str, start: int) -> int:
    """Returns how many characters at the head of a chain do not belong to it."""
    house = _HOUSE.match(line, start)
    return house.end() - start if house else int(_CHANGED.search(line[: start + 1]) is not None)


def _is_home(match: re.Match[str], line: str, *, asked: bool) -> bool:
    """Tells whether a chain of places and numbers is where somebody lives: it is whole enough, or was announced."""
    before, behind = line[max(0, match.start() - _WINDOW) : match.start()], line[match.end() : match.end() + 8]
    if _OWN.search(before) or _OWN.search(behind) or _COUNTER.match(behind):
        return False
    places, more = match["places"], match["more"]
    if (places and match["first"]) or (more and _lodges(match[0])):
        return True
    announced = asked or _TOLD.search(before) is not None
    if places:
        return announced or _REGION.search(before) is not None
    return (asked and _lodges(match[0])) or (announced and _SHORT.search(match[0]) is not None)


def _lodges(text: str) -> bool:
    """Tells whether a text names a building or a flat, and not a mere number."""
    return re.search("栋|幢|单元|号楼|室|座|户", text) is not None
