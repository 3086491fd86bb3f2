"""Encodings: told apart strictly, never guessed over damage."""

import codecs
import json

import pytest
from hypothesis import assume, given
from readers_kit import CALL, WORDS, ids, lines, one, problem, read, turns, where

from autoscore.errors import Problem
from autoscore.model import Turn
from autoscore.readers.limits import Limits
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source

TEXT = "客服：您好，请问有什么可以帮您？\n客户：我查一下话费。\n"
TURNS = (Turn("agent", "您好，请问有什么可以帮您？"), Turn("customer", "我查一下话费。"))
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
CHINESE = WORDS.map(lambda words: "".join(c for c in words if "\u4e00" <= c <= "\u9fa5")).filter(bool)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding(encoding: str) -> None:
    """UTF-8, UTF-16 and GB18030 are read alike, with or without a byte order mark."""
    assert one(TEXT.encode(encoding)).turns == TURNS
    assert one(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")).turns == TURNS


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", lines(CALL, {**CALL, "id": "c2"})),
        ("a.json", "[" + lines(CALL).strip() + ",\n" + lines({**CALL, "id": "c2"}) + "]"),
        ("a.csv", "通话编号,角色,内容\nc1,客服,您好\nc2,客服,您好\n"),
    ],
)
def test_every_encoding_of_every_form(encoding: str, name: str, text: str) -> None:
    """JSON, JSON Lines and CSV are read in every encoding, too."""
    assert ids(read(text.encode(encoding), name)) == ["c1", "c2"]


@given(turns(CHINESE))
def test_gb18030_is_never_taken_for_utf8(said: list[Turn]) -> None:
    """Any Chinese words in GB18030 are read as they were written."""
    text = "".join(f"客服：{turn.text}\n" for turn in said)
    assert [turn.text for turn in one(text.encode("gb18030")).turns] == [turn.text for turn in said]


@given(turns(CHINESE))
def test_damaged_utf8_is_never_taken_for_gb18030(said: list[Turn]) -> None:
    """UTF-8 with a byte lost inside a character is a Problem at that place, not other words."""
    good = "".join(f"客服：{turn.text}\n" for turn in said).encode()
    found = problem(TEXT.encode() + "客服：".encode() + "您".encode()[:2] + b"\n" + good)
    assert (found.code, where(found)) == ("encoding", (3, 4))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (TEXT.encode("gb18030") + b"\xff\n", (3, 1)),
        (TEXT.encode("gb18030")[:-2], (2, 10)),
        (TEXT.encode()[:-2], (2, 10)),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"\n", (3, 1)),
    ],
)
def test_bytes_that_do_not_fit(data: bytes, place: tuple[int, int]) -> None:
    """Bytes that fit no encoding are a Problem with their line and column."""
    found = problem(data)
    assert (found.code, where(found)) == ("encoding", place)


def test_big5_is_refused() -> None:
    """Text in Big5 would become other words; it is a Problem."""
    assert problem("客服：您好，請問有什麼可以幫您？\n".encode("big5")).code == "encoding"


def test_damaged_gb18030_line() -> None:
    """In JSON Lines in GB18030, bytes that do not fit spoil their line only."""
    good = lines(CALL).encode("gb18030")
    found = read(good + '{"id": "字", "turns": "'.encode("gb18030") + b'\xff"}\n' + good, "a.jsonl")
    assert ids(found) == ["c1", "!encoding", "c1"]
    assert where(found[1]) == (2, 23)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...",
        b"RIFF\x10\0\0\0WAVEfmt ",
        b"ID3\x03\0\0",
        b"\0\0\0\x20ftypM4A ",
        b"\x1f\x8b\x08\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 20,
        b"\0" * 5000,
        TEXT.encode() + b"\0",
        codecs.BOM_UTF8 + TEXT.encode() + b"\0",
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a"])
def test_binary_files(data: bytes, name: str) -> None:
    """A file with NUL bytes or the beginning of another kind of file is one Problem that says so."""
    found = problem(data, name)
    assert (found.code, found.what.startswith("二进制文件")) == ("binary", True)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b"\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a.jsonl", "a.srt", "a.vtt", "a.xlsx", "a"])
def test_empty_files(data: bytes, name: str) -> None:
    """An empty file is one Problem, whatever its name."""
    assert problem(data, name).code == "empty"


def test_many_blank_lines() -> None:
    """A file of more blanks than are looked at is a Problem, too."""
    assert isinstance(read(b"\n" * ((1 << 20) + 9), "a.txt")[0], Problem)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.srt", "a.vtt"])
def test_long_lines(name: str) -> None:
    """A line above the limit makes a text file one Problem with the line."""
    found = problem(TEXT + "x" * (64 << 20) + "yz", name)
    assert (found.code, where(found)) == ("line_too_long", (3, None))


def test_long_files_of_short_lines() -> None:
    """A file above the limit for lines whose lines are all short is read."""
    assert len(one(("客服：" + "好" * (5 << 20) + "\n") * 5).turns) == 5


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_nul_bytes_far_down(mark: bytes) -> None:
    """A NUL byte anywhere in a text is one Problem, however far down."""
    assert problem(mark + TEXT.encode() * 20_000 + b"\0").code == "binary"


def test_unknown_formats() -> None:
    """Text in no known form with no known ending is one Problem that says what to write."""
    found = problem("天气不错，没有冒号", "a.doc")
    assert (found.code, "角色：话" in found.todo) == ("unknown_format", True)


@given(WORDS)
def test_any_text_is_a_call_or_a_problem(words: str) -> None:
    """Any text under any name gives at least one call or Problem, and a Problem holds no excerpt."""
    assume(words.strip())
    for name in ("a.txt", "a.csv", "a.json", "a.jsonl", "a.srt", "a.vtt", "a.xlsx", "a"):
        found = read(words, name)
        assert found
        assert not any(isinstance(reading, Problem) and reading.excerpt for reading in found)


def test_files_above_the_limit() -> None:
    """A file above the limit is a Problem in every format but JSON Lines, which is read line by line."""
    from io import BytesIO

    from autoscore.readers.reading import read_stream

    small = Limits(head=64, file=100, workbook=100, line=1000)
    for name, data in (
        ("a.txt", TEXT * 9),
        ("a.json", "[" + lines(CALL) * 9),
        ("a.csv", "role,text\n" + "agent,x\n" * 99),
    ):
        [found] = read_stream(BytesIO(data.encode()), name, name, RoleBook.of({}), small)
        assert isinstance(found, Problem)
        assert found.code == "too_big"
    found = list(read_stream(BytesIO(lines(CALL).encode() * 9), "a.jsonl", "a.jsonl", RoleBook.of({}), small))
    assert ids(found) == ["c1"] * 9


def test_a_stream_that_blocks_gives_what_it_has() -> None:
    """A stream without data for now is taken as ended."""

    class Idle:
        def read(self, _: int) -> None:
            return None

    source = Source.of(Idle(), "x", RoleBook.of({}))  # type: ignore[arg-type]
    assert (source.head, source.data()) == (b"", b"")


@pytest.mark.parametrize("escaped", [False, True])
def test_a_line_in_another_encoding_is_a_problem_of_that_line(*, escaped: bool) -> None:
    """Among more lines in UTF-8, one that is not is a problem with its place, and the others are read as written."""
    good = [json.dumps({**CALL, "id": name}, ensure_ascii=escaped).encode() for name in ("c1", "c3", "c4")]
    bad = json.dumps({**CALL, "id": "客户" * 40}, ensure_ascii=False).encode("gb18030")
    found = read(b"\n".join([good[0], bad, *good[1:]]), "a.jsonl")
    assert ids(found) == ["c1", "!encoding", "c3", "c4"]
    assert where(found[1]) == (2, 9)
    assert [turn.text for call in (found[0], found[2]) for turn in call.turns] == ["您好", "查话费"] * 2
