"""Short ways to read and to make calls; all words are invented for these tests."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from hypothesis import strategies as st
from msgspec.structs import replace

from autoscore.errors import Problem
from autoscore.model import Role, Transcript, Turn
from autoscore.readers import Reading, read_bytes

CALL = {"id": "c1", "turns": [{"role": "agent", "text": "您好"}, {"role": "customer", "text": "查话费"}]}


def read(data: str | bytes, name: str = "a.txt", roles: Mapping[str, Role] | None = None) -> list[Reading]:
    """Reads all there is; the place of origin is left out, so that calls can be compared."""
    found = read_bytes(data.encode() if isinstance(data, str) else data, name, roles or {})
    return [reading if isinstance(reading, Problem) else replace(reading, origin="") for reading in found]


def one(data: str | bytes, name: str = "a.txt", roles: Mapping[str, Role] | None = None) -> Transcript:
    [call] = read(data, name, roles)
    assert isinstance(call, Transcript), call
    return call


def problem(data: str | bytes, name: str = "a.txt", roles: Mapping[str, Role] | None = None) -> Problem:
    [found] = read(data, name, roles)
    assert isinstance(found, Problem), found
    assert found.what
    assert not found.excerpt
    return found


def where(found: Reading) -> tuple[int | None, int | None]:
    assert isinstance(found, Problem), found
    return found.place.line, found.place.column


def ids(readings: Sequence[Reading]) -> list[str]:
    """Shows calls by id and problems by code."""
    return [reading.id if isinstance(reading, Transcript) else f"!{reading.code}" for reading in readings]


def kinds(call: Transcript) -> list[str]:
    return [kind for kind, _ in call.notices]


def lines(*calls: Any) -> str:
    return "".join((call if isinstance(call, str) else json.dumps(call, ensure_ascii=False)) + "\n" for call in calls)


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Makes an XLSX of sheets of rows; dates and times get the formats by which Excel knows them."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return data.getvalue()


# What people say and recognisers write, control characters among it; half- and full-width colons make role words.
WORDS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters=":"),
        st.sampled_from("，。？！“”、…\x0b\x0c\x1c\x85\u2028\u200b\ufeff😀𠮷\t"),
    ),
    min_size=1,
    max_size=12,
)
SECONDS = st.integers(0, 3_599_999).map(lambda ms: ms / 1000)
ROLE_WORDS: Mapping[str, Role] = {"客服": "agent", "客户": "customer", "系统": "ivr"}


@st.composite
def turns(draw: st.DrawFn, words: st.SearchStrategy[str] = WORDS, ends: bool = True) -> list[Turn]:
    """Draws turns whose starts never go back; all have times, or none has."""
    timed = draw(st.booleans())
    count = draw(st.integers(1, 6))
    starts = sorted(draw(st.lists(SECONDS, min_size=count, max_size=count))) if timed else [None] * count
    roles = st.sampled_from(sorted(set(ROLE_WORDS.values())))
    return [Turn(draw(roles), draw(words), start, start if ends else None, None) for start in starts]
