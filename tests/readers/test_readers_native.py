"""Native JSON and JSON Lines."""

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import CALL, ids, kinds, lines, one, problem, read, turns, where

from autoscore.errors import Problem
from autoscore.model import Call, Transcript, Turn

CALLS = st.builds(
    Call,
    turns().map(tuple),
    st.none() | st.text("abc/一二", min_size=1),
    st.sampled_from([None, "phone", "counter", "visit"]),
    st.sampled_from([None, "2026-02-18", "2026-02-18T09:30"]),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
)


def as_transcript(call: Call, name: str) -> Transcript:
    return Transcript(call.id or name, call.turns, call.channel, call.date, dict(call.metadata))  # type: ignore[arg-type]


@given(CALLS)
def test_call_survives_json(call: Call) -> None:
    """A call written as JSON, on one line or over many, is read as the same call."""
    data = msgspec.json.encode(call)
    for written in (data, msgspec.json.format(data, indent=2), b"[" + data + b"]"):
        assert read(written, "a.json") == [as_transcript(call, "a.json")]


@given(st.lists(CALLS, min_size=2, max_size=4))
def test_calls_survive_json_lines(calls: list[Call]) -> None:
    """Calls written as JSON Lines, or as a list, are read as the same calls; those without an id are numbered."""
    wanted = [as_transcript(call, f"a.jsonl#{number}") for number, call in enumerate(calls, start=1)]
    written = [msgspec.json.encode(call) for call in calls]
    assert read(b"\n\n".join(written), "a.jsonl") == wanted
    assert read(b"[" + b",\n ".join(written) + b"]", "a.jsonl") == wanted


@given(CALLS)
def test_role_words_that_match_nothing_change_nothing(call: Call) -> None:
    """Roles given for other words leave a native call as it is."""
    assert one(msgspec.json.encode(call), "a", {"谁也不是": "ivr"}) == one(msgspec.json.encode(call), "a")


@pytest.mark.parametrize("name", ["a.jsonl", "a", "a.txt", "a.json"])
def test_a_broken_line_among_good_ones(name: str) -> None:
    """Each broken line is one Problem with its line and column, and all other lines are read."""
    found = read(
        lines(CALL, '{"id": "字", "turns": }', {**CALL, "id": "c3"}, '{"id": "c4"', "", "x", {**CALL, "id": "c7"}), name
    )
    assert ids(found) == ["c1", "!json", "c3", "!json", "!json", "c7"]
    assert [where(found[index]) for index in (1, 3, 4)] == [(2, 22), (4, 12), (6, 1)]
    assert all(not found[index].excerpt for index in (1, 3, 4))


def test_lines_that_are_all_broken() -> None:
    """A JSON Lines file in which no line is sound has a Problem a line."""
    assert ids(read('{"turns": [\n{"turns": {}}\nx\n', "a.jsonl")) == ["!json", "!json_type", "!json"]


def test_numbers_count_broken_lines_too() -> None:
    """The number of a call without an id is its place among all calls, so that mending one does not rename others."""
    nameless = {"turns": CALL["turns"]}
    assert ids(read(lines("{", nameless, "", nameless), "d/a.jsonl")) == ["!json", "d/a.jsonl#2", "d/a.jsonl#3"]
    assert ids(read(lines(nameless), "d/a.jsonl")) == ["d/a.jsonl"]


@pytest.mark.parametrize(
    ("call", "named"),
    [
        ({"turns": 3}, "turns"),
        ({"turns": [{"role": "agent", "text": 1}]}, "turns[0].text"),
        ({"turns": [{"role": "agent"}]}, "text"),
        ({"turns": [{"role": "agent", "text": "您好", "start": "00:01"}]}, "turns[0].start"),
        ({"turns": [{"role": [], "text": "您好"}]}, "turns[0].role"),
        (None, "整体"),
        (7, "整体"),
    ],
)
def test_wrong_types_are_named(call: Any, named: str) -> None:
    """A value of the wrong type is a Problem that names the field and none of the words."""
    found = problem(lines(call), "a.jsonl")
    assert found.code == "json_type"
    assert named in found.what
    assert "您好" not in str(found)


def test_unknown_keys_are_tolerated() -> None:
    """Keys that the contract does not have do no harm, in a call or in a turn."""
    call = {"id": "c", "score": {"x": [1]}, "turns": [{"role": "agent", "text": "您好", "emotion": 3}]}
    assert one(lines(call), "a.jsonl").turns == (Turn("agent", "您好"),)


def test_other_words_than_the_contract_has() -> None:
    """Role and channel words, numbers for ids and speakers, and nested metadata are understood."""
    call = {
        "id": 17,
        "channel": "营业厅",
        "date": 20260218,
        "metadata": {"agent": 917, "vip": True, "none": None, "tags": ["a", 1.5]},
        "turns": [{"role": "客服", "text": "您好"}, {"speaker": 2, "text": "喂", "role": "顾客"}],
    }
    found = one(json.dumps(call), "a.json")
    assert (found.id, found.channel, found.date) == ("17", "counter", "2026-02-18")
    assert found.metadata == {"agent": "917", "vip": "true", "tags": '["a",1.5]'}
    assert found.turns == (Turn("agent", "您好"), Turn("customer", "喂", speaker="2"))


def test_metadata_of_a_native_call_become_text() -> None:
    """Numbers and truth values in the metadata of a native call become text, and nulls are left out."""
    call = {**CALL, "metadata": {"a": 1, "b": 1.5, "c": False, "d": None, "e": "x"}}
    assert one(json.dumps(call)).metadata == {"a": "1", "b": "1.5", "c": "false", "e": "x"}


def test_blank_id_counts_as_none() -> None:
    """An id of nothing but spaces is no id."""
    assert one(json.dumps({**CALL, "id": " "}), "x.json").id == "x.json"


def test_negative_time() -> None:
    """A time below zero is a Problem that names the turn."""
    found = problem(
        json.dumps(
            {"turns": [{"role": "agent", "text": "您好", "start": 0}, {"role": "agent", "text": "嗯", "end": -1}]}
        )
    )
    assert (found.code, "第 2 轮" in found.what) == ("bad_time", True)


def test_no_turns() -> None:
    """A call without turns is a Problem."""
    assert problem('{"turns": []}', "a.json").code == "no_turns"


def test_items_of_a_list_fail_alone() -> None:
    """In a list of calls each broken call is one Problem at its place, and the others are read."""
    data = '[\n  {"id": "字", "turns": 1}, {"id": "b",\n "turns": 1},\n ' + json.dumps(CALL) + "]"
    found = read(data, "a.json")
    assert ids(found) == ["!json_type", "!json_type", "c1"]
    assert [where(item) for item in found[:2]] == [(2, 3), (2, 28)]


@pytest.mark.parametrize(
    ("data", "place"),
    [("[\n{}\n{}]", (3, 1)), ('{\n "turns": [}', (2, 12)), ('{\n"turns":\n', (2, 9)), ('[{"turns":', (1, 11))],
)
def test_broken_json_says_where(data: str, place: tuple[int, int]) -> None:
    """JSON that cannot be parsed at all is one Problem with its line and column."""
    found = problem(data, "a.json")
    assert (found.code, where(found)) == ("json", place)


def test_empty_list() -> None:
    """A list without calls is a Problem and not silence."""
    assert problem("[ ]", "a.json").code == "no_calls"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize(
    "data",
    [
        "[{" * 200_000,
        '{"turns": ' + "[{" * 200_000,
        '{"a":' * 200_000,
        '{"turns": [], "x": ' + "[" * 200_000 + "]" * 200_000 + "}",
    ],
)
def test_deep_json_does_no_harm(data: str, name: str) -> None:
    """JSON nested without end is one Problem."""
    assert problem(data, name).code in {"json", "json_type"}


def test_deep_metadata_do_no_harm() -> None:
    """Metadata nested as deep as can be decoded can be told or refused, but break nothing."""
    for depth in range(100, 1200, 25):
        data = '{"turns": [{"role": "客服", "text": "好"}], "metadata": {"x": ' + "[" * depth + "]" * depth + "}}"
        [found] = read(data, "a.json")
        assert isinstance(found, Problem) or found.metadata["x"] == "[" * depth + "]" * depth


def test_damaged_bytes_in_a_line() -> None:
    """Bytes that are no UTF-8, and NUL bytes, spoil only their line."""
    good = lines(CALL).encode()
    bad = '{"id": "字", "turns": [{"role": "agent", "text": "您'.encode() + b'\xff"}]}\n'
    found = read(good + bad + b"\0\0\0\0\n" + good, "a.jsonl")
    assert ids(found) == ["c1", "!encoding", "!json", "c1"]
    assert where(found[1]) == (2, bad.decode("utf-8", "replace").index("\ufffd") + 1)


def test_role_words_and_damage_together() -> None:
    """Damaged bytes are named as such where role words are given, too."""
    assert problem(b'{"turns": [{"role": "agent", "text": "\xff"}]}', "a.jsonl", {"A": "agent"}).code == "encoding"


def test_long_line_is_left_out_in_linear_time() -> None:
    """A line above the limit is one Problem, quickly, and the lines around it are read."""
    begin = time.monotonic()
    found = read(lines(CALL) + "x" * (65 << 20) + "\n" + lines({**CALL, "id": "c3"}), "a.jsonl")
    assert ids(found) == ["c1", "!line_too_long", "c3"]
    assert where(found[1]) == (2, None)
    assert time.monotonic() - begin < 10


def test_long_last_line() -> None:
    """A line above the limit at the very end is one Problem, too."""
    assert ids(read(lines(CALL) + "x" * (64 << 20) + "y", "a.jsonl")) == ["c1", "!line_too_long"]


def test_own_notice_words_are_not_taken_from_files() -> None:
    """A call cannot bring notices of its own."""
    assert kinds(one(json.dumps({**CALL, "notices": [["x", "y"]]}))) == []
