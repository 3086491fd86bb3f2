"""How a call of the corpus goes: opening, who is calling, the matter, closing."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from autoscore.api import Transcript
from autoscore.model import Role, Turn
from benchmarks.corpus_pool import ACTS, Domain, Pool
from benchmarks.corpus_words import Facts, facts, filled, hesitant
from benchmarks.noise_channel import Channel, noisy

FEWEST_TURNS, MOST_TURNS = 12, 140
# Lengths of calls are log-normal: most are short, a few go on and on.
MIDDLE_TURNS, SPREAD = 4.005, 0.44
AGENTS = 80
COMPANIES = ("星桥客服", "临江热线", "速联宽带", "融信银行客服中心", "安居物业服务中心", "云上商城")
# Character errors of a call's recogniser, and how often such calls come; each sentence is misheard in a few ways.
LEVELS = ((0.0, 0.35), (0.03, 0.3), (0.06, 0.2), (0.12, 0.15))
HEARINGS = 4
OPENINGS = (
    "{greeting}，{company}，工号{agent}为您服务，{offer_help}？",
    "{greeting}，工号{agent}为您服务，{offer_help}？",
    "{greeting}，这里是{company}，{offer_help}？",
    "{greeting}，很高兴为您服务，{offer_help}？",
    "{greeting}，{company}{agent}号，{offer_help}",
)
CALLERS = ("喂，你好，", "你好，", "哎，你好，", "您好，我想问一下，", "喂，", "")
IDENTITY = (
    ("请问您贵姓？", "我姓{surname}。"),
    ("请问怎么称呼您？", "免贵姓{surname}。"),
    ("好的，请问机主姓名是？", "{name}。"),
    ("麻烦您提供一下身份证后四位。", "{tail}。"),
    ("请您报一下办理业务的手机号码。", "{phone}。"),
    ("请问是来电的这个号码吗？", "对。"),
    ("好的，{who}，跟您核对一下，号码是{phone}，对吗？", "对的。"),
    ("麻烦说一下您的地址。", "{place}。"),
    ("您的地址是{place}，是吗？", "是的。"),
)
FOUND = (
    "{who}，系统显示您{date}{part}{hour}有一笔{goods}的{matter}，金额是{amount}。",
    "{who}，您那个{goods}是{date}办的，每个月{amount}。",
    "我这边看到{when}{part}有{amount}的扣费，是{goods}的钱。",
    "{goods}的{matter}我给您提交了，{date}之前会有人联系您，单号尾数{tail}。",
    "您在{town}那边的{goods}，{when}{part}已经{matter}了。",
    "{who}，{date}到期的那个{goods}，要续的话是{amount}。",
    "给您登记的是{town}，{date}{part}{hour}上门，{goods}的事。",
    "这个{goods}呢，{matter}要{amount}，{date}生效。",
)
TROUBLES = (
    "就是{when}{part}那个{goods}，扣了我{amount}。",
    "我{date}在{town}办的{goods}，到现在还没{matter}。",
    "我那个{goods}{when}{part}就不行了。",
    "{when}有人打电话说{goods}要{matter}。",
    "{goods}多收了{amount}。",
    "我住{town}，{when}{part}{hour}就来问过了。",
    "{date}那笔{amount}是什么钱？",
    "我要{matter}那个{goods}。",
)
SHORT = (
    "嗯。",
    "对。",
    "好的。",
    "好。",
    "哦。",
    "嗯嗯。",
    "行。",
    "是的。",
    "对对。",
    "可以。",
    "哦哦。",
    "知道了。",
    "好吧。",
)
SHORT_WEIGHTS = (30, 22, 18, 12, 10, 8, 7, 7, 5, 4, 4, 2, 2)
NODS = (
    "好的。",
    "嗯。",
    "好的，{who}。",
    "您请讲。",
    "明白。",
    "嗯，好的。",
    "是的。",
    "对。",
    "好，您稍等。",
    "没问题。",
)
NOTHING_MORE = ("没有了。", "没了，谢谢。", "没有了，谢谢啊。", "暂时没有。", "没有，就这个。")
GOODBYES = ("再见。", "好，再见。", "嗯，拜拜。", "好嘞，谢谢。", "谢谢，再见。")
COMPLAINTS = (
    "你们怎么回事啊，都打了好几次了！",
    "等了快{amount}分钟了，没人管！",
    "上次也是这么说的，到现在都没解决。",
    "我要投诉。",
)
# Shares of what comes next in the middle of a call.
KINDS = {"answer": 28, "reply": 13, "told": 32, "found": 9, "trouble": 7, "nod": 14, "hold": 5, "upset": 2, "again": 2}
ANOTHER_SENTENCE, WITH_TROUBLE = 0.33, 0.5
# Explanations that a company has its agents give in the same words.
STOCK, STOCK_LENGTH, STOCK_SHARE = 20, 24, 0.75
# Characters a second, and what lies between two turns, in seconds.
PACE, GAP, HOLD = 5.5, (0.1, 0.9), (8.0, 60.0)


@dataclass(frozen=True)
class Line:
    """Is a turn to be said, as a template, after a pause in seconds."""

    role: Role
    template: str
    pause: float = 0.0


class Director:
    """Makes calls by number; a call depends on the seed and its own number only."""

    def __init__(self, pool: Pool, seed: int = 0) -> None:
        self._pool = pool
        self._seed = seed
        self._scripts = [self._script(agent) for agent in range(AGENTS)]

    def call(self, number: int, turns: int | None = None) -> Transcript:
        """Returns a call, of so many turns where that is given."""
        chance = random.Random(f"{self._seed} call {number}")  # noqa: S311 - nothing is kept secret here
        agent = chance.randrange(AGENTS)
        script = self._scripts[agent]
        who = facts(chance, script["agent"], script["company"])
        size = turns or _size(chance)
        rate = chance.choices([one for one, _ in LEVELS], [share for _, share in LEVELS])[0]
        lines = self._lines(chance, script, size)
        spoken = tuple(_timed(((one, _said(one, rate, chance, who)) for one in lines), chance))
        facts_ = {"agent": f"a{agent:03d}", "team": f"t{agent % 8}"}
        day = f"2024-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        return Transcript(f"c{number:07d}", spoken, "phone", day, facts_)

    def _script(self, agent: int) -> dict[str, str]:
        """Returns the formulas that an agent says in every call."""
        chance = random.Random(f"{self._seed} agent {agent}")  # noqa: S311
        script = {act: chance.choice(self._pool.formulas[act]) for act in ACTS}
        script["agent"] = "".join(chance.choice("零一二三四五六七八九") for _ in range(4))
        script["company"] = COMPANIES[agent % len(COMPANIES)]
        script |= self._stock(agent % len(COMPANIES))
        opening = chance.choice(OPENINGS)
        for act in ("greeting", "offer_help"):
            opening = opening.replace(f"{{{act}}}", script[act])
        return {**script, "opening": opening}

    def _stock(self, company: int) -> dict[str, str]:
        """Returns what all agents of a company tell in the same words."""
        chance = random.Random(f"{self._seed} company {company}")  # noqa: S311
        told = [
            one for domain in self._pool.domains for one in domain.told if "{" not in one and len(one) > STOCK_LENGTH
        ]
        return {f"stock {number}": one for number, one in enumerate(chance.sample(told, STOCK))}

    def _lines(self, chance: random.Random, script: dict[str, str], size: int) -> list[Line]:
        """Returns the lines of a call, in order."""
        domain = chance.choice(self._pool.domains)
        need = chance.choice(CALLERS) + chance.choice(domain.needs)
        opening = [Line("agent", script["opening"]), Line("customer", need)]
        asked = sorted(chance.sample(range(len(IDENTITY)), chance.randrange(4)))
        for number in asked:
            opening += [Line("agent", IDENTITY[number][0]), Line("customer", IDENTITY[number][1])]
        closing = list(_closing(chance, script))
        room = size - len(opening) - len(closing)
        return [*opening, *islice(_body(chance, script, domain), max(0, room)), *closing]


def _size(chance: random.Random) -> int:
    return min(MOST_TURNS, max(FEWEST_TURNS, round(chance.lognormvariate(MIDDLE_TURNS, SPREAD))))


def _closing(chance: random.Random, script: dict[str, str]) -> Iterator[Line]:
    if chance.random() < 0.8:
        yield Line("agent", f"{script['anything_else']}？")
        yield Line("customer", chance.choice(NOTHING_MORE))
    rating = f"{script['invite_rating']}，" if chance.random() < 0.6 else ""
    yield Line("agent", f"好的，{script['thanks']}，{rating}{script['farewell']}。")
    yield Line("customer", chance.choice(GOODBYES))


def _body(chance: random.Random, script: dict[str, str], domain: Domain) -> Iterator[Line]:
    """Yields lines without end."""
    kinds, shares = list(KINDS), list(KINDS.values())
    while True:
        yield from _exchange(chance.choices(kinds, shares)[0], chance, script, domain)


def _exchange(kind: str, chance: random.Random, script: dict[str, str], domain: Domain) -> Sequence[Line]:
    """Returns the lines of one kind of exchange."""
    short = chance.choices(SHORT, SHORT_WEIGHTS)[0]
    if kind == "answer":
        one = chance.choice(domain.answers)
        return Line("customer", _troubled(one.first, chance)), Line("agent", _longer(one.second, chance, domain))
    if kind == "reply" and domain.replies:
        one = chance.choice(domain.replies)
        return Line("agent", _longer(one.first, chance, domain)), Line("customer", _troubled(one.second, chance))
    if kind == "found":
        return Line("agent", chance.choice(FOUND)), Line("customer", short)
    if kind == "trouble":
        return Line("customer", chance.choice(TROUBLES)), Line("agent", chance.choice(NODS))
    if kind == "nod":
        return Line("customer", short), Line("agent", chance.choice(NODS))
    if kind == "hold":
        back = Line("agent", f"{script['hold_thanks']}，{chance.choice(FOUND)}", chance.uniform(*HOLD))
        return Line("agent", f"{script['hold_notice']}。"), Line("customer", short), back, Line("customer", short)
    if kind == "upset":
        calm = Line("agent", f"{script['apology']}，{script['empathy']}，{chance.choice(domain.told)}")
        return Line("customer", chance.choice(COMPLAINTS)), calm
    if kind == "again":
        return Line("agent", f"不好意思，{script['ask_repeat']}。"), Line("customer", chance.choice(TROUBLES))
    told = script[f"stock {chance.randrange(STOCK)}"] if chance.random() < STOCK_SHARE else chance.choice(domain.told)
    return Line("agent", _longer(told, chance, domain)), Line("customer", short)


def _longer(template: str, chance: random.Random, domain: Domain) -> str:
    """Returns what an agent says, at times with more sentences."""
    while chance.random() < ANOTHER_SENTENCE:
        template += chance.choice(domain.told)
    return template


def _troubled(template: str, chance: random.Random) -> str:
    """Returns what a customer says, at times with his trouble."""
    return template + chance.choice(TROUBLES) if chance.random() < WITH_TROUBLE else template


def _said(line: Line, rate: float, chance: random.Random, who: Facts) -> str:
    """Returns a line as it was said and recognised."""
    template = misheard(line.template, rate, chance.randrange(HEARINGS)) if rate else line.template
    return hesitant(filled(template, chance, who), chance)


@lru_cache(maxsize=2**18)
def misheard(template: str, rate: float, hearing: int) -> str:
    """Returns a template after recognition, in one of a few ways; its slots stay as they are."""
    turn = Turn("agent", template)
    return noisy(Transcript(template, (turn,)), Channel(rate, borders=False), hearing).call.turns[0].text


def _timed(said: Iterator[tuple[Line, str]], chance: random.Random) -> Iterator[Turn]:
    """Yields turns one after the other in time."""
    clock = 0.0
    for line, text in said:
        start = clock + line.pause + chance.uniform(*GAP)
        clock = start + 0.3 + len(text) / PACE
        yield Turn(line.role, text, round(start, 2), round(clock, 2))
