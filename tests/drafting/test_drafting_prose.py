"""What a standard says about points, in the words that score sheets use."""

from decimal import Decimal

import pytest

from autoscore.drafting.amounts import Amount, amount_of
from autoscore.drafting.prose import Reading, reading_of


def read(text: str, cell: str = "") -> Reading:
    return reading_of(text, amount_of(cell))


def tiers(reading: Reading) -> list[tuple[str, str]]:
    return [(tier.title, f"{tier.points.high}") for tier in reading.tiers]


@pytest.mark.parametrize(
    ("cell", "low", "high", "sign"),
    [
        ("2", "2", "2", ""),
        ("2分", "2", "2", ""),
        ("２ 分", "2", "2", ""),
        ("两分", "2", "2", ""),
        ("十分", "10", "10", ""),
        ("2.5", "2.5", "2.5", ""),
        ("0-4分", "0", "4", ""),
        ("0～四分", "0", "4", ""),
        ("满分10", "10", "10", ""),
        ("（5分）", "5", "5", ""),
        ("+2", "2", "2", "+"),
        ("-5", "5", "5", "-"),
        ("−5分", "5", "5", "-"),
        ("扣1至2分", "1", "2", "-"),
        ("10%", "10", "10", ""),
    ],
)
def test_a_cell_of_points_is_read_however_it_is_written(cell: str, low: str, high: str, sign: str) -> None:
    """Digits of any width, spoken numbers, ranges and signs."""
    assert amount_of(cell) == Amount(Decimal(low), Decimal(high), sign)


@pytest.mark.parametrize("cell", ["", "无", "见细则", "2分3", "A", "分"])
def test_what_is_no_amount_is_none(cell: str) -> None:
    """A cell that says something else gives no points."""
    assert amount_of(cell) is None


@pytest.mark.parametrize(
    ("text", "cell", "points"),
    [
        ("主动问好，有得2分，否则得0分", "2", "2"),
        ("做到得4分，没做到不得分", "", "4"),
        ("有得2，无得0", "", "2"),
        ("五秒内有反应得两分，否则零分", "", "2"),
        ("未问好扣4分", "4", "4"),
        ("满分3分", "", "3"),
    ],
)
def test_one_amount_is_a_yes_or_no(text: str, cell: str, points: str) -> None:
    """All or nothing, however the nothing is put."""
    assert (read(text, cell).kind, read(text, cell).points) == ("find", Decimal(points))


@pytest.mark.parametrize("text", ["5分钟内回电", "十分热情地问好", "表现得十分热情", "去分公司办理", "分类讲解"])
def test_minutes_branches_and_very_are_no_points(text: str) -> None:
    """分 in other words gives no points."""
    assert read(text) == Reading()


@pytest.mark.parametrize(
    ("text", "cell", "steps"),
    [
        ("试用5分，演示3分，没有0分", "", [("试用", "5"), ("演示", "3")]),
        ("引导体验：没有演示得0分，演示了没试用得3分，客户试用得5分", "5", [("客户试用", "5"), ("演示了没试用", "3")]),
        ("客户走近就问好；只点头得2分", "4", [("做到", "4"), ("只点头", "2")]),
        ("完全做到得十分，部分做到得五分，没做到零分", "10", [("完全做到", "10"), ("部分做到", "5")]),
    ],
)
def test_several_amounts_are_steps_from_the_best_down(text: str, cell: str, steps: list[tuple[str, str]]) -> None:
    """Amounts of which only one can be had are levels; nothing is no level of its own."""
    assert read(text, cell).kind == "levels"
    assert tiers(read(text, cell)) == steps
    assert read(text, cell).points == Decimal(steps[0][1])


@pytest.mark.parametrize(
    ("text", "cell", "points", "titles"),
    [
        ("每说出一项得2分", "8", None, []),
        ("资费、开通、取消，每讲清一项得２分，最多6分", "", "6", ["资费", "开通", "取消"]),
        ("每说清一项得两分：资费、开通方式、取消方式", "", "6", ["资费", "开通方式", "取消方式"]),
        ("品牌、用量各2分", "4", "4", ["品牌", "用量"]),
        ("问用途得2分，问用量得2分", "4", "4", ["问用途", "问用量"]),
        ("反应得2分，解答得6分", "8", "8", ["反应", "解答"]),
        ("未问好扣2分，未报工号扣2分", "4", "4", ["问好", "报工号"]),
        ("须告知手续费率、每期金额、提前还款规则，每漏一项扣2分", "6", "6", ["手续费率", "每期金额", "提前还款规则"]),
        ("核实身份（姓名、证件号），缺一项扣3分", "6", "6", ["姓名", "证件号"]),
        ("询问用网情况（人数、用途），每问到一项得1分", "2", "2", ["人数", "用途"]),
    ],
)
def test_amounts_that_add_up_are_facts(text: str, cell: str, points: str | None, titles: list[str]) -> None:
    """Points for each of several things, listed or not; what is not to be left out is a thing to be done."""
    found = read(text, cell)
    assert (found.kind, found.points) == ("facts", None if points is None else Decimal(points))
    assert [title for title, _ in tiers(found)] == titles


def test_points_off_are_counted_down_to_a_floor() -> None:
    """Each fault costs, a range of costs stays one, and the cap is told apart from what a fault costs."""
    ranged = read("目光、语气，扣1-2分/次，扣完即止", "6")
    assert (ranged.kind, ranged.each, ranged.most) == ("deduct", Amount(Decimal(1), Decimal(2)), None)
    capped = read("每次扣1分，最多扣6分", "10")
    assert (capped.kind, capped.each, capped.most) == ("deduct", Amount(Decimal(1), Decimal(1)), Decimal(6))
    several = read("不耐烦扣2分/次，打断扣1分/次", "5")
    assert (several.kind, several.each, tiers(several)) == ("deduct", None, [("不耐烦", "2"), ("打断", "1")])
    unlisted = read("使用请、谢谢，每缺一次扣2分", "10")
    assert (unlisted.kind, unlisted.each) == ("deduct", Amount(Decimal(2), Decimal(2)))
    below = read("态度恶劣", "-5")
    assert (below.kind, below.points, below.most, below.below) == ("deduct", Decimal(0), Decimal(5), True)


@pytest.mark.parametrize(
    ("text", "cell", "bounds"),
    [
        ("0-4分", "", (0, 4)),
        ("表达流畅，酌情0～4分", "4", (0, 4)),
        ("酌情给分", "６", (0, 6)),
        ("", "0-3分", (0, 3)),
        ("语气生硬，视情节扣1-5分", "5", (0, 5)),
        ("不完整扣5～10分", "15", (5, 15)),
    ],
)
def test_any_value_between_two_is_a_range(text: str, cell: str, bounds: tuple[int, int]) -> None:
    """A range in the words or in the cell; 酌情 alone goes from nothing to the cell's points."""
    found = read(text, cell)
    assert (found.kind, found.bounds) == ("range", (Decimal(bounds[0]), Decimal(bounds[1])))


@pytest.mark.parametrize("text", ["泄露客户信息，一票否决", "出现即0分", "红线：私自开通", "碰到即全表记零分"])
def test_a_red_line_is_fatal(text: str) -> None:
    """What voids the sheet is no deduction."""
    assert read(text, "10").kind == "fatal"


@pytest.mark.parametrize(("text", "cell"), [("客户表扬", "+2"), ("加分项：客户表扬加2分", ""), ("客户表扬 +2分", "")])
def test_extra_points_are_a_bonus(text: str, cell: str) -> None:
    """Extra points are known by the sign or by 加."""
    assert (read(text, cell).kind, read(text, cell).points) == ("bonus", Decimal(2))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("引导体验得5分；没有体验机的业务默认满分", "full"),
        ("有得5分（不涉及按满分计）", "full"),
        ("问好得2分；无此场景不计分", "out"),
        ("不适用的不扣分，问好得2分", "out"),
        ("没有问好不得满分，有得5分", ""),
        ("有得5分，没有0分", ""),
    ],
)
def test_what_a_row_without_an_occasion_gets_is_told(text: str, due: str) -> None:
    """Full points by default, or out of the total; what is merely not done is neither."""
    assert read(text).not_due == due
    assert read(text).kind == "find"
