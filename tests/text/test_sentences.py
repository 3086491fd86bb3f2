"""Sentences: spans that cover what was said, each up to its end marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.sentences import sentences

ENDS = "。？！；?!;…\n"
SPLIT = {
    "您好。请问办什么？": ["您好。", "请问办什么？"],
    "真的？！好吧……那行": ["真的？！", "好吧……", "那行"],
    "您好，请坐": ["您好，请坐"],
    "  您好。  请坐 ": ["您好。", "请坐"],
    "您好\n请坐": ["您好", "请坐"],
    "98.5元；不贵": ["98.5元；", "不贵"],
    "。": ["。"],
    " \n ": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SPLIT.items())
def test_sentences_end_at_their_marks(text: str, expected: list[str]) -> None:
    """A run of end marks closes a sentence and stays with it; commas, points in numbers and blanks close none."""
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(st.sampled_from(f"您好，, 😀9.{ENDS}"), max_size=30))
def test_sentences_cover_all_but_blanks(text: str) -> None:
    """The spans are in order, apart, not blank at their ends, and nothing but blanks lies outside them."""
    found = list(sentences(text))
    place = 0
    for start, end in found:
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()


@given(st.text(st.sampled_from(f"您好， {ENDS}"), max_size=30))
def test_no_end_mark_stands_inside_a_sentence(text: str) -> None:
    """Within a sentence an end mark is followed by end marks only."""
    for start, end in sentences(text):
        assert not any(mark in text[start:end].rstrip(ENDS) for mark in ENDS)
