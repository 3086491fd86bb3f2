"""What only a whole call shows to be private."""

from privacy_kit import shown


def test_a_number_said_over_turns_is_hidden() -> None:
    """Parts are put together over turns in which the other one takes them down, and his echoes are hidden too."""
    said = ("a|您说", "c|幺三八", "a|嗯幺三八", "c|零零一三", "a|零零一三，然后呢", "c|八零零零")
    assert shown(*said) == ["您说", "幺三八", "嗯幺三八", "＊＊＊＊", "＊＊＊＊，然后呢", "八零零零"]


def test_echoes_are_told_from_the_number_where_nobody_knows_who_speaks() -> None:
    """Without roles every part comes twice, and the number is found once the second is left out."""
    said = ("u|幺三八", "u|幺三八", "u|零零一三", "u|零零一三", "u|八零零零", "u|八零零零")
    assert shown(*said) == ["幺三八", "幺三八", "＊＊＊＊", "＊＊＊＊", "八零零零", "八零零零"]


def test_parts_with_talk_between_them_are_no_number() -> None:
    """Figures that stand apart in what is said stay apart."""
    said = ("c|有138的吗", "a|这款手机的价格我给您看一下", "c|那0013呢", "a|这是另外一种型号的套餐", "c|8000")
    assert shown(*said) == [line[2:] for line in said]


def test_a_question_announces_a_number() -> None:
    """A number that recognition cut short is hidden where it was asked for."""
    assert shown("a|手机号多少", "c|138001380") == ["手机号多少", "138****80"]
    assert shown("a|一共多少件", "c|138001380") == ["一共多少件", "138001380"]


def test_a_name_once_known_is_hidden_everywhere() -> None:
    """The full name, the given name alone and other characters of its sound go, in all turns."""
    said = ("a|王小明先生吗", "c|小明是我，找王晓鸣什么事", "a|小明星套餐")
    assert shown(*said) == ["王＊＊先生吗", "＊＊是我，找王＊＊什么事", "小明星套餐"]


def test_a_name_is_the_answer_to_a_question_for_it() -> None:
    """A short name needs no cue of its own behind a question."""
    assert shown("a|您怎么称呼", "c|陈佳")[1] == "陈＊"
    assert shown("a|您去哪里", "c|陈佳")[1] == "陈佳"


def test_staff_are_not_hidden() -> None:
    """An agent's own name, a colleague's with his post, and the number of either stay."""
    said = ("a|我是客户经理李伟，工号0917", "c|上回是王强师傅来的", "a|王强今天不在，我叫赵丽华")
    assert shown(*said) == [line[2:] for line in said]


def test_an_address_is_the_answer_to_a_question_for_it() -> None:
    """A mere building counts where the address was asked for, and not elsewhere."""
    assert shown("a|您家几栋", "c|七栋")[1] == "＊＊"
    assert shown("a|怎么了", "c|七栋停电")[1] == "七栋停电"


def test_an_address_is_hidden_where_it_is_said_again() -> None:
    """A flat that was asked for goes in the echo too, though nothing there announces it; other numbers stay."""
    said = ("a|房号多少", "c|二三零五", "a|二三零五，对吧", "c|一共二三零零")
    assert shown(*said) == ["房号多少", "＊＊＊＊", "＊＊＊＊，对吧", "一共二三零零"]


def test_characters_that_were_asked_for_are_hidden() -> None:
    """How a given name is written goes though the name itself is not known; how the surname is, stays."""
    assert shown("a|名字是哪三个字", "c|韩国的韩，国家的国，强大的强")[1] == "韩国的韩，＊＊＊＊，＊＊＊＊"
    assert shown("a|您说", "c|国家的国，强大的强")[1] == "国家的国，强大的强"


def test_the_house_itself_is_no_secret() -> None:
    """Where a service point is stays."""
    said = "营业厅在长江路135号"
    assert shown(f"a|{said}") == [said]
