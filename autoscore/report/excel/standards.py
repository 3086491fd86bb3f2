"""标准: what the score sheets ask for, how it is judged, and why."""

from collections.abc import Iterable, Iterator

from autoscore.model.card import CriterionCard, RubricCard
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.figures.outcome import number
from autoscore.report.language import Language

STANDARDS = Layout(
    "标准",
    (
        Column("评分表", 22, "wrap", "word"),
        Column("版本", 7, "middle", "word"),
        Column("环节", 14, "wrap", "word"),
        Column("要点", 18, "wrap"),
        Column("评分项编号", 16, "plain"),
        Column("标准", 36, "wrap"),
        Column("分值", 7, "number"),
        Column("怎么判", 60, "wrap"),
        Column("为什么", 36, "wrap"),
        Column("出处", 10, "wrap"),
        Column("建议话术", 34, "wrap"),
    ),
    frozen=4,
)


def rows(cards: Iterable[RubricCard], say: Language) -> Iterator[tuple[Value, ...]]:
    """Yields a row a criterion of each rubric."""
    return (_row(card, one, say) for card in cards for one in card.criteria)


def _row(card: RubricCard, one: CriterionCard, say: Language) -> tuple[Value, ...]:
    return (
        named(card),
        card.version,
        card.section(one),
        one.title,
        one.id,
        one.standard or one.title,
        number(one.points) if one.mode == "score" else say("提示"),
        "\n".join(one.rule),
        one.why,
        one.source,
        one.advice,
    )


def named(card: RubricCard) -> str:
    """Returns the title of a rubric with the theme that was laid over it."""
    return card.title if card.theme is None else f"{card.title}（{card.theme}）"
