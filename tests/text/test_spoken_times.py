"""Times: spans and dates are found whole by both engines, and queue numbers and rough spans are not."""

import re

import pytest

from autoscore.text.characters import sound_form
from autoscore.text.patterns import pattern_set
from autoscore.text.spoken_times import DATE, DURATION

SPANS = (
    *(
        "三天",
        "24小时",
        "两个工作日",
        "3到5个工作日",
        "半小时",
        "一两分钟",
        "三个月",
        "一年",
        "两个半小时",
        "一个半月",
        "半年",
    ),
    *(
        "半天",
        "三十秒",
        "三分半钟",
        "一刻钟",
        "两周",
        "三个星期",
        "十日内",
        "一到两天",
        "3-5天",
        "半个钟头",
        "四十个小时",
        "三天半",
    ),
)
DATES = (
    *(
        "下个月一号",
        "明天",
        "今天晚上八点",
        "8月3号",
        "周五上午",
        "下午三点",
        "月底",
        "次月",
        "当天",
        "七月九号早上八点",
        "本月底",
    ),
    *(
        "下月初",
        "下周",
        "下周三",
        "这个星期五",
        "礼拜一",
        "年底",
        "明年",
        "明早",
        "今晚八点半",
        "下午2:30",
        "十二月三十一日",
        "次月一号",
    ),
)
NOT_SPANS = ("一会儿", "几天", "三月", "三号", "三个", "五分", "十几分钟", "明天")
NOT_DATES = ("四十七号", "两点", "大声一点", "三个月", "上午好", "每月", "每天", "三天")


@pytest.mark.parametrize(("source", "text"), [(DURATION, text) for text in SPANS] + [(DATE, text) for text in DATES])
def test_a_time_is_found_whole_by_both_engines(source: str, text: str) -> None:
    sentence = f"好的,{text}给您。"
    assert [match.group() for match in re.finditer(source, sentence)] == [text]
    assert [sentence[start:end] for _, start, end in pattern_set([source]).find(sentence)] == [text]
    assert re.fullmatch(sound_form(source), sound_form(text))


@pytest.mark.parametrize(
    ("source", "text"), [(DURATION, text) for text in NOT_SPANS] + [(DATE, text) for text in NOT_DATES]
)
def test_what_is_no_time_is_left_alone(source: str, text: str) -> None:
    assert re.search(source, text) is None
    assert pattern_set([source]).find(text) == []


@pytest.mark.parametrize(("source", "longest"), [(DURATION, 150), (DATE, 300)])
def test_a_source_can_be_inlined_and_transliterated(source: str, longest: int) -> None:
    assert len(source) < longest
    assert not re.search(r"\(\?[^:]|[*+?}]\?|\\|[{}]", source)
    assert not any("-" in chars for chars in re.findall(r"\[([^\]]*)\]", source))
    assert pattern_set([source, sound_form(source), f"{source}.{{0,6}}生效"]).find("") == []
