"""What a text says: words weighted by rarity, numbers by their value."""

from itertools import pairwise

import pytest

from autoscore.text.rarity import contents, weight


def test_small_talk_says_nothing() -> None:
    """Pronouns, question words, courtesy and fillers have no weight."""
    assert not contents("嗯，您好，请问您要办什么？")
    assert not [word for word in ("您", "什么", "谢谢", "一下", "嗯") if weight(word)]


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    """Weights lie between 0 and 1 and grow with rarity; a word in no list is as rare as can be."""
    assert 0 < weight("客人") < weight("合唱团") <= 1
    assert weight("钼矿渣") == 1


def test_one_character_weighs_less() -> None:
    """A word of one character counts for less than any rare one of two: it is often cut wrongly."""
    assert 0 < weight("摔") < weight("评书")


@pytest.mark.parametrize("text", ["超了三十块", "超了30块", "超了３０块"])
def test_numbers_are_compared_by_value(text: str) -> None:
    """A number has the same form however it is written, and full weight."""
    numbers = [one for one in contents(text) if one.word.startswith("#")]
    assert [(one.word, one.weight) for one in numbers] == [("#30", 1.0)]


def test_a_small_count_is_no_fact() -> None:
    """A bare number below ten says nothing."""
    assert not [one for one in contents("给我两个") if one.word.startswith("#")]


def test_places_are_those_of_the_text() -> None:
    """Each word stands in the text where it is said to stand, in order, none overlapping another."""
    text = "跑长途的，导航开着，一个月花九十八块"
    found = contents(text)
    assert [text[one.start : one.end] for one in found if not one.word.startswith("#")] == [
        one.word for one in found if not one.word.startswith("#")
    ]
    assert all(left.end <= right.start for left, right in pairwise(found))
