"""The phrase automaton: every occurrence, overlapping ones too, and the same by either engine."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autoscore.text.automaton import automaton, engines
from autoscore.text.characters import normal_form

ALPHABET = "ab您好好\n\x00😀𠮷\ue001\ue0ff"
ENGINES = ("daachorse", "ahocorasick_rs")

phrases = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=4), max_size=8, unique=True)
texts = st.text(st.sampled_from(ALPHABET), max_size=30)


def occurrences(sought: list[str], text: str) -> list[tuple[int, int, int]]:
    """Returns (start, end, number) of every occurrence, found by looking everywhere."""
    return sorted(
        (start, start + len(phrase), number)
        for number, phrase in enumerate(sought)
        for start in range(len(text))
        if text.startswith(phrase, start)
    )


def test_both_engines_are_installed_here() -> None:
    """The engine of most machines and the one that steps in are both at hand, the better one first."""
    assert engines() == ENGINES


@pytest.mark.parametrize("engine", ENGINES)
@given(phrases, texts)
@example(["a", "aa", "aaa"], "aaaa")
@example(["😀", "好😀", "😀好"], "好😀好😀好")
def test_every_occurrence_is_found_by_each_engine(engine: str, sought: list[str], text: str) -> None:
    """Each engine finds each occurrence of each phrase, overlapping and nested ones too, in code points."""
    assert automaton(sought, engine).find(text) == occurrences(sought, text)


@given(st.lists(st.text(min_size=1, max_size=3), max_size=6, unique=True), st.text(max_size=30))
def test_engines_agree_on_any_text(sought: list[str], text: str) -> None:
    """Both engines give equal finds in equal order for any phrases in any text without lone surrogates."""
    first, second = (automaton(sought, engine).find(text) for engine in ENGINES)
    assert first == second


@given(phrases, texts)
def test_each_find_is_its_phrase(sought: list[str], text: str) -> None:
    """The text at a find is the phrase of its number, and the finds are in order of place."""
    found = automaton(sought).find(text)
    assert [text[start:end] for start, end, _ in found] == [sought[number] for _, _, number in found]
    assert found == sorted(set(found))


@pytest.mark.parametrize("engine", ENGINES)
def test_no_phrases_find_nothing(engine: str) -> None:
    """An automaton of no phrases is built, and finds nothing."""
    assert automaton((), engine).find("您好") == []
    assert automaton(("您好",), engine).find("") == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_normal_form_of_any_text_can_be_searched(engine: str) -> None:
    """Lone surrogates and control characters of a raw text do not stop the search of its normal form."""
    assert automaton(("您好",), engine).find(normal_form("\ud800\x00\udfff您好\udc00")) == [(3, 5, 0)]
