"""iFlytek (讯飞) recording files: JSON in strings in JSON, milliseconds as strings; also the older `raasr`."""

from collections.abc import Iterator

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded, decoded_inside
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Word, who
from autoscore.readers.words import Timed

_MARKS = Marks.of(
    "content.orderResult",
    "orderResult",
    "lattice[].json_1best",
    "ok err_no data",
    "data[].onebest",
    "[].onebest [].bg",
)
_FRAME = 10  # milliseconds; words count in frames from the start of their sentence


class _Choice(Struct):
    w: str | None = None


class _Word(Struct):
    wb: Number = None
    we: Number = None
    cw: list[_Choice] | None = None

    @property
    def best(self) -> str:
        """Is the word that the recogniser holds for likeliest."""
        return (self.cw[0].w or "") if self.cw else ""


class _Run(Struct):
    ws: list[_Word] | None = None


class _Sentence(Struct):
    bg: Number = None
    ed: Number = None
    rl: Word = None
    rt: list[_Run] | None = None


class _Best(Struct):
    st: _Sentence


class _Lattice(Struct):
    json_1best: str | _Best | None = None


class _Order(Struct):
    lattice: list[_Lattice] | None = None


class _Content(Struct, rename="camel"):
    order_result: str | _Order | None = None


class _Line(Struct):
    """Is a sentence of the older service."""

    onebest: str | None = None
    bg: Number = None
    ed: Number = None
    speaker: Word = None


class _Answer(Struct, rename="camel"):
    content: _Content | None = None
    order_result: str | _Order | None = None
    lattice: list[_Lattice] | None = None
    data: str | list[_Line] | None = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    yield Found(place, Draft(in_order(_turns(data, place))))


def _turns(data: bytes, place: Place) -> Iterator[Heard]:
    clock = Clock(place, 1000)
    if data.lstrip().startswith(b"["):
        yield from _older(decoded(list[_Line], data, place), clock)
        return
    answer = decoded(_Answer, data, place)
    lines = decoded_inside(list[_Line], answer.data, place, "data") if isinstance(answer.data, str) else answer.data
    yield from _older(lines or [], clock)
    order = answer.content.order_result if answer.content else answer.order_result
    if isinstance(order, str):
        order = decoded_inside(_Order, order, place, "orderResult")
    for part in (order.lattice if order else answer.lattice) or []:
        best = part.json_1best
        yield from _sentence(decoded_inside(_Best, best, place, "json_1best") if isinstance(best, str) else best, clock)


def _older(lines: list[_Line], clock: Clock) -> Iterator[Heard]:
    for line in lines:
        yield spoken(line.onebest, who(name=line.speaker), clock.at(line.bg), clock.at(line.ed))


def _sentence(best: _Best | None, clock: Clock) -> Iterator[Heard]:
    if best is None:
        return
    said = best.st
    words = [word for run in said.rt or [] for word in run.ws or []]
    text = "".join(word.best for word in words)
    timed = (_timed(word, said.bg, clock) for word in words)
    yield spoken(text, who(name=said.rl), clock.at(said.bg), clock.at(said.ed), timed)


def _timed(word: _Word, start: Number, clock: Clock) -> Timed:
    return word.best, clock.after(start, word.wb, _FRAME), clock.after(start, word.we, _FRAME)


FORMAT = json_format("iflytek", "讯飞录音文件转写（含旧版 raasr）", Record(_MARKS, _read))
