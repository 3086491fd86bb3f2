"""图表: how totals spread, what costs most points, how agents stand; the figures lie beside the charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from autoscore.report.excel.book import Book
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.excel.page import Page
from autoscore.report.figures import Figures

_MOST_LOSSES, _MOST_AGENTS = 15, 20
_TENS = 10
_WIDTH, _ROWS = 620, 19
_BLUE, _RED, _GREEN = "#2F75B5", "#C0504D", "#548235"
CHARTS = Layout(
    "图表",
    (
        Column("总分段（百分）", 10, "middle"),
        Column("通数", 8, "number"),
        Column("评分项", 30),
        Column("共失分", 8, "number"),
        Column("没做到率", 9, "share"),
        Column("评了几通", 9, "number"),
        Column("工号", 12, "plain"),
        Column("平均（百分）", 9, "mean"),
        Column("几通", 7, "number"),
    ),
    frozen=0,
    filtered=False,
)


@dataclass(frozen=True)
class Drawing:
    """Is a chart of so many rows of two columns, labels and values."""

    kind: str
    title: str
    columns: tuple[int, int]
    rows: int
    colour: str


def draw(book: Book, page: Page, figures: Figures) -> None:
    """Fills the worksheet with figures and charts of them."""
    spread, losses, agents = list(_spread(figures)), list(_losses(figures)), _agents(figures)
    for first, second, third in zip_longest(spread, losses, agents):
        page.append((*(first or (None,) * 2), *(second or (None,) * 4), *(third or (None,) * 3)))
    drawings = (
        Drawing("column", "总分分布（通数）", (0, 1), len(spread), _BLUE),
        Drawing("bar", "最丢分的项（共失分）", (2, 3), len(losses), _RED),
        Drawing("bar", "坐席平均，低的在前（百分）", (6, 7), len(agents), _GREEN),
    )
    for place, one in enumerate(one for one in drawings if one.rows):
        page.sheet.insert_chart(place * _ROWS, len(CHARTS.columns) + 1, _chart(book, page.name, one))


def _spread(figures: Figures) -> Iterator[tuple[Value, ...]]:
    for place, count in enumerate(figures.histogram):
        low = place * _TENS
        yield f"{low}–{low + _TENS - 1 if low + _TENS < 100 else 100}", count


def _losses(figures: Figures) -> Iterator[tuple[Value, ...]]:
    lost = sorted((one for one in figures.criteria if one.lost), key=lambda one: -one.lost)
    for one in lost[:_MOST_LOSSES]:
        title = one.title if len(figures.rubrics) == 1 else f"{one.title}（{one.rubric}）"
        yield title, one.lost, one.missed.share, one.missed.of


def _agents(figures: Figures) -> Sequence[tuple[Value, ...]]:
    known = [(one.mean, one) for one in figures.agents if one.mean is not None]
    known.sort(key=lambda pair: (pair[0], pair[1].name))
    return [(one.name, mean, one.calls) for mean, one in known[:_MOST_AGENTS]]


def _chart(book: Book, sheet: str, one: Drawing) -> Any:
    labels, values = ([sheet, 1, column, one.rows, column] for column in one.columns)
    title, lying = book.say(one.title), one.kind == "bar"
    chart = book.chart(one.kind)
    look = {"fill": {"color": one.colour}, "gap": 60, "data_labels": {"value": True}}
    chart.add_series({"name": title, "categories": labels, "values": values, **look})
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    # What stands first in the table is to be on top; the figures stand at the bars.
    chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": not lying})
    chart.set_y_axis({"major_gridlines": {"visible": not lying}, "reverse": lying})
    chart.set_size({"width": _WIDTH, "height": 20 * _ROWS - 20})
    return chart
