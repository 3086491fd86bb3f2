"""Plain text: what a line says, and what belongs to which turn."""

import pytest
from hypothesis import given
from readers_kit import ROLE_WORDS, WORDS, kinds, one, problem, turns, where

from autoscore.model import Turn

WORD_OF = {role: word for word, role in ROLE_WORDS.items()}
LINES = WORDS.filter(lambda words: words.strip() and words == words.lstrip(" \t\u3000"))


def stamp(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"[{minutes:02}:{rest // 1000:02}.{rest % 1000:03}] "


@given(turns(LINES, ends=False))
def test_turns_survive_plain_text(said: list[Turn]) -> None:
    """Turns written as plain text are read as the same turns, control characters and all."""
    text = "\n".join(
        f"{'' if turn.start is None else stamp(turn.start)}{WORD_OF[turn.role]}：{turn.text}" for turn in said
    )
    assert list(one(text).turns) == said


def test_both_widths_of_colon() -> None:
    """A role may be followed by a half- or a full-width colon, with spaces around it."""
    call = one("客服：您好\n客户: 查话费\n 客服 ：　好的\n")
    assert call.turns == (Turn("agent", "您好"), Turn("customer", "查话费"), Turn("agent", "好的"))


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("[00:05]", 5.0),
        ("[75:30] ", 4530.0),
        ("[01:02:03]", 3723.0),
        ("[00:01.250] ", 1.25),
        ("[00:01,5]", 1.5),
        ("【00:07】", 7.0),
    ],
)
def test_stamps(written: str, start: float) -> None:
    """A time before the role is the start of the turn in seconds."""
    assert one(f"{written}客服：您好").turns == (Turn("agent", "您好", start),)


@pytest.mark.parametrize("written", ["[00:61]", "[1:75:00]", "[5]", "[今天]"])
def test_what_is_no_stamp_stays_in_the_words(written: str) -> None:
    """Brackets that hold no time are words of the turn above."""
    assert one(f"客服：您好\n{written}好").turns == (Turn("agent", f"您好\n{written}好"),)


def test_head_lines() -> None:
    """Head lines give id, channel and date; other keys become metadata, in the contract's names where it has them."""
    call = one(
        "# id: day1-7\n#渠道：电话\n# date: 2026-3-3 9:05\n# 工号: 0917\n"
        "# 城市：南京\n#\n# 旧系统导出\n# 第二批\n\n客服：您好\n"
    )
    assert (call.id, call.channel, call.date) == ("day1-7", "phone", "2026-03-03T09:05")
    assert call.metadata == {"agent": "0917", "城市": "南京", "note": "旧系统导出\n第二批"}
    assert call.notices == ()


def test_head_ends_with_the_first_turn() -> None:
    """A line with # below the first turn is speech."""
    assert one("客服：您好\n# id: 7").turns == (Turn("agent", "您好\n# id: 7"),)


def test_lines_without_a_role_go_on() -> None:
    """A line without a role continues the turn above, blank lines between are skipped, and indents are kept."""
    call = one("客服：您好，\r\n\r\n  请讲\n[00:09] 我在听\n客户：好")
    assert call.turns == (Turn("agent", "您好，\n  请讲\n我在听"), Turn("customer", "好"))


@pytest.mark.parametrize(
    "line",
    [
        "网址是 http://example.cn/a",
        "http://example.cn/a",
        "下午3:30",
        "我跟您说：明天来",
        "密码是：一二三",
        "那个，价格：九十九",
        "这是一段很长很长很长很长很长很长很长的话：后面",
        "：",
        "12：30",
    ],
)
def test_colons_in_speech(line: str) -> None:
    """A colon after words that name nobody does not begin a turn."""
    assert one(f"客服：您好\n{line}").turns == (Turn("agent", f"您好\n{line}"),)


def test_empty_turn_is_kept() -> None:
    """A role with nothing behind it is a turn without words."""
    assert one("客服：\n客户：喂").turns == (Turn("agent", ""), Turn("customer", "喂"))


def test_first_line_needs_a_role() -> None:
    """A text that does not begin with a role is a Problem at that line, and none of its words are in it."""
    found = problem("# id: 1\n\n今天天气不错\n客服：您好")
    assert where(found) == (3, None)
    assert "天气" not in str(found)


def test_head_only() -> None:
    """A text with head lines and no turns is a Problem."""
    assert problem("# id: 1\n# date: 2026-01-01\n").code == "no_turns"


def test_unknown_names_only() -> None:
    """A text whose speakers are all unknown is read as plain text, with a notice."""
    call = one("张三：您好\n李四：你好", "无后缀")
    assert [(turn.role, turn.speaker) for turn in call.turns] == [("other", "张三"), ("other", "李四")]
    assert kinds(call) == ["unknown_role"]
