"""Money: exact sums at exact places, and nothing that only looks like money."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.characters import sound_form
from autoscore.text.money import MONEY, Amount, _bare, _priced, find_amounts, parse_amount
from autoscore.text.numbers import parse_number
from autoscore.text.patterns import pattern_set

ONES = "零一二三四五六七八九"
HAGGLE = "零一二两三五八十百千万半几第统0129,.:点块元毛角分钱儿￥收找您交共给个月一\n 余额"

PRICED = {
    "一百二十块五": "120.5",
    "八十八块八": "88.80",
    "七十三块六": "73.6",
    "三块两毛五": "3.25",
    "三块二五": "3.25",
    "三块零五分": "3.05",
    "三块两毛五分钱": "3.25",
    "十块零五": "10.05",
    "一百块零五毛": "100.5",
    "一块钱": "1",
    "一块半": "1.5",
    "两块": "2",
    "零元": "0",
    "零点五元": "0.5",
    "五毛": "0.5",
    "五毛五": "0.55",
    "五毛五分钱": "0.55",
    "5分钱": "0.05",
    "十元整": "10",
    "100元人民币": "100",
    "100元": "100",
    "98.5元": "98.5",
    "31块2毛钱": "31.2",
    "3块50": "3.5",
    "1,200元": "1200",
    "1千2元": "1200",
    "2万元": "20000",
    "三点五万元": "35000",
    "￥100": "100",
    "￥98.5元": "98.5",
    "100rmb": "100",
}
IN_SPEECH = {
    "收您一百找您四十收好": [("一百", "100", True), ("四十", "40", True)],
    "收了您三千二": [("三千二", "3200", True)],
    "一共是79": [("79", "79", True)],
    "余额还有98.5,您看": [("98.5", "98.5", True)],
    "押金1千2": [("1千2", "1200", True)],
    "卡费二十预存六十,一起八十": [("二十", "20", True), ("六十", "60", True), ("八十", "80", True)],
    "交七十九的那个": [("七十九", "79", True)],
    "膜五块一起九十四": [("五块", "5", False), ("九十四", "94", True)],
    "收您五十一共五十": [("五十", "50", True), ("五十", "50", True)],
    "给您一百,三块六一个月": [("一百", "100", True), ("三块六", "3.6", False)],
    "一毛九一分钟": [("一毛九", "0.19", False)],
    "十块一个月": [("十块", "10", False)],
    "十块钱包四十个小时": [("十块钱", "10", False)],
    "三块500兆": [("三块", "3", False)],
    "五十块电话费": [("五十块", "50", False)],
    "卡费二十wlan十块": [("二十", "20", True), ("十块", "10", False)],
    "统一五十块": [("五十块", "50", False)],
    "便宜点五十块": [("五十块", "50", False)],
    "1000,200元": [("200元", "200", False)],
    "那个...50元": [("50元", "50", False)],
    "找您 20 元": [("20 元", "20", False)],
    "找您一块谢谢": [("一块", "1", False)],
    "就一块。": [("一块", "1", False)],
    "一块": [("一块", "1", False)],
    "一块一个月": [("一块", "1", False)],
    "收您一百\n找您\n四十": [("一百", "100", True)],
    "100\n元": [],
}
NOT_MONEY = (
    *(
        "一会儿",
        "十分感谢",
        "收您十分",
        "一共两件事",
        "万一",
        "等一下",
        "交一下",
        "一个月",
        "一共三天",
        "下午两点",
        "五分钟",
    ),
    *("充二十四小时", "一块儿", "一块考虑", "坐在一块。", "多少钱一块。", "第三块", "六十七瓦", "拨打10086", "找10086"),
    *(
        "给您13800138000",
        "5g",
        "卖8加256",
        "八加二五六",
        "百分之十",
        "一元论",
        "二元一次",
        "十五元宵节",
        "一毛病没有",
        "八角形",
    ),
    *(
        "几十块",
        "三十多块",
        "两三百块",
        "数十元",
        "收三十来块",
        "给您一百多",
        "百八十块",
        "三块屏",
        "两块电池",
        "三单元",
    ),
    *(
        "100美元",
        "提交三十",
        "补充二十",
        "发给1008",
        "免费三十",
        "新密码六位",
        "找三号台",
        "充2026年",
        "送3.5g",
        "收8:30",
    ),
    *("收您两三百", "扣一三八", "五十六", "给您0591", "给您八折", "送三十gb", "一共五"),
)


@pytest.mark.parametrize(("text", "yuan"), PRICED.items())
def test_each_way_of_saying_a_sum_has_its_worth(text: str, yuan: str) -> None:
    assert parse_amount(text) == Decimal(yuan)
    assert find_amounts(f"您好,{text}。") == (Amount(3, 3 + len(text), Decimal(yuan), bare=False),)


@pytest.mark.parametrize("text", IN_SPEECH)
def test_sums_are_found_where_they_were_said(text: str) -> None:
    found = [(text[one.start : one.end], str(one.yuan), one.bare) for one in find_amounts(text)]
    assert found == IN_SPEECH[text]


@pytest.mark.parametrize("text", NOT_MONEY)
def test_what_only_looks_like_money_is_left_alone(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize("text", ["", "一百", "几十块", "两三块", "一百块钱啊", "一块儿"])
def test_a_text_that_is_not_one_sum_has_no_worth(text: str) -> None:
    assert parse_amount(text) is None


@given(st.integers(0, 9999), st.integers(0, 9), st.integers(0, 9))
def test_yuan_jiao_and_fen_round_trip(yuan: int, jiao: int, fen: int) -> None:
    worth = Decimal(f"{yuan}.{jiao}{fen}")
    middle = f"{ONES[jiao]}毛" if jiao else "零" if fen else ""
    said = f"{yuan}块{middle}" + (f"{ONES[fen]}分" if fen else "")
    for text in (said, f"{worth}元", f"￥{worth}", f"{yuan}元{jiao}角{fen}分"):
        assert [(one.start, one.end, one.yuan) for one in find_amounts(text)] == [(0, len(text), worth)]


@given(st.text(alphabet=HAGGLE, max_size=60))
def test_every_amount_lies_in_one_line_and_parses_again_from_its_own_span(text: str) -> None:
    last = 0
    for one in find_amounts(text):
        quote = text[one.start : one.end]
        assert last <= one.start < one.end <= len(text)
        assert "\n" not in quote
        assert (parse_number if one.bare else parse_amount)(quote) == one.yuan
        last = one.end


@given(st.lists(st.sampled_from(sorted(IN_SPEECH)), max_size=5))
def test_lines_are_read_one_by_one(lines: list[str]) -> None:
    place, expected = 0, []
    for line in lines:
        expected += [(place + one.start, place + one.end, one.yuan) for one in find_amounts(line)]
        place += len(line) + 1
    assert [(one.start, one.end, one.yuan) for one in find_amounts("\n".join(lines))] == expected


@pytest.mark.parametrize("piece", ["1", "一", "十", "1,", "1.", "一块", "收您", "收,", "1,000", "块一", "给 ", "￥1"])
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    started = time.perf_counter()
    find_amounts(piece * 50_000)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("text", [text for text in PRICED if text not in ("100元人民币", "￥98.5元")])
def test_both_engines_find_a_sum_whole(text: str) -> None:
    sentence = f"您好,{text}。"
    assert [match.group() for match in re.finditer(MONEY, sentence)] == [text]
    assert [sentence[start:end] for _, start, end in pattern_set([MONEY]).find(sentence)] == [text]


def test_the_source_can_be_inlined_and_transliterated() -> None:
    assert len(MONEY) < 270
    assert not re.search(r"\(\?[^:]|[*+?}]\?|\\|[{}]", MONEY)
    assert not any("-" in chars for chars in re.findall(r"\[([^\]]*)\]", MONEY))
    said = "话废一百快照给三块二"
    sounds = pattern_set([sound_form(MONEY), f"收您{MONEY}.{{0,6}}找您{MONEY}"]).find(sound_form(said))
    assert [said[start:end] for _, start, end in sounds] == ["一百快", "三块二"]


@given(st.text(st.sampled_from(HAGGLE), max_size=30))
def test_no_line_with_an_amount_is_left_out(text: str) -> None:
    """Looking only at the lines that may hold an amount finds what looking at the whole text does."""
    whole = [(0, len(text))]
    everywhere = sorted((*_priced(text, whole), *_bare(text, whole)), key=lambda amount: amount.start)
    assert list(find_amounts(text)) == everywhere
