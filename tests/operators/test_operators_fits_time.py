"""`fits_time`: whether 早上好, 下午好 and the like fit the clock."""

import pytest
from operators_kit import NO, UNSURE, YES, check, hear, lexicon

from autoscore.lexicon import load
from autoscore.operators.fits_time import part_of_day

GREETINGS = lexicon({"greeting_time": "(早上|上午|中午|下午|晚上)好 晚安 午安 =早"})


@pytest.mark.parametrize(
    ("clock", "words", "right", "wrong"),
    [
        ("09:10", "早上好", YES, NO),
        ("10:20", "上午好", YES, NO),
        ("11:30", "上午好", YES, NO),
        ("11:30", "中午好", YES, NO),
        ("12:30", "下午好", YES, NO),
        ("18:30", "下午好", YES, NO),
        ("18:30", "晚上好", YES, NO),
        ("19:45", "晚上好", YES, NO),
        ("14:00", "早上好", NO, YES),
        ("09:00", "下午好", NO, YES),
        ("15:00", "晚上好", NO, YES),
        ("20:00", "下午好", NO, YES),
        ("10:00", "晚安", NO, YES),
        ("22:00", "晚安", YES, NO),
        ("12:08", "上午好", UNSURE, UNSURE),
    ],
)
def test_a_greeting_and_the_clock(clock: str, words: str, right, wrong) -> None:
    """A greeting fits in its hours, is wrong outside them, and just beside them is left open."""
    line, date = f"客服：{words}，请讲。", f"2026-07-08T{clock}"
    marked = f"客服：[[{words}]]，请讲。"
    hear("{fits_time: right}", right, marked, words=GREETINGS, date=date)
    hear("{fits_time: wrong}", wrong, line if wrong is NO else marked, words=GREETINGS, date=date)


@pytest.mark.parametrize("date", [None, "2026-07-08"])
def test_without_a_clock_a_greeting_is_open(date: str | None) -> None:
    """With no date, or a date with no time, a greeting is neither right nor wrong; no greeting is neither, plainly."""
    for mode in ("right", "wrong"):
        hear(f"{{fits_time: {mode}}}", UNSURE, "客服：[[下午好]]，请讲。", words=GREETINGS, date=date)
        hear(f"{{fits_time: {mode}}}", NO, "客服：您好，请讲。", words=GREETINGS, date=date)


def test_one_wrong_greeting_is_enough() -> None:
    """Only what does not fit is shown as wrong, and one such greeting makes the rest not right."""
    lines = ["客服：早上好。", "客户：都下午了。", "客服：[[早上好]]，哦，下午好。"]
    date = "2026-07-08T10:59"
    told = [line.replace("客服：早", "[0-1] 客服：早").replace("客户", "[2-3] 客户") for line in lines]
    told[2] = f"[7200-7205] {told[2].replace('[0-1] ', '')}"
    hear("{fits_time: wrong}", YES, *told, words=GREETINGS, date=date)
    hear("{fits_time: right}", NO, *told, words=GREETINGS, date=date)


def test_the_clock_goes_on_during_a_call() -> None:
    """A turn is said so many seconds after the call began."""
    hear(
        "{fits_time: right}",
        YES,
        "[0-2] 客服：喂",
        "[3600-] 客服：[[下午好]]",
        words=GREETINGS,
        date="2026-07-08T11:30",
    )
    hear("{fits_time: right}", NO, "[0-2] 客服：喂", "[60-] 客服：[[下午好]]", words=GREETINGS, date="2026-07-08T11:30")


def test_only_the_agents_greeting_is_judged() -> None:
    """What the customer says of the time is his own affair."""
    hear("{fits_time: wrong}", NO, "客户：晚上好。", "客服：您好。", words=GREETINGS, date="2026-07-08T10:00")


@pytest.mark.parametrize("mode", ["right", "wrong"])
def test_a_greeting_that_only_sounds_wrong_is_open(mode: str) -> None:
    """A doubtful greeting that does not fit costs nothing, and one that fits proves nothing."""
    check(f"{{fits_time: {mode}}}", UNSURE, "客服：[[{~greeting_time:下五号}]]", date="2026-07-08T10:00")
    check("{fits_time: right}", UNSURE, "客服：[[{~greeting_time:下五号}]]", date="2026-07-08T15:00")
    check("{fits_time: wrong}", NO, "客服：{~greeting_time:下五号}", date="2026-07-08T15:00")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("早上好", "early"),
        ("早，安", "early"),
        ("早晨", "early"),
        ("上午好", "morning"),
        ("晌午好", "noon"),
        ("晌后好", "afternoon"),
        ("下昼好", "afternoon"),
        ("晚上好", "evening"),
        ("夜里好", "evening"),
        ("晚安", "night"),
        ("午安", "midday"),
        ("下五好", "afternoon"),
        ("玩上好", "evening"),
        ("您好", None),
    ],
)
def test_the_part_of_day_that_words_name(words: str, part: str | None) -> None:
    """Words name a part of the day, as they are written or as they sound."""
    assert part_of_day(words) == part


SHIPPED = load(None, {"greeting_time"})


@pytest.mark.parametrize(
    "line",
    [
        "[[早上好]]，很高兴为您服务",
        "[[早安]]",
        "[[早]]",
        "张先生，[[晚上好]]，打扰了",
        "[[晚上好]]，久等了，办什么业务",
        "[[下午好]]，不好意思",
        "[[上午好]]，了解一下您的需求",
        "[[早晨]]，边个呀",
        "祝您[[晚安]]",
        "嗯[[下午呃好]]",
    ],
)
def test_greetings_that_name_the_time(line: str) -> None:
    """The shipped set finds greetings of the time of day, at both ends of a call."""
    hear("{fits_time: right}", UNSURE, f"客服：{line}", words=SHIPPED)


@pytest.mark.parametrize(
    "line",
    [
        "晚上好像要下雨",
        "您下午好过来吗",
        "上午好多人在排队",
        "早点来，早上好办",
        "明天上午好不好",
        "还是下午好",
        "我早就跟您说了",
        "早晨八点开门",
        "新年好",
    ],
)
def test_words_of_time_that_greet_nobody(line: str) -> None:
    """Times of day in other sentences are no greeting."""
    hear("{fits_time: right}", NO, f"客服：{line}", words=SHIPPED)
