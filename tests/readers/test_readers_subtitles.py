"""SRT and WebVTT."""

import pytest
from hypothesis import given
from readers_kit import ROLE_WORDS, WORDS, kinds, one, problem, turns, where

from autoscore.model import Turn

WORD_OF = {role: word for word, role in ROLE_WORDS.items()}
PLAIN = WORDS.filter(lambda words: words.strip() and words == words.lstrip(" \t\u3000") and not set(words) & set("<>&"))


def clock(seconds: float | None, sign: str) -> str:
    ms = round((seconds or 0) * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{sign}{ms % 1000:03}"


def timed(said: list[Turn]) -> list[Turn]:
    return [Turn(turn.role, turn.text, turn.start or 0.0, turn.end or 0.0) for turn in said]


@given(turns(PLAIN))
def test_turns_survive_srt(said: list[Turn]) -> None:
    """Turns written as SRT are read as the same turns, each cue its own."""
    text = "\r\n".join(
        f"{number}\r\n{clock(t.start, ',')} --> {clock(t.end, ',')}\r\n{WORD_OF[t.role]}：{t.text}\r\n"
        for number, t in enumerate(said, start=1)
    )
    assert list(one(text, "a.srt").turns) == timed(said)


@given(turns(PLAIN))
def test_turns_survive_webvtt(said: list[Turn]) -> None:
    """Turns written as WebVTT voice spans are read as the same turns, each cue its own."""
    text = "WEBVTT\n\n" + "\n\n".join(
        f"{clock(t.start, '.')} --> {clock(t.end, '.')}\n<v {WORD_OF[t.role]}>{t.text}</v>" for t in said
    )
    assert list(one(text, "a.vtt").turns) == timed(said)


def test_cues_of_one_speaker_stay_apart() -> None:
    """Cues of the same speaker in a row stay turns of their own, and a cue may hold lines of two speakers."""
    call = one("1\n0:01 --> 0:02\n客服：您好\n\n2\n0:02 --> 0:03\n<i>客服</i>：请讲，\n我在听\n客户：嗯\n")
    assert call.turns == (
        Turn("agent", "您好", 1.0, 2.0),
        Turn("agent", "请讲，\n我在听", 2.0, 3.0),
        Turn("customer", "嗯", 2.0, 3.0),
    )


def test_cues_without_blank_lines_between() -> None:
    """Cues that follow each other without a blank line, or without numbers, are told apart by their times."""
    text = "1\n00:01 --> 00:02\n客服：您好\n2\n00:02 --> 00:03\n客户：10086\n"
    text += "00:03 --> 00:04\n00:04 --> 00:05\n客户：嗯\n\n好"
    assert [turn.text for turn in one(text, "a.srt").turns] == ["您好", "10086", "嗯\n好"]


def test_cue_without_a_speaker() -> None:
    """A cue that does not say who speaks is of unknown role, and told."""
    call = one("1\n00:01 --> 00:02\n您好\n\n2\n00:02 --> 00:03\n客户：嗯\n", "a.srt")
    assert [turn.role for turn in call.turns] == ["unknown", "customer"]
    assert kinds(call) == ["no_role"]


def test_webvtt_with_all_its_parts() -> None:
    """Heads, notes, styles, regions, names, settings, tags and entities of WebVTT are no words."""
    text = """WEBVTT 三月
Kind: captions

NOTE
客服：这是备注

STYLE
::cue { color: red }

开头
00:01.000 --> 00:02.000 align:start
<v.loud 客服><b>您好</b>，&lt;移动&gt;<00:01.500>客服</v>

NOTE 又一条

00:00:02.000 --> 00:00:04.000
客服：请讲
<v 客户>我问
套餐</v><v 客户2>还有流量
"""
    assert one(text, "a").turns == (
        Turn("agent", "您好，<移动>客服", 1.0, 2.0),
        Turn("agent", "请讲", 2.0, 4.0),
        Turn("customer", "我问\n套餐", 2.0, 4.0),
        Turn("customer", "还有流量", 2.0, 4.0, "客户2"),
    )


def test_note_words_inside_a_cue_are_words() -> None:
    """A line that begins like a note inside a cue is said."""
    assert one("WEBVTT\n\n00:01.000 --> 00:02.000\n客服：看\nNOTE 这行", "a.vtt").turns[0].text == "看\nNOTE 这行"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("1\n00:01 --> 00:02\n客服：您好\n\n2\n00:02 -> 00:03 --> x\n客户：嗯", "bad_time", 6),
        ("1\n00:01 --> 00:61\n客服：您好", "bad_time", 2),
        ("1\n1:75:01 --> 1:75:02\n客服：您好", "bad_time", 2),
        ("客服：您好\n\n1\n00:01 --> 00:02\n客户：嗯", "bad_cue", 1),
        ("您好", "bad_cue", 1),
    ],
)
def test_broken_cues(text: str, code: str, line: int) -> None:
    """A timing that cannot be read, or words before any, are one Problem with the line."""
    found = problem("WEBVTT\n\n" + text, "a.vtt")
    assert (found.code, where(found)) == (code, (line + 2, None))


def test_no_cues() -> None:
    """A subtitle file without cues is a Problem."""
    assert problem("WEBVTT\n", "a.vtt").code == "no_turns"
    assert problem("嗯", "a.srt").code == "bad_cue"
