"""What the overview and the coach's pages show: figures, charts, notices."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from autoscore.model.question import TITLES
from autoscore.report.figures import AgentPage, CriterionFigures, Figures, GroupFigures, Point
from autoscore.report.html import charts
from autoscore.report.html.listing import Listing
from autoscore.report.html.wording import known_warning, warning
from autoscore.report.language import Language
from autoscore.report.order import Order

# A person works through the first of them; the list of calls holds all.
_MOST_REVIEWS = 200
_MOST_FAILURES = 500
_MOST_CRITERIA = 4
_TENS = tuple(str(ten) for ten in range(0, 100, 10))


def overview(order: Order, figures: Figures, listing: Listing) -> dict[str, Any]:
    """Returns what the overview's template asks for."""
    say = order.say
    return {
        "notices": list(_notices(order, listing)),
        "histogram": charts.columns(say("总分分布"), _TENS, figures.histogram),
        "days": _days(figures.days, say),
        "questions": _questions(figures.questions, say),
        "missed": [(one, listing.lost_at(one.rubric, one.id)) for one in _missed(figures)],
        "several": len(figures.rubrics) > 1,
        "titles": {card.id: card.title for card in reversed(listing.cards)},
        "queue": list(_queue(figures, listing, say)),
        "failures": order.run.manifest.failures[:_MOST_FAILURES],
        "warnings": [(_warning(kind, say), count) for kind, count in sorted(listing.warnings.items(), key=_often)],
    }


def coaching(figures: Figures, say: Language) -> Iterator[tuple[AgentPage, Markup | None]]:
    """Yields the pages for the coach, each with the chart of its trend, where there are days to compare."""
    for page in figures.pages:
        yield page, _trend(page.trend, say) if len(page.trend) > 1 else None


def _notices(order: Order, listing: Listing) -> Iterator[str]:
    if listing.assigned:
        yield order.say("示例权重，须本单位确认")
    if not order.run.has_calls:
        yield order.say("评分时没有留对话原文（--no-calls），只看得到评分表里引的话。")


def _missed(figures: Figures) -> list[CriterionFigures]:
    """Returns the criteria that were missed, those missed in most calls first."""
    lost = [one for one in figures.criteria if one.mode == "score" and (one.missed.part or one.counts.get("partial"))]
    return sorted(lost, key=lambda one: (-one.missed.part, -(one.missed.share or 0), -one.lost))


def _queue(figures: Figures, listing: Listing, say: Language) -> Iterator[tuple[Any, int, str]]:
    titles = {(one.rubric, one.id): one.title for one in figures.criteria}
    for review in figures.queue[:_MOST_REVIEWS]:
        found = [titles.get((review.rubric, name), name) for name in review.criteria]
        more = say("等 {n} 项", n=len(found)) if len(found) > _MOST_CRITERIA else ""
        yield review, listing.numbers[review.call], f"{'、'.join(found[:_MOST_CRITERIA])}{more}"


def _days(days: tuple[GroupFigures, ...], say: Language) -> Markup | None:
    known = tuple(Point(day.name, day.mean, day.calls) for day in days if day.mean is not None)
    return _trend(known, say, small=False) if len(known) > 1 else None


def _trend(points: tuple[Point, ...], say: Language, *, small: bool = True) -> Markup:
    labels = [point.day[5:] if _same_year(points) else point.day for point in points]
    return charts.line(say("每天平均分"), labels, [float(point.mean) for point in points], small=small)


def _same_year(points: tuple[Point, ...]) -> bool:
    return len({point.day[:4] for point in points}) == 1


def _questions(questions: dict[str, int], say: Language) -> Markup | None:
    if not questions:
        return None
    return charts.bars(say("坐席的提问"), [say(TITLES[kind]) for kind in questions], list(questions.values()))


def _warning(kind: str, say: Language) -> str:
    return say(warning(kind)) if known_warning(kind) else kind


def _often(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
