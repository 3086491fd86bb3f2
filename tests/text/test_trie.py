"""The multi-phrase search: every occurrence, overlapping ones too, in order of place."""

from hypothesis import example, given
from hypothesis import strategies as st

from autoscore.text.characters import normal_form, points
from autoscore.text.trie import Trie

ALPHABET = "ab您好好\n\x00😀𠮷\ue001\ue0ff"

phrases = st.lists(st.text(st.sampled_from(ALPHABET), min_size=1, max_size=4), max_size=8, unique=True)
texts = st.text(st.sampled_from(ALPHABET), max_size=30)


def found(sought: list[str], text: str) -> list[tuple[int, int, int]]:
    """Returns (start, end, number) of what the trie finds, as it hands it over."""
    return list(zip(*(column.tolist() for column in Trie.of(sought).hits(points(text))), strict=True))


def occurrences(sought: list[str], text: str) -> list[tuple[int, int, int]]:
    """Returns (start, end, number) of every occurrence, found by looking everywhere."""
    return sorted(
        (start, start + len(phrase), number)
        for number, phrase in enumerate(sought)
        for start in range(len(text))
        if text.startswith(phrase, start)
    )


@given(phrases, texts)
@example(["a", "aa", "aaa"], "aaaa")
@example(["😀", "好😀", "😀好"], "好😀好😀好")
def test_every_occurrence_is_found(sought: list[str], text: str) -> None:
    """Each occurrence of each phrase is found, overlapping and nested ones too, in order of place."""
    assert found(sought, text) == occurrences(sought, text)


@given(st.lists(st.text(min_size=1, max_size=3), max_size=6, unique=True), st.text(max_size=30))
def test_any_text_may_be_sought_in_any_text(sought: list[str], text: str) -> None:
    """What characters phrases and text consist of makes no difference."""
    assert found(sought, text) == occurrences(sought, text)


@given(st.integers(0, 2**32))
def test_many_phrases_share_no_slot_for_good(seed: int) -> None:
    """Of thousands of phrases each is found where it stands alone, whatever slots of the tables they share."""
    sought = [f"{chr(0x4E00 + (seed + at * 7919) % 20000)}{at:x}" for at in range(2000)]
    assert occurrences(sought[:3], sought[1]) == [(0, len(sought[1]), 1)]
    starts, _, numbers = Trie.of(sought).hits(points("\n".join(sought)))
    whole = [number for start, number in zip(starts.tolist(), numbers.tolist(), strict=True) if start == 0]
    assert 0 in whole
    assert set(numbers.tolist()) == set(range(len(sought)))


def test_no_phrases_find_nothing() -> None:
    """A trie of no phrases is built, and finds nothing; nor is anything found in no text."""
    assert found([], "您好") == []
    assert found(["您好"], "") == []


def test_the_normal_form_of_any_text_can_be_searched() -> None:
    """Lone surrogates and control characters of a raw text do not stop the search of its normal form."""
    assert found(["您好"], normal_form("\ud800\x00\udfff您好\udc00")) == [(3, 5, 0)]
