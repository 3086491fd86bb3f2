"""How cells look, by name; one place for fonts, colours and number formats."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_BOX = {**_FONT, "border": 1, "valign": "vcenter", "text_wrap": True}

STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "plain": _FONT,
        "wrap": {**_FONT, "text_wrap": True},
        "number": {**_FONT, "align": "right"},
        "middle": {**_FONT, "align": "center"},
        "share": {**_FONT, "num_format": "0.0%", "align": "right"},
        "mean": {**_FONT, "num_format": "0.0", "align": "right"},
        "moment": {**_FONT, "num_format": "yyyy-mm-dd hh:mm", "align": "left"},
        "day": {**_FONT, "num_format": "yyyy-mm-dd", "align": "left"},
        "head": {
            **_FONT, **_LINE, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
            "bg_color": "#1F4E78", "font_color": "#FFFFFF",
        },
        "fill_head": {
            **_FONT, **_LINE, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
            "bg_color": "#BF8F00", "font_color": "#FFFFFF",
        },
        "fill": {**_FONT, **_LINE, "text_wrap": True, "bg_color": "#FFF8E1"},
        "loud": {**_FONT, "text_wrap": True, "bold": True, "font_color": "#C00000"},
        "strong": {**_FONT, "text_wrap": True, "bold": True},
        "form_title": {**_FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
        "form_label": {**_BOX, "bold": True, "align": "center", "bg_color": "#F2F2F2"},
        "form_head": {**_BOX, "bold": True, "align": "center", "bg_color": "#D9E2F3"},
        "form_text": _BOX,
        "form_middle": {**_BOX, "align": "center"},
        "form_sum": {**_BOX, "bold": True, "align": "center", "bg_color": "#F2F2F2"},
        "form_note": {**_FONT, "text_wrap": True, "font_color": "#595959"},
        "form_sign": {**_FONT, "valign": "bottom"},
    }
)  # fmt: skip

# What a status or a result looks like wherever it stands, so that a cell that a person fills in takes its colour.
COLOURS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "做到": {"bg_color": "#C6EFCE", "font_color": "#006100"},
        "部分": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
        "没做到": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
        "存疑": {"bg_color": "#E4DFEC", "font_color": "#5B2C83"},
        "须人看": {"bg_color": "#DAEEF3", "font_color": "#1F4E78"},
        "不适用": {"font_color": "#7F7F7F"},
        "出错": {"bg_color": "#C00000", "font_color": "#FFFFFF"},
        "合格": {"bg_color": "#C6EFCE", "font_color": "#006100"},
        "不合格": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
        "待定": {"bg_color": "#E4DFEC", "font_color": "#5B2C83"},
        "是": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    }
)
