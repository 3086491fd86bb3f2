"""Amazon Connect Contact Lens: `Transcript` in milliseconds, or the same in `Segments`."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from autoscore.errors import Place
from autoscore.readers.json_records import json_format
from autoscore.readers.json_text import decoded
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import who

_MARKS = Marks.of("Transcript[].Content", "Segments[].Transcript")


class _Said(Struct, rename="pascal"):
    content: str | None = None
    participant_id: str | None = None
    participant_role: str | None = None
    begin_offset_millis: Number = None
    end_offset_millis: Number = None


class _Segment(Struct, rename="pascal"):
    transcript: _Said | None = None


class _Participant(Struct, rename="pascal"):
    participant_id: str | None = None
    participant_role: str | None = None


class _Contact(Struct, rename="pascal"):
    contact_id: str | None = None


class _Top(Struct, rename="pascal"):
    transcript: list[_Said] | None = None
    segments: list[_Segment] | None = None
    participants: list[_Participant] | None = None
    customer_metadata: _Contact | None = None


def _read(data: bytes, place: Place, _: RoleBook) -> Iterator[Piece]:
    top, clock = decoded(_Top, data, place), Clock(place, 1000)
    roles = {one.participant_id: one.participant_role for one in top.participants or []}
    said = top.transcript or [one.transcript for one in top.segments or [] if one.transcript]
    name = top.customer_metadata.contact_id if top.customer_metadata else None
    yield Found(place, Draft(in_order(_turn(one, roles, clock) for one in said), name))


def _turn(said: _Said, roles: Mapping[str | None, str | None], clock: Clock) -> Heard:
    by = who(said.participant_role or roles.get(said.participant_id), said.participant_id)
    return spoken(said.content, by, clock.at(said.begin_offset_millis), clock.at(said.end_offset_millis))


FORMAT = json_format("aws_contact_lens", "Amazon Connect Contact Lens", Record(_MARKS, _read))
