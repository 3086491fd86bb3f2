"""Kinds of JSON: told by their keys, in lists and lines, broken or strange."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers_kit import CALL, ids, lines, one, problem, read, where
from writers_kit import RECOGNISED

from autoscore.errors import Problem
from autoscore.model import Transcript, Turn
from autoscore.readers.outline import of_items, outline

SAID = [Turn("agent", "您好，请讲。", 1.0, 3.0), Turn("customer", "我查话费", 3.5, 5.0)]
LISTS = sorted(name for name, written in RECOGNISED.items() if isinstance(written.write(SAID), list))
OBJECTS = sorted(set(RECOGNISED) - set(LISTS))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


def whole(name: str) -> Any:
    return RECOGNISED[name].write(SAID)


def words(readings: list[Any]) -> list[list[str]]:
    return [[turn.text for turn in call.turns] if isinstance(call, Transcript) else [] for call in readings]


WORDS = [turn.text for turn in SAID]
LONG = "，" * 3000


def test_outlines() -> None:
    """An outline names where each key stands, also in a text that is cut off; lists in lists and strings do no harm."""
    text = '[{"a": {"b": [[{"c": "{\\"no\\": [1"}], 2], "d": "x"}, "e": ['
    assert outline(text) == {"[].a", "[].a.b", "[].a.b[][].c", "[].a.d", "[].e"}
    assert of_items(outline(text)) == {"a", "a.b", "a.b[][].c", "a.d", "e"}
    assert of_items(outline('{"a": 1}')) == frozenset()


@given(JSON)
def test_outlines_of_anything(value: Any) -> None:
    """Any JSON, whole or cut off anywhere, has an outline, and the keys at the top of an object are in it."""
    text = json.dumps(value)
    keys = outline(text)
    assert not isinstance(value, dict) or {key for key in value if key.isalpha() and key.isascii()} <= keys
    assert all(outline(text[:end]) is not None for end in range(len(text)))


def test_outlines_of_long_strings_are_quick() -> None:
    """Strings full of quotes and without an end are gone over once."""
    assert outline('{"a": "' + '\\"{' * 300_000) == {"a"}
    assert outline('{"a": ' + '"' * 300_000) == {"a"}


@pytest.mark.parametrize("name", ["a", "a.json", "a.jsonl", "a.txt"])
@pytest.mark.parametrize("kind", OBJECTS)
def test_lines_of_results(kind: str, name: str) -> None:
    """Results written one a line are calls in order, whatever the file is called; a broken line loses only itself."""
    found = read(lines(whole(kind), "{broken", whole(kind)), name)
    assert words(found) == [WORDS, [], WORDS]
    assert where(found[1])[0] == 2


@pytest.mark.parametrize("kind", OBJECTS)
def test_lists_of_results(kind: str) -> None:
    """Results in a list are calls in order, also over several lines; a strange item loses only itself."""
    written = json.dumps([whole(kind), {"x": 1}, whole(kind)], ensure_ascii=False, indent=1)
    found = read(written, "a.json")
    assert words(found) == [WORDS, [], WORDS]
    assert where(found[1])[0] == written[: written.index('"x"')].count("\n")
    assert isinstance(found[1], Problem)
    assert found[1].code == "unknown_format"


@pytest.mark.parametrize("kind", LISTS)
def test_lists_a_line(kind: str) -> None:
    """What a recogniser writes as a list may stand on a line of its own."""
    assert words(read(lines(whole(kind), whole(kind)), "a.jsonl")) == [WORDS, WORDS]


def test_a_mixture() -> None:
    """Lines and lists may mix results of all kinds and calls of the contract's form."""
    values = [CALL, *(whole(kind) for kind in OBJECTS), CALL]
    wanted = [["您好", "查话费"], *([WORDS] * len(OBJECTS)), ["您好", "查话费"]]
    assert words(read(lines(*values), "a.jsonl")) == wanted
    assert words(read(json.dumps(values), "a.json")) == wanted
    assert words(read(lines(*values[1:]), "a")) == wanted[1:]


@pytest.mark.parametrize("kind", RECOGNISED)
def test_over_several_lines(kind: str) -> None:
    """A result is the same call when it is written over several lines, and in other encodings."""
    text = json.dumps(whole(kind), ensure_ascii=False, indent=2)
    once = one(json.dumps(whole(kind)), "a.json").turns
    for data in (text, "\n" + text, text.encode("gb18030"), text.encode("utf-16")):
        assert one(data, "a.json").turns == once
        assert one(data, "a.jsonl").turns == once


@pytest.mark.parametrize("kind", RECOGNISED)
def test_results_that_are_cut_off(kind: str) -> None:
    """A result that breaks off is a Problem with its line and column, not a call that lacks its end."""
    text = json.dumps(whole(kind), ensure_ascii=False, indent=1)
    broken = text[: len(text) * 2 // 3]
    found = problem(broken, "a.json")
    assert found.code == "json"
    assert found.place.line == len(broken.rstrip().split("\n"))


@pytest.mark.parametrize(
    "value",
    [
        {"x": 1},
        {},
        {"segments": []},
        {"Result": {"Sentence": [{"Text": "您好"}]}},
        {"transcript": [{"text": "您好"}]},
        {"text": "您好", "language": "zh"},
        {"dialog": [{"role": "客服", "words": "您好"}]},
        {"data": "[]"},
        {"vcon": "0.0.2"},
    ],
)
def test_near_misses(value: Any) -> None:
    """JSON that is like nothing known is told as that, with what to write and without its words."""
    found = problem(json.dumps(value, ensure_ascii=False), "a.json")
    assert (found.code, where(found)) == ("unknown_format", (1, 1))
    assert "turns" in found.todo
    assert "您好" not in str(found)
    assert problem(lines(value), "a.jsonl").code == "unknown_format"


def test_the_contract_s_own_calls_come_first() -> None:
    """A call of the contract's form is that, whatever other keys it has."""
    value = {**CALL, "segments": [{"start": 0, "text": "别的"}], "transcript": {"text": "别的"}, "vcon": "0.0.2"}
    for name in ("a.json", "a.jsonl", "a"):
        assert words(read(json.dumps(value), name)) == [["您好", "查话费"]]
        assert words(read(json.dumps([value, value], indent=1), name)) == [["您好", "查话费"]] * 2


@pytest.mark.parametrize("kind", RECOGNISED)
def test_deep_results_do_no_harm(kind: str) -> None:
    """A result that nests without end is one Problem."""
    text = json.dumps(whole(kind))
    for deep in ("[" * 100_000, '{"a":' * 100_000):
        first = text.index(":") + 1
        found = read(text[:first] + deep, "a.json")
        assert [one.code for one in found if isinstance(one, Problem)] == ["json"]


def test_deep_keys_that_are_passed_over() -> None:
    """What is nested deep where nobody looks does no harm to what is read, or is told."""
    for depth in (10, 100, 900, 5000):
        value = '{"extra": ' + "[" * depth + "]" * depth + ', "asr_result": [{"sentence": "您好"}]}'
        [found] = read(value, "a.json")
        assert isinstance(found, Problem) or found.turns[0].text == "您好"


@settings(max_examples=300)
@given(st.sampled_from(sorted(RECOGNISED)), st.randoms(use_true_random=False), JSON)
def test_spoiled_results_are_calls_or_problems(kind: str, random: Any, junk: Any) -> None:
    """Whatever stands in place of any part of a result, the answer is a call or a Problem."""
    value = json.loads(json.dumps(whole(kind)))
    inside: list[tuple[Any, Any]] = []
    todo = [value]
    while todo:
        part = todo.pop()
        keys = list(part) if isinstance(part, dict) else list(range(len(part))) if isinstance(part, list) else []
        inside += [(part, key) for key in keys]
        todo += [part[key] for key in keys]
    part, key = random.choice(inside)
    part[key] = junk
    assert ids(read(json.dumps(value), "a.json"))


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("kind", RECOGNISED)
def test_results_longer_than_the_head(kind: str, indent: int | None) -> None:
    """A result that is longer than what the format is told by is read whole."""
    said = [Turn("agent", f"第{at}句{LONG}好", at * 1.0, at + 0.5) for at in range(99)]
    data = json.dumps(RECOGNISED[kind].write(said), indent=indent)
    assert len(data) > 1 << 20
    assert len(one(data, "a", RECOGNISED[kind].roles).turns) == len(said)


def test_bad_tickets_fail_alone() -> None:
    """A bad ticket in an upload loses only itself, and the place is its own."""
    good = {"tid": "t1", "dialogue": [{"words": "您好", "role": "客服"}]}
    bad = {"tid": "t2", "dialogue": [{"words": 5}]}
    text = json.dumps({"tickets": [good, bad, {**good, "tid": "t3"}]}, ensure_ascii=False)
    found = read(text, "a.json")
    assert ids(found) == ["t1", "!json_type", "t3"]
    assert where(found[1]) == (1, text.index('{"tid": "t2"') + 1)
