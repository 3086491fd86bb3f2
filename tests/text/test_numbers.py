"""Numbers: every way of saying one has one value, and the patterns find it whole."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.characters import sound_form
from autoscore.text.numbers import DIGITS, LONGEST, NUMBER, parse_digits, parse_number
from autoscore.text.patterns import pattern_set

ONES = "零一二三四五六七八九"
SCALES = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
ANY_TEXT = st.text(alphabet="零〇一二两俩仨三五九十百千万亿半点几多0123456789., 块", max_size=40)

VALUES = {
    "零": "0",
    "〇": "0",
    "十": "10",
    "十五": "15",
    "二十一": "21",
    "一百二十": "120",
    "一百零五": "105",
    "一百〇五": "105",
    "一百五": "150",
    "一百十五": "115",
    "三千二": "3200",
    "三千零二十": "3020",
    "两万五": "25000",
    "两万零五百": "20500",
    "十万五": "105000",
    "一亿二": "120000000",
    "一万亿": "1000000000000",
    "俩": "2",
    "仨": "3",
    "半": "0.5",
    "98.5": "98.5",
    "007": "7",
    "1,200": "1200",
    "1,200,000.25": "1200000.25",
    "三点五": "3.5",
    "零点零五": "0.05",
    "三点五万": "35000",
    "3.5万": "35000",
    "1.2345万": "12345",
    "1.23456万": "12345.6",
    "一百二十点五": "120.5",
    "1千2": "1200",
    "1千2百": "1200",
    "1万2000": "12000",
    "2万": "20000",
}
NOT_ONE_NUMBER = (
    *("", "一三八零", "两三百", "十几", "万一", "千万", "百", "一百零", "五十三百", "三百五百", "十千", "一百200"),
    *(
        "一点五十",
        "三点五万二",
        "一点",
        "点五",
        "1.2.3",
        "1,20",
        "12,34",
        "一元",
        "²",
        "一" + "亿" * 5000,
        "1" * (LONGEST + 1),
    ),
)


def han(value: int) -> str:
    """Says a whole number in full: 10500 is 一万零五百."""
    if value < 10:
        return ONES[value]
    size, unit = next(scale for scale in SCALES if value >= scale[0])
    count, rest = divmod(value, size)
    head = "十" if (count, size) == (1, 10) else han(count) + unit
    if not rest:
        return head
    gap = "零" if rest < size // 10 else ""
    return head + gap + ("一" if 10 <= rest < 20 else "") + han(rest)


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_each_way_of_saying_a_number_has_its_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", NOT_ONE_NUMBER)
def test_what_is_not_exactly_one_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(0, 99_999_999))
def test_every_whole_number_said_in_full_parses_back(value: int) -> None:
    assert parse_number(han(value)) == value
    assert parse_number(f"{value:,}") == parse_number(str(value)) == value


@given(st.integers(0, 99_999_999), st.integers(0, 999))
def test_a_spoken_fraction_is_exact(whole: int, thousandths: int) -> None:
    digits = f"{thousandths:03}"
    spoken = "".join(ONES[int(digit)] for digit in digits)
    assert parse_number(f"{han(whole)}点{spoken}") == Decimal(f"{whole}.{digits}")


@given(st.integers(1, 9), st.sampled_from((10**4, 1000, 100)), st.integers(1, 9))
def test_a_last_digit_takes_the_place_below_its_unit(count: int, size: int, last: int) -> None:
    unit = dict(SCALES)[size]
    assert parse_number(f"{ONES[count]}{unit}{ONES[last]}") == count * size + last * size // 10


@given(ANY_TEXT)
def test_a_value_is_never_negative_and_prints_plainly(text: str) -> None:
    value = parse_number(text)
    assert value is None or (value >= 0 and "E" not in str(value))


@pytest.mark.parametrize(
    ("text", "digits"),
    [("一三八零", "1380"), ("幺洞拐〇", "1070"), ("13八", "138"), ("5", "5"), ("五十", None), ("", None)],
)
def test_digits_read_one_by_one_are_written_out(text: str, digits: str | None) -> None:
    assert parse_digits(text) == digits


@given(st.text(alphabet=ONES, min_size=1))
def test_written_digits_stand_one_for_one_for_the_spoken(spoken: str) -> None:
    assert parse_digits(spoken) == "".join(str(ONES.index(char)) for char in spoken)


FOUND = {
    NUMBER: {
        "总共三千二": ["三千二"],
        "收您1,200.5元,一百": ["1,200.5", "一百"],
        "98.5和3.5万": ["98.5", "3.5万"],
        "三点五,俩": ["三点五", "俩"],
        "收您98,找您2": ["98", "2"],
        "没有": [],
    },
    DIGITS: {
        "工号三零七": ["三零七"],
        "幺三八洞0拐,打10086": ["幺三八洞0拐", "10086"],
        "号码是[手机号],[号码]": ["[手机号]", "[号码]"],
        "十二,12": [],
    },
}


@pytest.mark.parametrize(("source", "text"), [(source, text) for source, cases in FOUND.items() for text in cases])
def test_both_engines_find_the_same_numbers(source: str, text: str) -> None:
    assert [match.group() for match in re.finditer(source, text)] == FOUND[source][text]
    assert [text[start:end] for _, start, end in pattern_set([source]).find(text)] == FOUND[source][text]


@given(st.integers(0, 99_999_999))
def test_a_number_is_found_whole_in_characters_and_in_sounds(value: int) -> None:
    for text in (han(value), str(value)):
        assert re.fullmatch(NUMBER, text)
        sound = sound_form(text)
        assert re.fullmatch(sound_form(NUMBER), sound)


@pytest.mark.parametrize("source", [NUMBER, DIGITS])
def test_a_source_can_be_inlined_and_transliterated(source: str) -> None:
    assert len(source) < 150
    assert not re.search(r"\(\?[^:]|[*+?}]\?|\\[^\[\]]|[{}]", source)
    assert not any("-" in chars for chars in re.findall(r"(?<!\\)\[([^\]]*)\]", source))
    pattern_set([source, sound_form(source), f"收您{source}.{{0,6}}找您{source}"]).find("收您")
