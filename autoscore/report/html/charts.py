"""The door to pygal: charts as inline SVG that takes its colours from the page.

What pygal draws is written anew: only shapes and texts, no style, script, link, address, comment or date of its own.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from autoscore.report.html.markup import ours
from autoscore.report.jinja import visible

_SHAPES = {"g", "rect", "path", "line", "circle", "text"}
_KEPT = ("class", "transform", "x", "y", "width", "height", "cx", "cy", "r", "d", "text-anchor")
_DROPPED = {"tooltip-overlay", "background", "titles"}
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")
_WIDTH, _HEIGHT, _SMALL = 440, 190, 110
_MOST_VALUES = 14
# So many labels fit below a line; fewer where each is long.
_LABELS, _FEW, _LONG = 6, 4, 8
_HUNDRED = 100


def columns(title: str, labels: Sequence[str], counts: Sequence[int]) -> Markup:
    """Returns columns with their counts above them."""
    chart = _chart("Bar", _HEIGHT, print_values=True, print_values_position="top", print_zeroes=False, spacing=4)
    chart.x_labels = list(labels)
    chart.y_labels = _ticks(max(counts, default=0))
    chart.add("", list(counts))
    return _svg(chart, title, zip(labels, map(str, counts), strict=True))


def bars(title: str, labels: Sequence[str], counts: Sequence[int]) -> Markup:
    """Returns bars, the first one on top, each with its count beside its label."""
    chart = _chart("HorizontalBar", 40 + 24 * len(labels), spacing=4)
    chart.x_labels = [f"{label} {count}" for label, count in reversed(list(zip(labels, counts, strict=True)))]
    chart.y_labels = _ticks(max(counts, default=0))
    chart.add("", list(reversed(counts)))
    return _svg(chart, title, zip(labels, map(str, counts), strict=True))


def line(title: str, labels: Sequence[str], values: Sequence[float], *, small: bool = False) -> Markup:
    """Returns a line of values from 0 to 100 with a dot for each; only some labels are written where there are many."""
    few = len(labels) <= _MOST_VALUES
    chart = _chart(
        "Line",
        _SMALL if small else _HEIGHT,
        print_values=few,
        margin_right=30,
        print_values_position="top",
        range=(min(0, *values), max(_HUNDRED, *values)),
        dots_size=2.5,
        show_minor_x_labels=False,
        x_labels_major_count=min(len(labels), _LABELS if len(max(labels, key=len)) < _LONG else _FEW),
        formatter="{:.1f}".format,
    )
    chart.x_labels = list(labels)
    chart.y_labels = [{"label": str(tick), "value": tick} for tick in ((0, 50, 100) if small else range(0, 101, 20))]
    chart.add("", list(values))
    return _svg(chart, title, ((label, f"{value:.1f}") for label, value in zip(labels, values, strict=True)))


def _chart(kind: str, height: int, **more: Any) -> Any:
    # Drawing takes a while to load, and only reports draw.
    import pygal  # noqa: PLC0415
    from pygal.style import Style  # noqa: PLC0415

    # It looks for maps in other packages in a way that current Pythons warn of; there are no maps here.
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != pygal.__name__]

    style = Style(label_font_size=11, major_label_font_size=11, value_font_size=11, font_family="sans-serif")
    plain = {"css": [], "js": [], "no_prefix": True, "show_legend": False, "truncate_label": -1}
    return getattr(pygal, kind)(style=style, width=_WIDTH, height=height, margin=8, margin_top=16, **plain, **more)


def _ticks(most: int) -> list[dict[str, Any]]:
    step = next(size for size in _sizes() if size * 4 >= most)
    return [{"label": str(tick), "value": tick} for tick in range(0, step * 4 + 1, step) if tick < most + step]


def _sizes() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _svg(chart: Any, title: str, values: Iterable[tuple[str, str]]) -> Markup:
    """Returns a chart drawn anew; its values are its description, for those who hear the page."""
    root = chart.render_tree()
    said = "; ".join(f"{label} {value}" for label, value in values)
    head = f'<svg viewBox="{escape(root.get("viewBox"))}" role="img" aria-label="{_text(f"{title}: {said}")}">'
    return ours(f"{head}{''.join(map(_drawn, root))}</svg>")


def _drawn(node: Any) -> str:
    tag = str(node.tag).rpartition("}")[2]
    classes = set((node.get("class") or "").split())
    if tag not in _SHAPES or classes & _DROPPED:
        return ""
    kept = "".join(f' {name}="{_attribute(node.get(name))}"' for name in _KEPT if node.get(name))
    inner = _tip(node) + _text(node.text or "") * (tag == "text") + "".join(map(_drawn, node))
    return f"<{tag}{kept}>{inner}</{tag}>" if inner or tag != "g" else ""


def _tip(node: Any) -> str:
    """Returns what stands beside the pointer on a bar or a dot: its label and value."""
    told = {one.get("class"): one.text or "" for one in node if str(one.tag).rpartition("}")[2] == "desc"}
    return f"<title>{_text(told.get('x_label', ''))}: {_text(told['value'])}</title>" if "value" in told else ""


def _attribute(value: str) -> str:
    return escape(_NUMBER.sub(lambda found: f"{float(found[0]):.1f}", value))


def _text(text: str) -> str:
    return escape(visible(text))
