"""Times of words: where they stand, what is left out, and that they stay with the call."""

import json
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import one, problem

from autoscore.model import Call, Turn, WordTime
from autoscore.readers.words import Timed, aligned, by_token

PIECES = st.lists(st.tuples(st.text("您好请问查话费abc，。 ", max_size=4), st.booleans()), max_size=12)


@given(PIECES)
def test_words_of_a_text_are_all_found(pieces: list[tuple[str, bool]]) -> None:
    """Words that make up a text stand where they were put, one after the other; blank and untimed ones are left out."""
    text = "".join(word for word, _ in pieces)
    timed: list[Timed] = [(w, n / 2, n / 2 + 0.5) if has else (w, None, 1.0) for n, (w, has) in enumerate(pieces)]
    found = aligned(text, timed)
    assert [(text[w.start : w.end], w.since) for w in found] == [
        (word.strip(), n / 2) for n, (word, has) in enumerate(pieces) if has and word.strip()
    ]
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=20), st.lists(st.tuples(st.text(max_size=3), st.floats(0, 9), st.floats(0, 9)), max_size=9))
def test_words_never_stand_where_they_are_not(text: str, words: list[tuple[str, float, float]]) -> None:
    """Whatever words come with a text, those that are kept stand in it as they are, in order."""
    found = aligned(text, words)
    assert {text[word.start : word.end] for word in found} <= {word.strip() for word, _, _ in words}
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(word.since <= word.until for word in found)


def test_words_that_are_written_otherwise() -> None:
    """Words that the text writes otherwise are left out, and the search goes on behind them, not far away."""
    heard = [("一百", 0.0, 0.4), ("八十", 0.4, 0.8), ("元", 0.8, 1.0)]
    assert aligned("180元", heard) == (WordTime(3, 4, 0.8, 1.0),)
    far = "好" + "，" * 40 + "嗯"
    assert aligned(far, [("好", 0.0, 0.1), ("嗯", 0.2, 0.3)]) == (WordTime(0, 1, 0.0, 0.1),)


def test_times_that_end_before_they_start() -> None:
    """A word whose end is before its start, or which starts before the call, has no time."""
    assert aligned("您好", [("您", 1.0, 0.5), ("好", -1.0, 0.5)]) == ()


@pytest.mark.parametrize(
    ("text", "count", "words"),
    [
        ("您好，VIP客户。", 5, ["您", "好", "VIP", "客", "户"]),
        ("交180元", 3, ["交", "180", "元"]),
        ("交180元", 5, ["交", "1", "8", "0", "元"]),
        ("it's 3.5 元", 3, ["it's", "3.5", "元"]),
        ("您好", 3, []),
        ("", 0, []),
    ],
)
def test_tokens(text: str, count: int, words: list[str]) -> None:
    """Each character, run of letters, and number or digit has the time of its place; where the counts differ, none."""
    found = by_token(text, [(float(n), n + 1.0) for n in range(count)])
    assert [text[word.start : word.end] for word in found] == words


def test_words_survive_the_native_form() -> None:
    """A call with words is written with four numbers a word, and read as the same; without words nothing is added."""
    turn = Turn("agent", "您好", 0.0, 1.0, None, (WordTime(0, 1, 0.0, 0.5), WordTime(1, 2, 0.5, 1.0)))
    data = msgspec.json.encode(Call((turn,)))
    assert json.loads(data)["turns"][0]["words"] == [[0, 1, 0.0, 0.5], [1, 2, 0.5, 1.0]]
    assert one(data, "a.json").turns == (turn,)
    assert one(data.replace(b"agent", "客服".encode()), "a.json").turns == (turn,)
    assert "words" not in json.loads(msgspec.json.encode(Call((Turn("agent", "您好"),))))["turns"][0]


def test_words_outside_the_text() -> None:
    """Words of a native call that lie outside the text, or cannot be, are left out; those of a wrong type are told."""
    words = [[0, 1, 0.0, 0.5], [1, 3, 0.5, 1], [1, 1, 0.5, 1], [-1, 1, 0.5, 1], [1, 2, 2, 1], [1, 2, 0.5, 0.5]]
    value = {"turns": [{"role": "agent", "text": "您好", "words": words}]}
    assert one(json.dumps(value)).turns[0].words == (WordTime(0, 1, 0.0, 0.5), WordTime(1, 2, 0.5, 0.5))
    value["turns"][0]["words"] = [["您", 1, 0, 1]]
    assert problem(json.dumps(value)).code == "json_type"
