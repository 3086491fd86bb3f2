"""How unlike syllables sound: the same from both sides, and near where people and recognisers mix sounds up."""

from functools import cache
from itertools import combinations, groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.make_tables import near, readings
from autoscore.text.phonology import ALL, difference, split

INITIALS = {"z": "zh", "c": "ch", "s": "sh", "n": "l", "f": "h", "r": "l"}
ENDINGS = {"in": "ing", "en": "eng", "an": "ang", "uan": "uang", "o": "uo", "v": "u"}
PARTS = {
    "zhang": ("zh", "ang"),
    "an": ("", "an"),
    "yi": ("", "i"),
    "ying": ("", "ing"),
    "you": ("", "iou"),
    "liu": ("l", "iou"),
    "wu": ("", "u"),
    "wei": ("", "uei"),
    "gui": ("g", "uei"),
    "wen": ("", "uen"),
    "sun": ("s", "uen"),
    "yu": ("", "ü"),
    "yuan": ("", "üan"),
    "juan": ("j", "üan"),
    "qu": ("q", "ü"),
    "lv": ("l", "ü"),
    "zhu": ("zh", "u"),
}
# From the nearest to the farthest: mixed up, a glide apart, a breath apart, nothing in common.
FARTHER = [("shi", "si"), ("sheng", "shen"), ("dan", "duan"), ("bo", "po"), ("bo", "ma"), ("qu", "dang")]


@cache
def names() -> tuple[str, ...]:
    """Returns all syllables that a character is read as."""
    return tuple(sorted({*readings()} - {""}))


def syllable() -> st.SearchStrategy[str]:
    return st.deferred(lambda: st.sampled_from(names()))


def swapped(one: str, other: str) -> list[tuple[str, str]]:
    """Returns the syllables that are another when one part is written for another."""
    if one in INITIALS:
        pairs = [(name, other + name[len(one) :]) for name in names() if name[: len(one)] == one and name[1:2] != "h"]
    else:
        pairs = [(name, name[: -len(one)] + other) for name in names() if name.endswith(one)]
    return [pair for pair in pairs if pair[1] in names()]


@given(syllable(), syllable())
def test_a_difference_is_the_same_from_both_sides(one: str, other: str) -> None:
    """Two syllables are as unlike as the other way round, between 0 and 100."""
    assert difference(one, other) == difference(other, one)
    assert 0 <= difference(one, other) <= ALL


def test_only_the_same_syllable_is_no_difference() -> None:
    """No two syllables are alike without being the same, and each is like itself."""
    parts = [split(name) for name in names()]
    assert len({*parts}) == len(parts)
    assert all(difference(name, name) == 0 for name in names())
    for one in names():
        assert [other for other in names() if split(other)[0] == split(one)[0] and not difference(one, other)] == [one]


@given(syllable(), syllable())
def test_another_syllable_makes_a_difference(one: str, other: str) -> None:
    """The difference is nothing where the syllables are the same, and only there."""
    assert (difference(one, other) == 0) == (one == other)


@pytest.mark.parametrize(("one", "other"), [*INITIALS.items(), *ENDINGS.items()])
def test_sounds_that_are_mixed_up_are_near(one: str, other: str) -> None:
    """Syllables that differ only in a pair of sounds that people mix up cost next to nothing."""
    pairs = swapped(one, other)
    assert pairs
    assert {pair: difference(*pair) for pair in pairs if difference(*pair) > 10} == {}


def test_one_class_of_sound_is_near() -> None:
    """Syllables that the search by sound holds to be one are near by the table too, both parts at once."""
    classes = groupby(sorted(names(), key=near), near)
    pairs = [pair for _, members in classes for pair in combinations(members, 2)]
    assert ("zan", "zhang") in pairs
    assert {pair: difference(*pair) for pair in pairs if difference(*pair) > 10} == {}


def test_the_less_two_syllables_share_the_more_unlike_they_are() -> None:
    """A mixed-up sound is nearer than another glide, that than another breath, that than nothing shared."""
    found = [difference(*pair) for pair in FARTHER]
    assert found == sorted({*found})
    assert found[-1] > 60


@given(syllable())
def test_what_has_no_syllable_is_unlike_all(one: str) -> None:
    """A letter or a mark is as unlike a syllable as can be, and as another letter."""
    assert difference(one, "") == difference("", one) == difference("", "") == ALL


@pytest.mark.parametrize(("name", "parts"), PARTS.items())
def test_syllables_are_split_as_they_are_said(name: str, parts: tuple[str, str]) -> None:
    """The letters y and w, and the ü that is written u, are taken for what they stand for."""
    assert split(name) == parts


@given(syllable())
def test_a_syllable_has_a_final(one: str) -> None:
    """Every syllable with a vowel has a final that begins with one, whatever its initial."""
    _, final = split(one)
    assert final[:1] in "aeiouü" or not {*one} & {*"aeiouv"}
