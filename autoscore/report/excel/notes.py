"""说明: what the worksheets are, how they are filled in and given back, and what the run was made by."""

from collections.abc import Iterable, Iterator, Sequence

from autoscore.model import MadeBy
from autoscore.model.card import RubricCard
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.excel.queue import MOST
from autoscore.report.excel.standards import named
from autoscore.report.figures import Figures
from autoscore.report.language import Language
from autoscore.report.order import Order

NOTES = Layout(
    "说明", (Column("事项", 18, "strong"), Column("说明", 110, "wrap")), frozen=0, filtered=False, portrait=True
)
_FAILURES = 100
_SHEETS = (
    ("汇总", "一行一通：总分、是否合格、失分项、存疑项。总分里存疑的分先按满给算；最低、最高是存疑全扣和全给时的分。"),
    ("明细", "一行一项：依据、原话、前后各一句、时间点；没做到的写明找过哪里、最接近哪句。一张放不下，接着看“明细2”。"),
    ("待复核", "存疑而且计分的项，判了以后影响大的排在前面：先红线，再是否合格，再等级，再分数。"),
    ("坐席", "一行一人：平均分、合格率（n 是合格与否已定的通数，没定的不算）、最丢分的三项。"),
    ("问句", "坐席各类问句的个数。"),
    ("标准", "评分用的标准、怎么判、为什么、出处。"),
    ("图表", "总分分布、最丢分的项、坐席平均；数据在图的左边。"),
)
_HOW = (
    (
        "怎么复核",
        "填“待复核”或“明细”的浅黄列：“复核结果”从下拉中选，给分填“复核分”，再写复核人、理由。不填的不算。",
    ),
    ("部分做到", "选“部分”时要同时填“复核分”，否则这一项仍按存疑算。"),
    ("申诉", "“申诉结果”选“维持”就是不改；选别的，再记一条判定，评分人写“申诉”。改成“部分”时，“复核分”填改后的分。"),
    ("两处都填", "同一项在“待复核”和“明细”里都填了，两条都记下，以“明细”的为准。"),
    (
        "怎么交回",
        "存盘后运行 autoscore score 原来的对话 --decisions 这个文件.xlsx -o 新文件夹，按判定重新算分。",
    ),
    ("怎么比对", "运行 autoscore compare 评分结果文件夹 这个文件.xlsx，看人和机器每一项一不一致。"),
    ("别改的列", "靠录音号、评分项编号对上是哪一通、哪一项，这两列请不要改；行可以筛选、排序、删去。"),
)


def rows(
    order: Order, figures: Figures, cards: Sequence[RubricCard], made_by: Iterable[MadeBy]
) -> Iterator[tuple[Value, ...]]:
    """Yields the lines."""
    say = order.say
    yield say("个人信息"), _privacy(order)
    yield from _outcome(figures, say)
    if any(one.points_source == "assigned" for card in cards for one in card.criteria):
        yield say("分值"), say("示例权重，须本单位确认")
    yield from ((say(title), say(text)) for title, text in (*_SHEETS, *_HOW))
    if figures.waiting > MOST:
        yield say("待复核没有列全"), say("{n} 通待复核，只列影响最大的 {shown} 通", n=figures.waiting, shown=MOST)
    yield from _versions(cards, made_by, say)
    yield from _failures(order, say)


def _privacy(order: Order) -> str:
    if not order.hides:
        return order.say("个人信息没有遮：含客户的电话、证件号、姓名、地址，请按保密资料保管。")
    return order.say("客户的电话、证件号、卡号、车牌、邮箱、地址和名字已遮住，长度不变；姓氏留着。")


def _outcome(figures: Figures, say: Language) -> Iterator[tuple[Value, ...]]:
    yield say("评了几通"), say("{n} 通，另有 {failed} 通没评成", n=figures.calls, failed=figures.failed)
    if figures.mean is not None:
        yield say("平均分"), say("{mean}（折成百分）", mean=figures.mean)
    rate = figures.passed
    if rate.share is not None:
        shares = {"share": f"{rate.share:.1%}", "n": rate.of, "open": figures.open}
        yield say("合格率"), say("{share}（n={n}；另有 {open} 通待定或没有合格线）", **shares)


def _versions(cards: Iterable[RubricCard], made_by: Iterable[MadeBy], say: Language) -> Iterator[tuple[Value, ...]]:
    for card in cards:
        told = {"title": named(card), "id": card.id, "version": card.version, "digest": card.digest}
        yield say("评分表"), say("{title}（{id}），第 {version} 版，{digest}", **told)
    for made in made_by:
        yield say("程序"), f"autoscore {made.autoscore}"
        yield say("词表"), made.lexicons
        for name, digest in sorted(made.models.items()):
            yield say("模型"), f"{name} {digest}"


def _failures(order: Order, say: Language) -> Iterator[tuple[Value, ...]]:
    failures = order.run.manifest.failures
    for one in failures[:_FAILURES]:
        yield say("没评成"), f"{one.place}：{one.what}" + (f"；{one.todo}" if one.todo else "")
    if len(failures) > _FAILURES:
        yield say("没评成"), say("等 {n} 处，全部见 manifest.json", n=len(failures))
