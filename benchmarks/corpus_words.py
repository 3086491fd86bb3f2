"""What differs from call to call in the same sentence: names, numbers, amounts, dates, places, hesitation."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(" "))


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆范汪"
    "廖石金韦贾夏付方邹熊白孟秦邱江尹薛阎段雷侯龙史陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁"
)
TITLES = ("先生", "女士", "先生", "女士", "先生", "女士", "小姐", "阿姨", "师傅", "老师", "大哥", "姐")
DIGITS, HAN_DIGITS = "0123456789", "零一二三四五六七八九"
TOWNS = _words(
    "临江 青石 东湖 南岭 河西 北辰 安平 永丰 长宁 新桥 金沙 白塔 柳林 双溪 古城 "
    "望海 石门 云岭 龙泉 清河 大洼 朝阳 普宁 "
    "兴隆 和平 松山 梅园 桃源 银川 鼓楼 海棠 凤凰 玉泉 红旗 胜利 建国 文昌 滨江 开元 丹霞"
)
ROADS = _words("人民 解放 中山 建设 和平 文化 迎宾 学府 工业 沿河 北环 南京 光明 友谊 新华 团结 康乐 锦绣 花园 春风")
YARDS = _words("小区 花园 家园 公寓 新村 苑 里 大厦 广场 城 湾 府")
GOODS = _words(
    "宽带 套餐 流量包 合约机 副卡 固话 光猫 机顶盒 路由器 信用卡 定期存款 贷款 "
    "保单 车险 电费 水费 燃气费 物业费 洗衣机 空调 冰箱 热水器 手机 耳机 羽绒服 运动鞋 订单 快递 发票 会员 积分 优惠券 "
    "挂号 检查单 社保 公积金 居住证 护照 机票 酒店 车票 门票"
)
MATTERS = _words("办理 退款 报修 扣费 登记 变更 缴费 查询 退订 开通 补办 投诉 预约 派单 审核 到账")
PARTS = _words("上午 中午 下午 晚上 早上 傍晚")
WHEN = _words("昨天 今天 前天 上周 上个月 这个月 周一 周三 周五 周末")
FILLERS = ("嗯，", "呃，", "那个，", "就是，", "啊，", "就是说，", "嗯嗯，", "这个，", "哦，", "那")
ENDS = ("啊", "哈", "呢", "啦", "呀", "嘛", "的", "了")
LEAST_TO_HESITATE = 5
FILLER_SHARE, STUTTER_SHARE, END_SHARE = 0.12, 0.06, 0.06

_NUMBER = re.compile(
    r"\d+|[零一二三四五六七八九十百千万两]{2,}(?=[块元号度兆个年月天点分张])|"
    f"[{SURNAMES}](?:先生|女士|小姐)"
)
_SLOT = re.compile(r"\{(\w+)\}")
_LIMIT = 12


@dataclass(frozen=True)
class Facts:
    """Is what stays the same within a call: who calls, from where, and who answers."""

    surname: str
    title: str
    agent: str
    company: str
    phone: str
    place: str


def facts(chance: random.Random, agent: str, company: str) -> Facts:
    """Draws the customer of a call."""
    return Facts(chance.choice(SURNAMES), chance.choice(TITLES), agent, company, _phone(chance), _place(chance))


Draw = Callable[[random.Random, Facts], str]


def slotted(text: str) -> str:
    """Returns a sentence with slots where it names a number or a customer: `{d4}`, `{h3}`, `{who}`."""
    return _NUMBER.sub(_slot, text)


def _slot(match: re.Match[str]) -> str:
    word = match.group()
    if word[0] in SURNAMES and word[1:] in TITLES:
        return "{who}"
    size = min(len(word), _LIMIT)
    return f"{{d{size}}}" if word.isascii() else f"{{h{size}}}"


def filled(template: str, chance: random.Random, facts: Facts) -> str:
    """Returns a template with a draw in each of its slots."""
    if "{" not in template:
        return template
    return "".join(part if isinstance(part, str) else part(chance, facts) for part in _parts(template))


@cache
def _parts(template: str) -> tuple[str | Draw, ...]:
    pieces = _SLOT.split(template)
    return tuple(_draw(piece) if number % 2 else piece for number, piece in enumerate(pieces))


@cache
def _draw(name: str) -> Draw:
    if name in _DRAWS:
        return _DRAWS[name]
    size = int(name[1:])
    return _digits(size) if name[0] == "d" else _han(size)


def _digits(size: int) -> Draw:
    return lambda chance, _: str(chance.randrange(10 ** (size - 1), 10**size))


def _han(size: int) -> Draw:
    """Draws a spoken number of about as many characters."""
    return lambda chance, _: spoken(chance.randrange(*((11, 100) if size < 4 else (101, 1000))))


def spoken(number: int) -> str:
    """Returns a number from 1 to 999 as it is said."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{HAN_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else HAN_DIGITS[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (HAN_DIGITS[ones] if ones else "")


def _amount(chance: random.Random, _: Facts) -> str:
    yuan = int(chance.paretovariate(0.8) * 10) % 1000 + 1
    if chance.random() < 0.5:
        return f"{yuan}块{chance.randrange(1, 10)}" if chance.random() < 0.5 else f"{yuan}元"
    return f"{spoken(min(yuan, 999))}块"


def _date(chance: random.Random, _: Facts) -> str:
    month, day = chance.randrange(1, 13), chance.randrange(1, 29)
    return f"{month}月{day}号" if chance.random() < 0.4 else f"{spoken(month)}月{spoken(day)}号"


def _place(chance: random.Random) -> str:
    block, flat = chance.randrange(1, 40), chance.randrange(101, 2900)
    return f"{chance.choice(TOWNS)}{chance.choice(ROADS)}路{chance.choice(TOWNS)}{chance.choice(YARDS)}{block}栋{flat}"


def _phone(chance: random.Random) -> str:
    return f"1{chance.choice('3578')}{chance.randrange(10**8, 10**9)}"


def _name(chance: random.Random, facts: Facts) -> str:
    return facts.surname + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2))))


_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲云"
    "波红梅志峰晓燕海宁鑫宇浩然子轩梓涵欣怡雨桐佳琪思远俊凯天翔博"
)
_DRAWS: Mapping[str, Draw] = MappingProxyType(
    {
        "who": lambda _, facts: facts.surname + facts.title,
        "surname": lambda _, facts: facts.surname,
        "title": lambda _, facts: facts.title,
        "agent": lambda _, facts: facts.agent,
        "company": lambda _, facts: facts.company,
        "name": _name,
        "phone": lambda _, facts: facts.phone,
        "place": lambda _, facts: facts.place,
        "amount": _amount,
        "date": _date,
        "tail": lambda chance, _: f"{chance.randrange(10**3, 10**4)}",
        "town": lambda chance, _: chance.choice(TOWNS) + chance.choice(YARDS),
        "goods": lambda chance, _: chance.choice(GOODS),
        "matter": lambda chance, _: chance.choice(MATTERS),
        "when": lambda chance, _: chance.choice(WHEN),
        "part": lambda chance, _: chance.choice(PARTS),
        "hour": lambda chance, _: spoken(chance.randrange(1, 13)) + "点",
    }
)


def hesitant(text: str, chance: random.Random) -> str:
    """Returns a text as somebody says it who thinks while he speaks: with fillers, stutters, particles."""
    if len(text) < LEAST_TO_HESITATE:
        return text
    draw = chance.random()
    if draw < FILLER_SHARE:
        return chance.choice(FILLERS) + text
    draw -= FILLER_SHARE
    if draw < STUTTER_SHARE:
        cut = chance.choice((1, 1, 2))
        return text[:cut] + text
    draw -= STUTTER_SHARE
    if draw < END_SHARE and "一" <= text[-1] <= "鿿":
        return text + chance.choice(ENDS)
    return text
