"""坐席 and 问句: a row an agent, how the calls went and how questions were put."""

from collections.abc import Iterator, Mapping

from autoscore.model.question import TITLES
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.figures import AgentPage, Figures, Loss
from autoscore.report.language import Language

AGENTS = Layout(
    "坐席",
    (
        Column("工号", 12, "plain"),
        Column("班组", 18, "plain", "word"),
        Column("通数", 7, "number"),
        Column("平均（百分）", 9, "mean"),
        Column("合格率", 9, "share"),
        Column("合格率 n", 8, "number"),
        Column("需复核", 8, "number"),
        Column("最丢分的一项", 34, "wrap"),
        Column("第二项", 34, "wrap"),
        Column("第三项", 34, "wrap"),
    ),
)
QUESTIONS = Layout(
    "问句",
    (
        Column("工号", 12, "plain"),
        Column("班组", 18, "plain", "word"),
        Column("通数", 8, "number"),
        *(Column(title, 10, "number") for title in TITLES.values()),
        Column("合计", 9, "number"),
        Column("开放式占比", 11, "share"),
    ),
)


def agents(figures: Figures, say: Language) -> Iterator[tuple[Value, ...]]:
    """Yields a row an agent."""
    return (_agent(page, say) for page in figures.pages)


def _agent(page: AgentPage, say: Language) -> tuple[Value, ...]:
    found = page.figures
    return (
        page.agent,
        page.team,
        found.calls,
        found.mean,
        found.passed.share,
        found.passed.of,
        found.review,
        *(_loss(loss, say) for loss in page.losses),
    )


def _loss(loss: Loss, say: Language) -> str:
    phrase = "{title}：共失 {lost} 分，{part}/{of} 通"
    lost = f"{loss.lost.normalize():f}"
    title = say("{title}（一票否决）", title=loss.title) if loss.red_line else loss.title
    return say(phrase, title=title, lost=lost, part=loss.calls.part, of=loss.calls.of)


def questions(figures: Figures, say: Language) -> Iterator[tuple[Value, ...]]:
    """Yields the questions of all calls, then a row an agent; nothing where no questions were told apart."""
    if figures.questions:
        yield _asked(say("全部"), "", figures.calls, figures.questions)
    for page in figures.pages:
        if page.questions:
            yield _asked(page.agent, page.team, page.figures.calls, page.questions)


def _asked(name: str, team: str, calls: int, counts: Mapping[str, int]) -> tuple[Value, ...]:
    by_type = [counts.get(kind, 0) for kind in TITLES]
    count = sum(by_type)
    return (name, team, calls, *by_type, count, counts.get("open", 0) / count if count else None)
