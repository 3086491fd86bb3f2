"""Columns of a table, mapped by name to the fields of a call: the table becomes native JSON, a call a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812 - so it is called everywhere
from pyspark.sql.types import ArrayType, DataType, StringType, StructType, TimestampNTZType, TimestampType

from autoscore.errors import UsageError
from autoscore.readers.columns import field_of

_TURN_FIELDS = ("role", "speaker", "track", "text", "start", "end")
_CALL_FIELDS = ("id", "channel", "date")
_MORE_NAMES = {"turns": "turns", "metadata": "metadata", "turn": "turn", "轮次": "turn", "轮": "turn", "序号": "turn"}
# What is called `track` in tables is the channel of a turn in the native form.
_NATIVE = {"track": "channel"}
_MILLISECONDS = "_ms"
_HOW = "用 --columns 指明，如 --columns id=call_id,text=content,role=speaker,turn=seq"

Fields: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Mapped:
    """Holds which column of a table, or field of its turns, fills which field of a call."""

    call: Fields
    turn: Fields

    @property
    def facts(self) -> Fields:
        """Are the columns that become metadata."""
        known = {*_CALL_FIELDS, *_TURN_FIELDS, "turns", "metadata", "turn"}
        return {field: name for field, name in self.call.items() if field not in known}


def mapped(table: DataFrame, given: Fields) -> Mapped:
    """Returns the fields that a table's columns fill: those given, and those whose names are known.

    Raises UsageError where a column does not exist, or where no words are to be found.
    """
    call = _fields(table.columns, given)
    inner = _turn_type(table, call.get("turns"))
    turn = {} if inner is None else _fields(inner.names, given)
    reach = {*table.columns, *(inner.names if inner is not None else ())}
    if lost := sorted(set(given.values()) - reach):
        raise UsageError(f"--columns：没有“{lost[0]}”这一列；有：{'，'.join(sorted(reach))}")
    if "text" not in (turn if inner is not None else call):
        raise UsageError(f"不知道哪一列是说的话；有：{'，'.join(sorted(reach))}；{_HOW}")
    return Mapped(call, turn)


@dataclass(frozen=True)
class Lines:
    """Holds a table with a row a call, and how a row becomes native JSON and what it is called by.

    `gathered` tells that the rows were put together of others, and have no place of their own.
    """

    table: DataFrame
    line: Column
    name: Column
    gathered: bool = False


def lines(table: DataFrame, given: Fields) -> Lines:
    """Returns the calls of a table: as text in its column `value`, or a call a row with its turns, or a turn a row."""
    nobody = F.lit(None).cast("string")
    if table.columns == ["value"] and not given:
        return Lines(table, F.col("value").cast("binary"), nobody)
    fields = mapped(table, given)
    inner = _turn_type(table, fields.call.get("turns"))
    if inner is not None:
        turns = F.transform(_column(fields.call["turns"]), lambda one: _turn(fields.turn, inner, one))
        name = _text(table, fields.call["id"]) if "id" in fields.call else nobody
        return Lines(table, _json(table, fields, turns), name)
    return Lines(_gathered(table, fields), F.col("line"), F.col("id"), gathered=True)


def _gathered(table: DataFrame, fields: Mapped) -> DataFrame:
    """Makes a row a call of a table with a row a turn."""
    if "id" not in fields.call or not fields.call.keys() & {"turn", "start"}:
        raise UsageError(f"一行一轮的表要有通话编号，还要有轮次（turn）或开始时间（start）；{_HOW}")
    order = [_column(fields.call[name]) for name in ("turn", "start") if name in fields.call]
    # The tenth comes after the ninth in text, too.
    place = F.struct(*(column.try_cast("double") for column in order), *order)
    names = {name: column for name, column in fields.call.items() if name in _TURN_FIELDS}
    said = table.where(F.coalesce(*(_column(names[one]).cast("string") for one in _spoken(names))).isNotNull())
    turn = _turn(names, table.schema)
    kept = [name for name in fields.call if name in ("channel", "date", "metadata") or name in fields.facts]
    # A call's facts stand in all of its rows, or only in the first.
    firsts = [_first(fields.call[name], place).alias(f"f{at}") for at, name in enumerate(kept)]
    calls = said.groupBy(_column(fields.call["id"]).alias("id")).agg(
        F.sort_array(F.collect_list(F.struct(place.alias("place"), turn.alias("turn")))).alias("turns"), *firsts
    )
    whole = Mapped({"id": "id", **{name: f"f{at}" for at, name in enumerate(kept)}}, {})
    json = _json(calls, whole, F.transform("turns", lambda one: one["turn"]))
    return calls.select(F.when(F.col("id").isNotNull(), json).cast("binary").alias("line"), F.col("id").cast("string"))


def _spoken(names: Fields) -> Sequence[str]:
    return [name for name in ("text", "role", "speaker") if name in names]


def _first(name: str, place: Column) -> Column:
    """Returns what a column says in the first of the rows in which it says something."""
    return F.min_by(_column(name), F.when(_column(name).isNotNull(), place))


def _json(table: DataFrame, fields: Mapped, turns: Column) -> Column:
    parts = [_text(table, fields.call[name]).alias(name) for name in _CALL_FIELDS if name in fields.call]
    metadata = _metadata(table, fields)
    more = [] if metadata is None else [metadata.alias("metadata")]
    return F.to_json(F.struct(*parts, *more, turns.alias("turns"))).cast("binary")


def _metadata(table: DataFrame, fields: Mapped) -> Column | None:
    """Returns the metadata as a map of texts: a column of that name, and the facts beside it."""
    own = fields.call.get("metadata")
    facts = {field: _text(table, name) for field, name in fields.facts.items()}
    if own is None and not facts:
        return None
    given = None if own is None else _map(_column(own), _type(table, own))
    pairs = [part for field, column in sorted(facts.items()) for part in (F.lit(field), column)]
    added = F.create_map(*pairs) if pairs else None
    if given is not None and added is not None:
        rest = F.map_filter(given, lambda key, _: ~key.isin(*facts))
        added = F.map_concat(F.coalesce(rest, F.expr("map()").cast("map<string,string>")), added)
    found = added if added is not None else given
    return None if found is None else F.map_filter(found, lambda _, value: value.isNotNull())


def _map(column: Column, kind: DataType) -> Column:
    if not isinstance(kind, StringType):
        return F.from_json(F.to_json(column), "map<string,string>")
    # What is no JSON is kept as it is.
    return F.coalesce(F.from_json(column, "map<string,string>"), F.create_map(F.lit("metadata"), column))


def _turn(fields: Fields, kinds: StructType, one: Column | None = None) -> Column:
    """Returns a turn of the columns of a row, or of the fields of a struct."""

    def part(field: str, name: str) -> Column:
        column = _column(name) if one is None else one[name]
        if field in ("start", "end"):
            # A text is no number: the reader tells of it, and Spark does not fail at it.
            column = column if isinstance(kinds[name].dataType, StringType) else _seconds(column, name)
        elif field == "text":
            column = F.coalesce(column.cast("string"), F.lit(""))
        else:
            column = column.cast("string")
        return column.alias(_NATIVE.get(field, field))

    return F.struct(*(part(field, fields[field]) for field in _TURN_FIELDS if field in fields))


def _seconds(column: Column, name: str) -> Column:
    number = column.cast("double")
    return F.round(number * 0.001, 6) if name.casefold().endswith(_MILLISECONDS) else number


def _text(table: DataFrame, name: str) -> Column:
    if isinstance(_type(table, name), TimestampType | TimestampNTZType):
        return F.date_format(_column(name), "yyyy-MM-dd'T'HH:mm:ss")
    return _column(name).cast("string")


def _fields(names: Sequence[str], given: Fields) -> dict[str, str]:
    """Returns the field of each column: those given, then those whose names are known."""
    found = {field: name for field, name in given.items() if name in names}
    for name in names:
        field = _MORE_NAMES.get(name.casefold()) or field_of(name)
        if field is not None and name not in found.values():
            found.setdefault(field, name)
    return found


def _turn_type(table: DataFrame, name: str | None) -> StructType | None:
    kind = None if name is None else _type(table, name)
    inner = kind.elementType if isinstance(kind, ArrayType) else None
    return inner if isinstance(inner, StructType) else None


def _type(table: DataFrame, name: str) -> DataType:
    return table.schema[name].dataType


def _column(name: str) -> Column:
    return F.col("`" + name.replace("`", "``") + "`")
