"""Alibaba SCA (智能对话分析): dialogues as uploaded in `tickets`, or as recognised in `asrResult`, in milliseconds."""

from collections.abc import Iterator

from msgspec import Raw, Struct

from autoscore.errors import Place, ReadError
from autoscore.readers.json_records import json_format, placed
from autoscore.readers.json_text import decoded
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Word, who

_MARKS = Marks.of("tickets[].dialogue", "asrResult", "dialogue[].words", "[].words [].begin [].role")


class _Said(Struct):
    words: str | None = None
    begin: Number = None
    end: Number = None
    role: Word = None
    identity: Word = None


class _Ticket(Struct, rename="camel"):
    dialogue: list[_Said] | None = None
    tid: Word = None
    file_name: str | None = None


class _Nested(Struct, rename="camel"):
    asr_result: list[_Said] | None = None


class _Upload(Struct, rename="camel"):
    tickets: list[Raw] | None = None
    dialogue: list[_Said] | None = None
    tid: Word = None
    file_name: str | None = None
    asr_result: list[_Said] | _Nested | None = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    if data.lstrip().startswith(b"["):
        yield _found(_Ticket(decoded(list[_Said], data, place)), place)
        return
    upload = decoded(_Upload, data, place)
    for at, raw in placed(data, upload.tickets or [], place):
        try:
            yield _found(decoded(_Ticket, raw, at), at)
        except ReadError as error:
            yield from error.problems
    if not upload.tickets:
        said = upload.asr_result.asr_result if isinstance(upload.asr_result, _Nested) else upload.asr_result
        yield _found(_Ticket(said or upload.dialogue, upload.tid, upload.file_name), place)


def _found(ticket: _Ticket, place: Place) -> Found:
    clock = Clock(place, 1000)
    turns = in_order(_turn(said, clock) for said in ticket.dialogue or [])
    return Found(place, Draft(turns, ticket.tid, metadata={"recording": ticket.file_name}))


def _turn(said: _Said, clock: Clock) -> Heard:
    return spoken(said.words, who(said.role, said.identity), clock.at(said.begin), clock.at(said.end))


FORMAT = json_format("alibaba_sca", "阿里云智能对话分析 SCA（上传的对话、识别结果）", Record(_MARKS, _read))
