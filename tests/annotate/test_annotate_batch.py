"""Batches: calls together are annotated as one by one, and every quote is the raw text at its span."""

from functools import cache
from pathlib import Path

import pytest
from annotate_kit import annotator, call
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.annotate import Annotator
from autoscore.errors import PatternError
from autoscore.lexicon import compile_book, load
from autoscore.model import Document, Transcript
from autoscore.readers import read_inputs

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = annotator(patterns={"digits": "[0-9]{2}兆", "polite": "请您.{0,3}等"})
WORDS = "您好请稍等再见张先生贵姓一百块4176对吗嗯，。？ \n😀𠮷谢谢不客气喂"


@cache
def examples() -> tuple[Transcript, ...]:
    read = list(read_inputs([str(EXAMPLES)], roles={}, stdin=None))
    return tuple(one for one in read if isinstance(one, Transcript))


@cache
def alone() -> dict[str, Document]:
    return {one.id: SMALL.annotate([one])[0] for one in examples()}


turns = st.builds(
    lambda side, text: f"{side}|{text}", st.sampled_from("acuio"), st.text(st.sampled_from(WORDS), max_size=16)
)
calls = st.lists(st.lists(turns, max_size=5).map(lambda lines: call(*lines)), max_size=4)


def test_there_are_examples() -> None:
    """The examples are several calls with ids of their own, of every channel."""
    assert len(alone()) == len(examples()) > 10
    assert {one.channel for one in examples()} == {"counter", "phone", "visit"}


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_examples_together_are_annotated_as_one_by_one(data: st.DataObject) -> None:
    """In whatever order and company calls come, each document is the same as alone."""
    chosen = data.draw(st.permutations(examples()))[: data.draw(st.integers(1, len(examples())))]
    assert SMALL.annotate(chosen) == [alone()[one.id] for one in chosen]


@settings(deadline=None)
@given(calls)
def test_any_calls_together_are_annotated_as_one_by_one(batch: list[Transcript]) -> None:
    """Also calls of odd turns, empty ones and empty calls are the same together and alone."""
    assert SMALL.annotate(batch) == [SMALL.annotate([one])[0] for one in batch]


@settings(deadline=None)
@given(calls)
def test_every_hit_of_any_call_has_its_quote(batch: list[Transcript]) -> None:
    """Every hit lies in its turn, and its evidence is the raw text at its span; hits are in order."""
    for document in SMALL.annotate(batch):
        check_quotes(document)


def test_every_hit_of_the_examples_has_its_quote() -> None:
    """With the bundled lexicons, too, every hit of every example is quoted by the raw text at its span."""
    lexicon = load()
    documents = Annotator(lexicon, compile_book(lexicon)).annotate(examples())
    assert all(document.hits for document in documents)
    for document in documents:
        check_quotes(document)


def check_quotes(document: Document) -> None:
    texts = [turn.text for turn in document.transcript.turns]
    assert len(document.roles) == len(texts)
    assert list(document.hits) == sorted(document.hits)
    for hit in document.hits:
        assert 0 <= hit.start <= hit.end <= len(texts[hit.turn])
        assert hit.start < hit.end or not texts[hit.turn]
        quote = texts[hit.turn][hit.start : hit.end]
        assert document.quote(hit.turn, hit.start, hit.end) == quote
        assert [one.quote for one in document.evidence([hit])] == ([quote] if quote else [])
        assert 0 < hit.strength <= 100
        assert hit.by == document.roles[hit.turn] or hit.doubt or hit.label == "wait"


def test_patterns_are_found_turn_by_turn() -> None:
    """A pattern's matches are hits with their raw spans, by whoever spoke, none over the end of a turn."""
    [found] = SMALL.annotate([call("a|嗯，请您先，等等，开５０兆", "c|请您", "a|等20兆")])
    assert [(hit.label, hit.by, found.quote(hit.turn, hit.start, hit.end)) for hit in found.hits] == [
        ("polite", "agent", "请您先，等等"),
        ("digits", "agent", "５０兆"),
        ("digits", "agent", "20兆"),
    ]


@pytest.mark.parametrize(("pattern", "turn"), [("^您好", 0), ("再见$", 1)])
def test_a_pattern_with_an_anchor_is_found_in_every_turn(pattern: str, turn: int) -> None:
    """An anchored pattern means the start or end of a turn, in each turn of each call of a batch."""
    batch = [call("a|您好", "a|再见"), call("a|您好", "a|再见")]
    found = annotator(patterns={"it": pattern}).annotate(batch)
    assert [[hit.turn for hit in one.hits if hit.label == "it"] for one in found] == [[turn], [turn]]


@pytest.mark.parametrize("pattern", ["您好[^吗]{0,3}", r"您好\s?", r"您好\D?"])
def test_a_pattern_that_could_run_on_ends_with_its_turn(pattern: str) -> None:
    """What a class would also match in the next turn ends with its own turn."""
    [found] = annotator(patterns={"it": pattern}).annotate([call("a|您好", "c|我查话费")])
    assert [(hit.turn, hit.start, hit.end) for hit in found.hits if hit.label == "it"] == [(0, 0, 2)]


@pytest.mark.parametrize(("pattern", "turn"), [(r"\A您好", 0), (r"再见\z", 1), ("(?-m)^您好", 0)])
def test_no_pattern_sees_the_batch(pattern: str, turn: int) -> None:
    """What is found in a call does not depend on the calls beside it: such anchors are refused, or mean a turn."""
    try:
        found = annotator(patterns={"it": pattern}).annotate([call("a|您好", "a|再见"), call("a|您好", "a|再见")])
    except PatternError:
        return
    assert [[hit.turn for hit in one.hits if hit.label == "it"] for one in found] == [[turn], [turn]]
