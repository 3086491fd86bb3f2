"""How usual the pairs of a text are: counted as they stand, in figures that do not depend on the texts around."""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.text.characters import points
from autoscore.text.fluency import BITS, character_pairs, count, features, said, shipped, sound_pairs
from autoscore.text.view import View

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.noisiness import pairs  # noqa: E402 - the benchmarks are no package of the wheel

FIGURES = 6
USUAL = "请问有什么可以帮您"
# The same sounds in characters that nobody writes side by side.
ODD = "晴纹友申么渴蚁梆宁"

words = st.text(st.sampled_from("您好请稍等再见ab1，。 "), max_size=12)


def figures(*texts: str) -> list[list[float]]:
    """Returns the figures of some texts, all worked out together."""
    view = View.of(texts)
    return features(view.codes, view.squeezed_starts[:-1]).tolist()


def test_shipped_counts_are_those_of_the_sentences() -> None:
    """The shipped counts equal what is counted now; after a change of sentences run benchmarks/noisiness.py --write."""
    made, there = pairs(), shipped()
    for one, other in ((made.characters, there.characters), (made.sounds, there.sounds)):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


@given(words)
def test_each_pair_of_chinese_characters_is_counted_once(text: str) -> None:
    """Both counts add up to the pairs of Chinese characters that stand side by side, and to nothing else."""
    codes = points(text)
    expected = sum("一" <= one <= "鿿" and "一" <= two <= "鿿" for one, two in pairwise(text))
    found = count(codes) if len(text) > 1 else None
    assert int(said(codes).sum()) == expected
    if found is not None:
        assert int(found.characters.sum()) == int(found.sounds.sum()) == expected


def test_pairs_have_their_direction() -> None:
    """A pair is not its reverse, by characters and by sounds."""
    for number in (character_pairs, sound_pairs):
        assert number(points("您好")).tolist() != number(points("好您")).tolist()
        assert number(points("您好您")).tolist()[0] == number(points("您好")).tolist()[0]
    assert 0 <= int(character_pairs(points("您好"))[0]) < 1 << BITS


def test_homophones_make_one_pair_of_sounds() -> None:
    """Characters of the same sounds are different pairs of characters and the same pair of sounds."""
    assert sound_pairs(points("稍候")).tolist() == sound_pairs(points("烧后")).tolist()
    assert character_pairs(points("稍候")).tolist() != character_pairs(points("烧后")).tolist()


def test_what_nobody_writes_shows() -> None:
    """The same sounds in odd characters have more new pairs, more of them of usual sounds, and rarer ones."""
    [usual], [odd] = figures(USUAL), figures(ODD)
    new, usual_sounds, very_usual_sounds, characters, sounds, once = range(FIGURES)
    for share in (new, usual_sounds, very_usual_sounds, once):
        assert odd[share] > usual[share]
    assert odd[characters] < usual[characters]
    assert odd[sounds] == pytest.approx(usual[sounds])


@settings(deadline=None)
@given(st.lists(words.filter(lambda text: len(View.of([text]).squeezed) > 1), min_size=1, max_size=5))
def test_figures_are_the_same_together_and_alone(texts: list[str]) -> None:
    """What is told of a text does not depend on those beside it, to the last bit."""
    assert figures(*texts) == [figures(text)[0] for text in texts]


@given(words)
def test_shares_are_shares(text: str) -> None:
    """Shares lie between 0 and 1, each within the one before it, and logarithms are not below 0."""
    [found] = figures(text + "好")
    new, usual_sounds, very_usual_sounds, characters, sounds, once = found
    assert 0 <= very_usual_sounds <= usual_sounds <= new <= once <= 1
    assert characters >= 0 <= sounds


@pytest.mark.parametrize("text", ["好", "a1", "ab，好"])
def test_a_text_without_a_pair_has_nothing_to_tell(text: str) -> None:
    """Where no two Chinese characters stand side by side all figures are 0."""
    assert figures(text) == [[0.0] * FIGURES]
