"""The criteria of a run as CSV: a row a criterion, with the facts of its call beside it.

Turns are counted from 0, as in the sheets, so that rows can be joined with them. Where a criterion has several pieces
of evidence, `turn`, `time` and `quote` name them in the same order, with ` | ` between them.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from msgspec import UNSET

from autoscore.model import CriterionScore, Decision, Evidence
from autoscore.report.machine.told import clock, plain
from autoscore.report.order import Order, ReportFormat
from autoscore.runs.cells import MARK, truth, words
from autoscore.runs.stored import StoredCall
from autoscore.runs.whole import whole

_BETWEEN = " | "
_OfCall: TypeAlias = Callable[[StoredCall], str]
_OfCriterion: TypeAlias = Callable[[CriterionScore], str]


def _cell(text: str | None) -> str:
    """Returns free words as a cell."""
    return words(plain(text)) if text else ""


def _fact(name: str) -> _OfCall:
    return lambda one: _cell(one.sheet.metadata.get(name))


_CALL: Mapping[str, _OfCall] = MappingProxyType(
    {
        "call": lambda one: _cell(one.sheet.id),
        "channel": lambda one: _cell(one.sheet.channel),
        "agent": _fact("agent"),
        "team": _fact("team"),
        "date": _fact("date"),
        "rubric": lambda one: _cell(one.sheet.rubric.id),
        "rubric_version": lambda one: _cell(one.sheet.rubric.version),
        "theme": lambda one: _cell(one.sheet.rubric.theme),
        "total": lambda one: one.sheet.total or "",
        "total_low": lambda one: one.sheet.low or "",
        "total_high": lambda one: one.sheet.high or "",
        "total_max": lambda one: one.sheet.max,
        "passed": lambda one: truth(one.sheet.passed),
        "needs_review": lambda one: truth(one.sheet.needs_review),
    }
)


def _bound(name: str) -> _OfCriterion:
    """Returns what tells the least or most points; both are the points where they are settled."""

    def points(one: CriterionScore) -> str:
        bound = getattr(one, name)
        return (one.points or "") if bound is UNSET else str(bound)

    return points


def _each(of: Callable[[Evidence], str]) -> _OfCriterion:
    return lambda one: _BETWEEN.join(map(of, one.evidence))


def _decided(of: Callable[[Decision], str | None]) -> _OfCriterion:
    """Returns what tells a fact of people's last decision, the one that counts."""
    return lambda one: _cell(of(one.decisions[-1])) if one.decisions else ""


_BEFORE: Mapping[str, _OfCriterion] = MappingProxyType(
    {"criterion": lambda one: _cell(one.id), "title": lambda one: _cell(one.title)}
)
# What the rubric's card says of the criterion.
_CARD = ("section", "standard", "advice")
_CRITERION: Mapping[str, _OfCriterion] = MappingProxyType(
    {
        "mode": lambda one: one.mode,
        "status": lambda one: one.status,
        "points": lambda one: one.points or "",
        "low": _bound("low"),
        "high": _bound("high"),
        "max": lambda one: one.max,
        "because": lambda one: _cell(one.because),
        "turn": _each(lambda one: str(one.turn)),
        "time": _each(clock),
        "quote": lambda one: words(_BETWEEN.join(plain(each.quote) for each in one.evidence)),
        "searched_by": lambda one: "" if one.searched is None else _cell(one.searched.by),
        "searched_first": lambda one: "" if one.searched is None else str(one.searched.turns[0]),
        "searched_last": lambda one: "" if one.searched is None else str(one.searched.turns[1]),
        "nearest": lambda one: "" if one.nearest is None else _cell(one.nearest.quote),
        "nearest_turn": lambda one: "" if one.nearest is None else str(one.nearest.turn),
        "nearest_phrase": lambda one: "" if one.nearest is None else _cell(one.nearest.phrase),
        "nearest_strength": lambda one: "" if one.nearest is None else str(one.nearest.strength),
        "decided_status": _decided(lambda one: one.status),
        "decided_points": lambda one: (one.decisions[-1].points or "") if one.decisions else "",
        "decided_by": _decided(lambda one: one.by),
        "decided_note": _decided(lambda one: one.note),
    }
)
COLUMNS = (*_CALL, *_BEFORE, *_CARD, *_CRITERION, "masked")


def rows(one: StoredCall, masked: bool) -> Iterator[Sequence[str]]:
    """Yields the rows of one call, in the order of its criteria."""
    facts = [of(one) for of in _CALL.values()]
    for score in one.sheet.criteria:
        before = (of(score) for of in _BEFORE.values())
        after = (of(score) for of in _CRITERION.values())
        yield [*facts, *before, *_carded(one, score.id), *after, truth(masked)]


def _carded(one: StoredCall, name: str) -> tuple[str, ...]:
    card = one.card.criterion(name)
    if card is None:
        return ("",) * len(_CARD)
    return _cell(one.card.section(card)), _cell(card.standard), _cell(card.advice)


def write(order: Order) -> None:
    """Writes a table in UTF-8 with the mark by which a spreadsheet knows it."""
    masked = order.hides
    with whole(order.out) as out:
        out.write(MARK)
        text = io.TextIOWrapper(out, "utf-8", newline="")
        table = csv.writer(text)
        table.writerow(COLUMNS)
        table.writerows(chain.from_iterable(rows(one, masked) for one in order.shown()))
        text.detach()


FORMAT = ReportFormat("csv", ".csv", "明细表，一行一项（CSV）", write)
