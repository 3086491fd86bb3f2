"""Near-duplicates: found by shared pairs of characters, the same as by comparing all with all."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify.near import LIMIT, bigrams, near_duplicates

# Limits that are exact in binary, so that both ways round alike.
limits = st.sampled_from([0.0, 0.25, 0.5, 0.75])
texts = st.lists(st.text("您好吗的，。 ", max_size=7), max_size=12)


def brute(of: list[str], limit: float) -> list[tuple[int, int]]:
    pairs = [bigrams(text) for text in of]
    shares = {(a, b): len(pairs[a] & pairs[b]) / len(pairs[a] | pairs[b]) for a, b in combinations(range(len(of)), 2)}
    return sorted(place for place, share in shares.items() if share > limit)


@given(texts, limits)
def test_what_is_found_is_what_a_plain_search_finds(of: list[str], limit: float) -> None:
    """Each pair above the limit is told once, the earlier place first, and no other pair."""
    assert sorted(near_duplicates(of, limit)) == brute(of, limit)


@given(texts)
def test_pairs_come_as_their_later_text_does(of: list[str]) -> None:
    """Pairs are told in the order of the later place."""
    later = [place for _, place in near_duplicates(of)]
    assert later == sorted(later)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("您好吗", {"您好", "好吗"}),
        ("您，好 吗？", {"您好", "好吗"}),
        ("好", {"好"}),
        ("好好好", {"好好"}),
        ("。", {""}),
        ("", {""}),
    ],
)
def test_pairs_of_neighbours(text: str, pairs: set[str]) -> None:
    """Marks and blanks are left out; a text of one character, or of none, has that as its only pair."""
    assert bigrams(text) == pairs


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("您查话费吗", "您查话费吗？", True),
        ("好的谢谢您", "好的，谢谢您。", True),
        ("您查话费吗", "您查流量吗", False),
        ("一二三四五六七八九十天", "一二三四五六七八九十地", True),
        ("", "。", True),
        ("好", "行", False),
    ],
)
def test_what_is_near(one: str, other: str, near: bool) -> None:
    """Texts that differ in marks alone are near; those that differ in the words that count are not, above 0.7."""
    assert LIMIT == 0.7
    assert ([*near_duplicates([one, other])] == [(0, 1)]) is near


def test_a_pair_just_at_the_limit_is_not_near() -> None:
    """The limit itself is not above it: 3 of 4 pairs are shared by these two."""
    pair = ["天地人山", "天地人山水"]
    assert [*near_duplicates(pair, 0.75)] == []
    assert [*near_duplicates(pair, 0.74)] == [(0, 1)]
