"""How figures, times and statuses are written on a page: the filters of the templates."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any

from autoscore.model.question import TITLES
from autoscore.report.clock import clock
from autoscore.report.figures import STAKES, Rate, Said
from autoscore.report.html.call_page import CallPage
from autoscore.report.html.highlight import Piece
from autoscore.report.html.listing import rubric_name
from autoscore.report.words import ROLE, STATUS, passed

# Beside the word for each status, so that it is told by more than a colour.
_ICONS = MappingProxyType(
    {
        "met": "✓",
        "partial": "◐",
        "not_met": "✗",
        "not_applicable": "–",
        "unsure": "?",
        "observer": "◎",
        "error": "!",
    }
)
_STAKES = MappingProxyType({"red_line": "红线", "pass": "合格与否", "band": "档次", "points": "分数"})
_WARNINGS = MappingProxyType(
    {
        "truncated": "录音像是不完整",
        "roles_swapped": "坐席与客户像是对调了",
        "roles_merged": "两个人的话像是并到了一起",
        "roles_guessed": "坐席是猜出来的",
        "roles_unknown": "不知道谁是坐席",
        "noisy": "转写错字多",
        "mixed_values": "同一通里信息不一致",
    }
)
_POOR = MappingProxyType(
    {
        "words": "丢分的一句",
        "nearest": "没听到，最接近的一句",
        "first": "没听到，从这一句找起",
        "last": "没听到，找到这一句为止",
    }
)
# What weighs most where several criteria point at the same words.
_WEIGHT = ("not_met", "error", "unsure", "partial", "met", "observer", "not_applicable")
_AROUND = 40
_MOST = 120


def one_place(value: Decimal | None) -> str:
    """Returns a number with one decimal, rounded half up; a dash for None."""
    return "–" if value is None else str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


def plain(value: Decimal) -> str:
    """Returns a number without zeros at its end."""
    short = format(value.quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
    return short.rstrip("0").rstrip(".") or "0"


def percent(rate: Rate) -> str:
    """Returns a rate in whole hundredths, rounded half up; a dash where it is of nothing."""
    if not rate.of:
        return "–"
    return f"{(Decimal(100 * rate.part) / rate.of).quantize(Decimal(1), ROUND_HALF_UP)}%"


def excerpt(said: Said) -> tuple[str, str, str]:
    """Returns what stands before the words, the words, and what stands after them, each cut to some characters."""
    if said.end <= said.start:
        return _cut(said.text, _MOST), "", ""
    before, words, after = said.text[: said.start], said.text[said.start : said.end], said.text[said.end :]
    head = f"…{before[-_AROUND:]}" if len(before) > _AROUND else before
    return head, _cut(words, _MOST), _cut(after, _AROUND)


def _cut(text: str, most: int) -> str:
    return f"{text[:most]}…" if len(text) > most else text


def worst(piece: Piece, call: CallPage) -> tuple[int, str, str]:
    """Returns the line that weighs most of those that point at some words, the classes for it, and the titles of all.

    What counts in the total weighs more than a hint, and evidence more than what only came near.
    """
    lines = [call.lines[at] for at in (*piece.lines, *piece.near)]
    first = min(lines, key=lambda line: (line.at in piece.near, line.score.mode != "score", _WEIGHT.index(line.status)))
    kind = " near" if first.at in piece.near else " hint" if first.score.mode != "score" else ""
    return first.at, f"s-{first.status}{kind}", "、".join(line.score.title for line in lines)


def warning(kind: str) -> str:
    """Returns the Chinese for a kind of warning; the kind itself where there is none."""
    return _WARNINGS.get(kind, kind)


def known_warning(kind: str) -> bool:
    """Tells whether there is Chinese for a kind of warning."""
    return kind in _WARNINGS


def phrases() -> tuple[str, ...]:
    """Returns the Chinese of what is looked up here by name, each of which has its English."""
    return (*_STAKES.values(), *_WARNINGS.values(), *_POOR.values())


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "one": one_place,
        "plain": plain,
        "percent": percent,
        "clock": clock,
        "excerpt": excerpt,
        "worst": worst,
        "rubric": rubric_name,
        "word": lambda status: STATUS[status][0],
        "icon": _ICONS.__getitem__,
        "outcome": passed,
        "role": lambda role: ROLE.get(role, "各方"),
        "question": TITLES.__getitem__,
        "stake": _STAKES.__getitem__,
        "stake_rank": STAKES.index,
        "poor_name": lambda said: _POOR[said.kind],
    }
)
