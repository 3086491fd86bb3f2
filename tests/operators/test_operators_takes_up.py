"""`takes_up`: something said in the other's own terms."""

import pytest
from operators_kit import NO, UNSURE, YES, check

TAKES = "{takes_up: {act: good}, least: 0.8, doubt: 0.4}"


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        (["客户：我做直播的。", "客服：[[{good:直播不会断}]]。"], YES),
        (["客户：我做直播的。", "客服：直播的时候[[{good:再也不断}]]。"], YES),
        (["客户：一个月超了三十块。", "客服：[[{good:省下30块}]]。"], YES),
        (["客户：我做直播的。", "客服：{good:用着方便}。"], NO),
        (["客服：{good:直播不会断}。", "客户：我做直播的。"], NO),
        (["客户：您好，有没有什么好的。", "客服：{good:您好用什么都好}。"], NO),
        (["客户：我做直播的。", "客服：[[{~good:直播不会断}]]。"], UNSURE),
    ],
)
def test_only_his_own_words_count(lines: list[str], truth) -> None:
    """A hit counts if rare words or numbers near it were said by the customer before; small talk weighs nothing."""
    check(TAKES, truth, *lines)


def test_a_doubled_word_is_the_word_said_once() -> None:
    """我妈 is taken up by 您妈妈, and by no other kin."""
    check(TAKES, YES, "客户：就我妈一个人在那边。", "客服：[[{good:妈妈也放心}]]。")
    check(TAKES, NO, "客户：就我妈一个人在那边。", "客服：{good:爸爸也放心}。")


def test_what_stands_far_off_is_not_near() -> None:
    """Words further from the hit than `around` are not looked at."""
    condition = "{takes_up: {act: good}, least: 0.8, doubt: 0.8, around: 3}"
    check(condition, NO, "客户：我做直播的。", "客服：直播是直播，说到底还是那一句话，{good:用着方便}。")


def test_what_the_agent_takes_up_of_himself() -> None:
    """`of: agent` looks at the agent's own earlier words."""
    condition = "{takes_up: {act: good}, least: 0.8, of: agent}"
    check(condition, YES, "客服：这台防水。", "客户：哦。", "客服：[[{good:防水就不怕雨}]]。")
    check(condition, NO, "客户：要防水的。", "客服：{good:防水就不怕雨}。")
