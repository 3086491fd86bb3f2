"""The index of the phrases that are heard although mangled: every pair of sounds leads to all of its places."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lexicon_kit import book, lexicon, matches

from autoscore.lexicon import compile_book
from autoscore.lexicon.heard import hear
from autoscore.lexicon.references import LEAST, LONGEST, classes, pairs, references
from autoscore.text.characters import near_sounds, points
from autoscore.text.view import View

CHARS = "请稍候片刻您好再见谢客服号a1"
TOO_LONG = "感谢您的耐心等待祝您生活愉快再见"

entries = st.lists(st.text(st.sampled_from(CHARS), min_size=2, max_size=LONGEST), min_size=1, max_size=6, unique=True)


@settings(deadline=None)
@given(entries)
def test_every_pair_leads_to_all_its_places(texts: list[str]) -> None:
    """Of each pair of near-sounds the index tells exactly the phrases and offsets at which it stands."""
    known = book(*(f"* {text}" for text in texts)).references
    expected: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for row, text in enumerate(known.texts):
        near = near_sounds(points(text)).tolist()
        for offset in range(len(text) - 1):
            if len(text) >= LEAST and near[offset] and near[offset + 1]:
                expected[near[offset] * classes() + near[offset + 1]].add((row, offset))
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair, row, offset in zip(known.keys.tolist(), known.phrase.tolist(), known.offset.tolist(), strict=True):
        found[pair].append((row, offset))
    assert known.keys.tolist() == sorted(known.keys.tolist())
    assert {pair: {*places} for pair, places in found.items()} == expected
    assert all(len({*places}) == len(places) for places in found.values())


@settings(deadline=None)
@given(entries)
def test_rows_are_the_phrases(texts: list[str]) -> None:
    """Each row is a phrase with its length and its characters, with nothing behind them; short ones are told apart."""
    known = book(*(f"* {text}" for text in texts)).references
    assert known.lengths.tolist() == [len(text) for text in known.texts]
    rows = ["".join(map(chr, row)) for row in known.spoken.codes.tolist()]
    assert rows == [text.ljust(LONGEST, "\0") for text in known.texts]
    assert known.short.tolist() == [row for row, text in enumerate(known.texts) if len(text) < LEAST]
    assert [way.strings for _, way in known.owners] == [(text,) for text in known.texts]


@pytest.mark.parametrize("sign", ["", "! ", "- ", "~ ", "? "])
def test_only_formulas_are_heard_mangled(sign: str) -> None:
    """Only what is marked as a formula has a row."""
    assert book(f"{sign}请稍候片刻", "* 谢谢您").references.texts == ("谢谢您",)


def test_sets_that_want_no_sound_have_no_rows() -> None:
    """Where a set is never heard by sound, its formulas are not either."""
    assert book("* 请稍候片刻", sound="never").references.texts == ()
    assert book("* 请稍候片刻", sound="place", place="closing").references.texts == ("请稍候片刻",)


def test_what_is_too_long_for_a_row_has_none() -> None:
    """A formula longer than the longest row is left out, and the others keep theirs."""
    assert len(TOO_LONG) > LONGEST
    assert book(f"* {TOO_LONG}", f"* {TOO_LONG[:LONGEST]}").references.texts == (TOO_LONG[:LONGEST],)


def test_alternatives_are_rows_of_their_own() -> None:
    """An entry with options and alternatives has a row for each of its forms."""
    texts = book("* 请[您]稍(候|等)片刻").references.texts
    assert {*texts} == {"请稍候片刻", "请稍等片刻", "请您稍候片刻", "请您稍等片刻"}


@pytest.mark.parametrize("text", ["", "好", "请稍候片刻", "请稍候片刻，您好。"])
def test_an_empty_lexicon_hears_nothing(text: str) -> None:
    """With no formula at all there is an empty index, and nothing is heard in any text."""
    of = compile_book(lexicon())
    known = references(())
    assert known.texts == of.references.texts == ()
    assert len(known.phrase) == len(known.offset) == len(known.short) == len(known.keys) == 0
    assert list(hear(known, View.of([text]))) == []
    assert matches(of, text) == []


@given(st.text(st.sampled_from([*CHARS, "，", "\n"]), max_size=8))
def test_pairs_need_two_syllables(text: str) -> None:
    """Each place is the pair of its near-sound with the next one, and nothing where either has none."""
    near = near_sounds(points(text)).tolist()
    expected = [one * classes() + two if one and two else 0 for one, two in pairwise(near)]
    assert pairs(near_sounds(points(text))).tolist() == expected
