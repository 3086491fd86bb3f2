"""The form `profile`: which end of each axis leads, which style that makes, and that it never gives points."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from forms_kit import NO, UNSURE, YES, form, given
from hypothesis import given as draws
from hypothesis import strategies as st

from autoscore.forms.profile import Axis, End, Layout, Style
from autoscore.model import CriterionScore, Document, Status, Transcript, Truth, Turn
from autoscore.operators import Context
from autoscore.rubric import parse_text
from autoscore.rubric.lint import errors
from autoscore.scoring import Scorer, load_scorer

STYLES = {
    ("slow", "feeling"): "鸽子型",
    ("fast", "feeling"): "孔雀型",
    ("fast", "fact"): "老虎型",
    ("slow", "fact"): "猫头鹰型",
}
# A turn in which no character stands twice, so that each place is a cue of its own.
TEXT = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
FIRST = {"slow": 0, "fast": 10, "feeling": 20, "fact": 30}
# A style, then what the agent and the customer say by turns, the agent first; an empty line between two.
DIALOGUES = """
鸽子型
您好，请问有什么可以帮您？
哎你好姑娘，不好意思打扰你，我年纪大了这个机顶盒老是弄不好。
您别急，遥控器在手边吗？
在的在的，你慢点说，我去拿一下眼镜。
好的，我等您。
哎，让你费心了，我孙子放假才回来，平时就我跟老头子两个人，怪冷清的。
先按一下菜单键。
按了按了，不着急哈，我这个手脚慢，你别嫌我烦。

鸽子型
阿姨，这两个套餐您看选哪个？
哎呀，我也拿不准，你说哪个好？
看您平时用流量多不多。
我就跟女儿视频一下，她在外地，一个星期打一回，心里就踏实了。
那三十九元这个就够。
那听你的，不过我还是跟我老伴商量一下好不好？别怪我麻烦啊小伙子，你真有耐心。

鸽子型
师傅上门前给您来个电话，您看周几方便？
哪天都行，我不赶时间，你们安排，师傅大热天的也辛苦。
那周四下午可以吗？
可以可以，让师傅慢慢来，没关系的。
好的，给您登记了。
真是麻烦你们了，上回那个师傅人特别好，我到现在心里都过意不去，水都没喝一口。

孔雀型
您好，这款是新出的手机。
哇塞这个颜色好好看，我闺蜜也用的这个，天天在朋友圈晒！
您可以试试拍照。
快快快给我拍一张，哈哈哈，太有意思了吧。
您要不要看看套餐？
就要这个了，不用考虑了，直接办！你人真好，下次我带我姐妹们都来找你。

孔雀型
您好，请问有什么可以帮您？
哎妹子，你声音真好听！我跟你说啊，我们小区邻居都换你们家宽带了，都说好。
您也想办理吗？
办办办，马上给我办，我晚上约了朋友来家里看球，太期待了。
需要先登记一下地址。
哈哈，那你快点啊，办好了我给你点赞。

孔雀型
请问您对上次的服务满意吗？
满意啊，那小伙子太逗了，一边修一边跟我唠嗑，特别热情。
那给您推荐一个会员服务。
行啊行啊，你说啥我都信你，就它了，别念那些条款了。
好的，每月十五元。
没问题，我同事他们都在用，我可不能落后，哈哈，现在就开吧，我马上要出门了。

老虎型
您好，请问有什么可以帮您？
我只问一句，这笔钱到底退不退？
先生，我先帮您查一下订单的情况，是这样的……
别绕弯子，直接告诉我结果。
查到了，需要三到五个工作日。
不行，今天下班前必须给我处理完，给我个准确的时间，几点几分到账。

老虎型
这个套餐是我们新推出的，包含很多权益……
说重点，多少钱，多少流量，合约期多久？
每月九十九元，八十个G，合约两年。
违约金怎么算？
按剩余月份的百分之三十。
行，就这么定了，赶紧办，我十分钟后要开会。

老虎型
您好，师傅明天上午给您装。
明天？昨天不是说今天装吗，你们系统里有记录的。
不好意思，今天师傅排满了。
道歉没用，给我解决方案。我没时间跟你耗。
我帮您加急。
现在就给我联系，十分钟之内答复我，按合同你们超时是要赔的。

猫头鹰型
您好，请问有什么可以帮您？
你好，我这个月账单九十六块四，我自己算了一遍是八十九，对不上，我想核对一下。
您稍等，我查一下。
好，不着急，你一笔一笔说，我拿笔记一下。
有一个七块四的短信费。
这个是哪天的，具体几条，收费标准是什么？

猫头鹰型
这个合约机很划算，您要办吗？
我先了解一下，合同上关于提前解约是怎么写的？
提前解约要付违约金。
违约金的计算方式是什么？有没有书面的说明？我要看清楚了再决定。
有的，在这里。
嗯，我仔细看一下，跟隔壁那家的做个对比，再考虑一下。

猫头鹰型
网速测出来是正常的。
你用什么测的？我昨天测了三次，实测下行只有六十兆，截图都留着。
可能是终端的问题。
路由器型号我核对过，是千兆口。你从头给我说一下排查步骤，慢一点，我记一下。
好的，第一步看光猫。
光功率多少？正常范围是多少到多少？我不急着换设备，先弄明白原因再说。
"""


def end(name: str, count: int, truth: Truth = YES) -> End:
    """Makes an end whose one cue was said some times, from a place of its own on."""
    places = range(FIRST[name], FIRST[name] + count)
    return End(id=name, title=name, cues=(given(truth if count else NO, *places),))


def layout(slow: End, fast: End, feeling: End, fact: End) -> Layout:
    """Makes the four styles of two axes."""
    axes = (
        Axis(id="pace", title="快慢", low=slow, high=fast),
        Axis(id="focus", title="情理", low=feeling, high=fact),
    )
    return Layout(axes=axes, styles=tuple(style(ends, title) for ends, title in STYLES.items()))


def style(ends: tuple[str, ...], title: str = "某型") -> Style:
    return Style(id=title, title=title, ends=ends, do=f"待{title}好", avoid=f"惹{title}")


def told(
    counts: dict[str, int], text: str = TEXT, points: str = "0", **fields: object
) -> tuple[Status, str, list[int]]:
    """Judges a customer by how often each end was said: status, reason, and the places of the words shown."""
    made = form("profile", profile=layout(*(end(name, counts.get(name, 0)) for name in FIRST)), **fields)
    document = Document(Transcript("t", (Turn("customer", text),)), ("customer",), ())
    got = made.award(document, Context(), Decimal(points))
    assert (got.points or Decimal(0), got.low or Decimal(0), got.high or Decimal(0)) == (0, 0, 0)
    return got.status, got.finding.because, [hit.start for hit in got.finding.hits]


# ------------------------------------------------------------------ which style


@pytest.mark.parametrize("ends", STYLES)
def test_both_axes_told_name_the_style(ends: tuple[str, str]) -> None:
    """Two cues at one end of each axis make its style, with what to do and avoid, shown by those cues alone."""
    title = STYLES[ends]
    places = sorted(FIRST[name] + more for name in ends for more in (0, 1))
    because = f"像{title}（{ends[0]}、{ends[1]}）：宜待{title}好；忌惹{title}"
    assert told(dict.fromkeys(ends, 2)) == (Status.MET, because, places)


def test_what_spoke_against_a_style_is_not_shown_for_it() -> None:
    """The words of the end that lost do not stand among the evidence."""
    status, _, places = told({"slow": 1, "fast": 4, "fact": 2})
    assert (status, places) == (Status.MET, [10, 11, 12, 13, 30, 31])


@pytest.mark.parametrize(
    ("fast", "slow", "fields", "leads"),
    [
        (1, 0, {}, False),
        (2, 0, {}, True),
        (2, 1, {}, True),
        (3, 2, {}, False),
        (4, 2, {}, True),
        (2, 2, {}, False),
        (2, 0, {"least": 3}, False),
        (3, 0, {"least": 3}, True),
        (3, 2, {"lead": Decimal("1.5")}, True),
        (2, 2, {"lead": Decimal(1)}, False),
        (1, 0, {"least": 1}, True),
    ],
)
def test_when_an_end_leads(fast: int, slow: int, fields: dict, leads: bool) -> None:
    """An end is told from `least` cues on that are `lead` times the other end's and more than them."""
    status, because, _ = told({"fast": fast, "slow": slow, "fact": 9}, **fields)
    assert (status is Status.MET) == leads
    assert because.startswith("像老虎型" if leads else "偏fact，像老虎型或猫头鹰型；快慢看不出")


def test_one_axis_told_names_the_two_styles_left() -> None:
    """Where one axis is open, both styles that are left are named, what is missing, and all cues are shown."""
    because = "偏fast，像孔雀型或老虎型；情理看不出（feeling 1 条，fact 1 条）"
    assert told({"fast": 2, "feeling": 1, "fact": 1}) == (Status.UNSURE, because, [10, 11, 20, 30])


def test_no_cue_tells_nothing() -> None:
    """A customer of whom nothing is known is of no style, and no words are shown."""
    because = "看不出是哪一类：快慢看不出（slow 0 条，fast 0 条）；情理看不出（feeling 0 条，fact 0 条）"
    assert told({}) == (Status.UNSURE, because, [])


def test_words_said_again_at_once_are_one_cue() -> None:
    """The same words in the same turn count once, however often; all of them are shown."""
    status, because, places = told({"fast": 4, "fact": 2}, text="快" * len(TEXT))
    assert status is Status.UNSURE
    assert "快慢看不出（slow 0 条，fast 1 条）；情理看不出（feeling 0 条，fact 1 条）" in because
    assert places == [10, 11, 12, 13, 30, 31]


@pytest.mark.parametrize(("truth", "status"), [(YES, Status.MET), (UNSURE, Status.UNSURE), (NO, Status.UNSURE)])
def test_cues_without_words_and_in_doubt(truth: Truth, status: Status) -> None:
    """A sure cue that no words show (somebody speaks fast) counts once; a doubtful one does nothing."""
    fast = End(id="fast", title="fast", cues=(given(YES, 10), given(truth)))
    made = form("profile", profile=layout(end("slow", 0), fast, end("feeling", 0), end("fact", 2)))
    document = Document(Transcript("t", (Turn("customer", TEXT),)), ("customer",), ())
    assert made.award(document, Context(), Decimal(0)).status is status


SWAP = {"slow": "fast", "fast": "slow", "feeling": "fact", "fact": "feeling"}
OPPOSITE = {title: STYLES[SWAP[pace], SWAP[focus]] for (pace, focus), title in STYLES.items()}
counted = st.fixed_dictionaries({name: st.integers(0, 9) for name in FIRST})


def named(because: str) -> str:
    return because.removeprefix("像").split("（")[0]


@draws(counted)
def test_swapping_all_ends_swaps_the_style(counts: dict[str, int]) -> None:
    """What holds of one end holds of the other: mirrored cues make the opposite style, or the same doubt."""
    status, because, _ = told(counts)
    mirrored, other, _ = told({SWAP[name]: count for name, count in counts.items()})
    assert mirrored is status
    assert status is not Status.MET or named(other) == OPPOSITE[named(because)]


@draws(counted, st.sampled_from(list(FIRST)))
def test_more_of_what_leads_changes_nothing(counts: dict[str, int], name: str) -> None:
    """A further cue for the end that leads never unsays a style."""
    status, because, _ = told(counts)
    if status is Status.MET and counts[name] > counts[SWAP[name]] and counts[name] < 9:
        assert told({**counts, name: counts[name] + 1})[:2] == (status, because)


@draws(counted, st.integers(0, 20))
def test_it_never_gives_points(counts: dict[str, int], points: int) -> None:
    """Whatever is found and whatever it is said to be worth, there are no points in it (`told` looks)."""
    assert told(counts, points=str(points))[0] in (Status.MET, Status.UNSURE)
    made = form("profile", profile=layout(*(end(name, counts[name]) for name in FIRST)))
    assert tuple(made.reachable(Decimal(points))) == (Decimal(0),)


# ------------------------------------------------------------------ what cannot be meant

RUBRIC = """rubric: t
title: t
version: "1"
channel: phone
source: S
criteria:
  - id: a
    title: t
    why: w
    source: S
    {mode}
    profile:
      axes: [{{id: pace, title: 快慢, low: {low}, high: {{id: fast, title: 快, cues: [{{phrase: 快点}}]}}}}]
      styles:
        - {{id: calm, title: 慢性子, ends: {ends}, do: 慢, avoid: 催}}
        - {{id: brisk, title: 急性子, ends: [fast], do: 快, avoid: 绕}}
"""
GOOD = {"mode": "mode: hint", "low": "{id: slow, title: 慢, cues: [{phrase: 不急}]}", "ends": "[slow]"}


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({}, None),
        ({"mode": "mode: off"}, None),
        ({"mode": "least: 3"}, "从不计分"),
        ({"mode": "points: 5"}, "从不计分"),
        ({"mode": "mode: hint\n    points: 5"}, "从不计分"),
        ({"mode": "mode: hint\n    least: 0"}, "least 是 0"),
        ({"mode": "mode: hint\n    lead: 0.5"}, "lead 是 0.5"),
        ({"low": "{id: slow, title: 慢, cues: []}"}, "“slow”这一端没有线索"),
        ({"low": "{id: fast, title: 慢, cues: [{phrase: 不急}]}"}, "“fast”写了两次"),
        ({"ends": "[slwo]"}, "（slwo）不是每轴各取一端"),
        ({"ends": "[slow, fast]"}, "（fast、slow）不是每轴各取一端"),
        ({"ends": "[fast]"}, "（slow）要恰有一个类型，现有 0 个"),
    ],
)
def test_lint(changed: dict[str, str], what: str | None) -> None:
    """A profile that would be scored, or whose styles do not share the ends out, is an error; a sound one is not."""
    rubric, problems = parse_text(RUBRIC.format(**{**GOOD, **changed}))
    assert rubric is not None
    assert problems == ()
    found = [str(one) for one in errors(rubric) if one.code == "error_form"]
    assert bool(found) == (what is not None)
    assert what is None or any(what in one for one in found)


# ------------------------------------------------------------------ the bundled styles


@pytest.fixture(scope="module")
def hotline() -> Scorer:
    return load_scorer("hotline")


def row(scorer: Scorer, turns: list[Turn]) -> CriterionScore:
    """Returns the row of the customer's style for a call."""
    (sheet,) = scorer.score([Transcript("t", tuple(turns), "phone")])
    return next(one for one in sheet.criteria if one.id == "customer_style")


def dialogues() -> list[tuple[str, list[str]]]:
    """Returns the dialogues: the style, and the lines."""
    return [(lines[0], lines[1:]) for one in DIALOGUES.strip().split("\n\n") if (lines := one.split("\n"))]


def spoken(lines: Sequence[str]) -> list[Turn]:
    return [Turn("customer" if number % 2 else "agent", line) for number, line in enumerate(lines)]


def test_dialogues_of_each_style(hotline: Scorer) -> None:
    """No customer is told as another style, at most one is left open, and only his own words are shown."""
    assert len(dialogues()) == 12
    open_ = 0
    for title, lines in dialogues():
        score = row(hotline, spoken(lines))
        assert score.points is None
        assert all(one.turn % 2 == 1 for one in score.evidence)
        open_ += score.status == "unsure"
        assert score.status == "unsure" or named(score.because) == title
    assert open_ <= 1


def test_the_agents_own_words_tell_nothing(hotline: Scorer) -> None:
    """The same words from the agent are no cue of the customer's style."""
    for _, lines in dialogues():
        said = [Turn("agent", "您好，工号零九一七为您服务，请讲。"), *(Turn("agent", line) for line in lines[1::2])]
        score = row(hotline, [*said, Turn("customer", "我查一下话费。")])
        assert (score.status, score.evidence) == ("unsure", ())


PLAIN = [
    ("您好，请问有什么可以帮您？", "你好，我想查一下话费。", "余额三十元。", "哦好的，谢谢，再见。"),
    ("您好，请讲。", "我家网特别慢，能不能换个快一点的套餐？", "有一千兆的。", "多少钱一个月？"),
    ("给您推荐个会员。", "不用了，我不需要，谢谢。", "首月一元。", "真的不要，别再打了。"),
    ("您好，请讲。", "你们那个师傅说马上给我回电话，没回。", "我帮您催。", "行，那你帮我看看吧。"),
    ("您怎么一点也不急？", "我能不着急吗，都断网三天了。", "我帮您登记。", "好吧，那就这样。"),
]


@pytest.mark.parametrize("lines", PLAIN)
def test_plain_customers_are_of_no_style(hotline: Scorer, lines: tuple[str, ...]) -> None:
    """Thanks, a price asked, a refusal, a faster network and others' promises say nothing of anybody's style."""
    score = row(hotline, spoken(lines))
    assert (score.status, [one.quote for one in score.evidence]) == ("unsure", [])


@pytest.mark.parametrize(
    ("seconds", "because"),
    [
        (None, "快慢看不出（慢 0 条，快 1 条）"),
        (22.0, "像老虎型（快、重事实）"),
        (40.0, "快慢看不出（慢 0 条，快 1 条）"),
    ],
)
def test_how_fast_a_customer_speaks_is_one_cue(hotline: Scorer, seconds: float | None, because: str) -> None:
    """Quick speech adds a cue to quick words; without stamps, or at a common pace, the words stand alone."""
    said = (
        "你好，我是你们这儿的老用户，我家那个宽带是前年办的，当时一个年轻人给我推荐的两百兆，后来又换过一次套餐，"
        "现在这个月的账我看了，跟上个月对不上，多出来的这一笔是什么费，收费标准在哪儿能看到，"
        "另外我家里那个电视盒子也是跟宽带一块儿办的，不知道有没有关系，你快点。"
    )
    times = (None, None) if seconds is None else (2.0, 2.0 + seconds)
    score = row(
        hotline, [Turn("agent", "您好，请讲。", *((0.0, 2.0) if seconds else ())), Turn("customer", said, *times)]
    )
    assert because in score.because
