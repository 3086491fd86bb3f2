"""`like`: what comes close to a given sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operators_kit import NO, UNSURE, YES, ask, call, check, refused

SORRY = "{like: ['给您带来不便非常抱歉', '您的心情我非常理解']}"


@pytest.mark.parametrize(
    ("line", "truth"),
    [
        ("[[给您带来不便，非常抱歉]]。", YES),
        ("好的，[[给您带来的不便非常抱歉]]，我查一下。", YES),
        ("[[您的心情呢，嗯，我非常理解]]", YES),
        ("[[给您带来不便非常报欠]]", YES),
        ("[[给您带来不便非常抱]]", YES),
        ("非常抱歉。", NO),
        ("我非常理解。", NO),
        ("抱歉", NO),
        ("", NO),
        ("给您带来什么产品看看。", NO),
    ],
)
def test_what_comes_close(line: str, truth) -> None:
    """A sentence with a word more or less, or one heard as another, is close; a mere piece of it is not."""
    check(SORRY, truth, f"客服：{line}")


def test_a_short_clause_is_not_sought_in_the_sentence() -> None:
    """What is shorter than the sentence is measured against all of it, never the other way round."""
    for words in ("给您", "不便", "非常抱歉", "您的心情", "带来不便非常"):
        assert ask(SORRY, call(f"客服：{words}")).truth is NO


def test_how_like() -> None:
    """`least` sets how like it must be."""
    line = "客服：[[给您造成不便非常抱歉]]"
    check("{like: '给您带来不便非常抱歉', least: 80}", YES, line)
    check("{like: '给您带来不便非常抱歉', least: 95}", NO, line.replace("[[", "").replace("]]", ""))


def test_sound_alikes_hang_on_how_sure_a_rubric_is() -> None:
    """Words that are only like by their sound count from the rubric's strength on, and never to strict eyes."""
    line = "客服：[[给宁呆来步便飞长包欠]]"
    check("{like: '给您带来不便非常抱歉'}", YES, line)
    check("{like: '给您带来不便非常抱歉'}", UNSURE, line, strict=True)


def test_each_clause_is_told_once_and_in_its_turn() -> None:
    """Every sentence that comes close is shown, with the raw words of its own turn, and only of the side asked."""
    check(
        SORRY, YES, "客户：给您带来不便非常抱歉", "客服：[[给您带来不便非常抱歉]]。[[您的心情我非常理解]]！", "客服：喂"
    )


def test_what_is_too_short_to_be_like() -> None:
    """A sentence of three characters, or a likeness of nothing, is refused."""
    assert refused("{like: 抱歉}") != []
    assert refused("{like: 给您带来不便非常抱歉, least: 20}") != []


@given(st.text("给您带来不便非常抱歉，。我嗯", max_size=40))
def test_what_is_shown_is_as_long_as_it_claims(text: str) -> None:
    """Whatever is found lies inside the raw text and leaves out at most a fifth of the sentence."""
    found = ask("{like: '给您带来不便非常抱歉'}", call(f"客服：{text}"))
    for hit in found.hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.end - hit.start >= 8
