"""`playback`: the customer's number, name or need said back, and numbers as values."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operators_kit import NO, UNSURE, YES, check, hear, lexicon

from autoscore.operators.values import values

WORDS = lexicon(
    {
        "repeat_confirm": "您是[说|想]…8(吗|对吧|是吧)",
        "surname_address": "{姓}(先生|女士)",
        "name_given@customer": "[我|免贵]姓{姓}",
        "ask_name": "您贵姓",
        "plain_address": "(先生|女士)",
    },
    {"姓": "张 王 汪 李", "称呼": "先生 女士", "易混姓": "叶"},
)


def playback(kind: str, truth, *lines: str) -> None:
    hear(f"{{playback: {kind}}}", truth, *lines, words=WORDS)


# ------------------------------------------------------------------ values


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("一百二", "120"),
        ("一百二十块", "120元"),
        ("138", "幺三八"),
        ("13800004176", "尾号四幺七六"),
        ("下午三点", "15:00"),
        ("三点半", "15点30"),
        ("三点一刻", "3:15"),
        ("七月九号", "7月9日"),
        ("九号", "7月9日"),
        ("三栋八零五", "805"),
        ("八百零五", "805"),
        ("[号码]", "[号码]"),
        ("两百兆", "200M"),
    ],
)
def test_one_value_said_in_two_ways(one: str, two: str) -> None:
    """What numbers are worth is compared, not how they are said or written."""
    assert any(first.same(second) and second.same(first) for first in values(one) for second in values(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("805", "803"),
        ("一百二", "102"),
        ("三点", "三点半"),
        ("三点", "三号"),
        ("三点", "三块"),
        ("七月九号", "8月9日"),
        ("41", "4176"),
        ("一百块", "一千块"),
    ],
)
def test_two_values(one: str, two: str) -> None:
    """Other numbers, other kinds of number, and chance beginnings are not the same."""
    assert not any(first.same(second) for first in values(one) for second in values(two))


@given(st.integers(10, 9999))
def test_a_number_is_worth_itself(number: int) -> None:
    """A written number is found whole, with its worth."""
    [found] = values(f"给我{number}份")
    assert (found.raw, found.number) == (str(number), Decimal(number))


@given(st.text("零一二三四五六七八九十百千万点块元号月日半:0123456789我 幺两", max_size=16))
def test_values_lie_apart_inside_the_text(text: str) -> None:
    """Values are runs of the text, in order, and none overlaps another; each is the same as itself."""
    found = values(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(one.same(one) for one in found)


# ------------------------------------------------------------------ numbers

NUMBERS = {
    "a sum in other words": (YES, "客户：我要一百二的套餐", "客服：[[120元]]的，好。"),
    "the tail of a number": (YES, "客户：13800004176", "客服：尾号[[四幺七六]]是吧"),
    "an hour": (YES, "客户：下午三点吧", "客服：好的，[[15:00]]到。"),
    "a day": (YES, "客户：七月九号", "客服：那就[[7月9日]]"),
    "the need without the number": (NO, "客户：我要一百二的套餐", "客服：好的，您是想办套餐是吧"),
    "another number": (NO, "客户：我住三栋805", "客服：一共是九十八块"),
    "a small number": (NO, "客户：给我三个", "客服：好，三个工作日"),
    "long ago": (NO, "客户：4176", "客服：好", "客户：嗯", "客户：行", "客服：4176"),
    "said by the agent alone": (NO, "客服：4176", "客户：好", "客服：四幺七六"),
    "said back by the customer": (NO, "客服：4176", "客户：4176"),
}


@pytest.mark.parametrize("scene", NUMBERS)
def test_numbers_said_back_by_value(scene: str) -> None:
    """A number that the customer gave within three turns is played back, whatever it looks like."""
    truth, *lines = NUMBERS[scene]
    playback("number", truth, *lines)


WRONG = {
    "a digit": (YES, "客户：我住三栋八零五", "客服：三栋[[八零三]]，记下了。", "客户：你几点来"),
    "a digit of many": (YES, "客户：13800004176", "客服：[[13800004178]]，我查一下。"),
    "a digit left out": (YES, "客户：4176", "客服：[[417]]是吗", "客户：不对"),
    "an hour": (YES, "客户：后天下午三点", "客服：好的，跟您确认一下，后天下午[[四点]]", "客户：那我等你"),
    "the customer agrees": (UNSURE, "客户：4176", "客服：[[4178]]，对吗", "客户：对。"),
    "put right later": (
        NO,
        "客户：我住八零五",
        "客服：八零三，记下了。",
        "客户：不是八零三，是八零五",
        "客服：八零五，好",
    ),
    "not put right": (YES, "客户：我住八零五", "客服：[[八零三]]，记下了。", "客户：不是803，是805", "客服：知道了"),
    "the customer takes it over": (NO, "客户：我住八零五", "客服：八零三，对吗", "客户：哦，是八零三"),
    "put right at once": (NO, "客户：我住八零五", "客服：八零三，不，八零五，记下了"),
    "the right number": (NO, "客户：我住八零五", "客服：805，记下了"),
    "a number of the agent's own": (NO, "客户：我住八零五", "客服：您的套餐是803元"),
    "known before": (NO, "客服：您住803是吧", "客户：805", "客服：系统里登记的是803"),
    "another thing": (NO, "客户：后天三点", "客服：跟您确认一下，尾号4176"),
}


@pytest.mark.parametrize("scene", WRONG)
def test_a_number_read_back_wrong(scene: str) -> None:
    """A number with a slip that is never put right is told; what the customer agrees to is open."""
    truth, *lines = WRONG[scene]
    playback("wrong", truth, *lines)


def test_a_number_that_may_be_misheard_is_open() -> None:
    """四点 and 十点 sound alike: which of them was said nobody can tell."""
    playback("wrong", UNSURE, "客户：明天十点来", "客服：好的，跟您确认一下，明天[[四点]]", "客户：那我等你")


# ------------------------------------------------------------------ name, need


def test_a_name_said_back() -> None:
    """The customer's surname in an address or behind 姓 is played back; one of its sound is open."""
    playback("name", YES, "客服：您贵姓", "客户：我姓张", "客服：[[张先生]]，请讲")
    playback("name", YES, "客户：我姓张", "客服：您[[姓张]]是吧")
    playback("name", UNSURE, "客户：我姓汪", "客服：[[王先生]]，请讲")
    playback("name", NO, "客户：我姓张", "客服：先生，请讲")
    playback("name", NO, "客服：张先生", "客户：我姓张")


def test_a_need_is_no_number() -> None:
    """The need said back counts as such; digits that are echoed do not, with or without words that confirm."""
    playback("need", YES, "客户：我想把宽带提速", "客服：[[您是想宽带提速对吧]]")
    playback("need", NO, "客户：尾号4176", "客服：4176")
    playback("need", NO, "客户：尾号4176", "客服：您是4176吗")
    playback("number", YES, "客户：尾号4176", "客服：您是[[4176]]吗")


def test_any_of_them() -> None:
    """Each kind is enough for any."""
    playback("any", YES, "客户：我姓张", "客服：[[张先生]]，您好")
    playback("any", YES, "客户：尾号4176", "客服：[[4176]]")
    playback("any", YES, "客户：我想把宽带提速", "客服：[[您是想宽带提速对吧]]")
    playback("any", NO, "客户：我想把宽带提速", "客服：好的")


def test_where_playback_is_looked_for() -> None:
    """A scope leaves out what was said back elsewhere."""
    lines = ["客户：尾号4176", "客服：4176", "客服：好", "客服：再见"]
    check("{playback: number, last_turns: 2}", NO, *lines)
    check("{playback: wrong, last_turns: 2}", NO, *[line.replace("客服：4176", "客服：4178") for line in lines])
