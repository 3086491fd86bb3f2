"""汇总: a row a call."""

from decimal import Decimal

from autoscore.model import Status
from autoscore.report.excel.cells import bounds, fact, stamp, total
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.figures import is_open
from autoscore.report.figures.outcome import is_red_line, outcome_of
from autoscore.report.language import Language
from autoscore.report.words import passed
from autoscore.runs.stored import StoredCall

CHANNELS = {"phone": "电话", "counter": "柜台", "visit": "上门"}
SUMMARY = Layout(
    "汇总",
    (
        Column("录音号", 28, "wrap"),
        Column("工号", 9, "plain", "word"),
        Column("班组", 14, "plain", "word"),
        Column("时间", 16, "moment", "word"),
        Column("渠道", 7, "middle", "word"),
        Column("评分表", 22, "plain", "word"),
        Column("总分", 7, "number"),
        Column("满分", 7, "number"),
        Column("最低", 7, "number"),
        Column("最高", 7, "number"),
        Column("是否合格", 9, "middle", "word", coloured=True),
        Column("等级", 8, "middle", "word"),
        Column("需复核", 8, "middle", "word", coloured=True),
        Column("失分项", 40, "wrap"),
        Column("存疑项", 30, "wrap"),
        Column("须人看项", 24, "wrap", "word"),
        Column("提醒", 36, "wrap", "word"),
    ),
)


def row(one: StoredCall, say: Language) -> tuple[Value, ...]:
    """Returns the row of a call."""
    sheet = one.sheet
    return (
        sheet.id,
        fact(sheet, "agent"),
        fact(sheet, "team"),
        stamp(fact(sheet, "date")),
        "" if sheet.channel is None else say(CHANNELS[sheet.channel]) if sheet.channel in CHANNELS else sheet.channel,
        one.card.title,
        total(sheet.total),
        total(sheet.max),
        total(sheet.low),
        total(sheet.high),
        say(passed(sheet.passed)),
        sheet.band,
        say("是") if sheet.needs_review else None,
        _lost(one, say),
        "；".join(f"{score.title} {bounds(score)}" for score in sheet.criteria if is_open(score)),
        "；".join(score.title for score in sheet.criteria if score.status == "observer" and not score.decisions),
        "；".join(warning.because for warning in sheet.warnings),
    )


def _lost(one: StoredCall, say: Language) -> str:
    """Returns what cost points, red lines and then the dearest first; people's decisions count."""
    crossed: list[str] = []
    found: list[tuple[Decimal, str]] = []
    for score in one.sheet.criteria:
        card = one.card.criterion(score.id)
        outcome = outcome_of(score, card)
        if is_red_line(card) and outcome.status == Status.NOT_MET:
            crossed.append(say("{title}（一票否决）", title=score.title))
        elif outcome.lost:
            found.append((outcome.lost, score.title))
    found.sort(key=lambda pair: -pair[0])
    return "；".join((*crossed, *(f"{title} −{lost.normalize():f}" for lost, title in found)))
