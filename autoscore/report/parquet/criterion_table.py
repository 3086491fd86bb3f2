"""The flat table of score sheets: a criterion a row, with the facts of its call and its sheet beside it."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

import pyarrow as pa
from msgspec import UNSET

from autoscore.model import CriterionScore, ScoreSheet
from autoscore.report.parquet.arrow import Column, arrays, lists, schema_of, struct, text

# Points are decimal in sheets, and stay so: eleven digits before the point, six behind it.
_POINTS = pa.decimal128(18, 6)
_SMALLEST = Decimal("0.000001")


@lru_cache(maxsize=4096)
def _number(points: str) -> Decimal:
    return Decimal(points).quantize(_SMALLEST, ROUND_HALF_UP)


def _points(name: str, of: Any) -> Column:
    def number(record: Any) -> Decimal | None:
        points = of(record)
        return None if points is None or points is UNSET else _number(points)

    return Column(name, number, _POINTS)


def _integer(name: str, of: Any) -> Column:
    return Column(name, of, pa.int32())


def _truth(name: str, of: Any) -> Column:
    return Column(name, of, pa.bool_())


def _second(name: str, place: int) -> Column:
    return Column(name, lambda one: None if one.time is UNSET else one.time[place], pa.float64())


_SPAN = (
    _integer("turn", lambda one: one.turn),
    _integer("start", lambda one: one.start),
    _integer("end", lambda one: one.end),
    text("quote", lambda one: one.quote),
)
_EVIDENCE = (
    *_SPAN,
    text("form", lambda one: one.form),
    _integer("strength", lambda one: one.strength),
    _second("turn_since", 0),
    _second("turn_until", 1),
)
_NEAREST = (*_SPAN, text("phrase", lambda one: one.phrase), _integer("strength", lambda one: one.strength))


def _low(one: CriterionScore) -> object:
    return one.points if one.low is UNSET else one.low


def _high(one: CriterionScore) -> object:
    return one.points if one.high is UNSET else one.high


def _decided(name: str) -> Callable[[CriterionScore], str | None]:
    """Returns what tells a fact of people's last decision, the one that counts."""
    return lambda one: getattr(one.decisions[-1], name) if one.decisions else None


# What is known of a call and of its sheet as a whole.
CALL: tuple[Column, ...] = (
    text("call", lambda sheet: sheet.id),
    text("transcript", lambda sheet: sheet.transcript),
    text("channel", lambda sheet: sheet.channel),
    text("agent", lambda sheet: sheet.metadata.get("agent")),
    text("team", lambda sheet: sheet.metadata.get("team")),
    text("date", lambda sheet: sheet.metadata.get("date")),
    text("rubric", lambda sheet: sheet.rubric.id),
    text("rubric_version", lambda sheet: sheet.rubric.version),
    text("rubric_digest", lambda sheet: sheet.rubric.digest),
    text("theme", lambda sheet: sheet.rubric.theme),
    text("branch", lambda sheet: sheet.rubric.branch),
    _points("total", lambda sheet: sheet.total),
    _points("total_low", lambda sheet: sheet.low),
    _points("total_high", lambda sheet: sheet.high),
    _points("total_max", lambda sheet: sheet.max),
    _points("observable", lambda sheet: sheet.observable),
    _truth("passed", lambda sheet: sheet.passed),
    text("band", lambda sheet: sheet.band),
    _truth("provisional", lambda sheet: sheet.provisional),
    _truth("needs_review", lambda sheet: sheet.needs_review),
    text("autoscore", lambda sheet: sheet.made_by.autoscore),
    text("lexicons", lambda sheet: sheet.made_by.lexicons),
)
# What is known of one criterion. `low` and `high` are the points where they are settled.
CRITERION: tuple[Column, ...] = (
    text("criterion", lambda one: one.id),
    text("title", lambda one: one.title),
    text("mode", lambda one: one.mode),
    text("status", lambda one: one.status),
    _points("points", lambda one: one.points),
    _points("low", _low),
    _points("high", _high),
    _points("max", lambda one: one.max),
    text("because", lambda one: one.because),
    lists("evidence", lambda one: one.evidence, _EVIDENCE),
    text("searched_by", lambda one: None if one.searched is None else one.searched.by),
    _integer("searched_first", lambda one: None if one.searched is None else one.searched.turns[0]),
    _integer("searched_last", lambda one: None if one.searched is None else one.searched.turns[1]),
    struct("nearest", lambda one: one.nearest, _NEAREST),
    text("decided_status", _decided("status")),
    _points("decided_points", _decided("points")),
    text("decided_by", _decided("by")),
)
COLUMNS = (*CALL, *CRITERION)


def schema() -> pa.Schema:
    """Returns the schema of the flat table."""
    return schema_of(COLUMNS)


def rows(sheets: Sequence[ScoreSheet]) -> pa.RecordBatch:
    """Returns the rows of some sheets, in their order and in the order of their criteria."""
    whose = pa.array([place for place, sheet in enumerate(sheets) for _ in sheet.criteria], pa.int64())
    criteria = [one for sheet in sheets for one in sheet.criteria]
    repeated = [column.take(whose) for column in arrays(CALL, sheets)]
    return pa.record_batch([*repeated, *arrays(CRITERION, criteria)], schema=schema())
