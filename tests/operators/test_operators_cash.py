"""`cash`: what is said aloud about money, and whether it adds up."""

import pytest
from operators_kit import NO, UNSURE, YES, call, check, hear, lexicon

from autoscore.lexicon import Lexicon

MONEY = lexicon(
    {
        "cash_received": "收您{金额}",
        "cash_change": "找您{金额}",
        "cash_due": "一共{金额}",
        "cash_scan": "扫码成功",
        "cash_refund": "退您{金额}",
        "pays@customer": "给你{金额} (微信|现金)付 正好给你",
    }
)


def _money(**ways: str) -> Lexicon:
    known = {"cash_received": "收您{金额}", "cash_due": "一共{金额}", "cash_scan": "扫码成功"}
    return lexicon({**known, "cash_refund": "退您{金额}", "pays@customer": "给你{金额}", **ways})


QUESTIONS = ("moved", "told", "part", "due", "wrong", "put_right")

# A scene, and for the questions that are answered YES the words that they rest on; the others are answered NO.
SCENES = {
    "received and change": (
        ["客服：一共九十五块。", "客户：给你一百块。", "客服：收您一百块，找您五块。"],
        {
            "moved": "给你一百块 收您一百块 找您五块",
            "told": "收您一百块 找您五块",
            "part": "收您一百块 找您五块",
            "due": "一共九十五块",
        },
    ),
    "change that is wrong": (
        ["客服：一共九十五块。", "客服：收您一百块，找您三块。"],
        {"moved": "收您一百块 找您三块", "part": "收您一百块 找您三块", "due": "一共九十五块", "wrong": "找您三块"},
    ),
    "change that was put right": (
        ["客服：一共九十五块。", "客服：收您一百块，找您三块。", "客户：不对吧。", "客服：哦，找您五块。"],
        {
            "moved": "收您一百块 找您三块 找您五块",
            "told": "收您一百块 找您三块 找您五块",
            "part": "收您一百块 找您三块 找您五块",
            "due": "一共九十五块",
            "put_right": "找您三块 找您五块",
        },
    ),
    "a sum that nobody named": (
        ["客服：收您一百块，找您五块。"],
        {"moved": "收您一百块 找您五块", "told": "收您一百块 找您五块", "part": "收您一百块 找您五块"},
    ),
    "only received": (
        ["客服：一共九十五块。", "客服：收您一百块。"],
        {"moved": "收您一百块", "part": "收您一百块", "due": "一共九十五块"},
    ),
    "only change": (
        ["客服：一共九十五块。", "客服：找您五块。"],
        {"moved": "找您五块", "part": "找您五块", "due": "一共九十五块"},
    ),
    "exact": (
        ["客服：一共九十五块。", "客服：收您九十五块。"],
        {"moved": "收您九十五块", "told": "收您九十五块", "part": "收您九十五块", "due": "一共九十五块"},
    ),
    "exact, as the customer says": (
        ["客户：正好给你。", "客服：收您九十五块。"],
        {"moved": "正好给你 收您九十五块", "told": "收您九十五块", "part": "收您九十五块"},
    ),
    "by code": (
        ["客服：一共三十块。", "客户：微信付。", "客服：好的，扫码成功。"],
        {"moved": "微信付 扫码成功", "told": "扫码成功", "due": "一共三十块"},
    ),
    "by code, and only the price is said": (
        ["客服：一共三十块。", "客户：微信付。", "客服：好了。"],
        {"moved": "微信付", "told": "一共三十块", "due": "一共三十块"},
    ),
    "a refund": (["客服：退您二十块。"], {"moved": "退您二十块", "told": "退您二十块"}),
    "taken without a word": (
        ["客服：一共三十块。", "客户：现金付。", "客服：好。"],
        {"moved": "现金付", "due": "一共三十块"},
    ),
    "the sum said back": (
        ["客户：给你100块。", "客服：一百块，好。"],
        {"moved": "给你100块 一百块", "part": "一百块"},
    ),
    "no money at all": (["客服：您好。", "客户：我查话费。", "客服：还剩三十块。"], {}),
    "money that the customer names": (["客户：收您一百块，找您五块。"], {}),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("scene", SCENES)
def test_what_is_said_about_money(scene: str, question: str) -> None:
    """Each question about money is answered YES by just the words that answer it, else NO with none."""
    lines, answers = SCENES[scene]
    marked = _marked(lines, answers.get(question, "").split())
    hear(f"{{cash: {question}}}", YES if question in answers else NO, *marked, words=MONEY)


def _marked(lines: list[str], words: list[str]) -> list[str]:
    """Marks the first standing of each of some words, in order."""
    marked, turn, done = list(lines), 0, 0
    for word in words:
        place = marked[turn].find(word, done)
        while place < 0 and turn + 1 < len(marked):
            turn, done = turn + 1, 0
            place = marked[turn].find(word, done)
        assert place >= 0, word
        marked[turn] = f"{marked[turn][:place]}[[{word}]]{marked[turn][place + len(word) :]}"
        done = place + len(word) + 4
    return marked


@pytest.mark.parametrize(
    ("due", "received", "change", "wrong"),
    [
        ("九十五块", "一百块", "五块", False),
        ("九十五块五", "一百块", "四块五", False),
        ("九十五块五毛", "一百块零五毛", "五块", False),
        ("95元", "100元", "5元", False),
        ("九十五块", "一百块", "五块五", True),
        ("九十五块", "一百块", "一百块", True),
    ],
)
def test_sums_are_added_to_the_cent(due: str, received: str, change: str, wrong: bool) -> None:
    """Change is wrong if and only if received less due is not the change, however the sums are said."""
    words = f"[[找您{change}]]" if wrong else f"找您{change}"
    lines = [f"客服：一共{due}。", f"客服：收您{received}，{words}。"]
    hear("{cash: wrong}", YES if wrong else NO, *lines, words=MONEY)


def test_doubtful_words_about_money_leave_it_open() -> None:
    """Where every word about money is doubtful, what is told and what is wrong is open."""
    lines = ["客服：[[{~cash_received:收您一百}]]，[[{~cash_change:找您五块}]]"]
    check("{cash: told}", UNSURE, *lines)
    check("{cash: moved}", UNSURE, *lines)
    check("{cash: told}", UNSURE, *[line.replace("~", "≈") for line in lines], strict=True)


def test_the_customers_words_are_no_reading_back() -> None:
    """What the customer says he pays shows that money moved; it is not the clerk who says it aloud."""
    told = call("客户：{pays:给你一百块}", "客服：好。")
    check("{cash: moved}", YES, "客户：[[{pays:给你一百块}]]", "客服：好。")
    check("{cash: told}", NO, "客户：{pays:给你一百块}", "客服：好。")
    assert told.document.labelled("pays")[0].by == "customer"


RIGHT = {
    "all three agree": (YES, "[[一共五十八块]]。", "[[收您一百块]]，[[找您四十二块]]。"),
    "however it is said": (YES, "[[一共58元]]。", "[[收您一百]]，[[找您四十二]]。"),
    "to the cent": (YES, "[[一共九十五块五]]。", "[[收您一百块]]，[[找您四块五]]。"),
    "one of two sums": (YES, "[[一共三十块]]，[[一共二十块]]。", "[[收您五十块]]。"),
    "exact": (YES, "[[一共五十八块]]。", "[[收您五十八块]]。"),
    "put right": (YES, "[[一共九十五块]]。", "[[收您一百块]]，[[找您三块]]。", "哦，[[找您五块]]。"),
    "wrong": (NO, "[[一共五十八块]]。", "[[收您一百块]]，[[找您三十二块]]。"),
    "the change passes in silence": (NO, "[[一共五十八块]]。", "[[收您一百块]]。"),
    "no due": (UNSURE, "[[收您一百块]]，[[找您四十二块]]。"),
    "四 for 十": (UNSURE, "[[一共九十块]]。", "[[收您一百块]]，[[找您四块]]。"),
    "nothing taken": (NO, "一共五十八块。"),
}


@pytest.mark.parametrize("scene", RIGHT)
def test_whether_the_sums_add_up(scene: str) -> None:
    """Received, due and change agree, do not, or cannot be checked: a sum is missing or may be misheard."""
    truth, *lines = RIGHT[scene]
    hear("{cash: right}", truth, *[f"客服：{line}" for line in lines], words=MONEY)


def test_a_sum_that_may_be_misheard_is_not_held_against_the_clerk() -> None:
    """Where 四 for 十 would make the sums agree, the change is neither right nor wrong."""
    hear("{cash: wrong}", UNSURE, "客服：一共九十块。", "客服：收您一百块，[[找您四块]]。", words=MONEY)
    hear("{cash: wrong}", YES, "客服：一共九十块。", "客服：收您一百块，[[找您五块]]。", words=MONEY)


def test_sums_of_doubtful_words_add_up_to_nothing_sure() -> None:
    """Each of the three sums must be sure for the whole to be right."""
    for mark, truth in (("", YES), ("~", UNSURE)):
        line = (
            f"客服：[[{{cash_due:应收五十八}}]]，[[{{cash_received:收您一百}}]]，[[{{{mark}cash_change:找您四十二}}]]"
        )
        check("{cash: right}", truth, line)


def test_change_of_two_customers_is_not_put_right() -> None:
    """Each change is measured by what was received before it."""
    lines = [
        "客服：一共九十五块。",
        "客服：收您一百块，找您五块。",
        "客服：一共三十块。",
        "客服：收您五十块，找您二十块。",
    ]
    hear("{cash: put_right}", NO, *lines, words=MONEY)


def test_change_put_wrong_is_not_put_right() -> None:
    """Who ends with the wrong change has put nothing right."""
    lines = ["客服：一共九十五块。", "客服：收您一百块，找您五块。", "客服：哦，找您三块。"]
    hear("{cash: put_right}", NO, *lines, words=MONEY)


def test_change_taken_back_in_one_breath() -> None:
    """A sum behind 错了 or 不不 takes the place of the change before it, whether or not what was due was named."""
    told = "客服：收您一百块，[[找您二十五块]]，不不，[[十五块]]。"
    hear("{cash: put_right}", YES, told, words=MONEY)
    hear("{cash: put_right}", YES, "客服：一共八十五块。", told, words=MONEY)
    hear("{cash: wrong}", NO, "客服：一共八十五块。", "客服：收您一百块，找您二十五块，不不，十五块。", words=MONEY)
    hear("{cash: put_right}", YES, "客服：收您一百块，[[找您三十五块]]，错了错了，[[找您二十五块]]。", words=MONEY)
    hear("{cash: put_right}", NO, "客服：一共八十块。", told.replace("[[", "").replace("]]", ""), words=MONEY)
    hear("{cash: put_right}", NO, "客服：收您一百块，找您二十五块。不对，我给您开票。", words=MONEY)


def test_a_ten_that_was_written_as_another_word() -> None:
    """找您是一块二 may have been 十一块二: what would make the sums agree is not held against the clerk."""
    words = _money(cash_change="找您…1{金额}")
    hear("{cash: wrong}", UNSURE, "客服：一共八十八块八。", "客服：收您一百块，[[找您是一块二]]。", words=words)


def test_what_was_received_is_no_change() -> None:
    """A way of naming the change that only stands around what was received names none."""
    words = _money(cash_received="收你{金额}", cash_change="{金额}…1零钱")
    hear("{cash: wrong}", NO, "客服：一共八百二十块。", "客服：收你九百块，零钱在这儿。", words=words)


def test_change_that_the_customer_disputes() -> None:
    """What the clerk answers takes the place of the change where the customer named it or where it is right."""
    due, given = "客服：一共六十八块。", "客服：收您一百块，找您四十二块。"
    named = [due, given, "客户：应该三十二吧？", "客服：哎哟，三十二，亏得您说。"]
    hear("{cash: wrong}", NO, *named, words=MONEY)
    found = [
        "客服：一共六十八块。",
        "客服：[[收您一百块]]，[[找您四十二块]]。",
        "客户：不对吧？",
        "客服：是[[三十二]]，对不住。",
    ]
    hear("{cash: told}", YES, *found, words=MONEY)
    left = [due, given.replace("找您四十二块", "[[找您四十二块]]"), "客户：不对吧？", "客服：四十二，没错。"]
    hear("{cash: wrong}", YES, *left, words=MONEY)


def test_the_sum_that_the_customer_asked_to_pay_in_is_exact() -> None:
    """Who asks to pay in a hundred and gives it gets no change; where another sum is due it is not all of it."""
    hear("{cash: told}", YES, "客户：充一百块话费。", "客服：[[收您一百块]]。", words=MONEY)
    hear("{cash: told}", NO, "客户：充五十块话费。", "客服：收您一百块。", words=MONEY)
    hear("{cash: told}", NO, "客户：充一百块话费。", "客服：一共九十五块。", "客服：收您一百块。", words=MONEY)


def test_counting_words_are_no_sum() -> None:
    """The 一 of 一张 and of 点一下 belongs to no sum, and what was received ends where the change begins."""
    words = _money(cash_received="收您{金额} 收您一张{金额} {金额}找{金额}", cash_change="找您{金额} 找{金额}$")
    due = "客服：一共二十块。"
    for line in ("收您一张一百，找您八十。", "收您一百，找您八十点一下。", "好，一百找八十"):
        hear("{cash: wrong}", NO, due, f"客服：{line}", words=words)
    hear("{cash: wrong}", YES, due, "客服：收您一张一百，[[找您七十]]。", words=words)


def test_a_hundred_that_was_written_as_another_word() -> None:
    """收您一白，找您八时 may have been 一百 and 八十: both may be misheard at once."""
    words = _money(cash_received="收您一白", cash_change="找您八时")
    hear("{cash: wrong}", UNSURE, "客服：一共二十块。", "客服：收您一白，[[找您八时]]。", words=words)
