"""What addresses are put together from: streets, estates, buildings, flats, as they are written and said."""

# Characters that no street or estate is called by, mostly verbs and small words: its name begins behind them.
_NOT_IN_NAMES = (
    "的了吗呢吧啊呀哦嗯呃是在我您你他她它这那哪就都也跟与给帮把被让对没不要想去说叫请问几多少很太从向为因所以但会办查打"
    "省市区县路街巷弄栋幢座室号楼个咱们怎么系本住到往址离过找等嘛唉诶喂每各某送寄递搁写换改层修段走条整半线网铁马一二三四五六七八九十两幺零〇喺"
)
NUMBERS = "0-9零〇一二三四五六七八九十百千幺两洞拐"
NAME = f"[^\\W0-9a-z_{_NOT_IN_NAMES}]"
_FIGURES = f"[{NUMBERS}]"
_COUNT = f"(?:[a-z]?{_FIGURES}{{1,5}}[a-z]?|[a-z])(?:[\\-之杠]{_FIGURES}{{1,4}}){{0,2}}"
_NUMBER = f"(?:[东西南北中附]?{_COUNT}(?:号院?|弄|巷|之{_FIGURES}))"
_STREET = (
    f"(?:(?:{NAME}{{1,5}}?|{NAME}{{0,4}}?[一二三四五六七八九十两]{{1,2}}支?)(?:大道|大街|胡同|支路|(?<!站)路|街|巷)"
    f"(?![由上线程费边灯过况径])(?:[东西南北中一二三四五六七八九0-9]?段|交叉口|交口|口)?|"
    f"{NAME}{{2,4}}(?<![知报渠频通管味轨隧赛])道(?=[ ,]?{_FIGURES}{{1,4}}号))"
)
ENDING = (
    "(?:小区|花园|公寓|家园|新村|新城|名城|佳苑|嘉园|花苑|名苑|雅苑|华庭|家属院|家属楼|宿舍楼?|大院|山庄|大厦|国际|社区|别墅|豪庭|"
    "名邸|公馆|苑|(?<!政)府|村|邨|屯|街道|镇|大队|(?<!老)乡)"
)
# Many other words end so: such a place counts with a building behind it, or where somebody is said to live there.
_ENDING_OF_PLACE = "园|湾|城|坊|庭|居|轩|阁|郡|都|堡|岸|邸|广场|庄|洲"
WEAK_ENDING = f"(?:{_ENDING_OF_PLACE}|中心|墅|里|寨|沟|塘|坝|坪|圩|岛|品|台|院)"
_PHASE = f"(?:{_FIGURES}{{1,2}}期|[东西南北]区|[a-z{NUMBERS}][0-9]?区)"
ESTATE = (
    f"(?:(?:{NAME}{{1,7}}?|[城都]市{NAME}{{0,5}}?)"
    f"[一二三四五六七八九东西南北]?{ENDING}(?:{NAME}{{0,3}}{ENDING})?{_PHASE}?(?:[东西南北]头)?)"
)
GAP = "(?:[ ,、。\\-]|嗯|啊|呃|那个|的){0,5}"
_LINK = f"(?:{GAP}|{GAP}(?:与|和|跟|附近|旁边的?|对面的?|里面?|这边){GAP})"
# What recognition writes for 栋 and 单元; only between two numbers, or where hardly anything else is meant.
_MISHEARD = (
    f"{_FIGURES}{{1,3}}[懂动冻董撞状](?={GAP}{_FIGURES})|{_FIGURES}{{1,2}}(?:单员|但愿|单圆|担员|丹元|弹元|单园|单缘)|"
    f"{_FIGURES}{{1,3}}(?:号搂|号漏|好楼)"
)
# Building, entrance and flat as they are written for short: 3-2-501.
DASHED = f"(?:{_FIGURES}{{1,3}}(?:[\\-杠]{_FIGURES}{{1,2}})?[\\-杠]{_FIGURES}{{3,4}}(?![\\-{NUMBERS}]))"
_HOUSE_UNIT = (
    f"(?:[甲乙丙丁]?{_COUNT}(?:号?楼(?=[上下])|#楼?|号楼|号门|号院|栋(?!楼(?![上下])|房|别墅)|幢|座(?![机位谈车]|的?车)|单元(?!楼)|室(?![一两内外温]))|"
    f"{_MISHEARD}|[甲乙丙丁东西南北中]单元)"
)
STRONG = f"(?:{DASHED}|{_HOUSE_UNIT})"
_UNIT = (
    f"(?:{_HOUSE_UNIT}|[甲乙丙丁附]?{_COUNT}(?:号(?![线台柜桌窗])(?:之{_FIGURES})?|楼(?:之{_FIGURES})?|层|"
    "户(?![号名])|门(?![店口])|组(?!合)|队(?!长)|邻(?!居)|弄|巷)|[东西南北中](?:边)?户)"
)
_ROOM = f"(?:(?<=[元楼栋幢座层门号弄懂动冻圆愿员园#]){GAP}[a-z]?{_FIGURES}{{3,4}}[a-z]?(?![{NUMBERS}块元年月兆个]))"
_WEAK, _WEAKER = (
    f"(?:{NAME}{{2,6}}?{ending}{_PHASE}?(?={GAP}(?:{_UNIT})))" for ending in (f"(?:{_ENDING_OF_PLACE})", WEAK_ENDING)
)
# Any name counts between a street, or the words that somebody lives there, and a building.
BLOB = f"(?:{_FIGURES}?{NAME}{{2,9}}?{_PHASE}?(?={GAP}{STRONG}))"
# What a part begins with, and what the last word of a place begins with, at most eight characters on: where neither
# is, the many ways to go on need not be tried.
_PART_HEAD = f"[{NUMBERS}a-z甲乙丙丁东西南北中附 ,、。\\-嗯啊呃那的]"
_LAST_HEAD = "大胡支路街巷道小花公家新名佳嘉雅华宿山国社别豪苑府村邨屯镇乡园湾城坊庭居轩阁郡都堡岸邸广庄洲"
# The digits of a part, and what stands behind them: a look ahead that spares most numbers the rest.
_AHEAD = (
    f"(?=[甲乙丙丁东西南北中附]?[a-z]?{_FIGURES}{{0,5}}[a-z]?"
    "[\\-之杠号楼栋幢座单室但弹担丹懂动冻董撞状层户门组队邻弄巷边好#])"
)
_BEGINS = f"{_AHEAD}(?:{DASHED}|{_UNIT}|{_NUMBER})"
PART = f"(?:(?={_PART_HEAD})(?:{_BEGINS}|{_ROOM}|{_PHASE}(?={GAP}{_FIGURES})))"
PLACE = f"(?:(?=[\\s\\S][^{_LAST_HEAD}]{{0,8}}[{_LAST_HEAD}])(?:{_STREET}|{ESTATE}|{_WEAK}))"
_MORE = f"(?:{PART}|{ESTATE}|{_WEAKER}|{BLOB}|{NAME}{{1,5}}?楼(?={_FIGURES}))"
TAIL = f"(?:{GAP}{_MORE}){{0,8}}"
CHAIN = (
    f"(?:(?P<places>{PLACE}(?:{_LINK}{PLACE}){{0,3}}+)(?:{GAP}(?P<first>{PART}))?|{_BEGINS})"
    f"(?:{GAP}(?P<more>{_MORE})){{0,8}}"
)
