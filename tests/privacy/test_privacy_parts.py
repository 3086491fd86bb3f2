"""Numbers that are said in parts, over what stands between them."""

import pytest
from privacy_kit import shown

FILLERS = (
    *" ，。、.；…·~/-—_？！嗯啊呃额哦噢喔唉诶欸哎呀哈呐",
    *("那个", "这个", "然后", "然后呢", "接下来", "前面", "前面是", "后面", "后面呢", "中间"),
    *("中间是", "最后", "最后是", "末尾", "末尾是", "开头", "开头的", "开头是", "再", "再来"),
    *("是", "就是", "还有", "还有呢", "等等", "等会", "等会儿", "我看看", "我想想", "继续"),
    *("杠", "横杠", "嗯，那个", "然后呢，后面是"),
)


@pytest.mark.parametrize("filler", FILLERS)
def test_short_parts_are_joined_over_fillers(filler: str) -> None:
    """Parts of three digits and fewer make a number, whichever filler stands between them, in a turn and over turns."""
    said, hidden = (filler.join(parts) for parts in (("138", "001", "38", "000"), ("138", "***", "*8", "000")))
    assert shown(f"c|{said}") == [hidden]
    assert shown(f"c|138{filler}", "a|嗯", f"c|{said[3:]}")[2] == hidden[3:]


def test_a_digit_of_ones_own_between_parts_ends_the_number() -> None:
    """What the other one says goes unheard as long as it is little; a digit of the same voice, even 一, does not."""
    assert shown("c|138", "a|我有一个", "c|00138000") == ["138", "我有一个", "****8000"]
    assert shown("c|138", "c|我有一个", "c|00138000") == ["138", "我有一个", "00138000"]
    assert shown("c|138", "c|我有三百", "c|00138000") == ["138", "我有三百", "****8000"]
