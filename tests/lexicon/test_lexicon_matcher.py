"""Finding entries as they are written: signs, gaps, commas, blocks, and which find is the best."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lexicon_kit import book, clean, lexicon, matches, phrases, quoted

from autoscore.lexicon import compile_book

Case = tuple[tuple[str, ...], str, list[str]]
FOUND: dict[str, Case] = {
    "each time": (("您好",), "您好，张先生您好", ["您好", "您好"]),
    "fillers inside": (("请稍等",), "请，嗯，稍啊等", []),
    "fillers in a long one": (("请您稍等",), "请嗯您啊稍等一下", ["请嗯您啊稍等"]),
    "stutter": (("您好",), "您您您好", ["您您您好"]),
    "letters and width": (("hello您好",), "ＨＥＬＬＯ您好", ["ＨＥＬＬＯ您好"]),
    "traditional": (("请问您贵姓",), "請問您貴姓", ["請問您貴姓"]),
    "marks of the entry": (("您好，请坐！",), "您好请坐", ["您好请坐"]),
    "turn start": (("^喂",), "嗯，喂，喂你好", ["喂"]),
    "not turn start": (("^喂",), "你好喂", []),
    "turn end": (("再见$",), "再见。好的再见啊。", ["再见"]),
    "not turn end": (("再见$",), "再见了", []),
    "whole turn": (("^好的$",), "嗯，好的。", ["好的"]),
    "not whole turn": (("^好的$",), "好的，行", []),
    "clause": (("=坐",), "请坐。坐，您坐", ["坐"]),
    "clause with fillers": (("=请坐",), "您好，嗯请坐啊，谢谢", ["请坐"]),
    "no clause": (("=请坐",), "您请坐", []),
    "block around": (("您好", "- 您好像"), "您好像没带，您好", ["您好"]),
    "block before": (("再见", "- 没说再见"), "没说再见，再见", ["再见"]),
    "block inside covers nothing": (("您好像", "- 您好"), "您好像", ["您好像"]),
    "block beside covers nothing": (("您好", "- 好像是"), "您好像是", ["您好"]),
    "block with a gap": (("退款", "- 不…4退款"), "不给您退款，可以退款", ["退款"]),
    "gap of nothing": (("还有…别的事吗",), "还有别的事吗", ["还有别的事吗"]),
    "gap of six": (("还有…问题吗",), "还有一二三四五六问题吗", ["还有一二三四五六问题吗"]),
    "gap too wide": (("还有…问题吗",), "还有一二三四五六七问题吗", []),
    "gap of two": (("还有…2问题吗",), "还有一二三问题吗", []),
    "gap over commas": (("还有…问题吗",), "还有，其他，问题吗", ["还有，其他，问题吗"]),
    "gap from the nearest": (("请您…稍等",), "请您请您稍等", ["请您请您稍等"]),
    "gap counts no fillers": (("还有…2问题吗",), "还有嗯嗯其他啊啊问题吗", ["还有嗯嗯其他啊啊问题吗"]),
}


@pytest.mark.parametrize(("lines", "text", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_found(lines: tuple[str, ...], text: str, expected: list[str]) -> None:
    """An entry is found where it is said and its signs allow, as the raw words from its first to its last."""
    assert clean(book(*lines, sound="never"), text) == expected


@pytest.mark.parametrize("mark", list("。？！；…?!;"))
def test_nothing_crosses_the_end_of_a_sentence(mark: str) -> None:
    """Neither a long entry nor a gap reaches over a mark that ends a sentence."""
    of = book("您好请坐", "还有…问题吗", sound="never")
    assert clean(of, f"您好{mark}请坐") == []
    assert clean(of, f"还有其他{mark}问题吗") == []
    assert clean(of, f"还有其他问题{mark}吗") == []


@pytest.mark.parametrize("mark", list("，、：,“（—"))
def test_short_entries_cross_no_comma_long_ones_do(mark: str) -> None:
    """An entry of up to three characters is not found across any mark; one of four is, across all but hard ones."""
    of = book("不客气", "您好请坐", sound="never")
    assert clean(of, f"不{mark}客气") == []
    assert clean(of, f"不客{mark}气") == []
    assert clean(of, f"您好{mark}请坐") == [f"您好{mark}请坐"]


def test_a_later_start_is_tried_where_the_first_crosses_a_sentence() -> None:
    """Where the words begin before the end of a sentence and again behind it, the second beginning counts."""
    assert clean(book("请您…稍等"), "请您坐。请您在这稍等") == ["请您在这稍等"]


def test_nothing_is_found_across_turns() -> None:
    """An entry, a gap and a clause end with the turn; the finds are told by turn."""
    of = book("您好请坐", "还有…问题吗", "=行", sound="never")
    assert quoted(of, "您好", "请坐，还有", "问题吗", "行", "您好请坐") == [
        ("way", "clean", "行"),
        ("way", "clean", "您好请坐"),
    ]
    assert [span[0] for _, span in matches(of, "您好", "请坐，还有", "问题吗", "行", "您好请坐")] == [3, 4]


def test_blocks_are_those_of_their_own_set() -> None:
    """A block of one set takes nothing from another."""
    of = compile_book(lexicon(phrases("您好", "- 您好像", label="one"), phrases("您好", label="other")))
    assert quoted(of, "您好像") == [("other", "clean", "您好")]


def test_sets_do_not_hide_each_other() -> None:
    """Each set has its own best finds, also where those of different sets overlap, in order of place."""
    of = compile_book(lexicon(phrases("请稍等", label="wait"), phrases("您稍等", "稍等一下", label="more")))
    assert quoted(of, "请稍等一下，您稍等") == [
        ("wait", "clean", "请稍等"),
        ("more", "clean", "稍等一下"),
        ("more", "clean", "您稍等"),
    ]


def test_the_longest_way_is_the_best() -> None:
    """Of ways that overlap the longest is kept, whatever their order, and then those that do not overlap it."""
    for lines in (("您好", "您好张先生", "先生"), ("先生", "您好张先生", "您好")):
        assert clean(book(*lines), "您好张先生，先生") == ["您好张先生", "先生"]


def test_of_equally_long_ways_the_first_said_is_the_best() -> None:
    """Where two equally long ways overlap, the one that begins first is kept."""
    assert clean(book("好请", "请坐"), "您好请坐") == ["好请"]


def test_a_sure_way_beats_a_longer_weak_one() -> None:
    """A way that proves the act is kept rather than a longer one that only may."""
    found = matches(book("您好", "? 您好张先生"), "您好张先生")
    assert [(match.sign, span) for match, span in found] == [("way", (0, 0, 2))]


def test_a_weak_way_is_found_as_weak() -> None:
    """A weak way alone is found, with its sign."""
    found = matches(book("? 我不知道"), "我不知道。")
    assert [(match.sign, match.form, span) for match, span in found] == [("weak", "clean", (0, 0, 4))]


def test_a_way_beats_a_longer_mishearing() -> None:
    """Words as they are written are kept rather than a longer known mishearing."""
    found = matches(book("您好", "~ 您好张先生"), "您好张先生")
    assert [(match.sign, span) for match, span in found] == [("way", (0, 0, 2))]


def test_the_phrase_of_a_find_is_what_was_looked_for() -> None:
    """A find tells its phrase in normal form, whatever the raw words were."""
    found = matches(book("(您|你)好张先生", sound="never"), "妳，好，嗯，張先生")
    assert [(match.phrase, match.strength, span) for match, span in found] == [("你好张先生", 100, (0, 0, 9))]


@given(st.lists(st.text(st.sampled_from("您好请坐，。嗯的"), max_size=10), max_size=5))
def test_texts_are_searched_together_as_one_by_one(texts: list[str]) -> None:
    """What is found in a text is the same alone and among others."""
    alone = [(turn, *span[1:]) for turn, text in enumerate(texts) for _, span in matches(BOOK, text)]
    assert [span for _, span in matches(BOOK, *texts)] == alone


BOOK = book("您好", "请坐", "^好的", "=请", "好的$", "- 您好的", "请…2好", "您好请坐", "? 请的")


@given(st.text(st.sampled_from("您好请坐，。嗯的"), max_size=16))
def test_finds_of_a_set_do_not_overlap(text: str) -> None:
    """The finds of one set stand apart, in order, none of them a block."""
    found = matches(BOOK, text)
    spans = [(match.start, match.end) for match, _ in found]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(match.sign != "block" for match, _ in found)


@pytest.mark.parametrize(
    ("line", "text", "quote"),
    [
        ("=我叫{姓}…2", "您好，我叫张伟。", "我叫张伟"),
        ("=请您…(等|等一下)", "请您稍等一下。", "请您稍等一下"),
        ("^好…12对吧$", "好，月底对吧，三百兆对吧", "好，月底对吧，三百兆对吧"),
    ],
)
def test_an_expression_is_found_up_to_the_end_that_its_signs_allow(line: str, text: str, quote: str) -> None:
    """Where the nearest end is not allowed, a later one within reach is."""
    assert clean(book(line, sound="never"), text) == [quote]


def test_numbers_with_marks_are_words() -> None:
    """A short entry that is a number with a point is found; a part of a number is no clause."""
    assert clean(book("9.8", sound="never"), "测速是9.8兆") == ["9.8"]
    assert clean(book("=98", sound="never"), "98.5元") == []


@pytest.mark.xfail(strict=True, reason="an option that would cross a mark is taken first, and no shorter end is tried")
def test_an_option_behind_a_mark_is_left_out() -> None:
    """Where the words of an option stand only behind the end of the sentence, the entry ends before it."""
    assert clean(book("请您…稍等[一下]", sound="never"), "请您在这稍等。一下就好") == ["请您在这稍等"]
