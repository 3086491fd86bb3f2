"""Lines that nobody said are left out and told; what people say stays."""

import json
import re
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import kinds, one, problem

from autoscore import resources
from autoscore.model import Turn
from autoscore.readers.hallucinations import known, without_hallucinations
from autoscore.text.characters import squeeze

LIST = resources.folder("models") / "recognition" / "hallucinations.txt"


def segments(*texts: str) -> str:
    said = [{"start": at, "end": at + 1, "text": text, "speaker": "客服"} for at, text in enumerate(texts)]
    return json.dumps({"segments": said}, ensure_ascii=False)


def texts(call: Any) -> list[str]:
    return [turn.text for turn in call.turns]


@pytest.mark.parametrize(
    "line",
    [
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "請不吝點贊，訂閱，轉發，打賞支持明鏡與點點欄目。",
        "字幕由Amara.org社区提供",
        "字幕由 amara.org 社群提供",
        "谢谢观看。",
        "優優獨播劇場——YoYo Television Series Exclusive",
        "字幕志愿者 杨茜茜",
        "Thanks for watching!",
        "以下是普通话的句子。",
    ],
)
def test_listed_lines(line: str) -> None:
    """A turn that is a listed line and nothing else is left out, in whatever script and punctuation, with a notice."""
    call = one(segments("您好", line, "再见"))
    assert (texts(call), kinds(call)) == (["您好", "再见"], ["hallucination"])
    [(_, because)] = call.notices
    assert "1 轮" in because
    assert squeeze(line) not in squeeze(because)


@pytest.mark.parametrize(
    "line",
    [
        "谢谢",
        "谢谢大家",
        "感谢您的来电，再见",
        "下期再见",
        "谢谢观看我们的演示，您看还有什么问题吗",
        "您说字幕志愿者是吧",
        "好的好的好的好的好的",
        "喂喂喂喂喂喂喂喂",
        "嗯好嗯好嗯好嗯好嗯好嗯好嗯好嗯好嗯好嗯好",
        "对对对对对对对对对对对对",
        "13800000000",
        "字幕志愿者的报名电话是多少您帮我查一下好吗",
    ],
)
def test_what_people_say(line: str) -> None:
    """Thanks, farewells, repeated assent and sentences around listed words stay."""
    call = one(segments("您好", line, "再见"))
    assert (texts(call), call.notices) == (["您好", line, "再见"], ())


def test_lines_are_left_out_of_every_format() -> None:
    """A listed line is one that nobody types either: it is left out of plain text and native calls too."""
    call = one("客服：您好\n客服：字幕由Amara.org社区提供\n")
    assert (texts(call), kinds(call)) == (["您好"], ["hallucination"])
    native = {"turns": [{"role": "agent", "text": "您好"}, {"role": "agent", "text": "谢谢观看"}]}
    assert texts(one(json.dumps(native))) == ["您好"]


@pytest.mark.parametrize("line", ["谢谢观看" * 12, "好的" * 30, "我们的公司," * 15, "哈" * 60])
def test_loops(line: str) -> None:
    """A timed turn that is one phrase over and over is left out; without times, people may have written it."""
    call = one(segments("您好", line))
    assert (texts(call), kinds(call)) == (["您好"], ["hallucination"])
    assert len(one(f"客服：您好\n客户：{'好的' * 30}").turns) == 2


def test_segments_that_repeat() -> None:
    """Of many segments of one speaker that are alike, one stays; a few stay as they are."""
    call = one(segments("您好", *["我们来看一下"] * 9, "再见"))
    assert texts(call) == ["您好", "我们来看一下", "再见"]
    assert "8 轮" in call.notices[0][1]
    assert len(one(segments(*["请您稍等"] * 7)).turns) == 7
    assert len(one(segments(*["八"] * 12)).turns) == 12


def test_calls_with_nothing_else() -> None:
    """A call in which nobody spoke is a Problem that says so."""
    found = problem(segments("谢谢观看", "字幕由Amara.org社区提供"))
    assert (found.code, "凭空" in found.what) == ("no_turns", True)


def test_the_list_is_sound() -> None:
    """Every line of the list can be found, none stands twice in the same form, and each part says where it is from."""
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line.strip()]
    entries = [line.rstrip("*") for line in lines if not line.startswith("#")]
    assert all(known().has(squeeze(line)) and len(squeeze(line)) >= 4 for line in entries)
    assert len({squeeze(line) for line in entries}) == len(entries)
    assert sum(line.startswith("# 来源") for line in lines) >= 4


def plainly(turns: list[Turn]) -> list[Turn]:
    """Leaves out what nobody said, turn by turn and by the squeezed words alone."""
    said = [turn for turn in turns if not unsaid(turn)]
    runs = [list(run) for _, run in groupby(said, lambda turn: (turn.role, turn.text))]
    return [
        turn
        for run in runs
        for turn in (run[:1] if len(run) > 7 and len(run[0].text) > 3 and run[0].start is not None else run)
    ]


def unsaid(turn: Turn) -> bool:
    words = squeeze(turn.text) if 4 <= len(turn.text) <= 4000 else ""
    looped = turn.start is not None and len(words) >= 20 and re.fullmatch(r"(.{2,24}?)\1{9,}|(.)\2{29,}", words)
    return len(words) >= 4 and bool(looped or known().has(words))


SIGNS = st.text("，。 嗯那个我我们，谢謝观觀看Ａm", max_size=3)
LISTED = st.sampled_from(sorted({*known().whole, *known().beginnings}))


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Writes a listed line with marks and fillers between its characters, and perhaps something behind it."""
    return "".join(draw(SIGNS if draw(st.integers(0, 5)) == 0 else st.just("")) + char for char in draw(LISTED)) + draw(
        SIGNS
    )


TEXTS = st.one_of(
    spoilt(),
    st.text("，。嗯那个我谢观看好的", max_size=8),
    st.builds(
        lambda text, times: text * times, st.text("，好的查我那个嗯擾扰", min_size=1, max_size=4), st.integers(1, 40)
    ),
)


@given(texts=st.lists(st.tuples(TEXTS, st.integers(1, 9)), max_size=5), timed=st.booleans())
def test_quick_looks_change_nothing(*, texts: list[tuple[str, int]], timed: bool) -> None:
    """The turns that are kept are those that the plain definition keeps."""
    turns = [Turn("agent", text, 1.0 if timed else None) for text, times in texts for _ in range(times)]
    kept, notes = without_hallucinations(tuple(turns))
    assert list(kept) == plainly(turns)
    assert bool(notes) == (len(kept) < len(turns))
