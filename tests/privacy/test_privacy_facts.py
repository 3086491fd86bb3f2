"""The facts of a call: what is hidden by key, and what is shown."""

import pytest
from privacy_kit import turns

from autoscore.model import Call
from autoscore.privacy import NO_MASK, Masker

HIDDEN = {
    ("customer", "王小明"): "王＊＊",
    ("customer_name", "欧阳倩女士"): "欧阳＊女士",
    ("name", "Tom Smith"): "T********",
    ("客户", "张先生"): "张先生",
    ("phone", "13800138000"): "138****8000",
    ("mobile", 13800138000): "138****8000",
    ("caller", "13800138000"): "138****8000",
    ("id_card", "11010519491231002X"): "110***********002X",
    ("bank_card", "6222 0210 0111 6245 702"): "**** **** **** ***5 702",
    ("address", "安徽省合肥市蜀山区幸福小区西区3栋"): "安徽省合肥市蜀山区＊＊＊＊＊＊*＊",
    ("email", "zhangsan@163.com"): "z*******@163.com",
    ("车牌", "京A12345"): "京A*****",
    ("备注", "客户叫王小明"): "客户叫王＊＊",
}
SHOWN = {
    "agent": "李伟",
    "agent_phone": "13800138000",
    "team": "一组",
    "date": "2024-10-14",
    "recording": "calls/13800138000.wav",
    "order_id": "622202100111624570",
    "surname": "王",
    "customer": "C1023",
    "客户等级": "金卡",
    "seconds": 138,
    "vip": True,
    "nothing": None,
}


@pytest.mark.parametrize("fact", HIDDEN, ids=str)
def test_facts_are_hidden_by_their_key(fact: tuple[str, str | int]) -> None:
    """A value is hidden as what its key says it is, and masking it twice changes nothing more."""
    key, value = fact
    once = Masker.of().masked(Call((), metadata={key: value}))
    assert once.metadata == {key: HIDDEN[fact]}
    assert Masker.of().masked(once.call).metadata == once.metadata


def test_other_facts_are_shown() -> None:
    """Staff, dates, ids and recordings stay as they are, and so do values of other types."""
    assert Masker.of().masked(Call((), metadata=SHOWN)).metadata == SHOWN


def test_a_name_in_the_facts_is_hidden_in_the_turns() -> None:
    """Whom the system names needs no cue in what is said."""
    call = Call(turns("c|高明在家吗"), metadata={"customer_name": "高明"})
    assert [turn.text for turn in Masker.of().masked(call).turns] == ["高＊在家吗"]


def test_no_mask_changes_nothing() -> None:
    """The masker for `--no-mask` has the same interface and hides nothing."""
    call = Call(turns("c|我叫王小明，13800138000"), metadata={"phone": "13800138000"})
    assert NO_MASK.masked(call).call == call
    assert NO_MASK.spans(call.turns) == ()
    assert NO_MASK.text("我叫王小明") == "我叫王小明"
