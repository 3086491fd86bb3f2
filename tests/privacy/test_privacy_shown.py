"""What stays of each private thing, and what is not private."""

import pytest
from privacy_kit import shown, turns

from autoscore.privacy import Masker, Private

SHOWN = {
    "a phone number": ("我手机号13800138000", "我手机号138****8000"),
    "with the country's code": ("打+86 13800138000", "打+86 138****8000"),
    "spoken": ("一三八零零一三八零零零", "一三八＊＊＊＊八零零零"),
    "with yao for one": ("电话幺三八，嗯，零零幺三，八零零零", "电话幺三八，嗯，＊＊＊＊，八零零零"),
    "in parts": ("138 0013 8000", "138 **** 8000"),
    "digits that repeat": ("号码138三个六45678", "号码138＊＊＊*5678"),
    "full width": ("１３８００１３８０００", "１３８＊＊＊＊８０００"),
    "a word for a digit": ("我电话要三八零动六五四三二幺", "我电话要三八＊＊＊＊四三二幺"),
    "a digit short, but announced": ("手机号1380013800", "手机号138*****00"),
    "a landline": ("座机0551-63456789", "座机0551-******89"),
    "an ID card": ("身份证号11010519491231002X", "身份证号110***********002X"),
    "an ID card in parts": ("110105 19491231 002x", "110*** ******** 002x"),
    "a bank card": ("卡号6222021001116245702", "卡号***************5702"),
    "a plate": ("我的车京A12345", "我的车京A*****"),
    "a green plate, spoken": ("皖A，D幺二三四五", "皖A，*＊＊＊＊＊"),
    "e-mail": ("发到zhangsan@163.com", "发到z*******@163.com"),
    "e-mail, spoken": ("zhangsan艾特163点com", "z*******艾特163点com"),
    "an address": ("安徽省合肥市蜀山区望江路88号3栋", "安徽省合肥市蜀山区＊＊＊**＊*＊"),
    "a name": ("我叫王小明", "我叫王＊＊"),
    "a compound surname": ("机主是欧阳倩女士", "机主是欧阳＊女士"),
    "a name in two parts": ("我姓张，叫小明", "我姓张，叫＊＊"),
    "a name of one character": ("单名一个伟字，我姓张，单名一个伟字", "单名一个伟字，我姓张，单名一个＊字"),
    "a name behind the spelt surname": ("弓长张，张伟", "弓长张，张＊"),
    "how a name is written": ("我叫王小明，明天的明", "我叫王＊＊，＊＊＊＊"),
    "how a surname is written": ("弓长张，我叫张桐，木字旁的桐", "弓长张，我叫张＊，＊＊＊＊＊"),
    "a plate in parts": ("车牌皖A 8 K362", "车牌皖A * ****"),
    "a landline of Taiwan": ("我电话02-2345-6789", "我电话02-****-**89"),
    "e-mail, said in parts": ("邮箱zhang 三 二幺艾特qq点com", "邮箱z*****＊*＊＊艾特qq点com"),
    "a street that is called by a number": ("家在蜀山区三里河路9号", "家在蜀山区＊＊＊＊*＊"),
    "a relative": ("给我儿子浩然交费", "给我儿子＊＊交费"),
}
STAYS = [
    "张先生您稍等",
    "小庞、老王和王师傅都在",
    "姓高，高兴的高",
    "拨打10086、95598、12345或400-811-2233",
    "订单号13800138000",
    "尾号5678，后四位5678",
    "一百二十三块，1599、1899、999",
    "2024年10月14日13:30，20241014",
    "工号0917为您服务",
    "二楼三号窗口",
    "你们营业厅电话0551-65432109",
    "我高兴，您明白，马上，一路顺风，那路，王牌，张开，小明星，黄金会员",
]


@pytest.mark.parametrize("case", SHOWN)
def test_what_stays(case: str) -> None:
    """Of each thing so much is shown as tells an inspector which it is."""
    said, expected = SHOWN[case]
    assert shown(f"c|{said}") == [expected]


@pytest.mark.parametrize("said", STAYS)
def test_what_is_not_private_stays(said: str) -> None:
    """Titles, hotlines, orders, amounts, dates and words that look like names are shown as they are."""
    assert shown(f"u|{said}") == [said]


def test_spans_say_what_they_hide() -> None:
    """A span gives the turn, the half-open run of hidden code points and the kind."""
    spans = Masker.of().spans(turns("a|您好", "c|我叫王小明，138 0013 8000"))
    assert spans == (Private(1, 3, 5, "name"), Private(1, 10, 14, "phone"))
