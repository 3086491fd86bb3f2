"""Role words, and what the user says of them."""

import json

import pytest
from readers_kit import kinds, one

from autoscore.errors import UsageError
from autoscore.model import Role, Turn
from autoscore.readers import parse_roles


@pytest.mark.parametrize(
    ("words", "role"),
    [
        (
            "客服 坐席 座席 营业员 客户经理 工程师 柜员 店员 员工 服务人员 话务员 接线员 导购 装维 装维师傅 "
            "业务员 agent staff A",
            "agent",
        ),
        ("客户 顾客 用户 来电人 主叫 市民 患者 customer user client B", "customer"),
        ("系统 IVR 语音 机器人 自动语音 提示音 AUTOMATED_AGENT", "ivr"),
    ],
)
def test_usual_words(words: str, role: Role) -> None:
    """The usual words mean their role and leave no speaker behind."""
    for word in words.split():
        assert one(f"{word}：您好").turns == (Turn(role, "您好"),)


@pytest.mark.parametrize("word", ["保安", "班长", "主管", "店长", "家属", "路人", "旁人"])
def test_bystanders(word: str) -> None:
    """Bystanders are other people, each by name, without a notice."""
    call = one(f"{word}：让一让")
    assert (call.turns, call.notices) == ((Turn("other", "让一让", speaker=word),), ())


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("客服1", "agent"),
        ("客服 2", "agent"),
        ("坐席0917", "agent"),
        ("客服A", "agent"),
        ("客服甲", "agent"),
        ("客服（小王）", "agent"),
        ("3号柜员", "agent"),
        ("agent_1", "agent"),
        ("客户2号", "customer"),
        ("User B", "customer"),
        ("保安1", "other"),
    ],
)
def test_numbers_and_letters_after_a_word(word: str, role: Role) -> None:
    """A number, letter or bracket around a role word does not change the role, and the speaker keeps it."""
    call = one(f"{word}：您好")
    assert (call.turns, call.notices) == ((Turn(role, "您好", speaker=word),), ())


@pytest.mark.parametrize("word", ["店小二", "A1", "客户主管", "SPEAKER_00", "AB"])
def test_unknown_words(word: str) -> None:
    """An unknown role word means another person, and the notice names it and what to write."""
    call = one(f"客服：您好\n{word}：嗯\n{word}：哦")
    assert [turn.role for turn in call.turns] == ["agent", "other", "other"]
    assert {turn.speaker for turn in call.turns[1:]} == {word}
    [(kind, because)] = call.notices
    assert kind == "unknown_role"
    assert f"“{word}”" in because
    assert f"--roles {word}=agent" in because


def test_many_unknown_words_make_one_notice() -> None:
    """Many unknown words are one notice, which names the first five."""
    call = one("".join(f"路{c}人：嗯\n" for c in "天地玄黄宇宙"))
    [(_, because)] = call.notices
    assert "“路天人”“路地人”“路玄人”“路黄人”“路宇人”等" in because


def test_words_of_the_user_win() -> None:
    """Roles that the user gives win over the usual ones, are compared without case and width, and keep the word."""
    roles = parse_roles("店小二=agent，客服＝customer、a=ivr")
    call = one("店小二：您好\n客服：嗯\nＡ：一\n店小二2：好\n客户：哦", roles=roles)
    assert [turn.role for turn in call.turns] == ["agent", "customer", "ivr", "agent", "customer"]
    assert [turn.speaker for turn in call.turns] == ["店小二", "客服", "Ａ", "店小二2", None]
    assert call.notices == ()


def test_a_word_of_the_user_makes_a_line_a_turn() -> None:
    """A word that would not pass for a name is one where the user says so."""
    assert one("我是：您好", roles={"我是": "agent"}).turns == (Turn("agent", "您好", speaker="我是"),)


def test_words_of_the_user_match_json() -> None:
    """Roles that the user gives match speakers, roles and channel numbers in JSON, in this order."""
    said = [
        {"role": "agent", "text": "一"},
        {"role": "agent", "text": "二", "speaker": "S7"},
        {"text": "三", "channel": 1},
        {"role": "customer", "text": "四", "channel": "1"},
        {"text": "五", "channel": 0},
        {"text": "六", "speaker": "客服"},
        {"text": "七"},
    ]
    call = one(json.dumps({"turns": said}), "a.json", {"agent": "customer", "s7": "ivr", "1": "agent"})
    assert [(turn.role, turn.speaker) for turn in call.turns] == [
        ("customer", "agent"),
        ("ivr", "S7"),
        ("agent", "1"),
        ("agent", "customer"),
        ("unknown", "0"),
        ("agent", "客服"),
        ("unknown", None),
    ]
    assert kinds(call) == ["no_role"]
    assert "有 2 轮" in call.notices[0][1]
    assert "--roles 0=agent" in call.notices[0][1]


def test_turns_without_anything_about_the_speaker() -> None:
    """Turns that name nobody at all are told without a word to write."""
    call = one('{"turns": [{"text": "您好"}]}', "a.json")
    assert call.turns == (Turn("unknown", "您好"),)
    assert "--roles" not in call.notices[0][1]


def test_roles_are_parsed() -> None:
    """Pairs in any punctuation are read; roles may be Chinese words, and saying the same twice is no harm."""
    assert parse_roles("A=agent,B=customer") == {"A": "agent", "B": "customer"}
    assert parse_roles("店长 = 客服； 0=客户,0=customer") == {"店长": "agent", "0": "customer"}


@pytest.mark.parametrize("text", ["", "A", "A=", "=agent", "A=agent,", "A=boss", "A:agent", "A=agent,A=customer"])
def test_roles_that_cannot_be_parsed(text: str) -> None:
    """Anything else is a UsageError that says what to write."""
    with pytest.raises(UsageError, match=r"A=agent,B=customer|只写一次"):
        parse_roles(text)
