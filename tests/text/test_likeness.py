"""Likeness: the run most like a phrase, and never a text shorter than the phrase."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.likeness import closest

phrases = st.lists(st.text(st.sampled_from("abcd好"), max_size=6), max_size=4)
texts = st.text(st.sampled_from("abcd好"), max_size=12)


def test_an_exact_run_is_as_like_as_can_be() -> None:
    """Where a phrase stands in the text its own run is found, at full strength."""
    assert closest(["请稍候"], "您好请稍候啦", 55) == (0, 2, 5, 100)


def test_the_likest_phrase_is_found() -> None:
    """Of several phrases the likest is reported; of equally like ones the first."""
    assert closest(["请再见", "请稍候"], "您好请稍候啦", 55) == (1, 2, 5, 100)
    assert closest(["稍候", "请稍"], "请稍候", 55) == (0, 1, 3, 100)


def test_what_is_less_like_than_asked_is_not_found() -> None:
    """A run below the cut-off is nothing; at the cut-off it is found."""
    found = closest(["abcd"], "xxabcexx", 50)
    assert found is not None
    assert found[3] == 75
    assert closest(["abcd"], "xxabcexx", 75) == found
    assert closest(["abcd"], "xxabcexx", 76) is None


@pytest.mark.parametrize(("sought", "text"), [(["您好"], "您"), ([""], "您好"), ([], "您好"), (["您好"], "")])
def test_a_text_shorter_than_the_phrase_is_never_like_it(sought: list[str], text: str) -> None:
    """The shorter would be sought in the longer, and 您 would be found in 您好: such a phrase is not asked."""
    assert closest(sought, text, 0) is None


@given(phrases, texts, st.integers(1, 100))
def test_a_find_is_a_run_of_the_text_for_a_phrase_that_fits(sought: list[str], text: str, cutoff: int) -> None:
    """What is found lies in the text, is as like as was asked, and belongs to a phrase no longer than the text."""
    found = closest(sought, text, cutoff)
    if found is not None:
        number, start, end, strength = found
        assert 0 < len(sought[number]) <= len(text)
        assert 0 <= start <= end <= len(text)
        assert cutoff <= strength <= 100


@given(texts.filter(bool), texts, texts)
def test_a_phrase_that_stands_in_the_text_is_found_there(phrase: str, before: str, after: str) -> None:
    """Whatever is around it, a phrase that is there is found at full strength, at a run that equals it."""
    text = before + phrase + after
    found = closest([phrase], text, 55)
    assert found is not None
    assert found[3] == 100
    assert text[found[1] : found[2]] == phrase
