"""What each operator asks for, as a phrase; one that is not here is told by its fields."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from autoscore.rubric.told import Teller

# Takes an operator of its kind, and what tells the conditions inside it.
Phrase: TypeAlias = "Callable[[Any, Teller], str]"

_KINDS = {"number": "号码、金额、时间", "need": "诉求", "name": "姓名"}
_QUESTIONS = {
    "open": "开放式",
    "closed": "封闭式",
    "choice": "可选式",
    "speculative": "推测式",
    "leading": "引导式",
    "rhetorical": "反问式",
}
_DETAILS = {
    "fact": "问一个事实",
    "free": "请对方敞开说",
    "verify": "核实",
    "ability": "问能不能",
    "request": "请求同意",
}
_PUT = {"half": "半句留给客户接", "self_closed": "自己又封上", "stacked": "一口气连问几个", "counter": "客户问来先反问"}
_CASH = {
    "moved": "有现金、扫码或刷卡的往来",
    "told": "收多少、找多少都说清了",
    "part": "收找只说了一部分，或找零算错",
    "due": "说了应付多少",
    "right": "收、应付、找零三个数对得上",
    "wrong": "收、应付、找零对不上",
    "put_right": "先说错了找零，又改对了",
}
_NAME = {"given": "客户报过姓", "address": "用“姓＋称呼”称呼客户", "wrong": "叫错了客户的姓，一直没改"}
_PLAYBACK = {
    "number": "重复了客户说的号码、金额、时间",
    "name": "重复了客户的姓名",
    "need": "重复了客户要办的事",
    "any": "重复了客户说的话",
    "wrong": "重复的数字念错了，一直没改",
}
_FITS = {"right": "带时间的问候合钟点", "wrong": "带时间的问候不合钟点"}
_SEASON = {"new_year": "通话在除夕到正月十四之间", "lantern": "通话在元宵节当天"}
_STAMPED = {"starts": "每轮都有开始时间", "ends": "每轮都有结束时间"}
_FUNNEL = {"open": "开放", "choice": "选择", "confirm": "确认"}


def _act(one: Any, teller: "Teller") -> str:
    kind = "" if one.kind is None else f"（只看{_KINDS.get(one.kind, one.kind)}）"
    return f"说了{teller.named(one.act)}{kind}{_but(teller.listed(one.unless))}"


def _but(names: str) -> str:
    return f"（{names}不算）" if names else ""


def _phrase(one: Any, _: "Teller") -> str:
    listed, whole = "、".join(f"“{phrase}”" for phrase in one.phrase), "（须是整词）" if one.whole_words else ""
    if len(one.phrase) == 1:
        return f"说了{listed}{whole}"
    if one.at_least == "all":
        return f"{listed}都说了{whole}"
    return f"说了{listed}之一{whole}" if one.at_least == 1 else f"{listed}里至少说了 {one.at_least} 句{whole}"


def _pattern(one: Any, _: "Teller") -> str:
    if one.pattern == ".+":
        return "开过口"
    return f"说的话符合正则式 {one.pattern}{_but('、'.join(f'符合 {source} 的' for source in one.unless))}"


def _like(one: Any, _: "Teller") -> str:
    return f"说的话像{'或'.join(f'“{phrase}”' for phrase in one.like)}（至少像 {one.least}%）"


def _question(one: Any, _: "Teller") -> str:
    kinds = "" if "any" in one.question else "、".join(_QUESTIONS[kind] for kind in one.question)
    more = [_DETAILS[detail] for detail in one.detail] + [_PUT[put] for put in one.put]
    sure = [f"把握至少 {one.least:.0%}"] if one.least else []
    told = "，".join([*(["、".join(more)] if more else []), *sure])
    return f"问了{kinds}问句{f'（{told}）' if told else ''}"


def _many(how: str) -> Phrase:
    def told(one: Any, teller: "Teller") -> str:
        return teller.parts(getattr(one, one.key), how)

    return told


def _none(one: Any, teller: "Teller") -> str:
    return f"没有出现：{teller.parts(one.none, '；')}"


def _at_least_of(one: Any, teller: "Teller") -> str:
    return f"至少做到其中 {one.at_least_of} 条：{teller.parts(one.of)}"


def _count(one: Any, teller: "Teller") -> str:
    least = f"至少 {one.at_least} 次" if one.at_least else ""
    most = "" if one.at_most is None else f"至多 {one.at_most} 次"
    return f"{teller.part(one.count)}，{'、'.join(filter(None, (least, most))) or '次数不限'}"


def _after(one: Any, teller: "Teller") -> str:
    within = "以后" if one.within_turns is None else f"以后 {one.within_turns} 轮内"
    every = "，每一次都要" if one.every else ""
    return f"{teller.part(one.after)}{within}，{teller.part(one.then)}{every}"


def _before(one: Any, teller: "Teller") -> str:
    return f"{teller.part(one.before)}之前，{teller.part(one.said)}"


def _between(one: Any, teller: "Teller") -> str:
    first, last = one.between
    return f"从{teller.part(first)}到{teller.part(last)}之间，{teller.part(one.said)}"


def _until(one: Any, teller: "Teller") -> str:
    return f"{teller.part(one.until)}以前（没有这事就看全程），{teller.part(one.said)}"


def _followed(one: Any, teller: "Teller") -> str:
    return f"{teller.part(one.followed)}，紧接着 {one.within_turns} 轮内{teller.part(one.then)}"


def _in_order(one: Any, teller: "Teller") -> str:
    return f"依次：{teller.parts(one.in_order, '，然后')}"


def _near(one: Any, teller: "Teller") -> str:
    close = "同一轮里" if not one.within_turns else f"相隔不过 {one.within_turns} 轮"
    return f"{close}：{teller.parts(one.near, '，又')}"


def _metadata(one: Any, _: "Teller") -> str:
    values = "或".join(f"“{value}”" for value in one.equals)
    return f"系统信息 {one.metadata} 是{values}" if values else f"系统信息里有 {one.metadata}"


def _reply(one: Any, teller: "Teller") -> str:
    skipped = f"，只说{teller.listed(one.skip)}不算" if one.skip else ""
    every = "每一次" if one.every else "至少有一次"
    return f"{teller.part(one.reply)}后，坐席{every}在 {one.within_seconds:g} 秒内回应{skipped}"


def _silence(one: Any, teller: "Teller") -> str:
    unless = f"（之前有这些话不算：{teller.parts(one.unless)}）" if one.unless else ""
    return f"冷场至少 {one.silence:g} 秒{unless}"


def _overlap(one: Any, teller: "Teller") -> str:
    unless = f"（那一轮里有这些话不算：{teller.parts(one.unless)}）" if one.unless else ""
    return f"抢话至少 {one.overlap:g} 秒{unless}"


def _pace(one: Any, _: "Teller") -> str:
    slow, fast = one.pace
    return f"语速每分钟 {slow:g}–{fast:g} 字"


def _wait(one: Any, teller: "Teller") -> str:
    known = {None: "", True: "打过招呼、", False: "没打招呼就"}[one.announced]
    word = "" if one.word_every is None else f"，其间至少每 {one.word_every:g} 秒说一句"
    unstamped = "（没有时间戳就当没等）" if one.without_stamps == "no" else ""
    notice = f"（打招呼指说了{teller.named(one.notice)}）" if one.announced is not None else ""
    return f"{known}让客户等了至少 {one.wait:g} 秒{word}{unstamped}{notice}"


def _takes_up(one: Any, teller: "Teller") -> str:
    whose = "客户" if one.of == "customer" else "坐席"
    return f"{teller.part(one.takes_up)}，其中接住{whose}先前说的词和数（{_scores(one)}）"


def _sums_up(one: Any, teller: "Teller") -> str:
    extra = [
        f"{what}：{teller.part(said)}"
        for what, said in (("求证", one.confirm), ("客户认可", one.agrees), ("不算的", one.unless))
        if said is not None
    ]
    lead = f"引出：{teller.part(one.sums_up)}"
    return f"一句话归纳客户的需求，接住他先前说的词和数（{'；'.join([lead, *extra, _scores(one)])}）"


def _scores(one: Any) -> str:
    open_ = "" if one.doubt is None or one.doubt >= one.least else f"，{one.doubt:g} 分起算看不出"
    return f"合计 {one.least:g} 分算做到{open_}"


def _answers(one: Any, teller: "Teller") -> str:
    return f"客户提出难题后答好{'每一件' if one.every else '至少一件'}（{'；'.join(_answered(one, teller))}）"


def _answered(one: Any, teller: "Teller") -> Iterator[str]:
    yield f"难题：{teller.part(one.answers)}"
    yield f"看答话后 {one.within_turns} 轮"
    yield f"给了东西：{teller.parts(one.gives, '，')}"
    if one.spoiled_by is not None:
        yield f"扣分的话：{teller.part(one.spoiled_by)}"
    if one.mended_by is not None:
        yield f"补救的话：{teller.part(one.mended_by)}"
    yield _scores(one)


def _word(words: Mapping[str, str]) -> Phrase:
    def told(one: Any, _: "Teller") -> str:
        return words[getattr(one, one.primary)]

    return told


def _funnel(one: Any, _: "Teller") -> str:
    steps = " → ".join(_FUNNEL[step] for step in one.funnel)
    return f"漏斗式提问：{steps}，前后两步相隔不过 {one.within_turns} 轮"


PHRASES: Mapping[str, Phrase] = MappingProxyType(
    {
        "act": _act,
        "after": _after,
        "all": _many("，并且"),
        "answers": _answers,
        "any": _many("，或者"),
        "at_least_of": _at_least_of,
        "before": _before,
        "between": _between,
        "cash": _word(_CASH),
        "count": _count,
        "fits_time": _word(_FITS),
        "followed": _followed,
        "funnel": _funnel,
        "in_order": _in_order,
        "like": _like,
        "metadata": _metadata,
        "name": _word(_NAME),
        "near": _near,
        "none": _none,
        "overlap": _overlap,
        "pace": _pace,
        "pattern": _pattern,
        "phrase": _phrase,
        "playback": _word(_PLAYBACK),
        "question": _question,
        "reply": _reply,
        "season": _word(_SEASON),
        "silence": _silence,
        "stamped": _word(_STAMPED),
        "sums_up": _sums_up,
        "takes_up": _takes_up,
        "until": _until,
        "wait": _wait,
    }
)
