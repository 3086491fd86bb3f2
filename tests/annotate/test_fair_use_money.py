"""Fair use of numbers: what counts pieces, points, hours, shares or digits is no money."""

import pytest

from autoscore.text.characters import normal_form
from autoscore.text.money import find_amounts

NO_MONEY = [
    "咱们一块儿去看看",
    "两个人一块去",
    "咱一块",
    "一块弄好",
    "这块地方",
    "两块电池要换",
    "换了两块屏",
    "三块主板",
    "两块板子",
    "四块面板",
    "一块瓷砖",
    "三块豆腐",
    "两点到三点",
    "三点半",
    "三分钟",
    "打三分",
    "评五分",
    "给十分",
    "十分感谢",
    "八分满意",
    "扣三分",
    "三分之二",
    "百分之三十",
    "百分百",
    "20%",
    "千分之三",
    "几毛病",
    "有点毛病",
    "毛巾两条",
    "一毛不拔",
    "五毛党",
    "元旦放假",
    "二元旦",
    "三单元",
    "5单元",
    "一元二次方程",
    "三角形",
    "五角星",
    "一三八零零一三八零零零",
    "13800138000",
    "一零零八六",
    "订单号二零二四零三",
    "尾号三六九",
    "3月5号",
    "2024年3月5日",
    "五楼三单元",
    "二十五号",
    "第三块",
    "几块钱",
    "几十块",
    "一百多块",
    "收您三份材料",
    "找您两次",
    "交了三次",
    "给您五分钟",
    "优惠三天",
    "一共三个",
    "剩三天",
    "充三次",
    "补两张卡",
    "送五百兆",
]
MONEY = {
    "一块钱": "1",
    "找您一块": "1",
    "五毛": "0.5",
    "一百块儿": "100",
    "二十块钱一块儿付": "20",
    "九块九一张": "9.9",
}


@pytest.mark.parametrize("said", NO_MONEY)
def test_no_money(said: str) -> None:
    """Pieces, togetherness, marks, times, shares, dates and digits read aloud are no amounts."""
    assert find_amounts(normal_form(said)) == ()


@pytest.mark.parametrize("said", MONEY)
def test_money(said: str) -> None:
    """Amounts beside such words are amounts still."""
    assert [f"{amount.yuan:g}" for amount in find_amounts(normal_form(said))] == [MONEY[said]]
