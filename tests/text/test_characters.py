"""The normal form and the tables: one character for one, and the tables are what their maker makes."""

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given
from text_kit import any_text

from autoscore.text.characters import (
    FILLER,
    FILLERS,
    HARD,
    HARD_MARKS,
    KEEP,
    SOFT,
    SOUND_BASE,
    characters,
    normal_form,
    normalise,
    points,
    sound_form,
    sounds,
    squeeze,
    syllables,
    to_text,
    unstuttered,
)
from autoscore.text.make_tables import near, normal_table, numbered, readings, second_readings, syllable_of
from autoscore.text.phonology import differences
from autoscore.text.sounding import unlike

NORMAL = {
    "您好": "您好",
    "ＡＢＣ１２３": "abc123",
    "Hello": "hello",
    "您好，再見！": "您好,再见!",
    "請問您貴姓？": "请问您贵姓?",
    "妳喫飯了麽": "你吃饭了么",
    "９８．５": "98.5",
    "a\tb\nc\u3000d\u00a0e": "a b c d e",
    "😀𠮷": "😀𠮷",
    "\ud800": "\ufffd",
    "İß": "İß",
}
SAME_NEAR_SOUND = {
    "知": "资",
    "吃": "词",
    "是": "四",
    "南": "蓝",
    "飞": "黑",
    "因": "英",
    "分": "风",
    "山": "伤",
    "陈": "曾",
    "尼": "立",
}
HOMOPHONES = {"候": "后", "您": "您", "再": "在", "张": "章", "两": "凉", "1": "一", "7": "七", "0": "零"}
OTHER_SOUNDS = {"八": "趴", "大": "他", "哥": "科", "人": "热", "一": "雨", "先": "玄"}
SQUEEZED = {
    "嗯，您您好啊。": "您好",
    "那那那我我看一下": "那我看一下",
    "98.5元": "98.5元",
    "1,200块": "1,200块",
    "12:30分": "12:30分",
    "１２：３０": "12:30",
    "第1,好": "第1好",
    "1，2": "1,2",
    "3。5": "35",
    "呢吧嘛吗了": "呢吧嘛吗了",
    "[号码]{金额}": "[号码]{金额}",
    "……——“”、：": "",
    "": "",
}


@given(any_text)
@example("\ud800")
@example("\U0010ffff")
@example("ŉİǅﷺ")
def test_normal_form_is_one_character_for_one(text: str) -> None:
    """Each character has its own normal form whatever stands beside it, so offsets are those of the raw text."""
    normal = normal_form(text)
    assert len(normal) == len(text)
    assert list(normal) == [normal_form(char) for char in text]


@given(any_text)
def test_both_ways_to_the_normal_form_agree(text: str) -> None:
    """The way by arrays and the way by translation give the same normal form and the same sounds."""
    assert to_text(normalise(points(text))) == normal_form(text)
    assert to_text(sounds(points(normal_form(text)))) == sound_form(normal_form(text))


@given(any_text)
def test_code_points_lead_back_to_their_text(text: str) -> None:
    """Code points are taken one for one and give the text again, lone surrogates and control characters too."""
    codes = points(text)
    assert codes.tolist() == [ord(char) for char in text]
    assert to_text(codes) == text


@pytest.mark.parametrize(("raw", "normal"), NORMAL.items())
def test_normal_form_is_half_width_lower_case_and_simplified(raw: str, normal: str) -> None:
    """Width, case, script and kinds of blank make no difference; what has no single-character form stays."""
    assert normal_form(raw) == normal


def test_no_normal_form_is_a_line_break_or_a_surrogate() -> None:
    """No character's normal form is the barrier between texts or a lone surrogate."""
    table = characters().normal
    assert not np.isin(table, [ord(char) for char in "\n\r\x00"]).any()
    assert not ((table >= 0xD800) & (table <= 0xDFFF)).any()


def test_normal_form_is_stable() -> None:
    """The normal form of a normal form is itself, but for 薴: its Simplified form 苧 is also Traditional for 苎."""
    table = characters().normal
    assert [chr(point) for point in np.flatnonzero(table[table] != table)] == ["薴"]


def test_shipped_tables_are_what_their_maker_makes() -> None:
    """The shipped tables equal what make_tables makes now, value for value and type for type."""
    first, shipped = readings(), characters()
    classes = [near(reading) for reading in first]
    pairs = {
        "normal": (normal_table(), shipped.normal),
        "syllable": (numbered(first, first), shipped.syllable),
        "second": (numbered(second_readings(first), first), shipped.second),
        "near": (numbered(classes, classes), shipped.near),
        "unlike": (differences(sorted({*first, ""})), unlike()),
    }
    for name, (made, there) in pairs.items():
        assert there.dtype == made.dtype, name
        np.testing.assert_array_equal(there, made, name)


def test_second_readings_are_of_characters_with_a_first() -> None:
    """Only a character that has a syllable has a second one, most have no other, and each is a known syllable."""
    tables = characters()
    assert ((tables.syllable > 0) == (tables.second > 0)).all()
    assert 50 <= int((tables.syllable != tables.second).sum()) <= 150
    assert int(tables.second.max()) < len(unlike()) == int(tables.syllable.max()) + 1


def test_characters_with_one_syllable_share_their_near_sound() -> None:
    """Whoever shares an exact syllable shares the near one, so homophones are always found by sound."""
    tables = characters()
    pairs = {(int(exact), int(close)) for exact, close in zip(tables.syllable, tables.near, strict=True)}
    assert len({exact for exact, _ in pairs}) == len(pairs)


@pytest.mark.parametrize(("one", "other"), SAME_NEAR_SOUND.items())
def test_near_sounds_are_one_class(one: str, other: str) -> None:
    """z/zh, c/ch, s/sh, n/l, f/h, in/ing, en/eng and an/ang sound alike, though the syllables are not the same."""
    assert sound_form(one) == sound_form(other)
    assert syllables(points(one)).tolist() != syllables(points(other)).tolist()


@pytest.mark.parametrize(("one", "other"), HOMOPHONES.items())
def test_homophones_have_one_syllable(one: str, other: str) -> None:
    """Homophones, and digits with their Chinese names, share the exact syllable."""
    assert syllables(points(one)).tolist() == syllables(points(other)).tolist()
    assert syllables(points(one)).tolist() != [0]


@pytest.mark.parametrize(("one", "other"), OTHER_SOUNDS.items())
def test_other_sounds_are_told_apart(one: str, other: str) -> None:
    """Pairs that nobody mixes up are of different classes."""
    assert sound_form(one) != sound_form(other)


def test_the_sound_of_a_character_without_a_syllable_is_itself() -> None:
    """Letters, marks and astral characters stand for themselves among sounds; syllables are private characters."""
    assert sound_form("a,\n😀吗") == "a,\n😀" + sound_form("吗")
    assert ord(sound_form("吗")) > SOUND_BASE


def test_near_class_of_a_syllable_is_stable() -> None:
    """The class of a class is itself, so that no two classes are one by another way."""
    names = {near(syllable_of(chr(point))) for point in range(0x4E00, 0x9FA6)}
    assert {name for name in names if near(name) != name} == set()


def test_kinds_of_characters() -> None:
    """Fillers, ends of sentences and other marks are of their kinds; letters, digits, 呢吧嘛吗了 and brackets stay."""
    kind = characters().kind
    expected = {FILLER: FILLERS, HARD: HARD_MARKS, SOFT: " ,、:“”'\"-—·《》", KEEP: "呢吧嘛吗了您[]{}a0\n"}
    for value, chars in expected.items():
        assert {char: int(kind[ord(char)]) for char in chars} == dict.fromkeys(chars, value)


def test_every_chinese_end_of_sentence_is_hard() -> None:
    """After the normal form, 。？！；… of either width end a sentence."""
    kind = characters().kind
    found = {char: int(kind[ord(normal_form(char))]) for char in "。？！；…?!;"}
    assert found == dict.fromkeys("。？！；…?!;", HARD)


def test_no_letter_or_digit_is_a_mark() -> None:
    """Whatever Unicode calls a letter or a decimal digit is kept, but for the three signs of Latin-1."""
    kind = characters().kind
    odd = [
        chr(point)
        for point in range(0x10000)
        if kind[point] in (SOFT, HARD) and unicodedata.category(chr(point)) in {"Lu", "Ll", "Lo", "Nd"}
    ]
    assert set(odd) <= {"ª", "µ", "º"}


@pytest.mark.parametrize(("raw", "squeezed"), SQUEEZED.items())
def test_squeezing_keeps_words_and_numbers(raw: str, squeezed: str) -> None:
    """Fillers, doubled pronouns and punctuation go; numbers keep their point, comma and colon."""
    assert squeeze(raw) == squeezed


@pytest.mark.parametrize("chain", ["1.2.3", "12:3:4", "1:2:3", "2.3.4.5"])
def test_squeezing_keeps_chains_of_single_digits(chain: str) -> None:
    """A mark between two digits stays, also where the digit before it stands behind another mark."""
    assert squeeze(chain) == chain


@given(any_text)
def test_squeezing_leaves_no_mark_and_no_stutter(text: str) -> None:
    """In a squeezed text no filler, no doubled pronoun and no mark is left, but the marks between digits."""
    squeezed = squeeze(text)
    bare = re.sub("(?<=[0-9])[.:,](?=[0-9])", "", squeezed)
    assert {int(characters().kind[min(ord(char), 0xFFFD)]) for char in bare} <= {KEEP}
    assert unstuttered(squeezed) == squeezed
