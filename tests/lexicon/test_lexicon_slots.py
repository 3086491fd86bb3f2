"""Slots: listed values, the built-in ones, and what is wrong with an entry that has them."""

import pytest
from lexicon_kit import book, clean, garbled, matches, problems_of

from autoscore.lexicon import PhraseBook

BUILT_IN = {
    "收您{金额}": {"收您一百二十块五，": "收您一百二十块五", "收您98.5元": "收您98.5元", "收您一百": "收您一百"},
    "开通{数}兆": {"开通五百兆": "开通五百兆", "开通1,000兆吗": "开通1,000兆", "开通二点五兆": "开通二点五兆"},
    "号码是{号码}": {"号码是幺三八零零": "号码是幺三八零零", "号码是[手机号]吗": "号码是[手机号]"},
    "需要{时长}": {"大概需要三到五个工作日": "需要三到五个工作日", "需要半小时": "需要半小时"},
    "{日期}生效": {"下个月一号生效": "下个月一号生效", "明天早上八点半生效": "明天早上八点半生效"},
}
LISTED = {
    "{姓}{称呼}": {"张先生您好": "张先生", "您好欧阳女士": "欧阳女士", "欧先生": "欧先生", "张，嗯，先生": ""},
    "{姓}{哥姐}$": {"谢谢张哥": "张哥", "张哥您坐": ""},
    "(姓|叫){姓}": {"我姓张": "姓张", "我叫欧阳": "叫欧阳"},
    "[您]{称呼}": {"您先生": "您先生", "先生": "先生"},
    "找{姓}…3{称呼}": {"找张伟国先生": "找张伟国先生", "找张一二三四先生": ""},
}
NEVER = ["啊", "，", "嗯啊", "()", "[啊]", "…", "…3", "{数}", "{金额}…", "{大姓}", "[好]…", "=啊", "^啊", "- 嗯"]


def quotes_by_form(of: PhraseBook, text: str) -> tuple[list[str], list[str]]:
    return clean(of, text), garbled(of, text)


@pytest.mark.parametrize(
    ("line", "text", "quote"),
    [(line, text, quote) for line, cases in BUILT_IN.items() for text, quote in cases.items()],
)
def test_built_in_slots(line: str, text: str, quote: str) -> None:
    """Sums, numbers, digits, spans of time and dates are found whole, as they are said or written."""
    assert clean(book(line), text) == [quote]


@pytest.mark.parametrize(
    ("line", "text", "quote"), [(line, text, quote) for line, cases in LISTED.items() for text, quote in cases.items()]
)
def test_listed_slots(line: str, text: str, quote: str) -> None:
    """A listed slot takes each of its values and no other word, the longest that stands there."""
    assert clean(book(line), text) == ([quote] if quote else [])


def test_slot_values_are_squeezed_as_entries_are() -> None:
    """Values are the same in either width, case or script, and without their marks."""
    of = book("给您办{包}吧", slots={"包": ("ＦＬＯＷ·包", "語音包")}, sound="never")
    assert clean(of, "给您办flow包吧，给您办语音包吧") == ["给您办flow包吧", "给您办语音包吧"]


def test_one_character_values_must_stand_as_written_when_heard() -> None:
    """好 sounds like 郝, which proves no surname; the words around the value may only sound alike."""
    of = book("{姓}{称呼}")
    assert quotes_by_form(of, "好先生") == ([], [])
    assert quotes_by_form(of, "章女士") == ([], [])
    assert quotes_by_form(of, "张鲜生") == ([], ["张鲜生"])
    assert quotes_by_form(of, "郝先生") == (["郝先生"], [])


def test_longer_values_may_sound_alike() -> None:
    """A value of two characters is found by sound, as garbled."""
    assert quotes_by_form(book("{姓}{称呼}"), "鸥扬先生") == ([], ["鸥扬先生"])


def test_numbers_are_heard_by_sound_too() -> None:
    """Around a number that stands as it is said, the words may only sound alike."""
    of = book("一共收您{金额}")
    assert quotes_by_form(of, "一共受您五十块") == ([], ["一共受您五十块"])


@pytest.mark.parametrize("line", NEVER)
def test_an_entry_that_can_never_be_found_is_refused(line: str) -> None:
    """What is nothing but fillers, marks, gaps or open slots, or names an unknown slot, is refused as such."""
    assert [(problem.code, problem.excerpt) for problem in problems_of("您好", line)] == [("never_matches", line)]


def test_an_unknown_slot_is_answered_with_the_known_ones() -> None:
    """The problem of an unknown slot names it and lists the slots of the lexicon and the built-in ones."""
    [problem] = problems_of("{大姓}{称呼}", slots={"称呼": ("先生",)})
    assert problem.what == "没有“{大姓}”这个槽"
    assert {"称呼", "金额", "数", "号码", "时长", "日期"} == set(problem.todo.removeprefix("可用：").split())


def test_all_entries_that_are_wrong_are_told_at_once() -> None:
    """Every entry that cannot be found is a problem of its own, at its line."""
    found = problems_of("您好", "啊", "{大姓}好", "再见", "…")
    assert [(problem.place.line, problem.excerpt) for problem in found] == [(4, "啊"), (5, "{大姓}好"), (7, "…")]


def test_the_order_of_slots_is_no_matter() -> None:
    """An entry is triggered by whatever literal it has, in front of its slots or behind them."""
    for line, text in (
        ("{姓}{称呼}您好", "张先生您好"),
        ("您好{姓}{称呼}", "您好张先生"),
        ("给{姓}{称呼}办", "给张先生办"),
    ):
        found = matches(book(line, sound="never"), f"嗯，{text}。")
        assert [span for _, span in found] == [(0, 2, 2 + len(text))]


def test_a_slot_without_values_matches_nothing() -> None:
    """Where a house has emptied a slot, an entry with it is refused or never found; the rest alone does not do."""
    slots = {"姓": ("张",), "亲称": ()}
    refused = problems_of("{姓}{亲称}好的", slots=slots)
    assert refused or clean(book("{姓}{亲称}好的", slots=slots), "张好的") == []
