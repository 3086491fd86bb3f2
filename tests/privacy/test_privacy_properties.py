"""What holds for any call."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from autoscore.model import Call, Evidence, Turn, WordTime
from autoscore.privacy import Masker

_SAID = (
    "手机号 138 0013 8000 13800138000 ， 嗯 我叫 王 小明 先生 是吗 身份证 11010519491231002X * ＊ 的 幸福小区 3栋 "
    "2单元 401 京A 12345 @ qq.com abc 姓 张 叫 伟 一三八 三个六 百 尾号 订单号 6222021001116245702 机主 李建国 "
    "地址 ？ 长江路 88号 x Ａ 明天的明 改成 成 字 0551 - 63456789 史大为 "
    "我住 蜀山区 太 三里河路 但愿 房号多少 二三零五 金色湾 哪几个字 国家的国 韩国的韩 我儿子 浩然 叫她 婶 查到了 "
    "蔺砚秋 就是我 艾特 点com 三幺 02 23456789 车牌 组 里"
)
PARTS = _SAID.split()
TEXTS = st.lists(st.sampled_from([*PARTS, "\n", " ", "\ud800", "𠮷"]), max_size=12).map("".join) | st.text(max_size=20)
TURNS = st.lists(st.builds(Turn, st.sampled_from(["agent", "customer", "unknown"]), TEXTS), max_size=6).map(tuple)


@given(TURNS)
def test_masks_are_as_long_and_as_wide_as_what_they_hide(turns: tuple[Turn, ...]) -> None:
    """Only the characters of spans change: an ASCII one to `*`, any other to `＊`; spans are in order and apart."""
    spans = Masker.of().spans(turns)
    texts = [list(turn.text) for turn in turns]
    for span in spans:
        for place in range(span.start, span.end):
            texts[span.turn][place] = "*" if turns[span.turn].text[place].isascii() else "＊"
    assert [turn.text for turn in Masker.of().masked(Call(turns)).turns] == ["".join(text) for text in texts]
    assert all(one.turn < two.turn or one.end < two.start for one, two in pairwise(spans))


@given(TURNS)
def test_masking_twice_is_masking_once(turns: tuple[Turn, ...]) -> None:
    """In a masked call nothing is left to hide."""
    masked = Masker.of().masked(Call(turns))
    assert Masker.of().spans(masked.turns) == ()
    assert Masker.of().masked(masked.call).call == masked.call


@given(TURNS, st.data())
def test_evidence_of_a_masked_call_can_be_quoted(turns: tuple[Turn, ...], data: st.DataObject) -> None:
    """Any span of a call can be cut from the masked call."""
    masked = Masker.of().masked(Call(turns))
    for index, turn in enumerate(turns):
        start = data.draw(st.integers(0, len(turn.text)))
        end = data.draw(st.integers(start, len(turn.text)))
        assert Evidence(index, start, end, masked.turns[index].text[start:end]).end == end


@given(TEXTS)
def test_a_text_keeps_its_length(text: str) -> None:
    """A single text is masked like a turn that nobody answers."""
    assert Masker.of().text(text) == Masker.of().masked(Call((Turn("unknown", text),))).turns[0].text


def test_words_and_times_stay() -> None:
    """Only the text of a turn changes."""
    turn = Turn("customer", "我叫王小明", 1.0, 2.0, "B", (WordTime(0, 2, 1.0, 1.4), WordTime(2, 5, 1.4, 2.0)))
    (masked,) = Masker.of().masked(Call((turn,))).turns
    assert (masked.text, masked.start, masked.end, masked.speaker, masked.words) == (
        "我叫王＊＊",
        turn.start,
        turn.end,
        turn.speaker,
        turn.words,
    )
