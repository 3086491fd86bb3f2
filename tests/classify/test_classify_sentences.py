"""Turns are cut into sentences: by their marks always, and where marks were lost, by how people begin and end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.classify import sentences_of
from autoscore.classify.split_corpus import examples, joined, with_commas
from autoscore.classify.split_features import PARTS, gaps, keys
from autoscore.classify.split_measure import lost, measure
from autoscore.classify.split_model import BITS, splitter
from autoscore.text.sentences import sentences

WORDS = (
    *("您好", "请问", "有什么可以帮您", "吗", "呢", "嗯", "啊", "我想", "的"),
    *("，", "。", "？", "…", " ", "\n", "123", "[手机号]", "wifi", "😀"),
)
turns = st.lists(st.sampled_from(WORDS), max_size=16).map("".join) | st.text(max_size=20)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of([text])[0]]


@given(st.lists(turns, max_size=4))
@settings(max_examples=150, deadline=None)
def test_spans_are_in_order_apart_and_cover_all_that_is_no_blank(texts: list[str]) -> None:
    """Spans of a turn follow one another, none is blank at an end, and only blanks are outside of them."""
    for text, spans in zip(texts, sentences_of(texts), strict=True):
        end = 0
        for start, stop in spans:
            assert end <= start < stop
            assert not text[end:start].strip()
            assert text[start:stop] == text[start:stop].strip()
            end = stop
        assert not text[end:].strip()


@given(st.lists(turns, min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_a_batch_is_as_one_by_one(texts: list[str]) -> None:
    """What stands in the same batch changes nothing."""
    assert sentences_of(texts) == [sentences_of([text])[0] for text in texts]


@given(turns)
@settings(max_examples=100, deadline=None)
def test_marks_always_end_a_sentence(text: str) -> None:
    """Every end that the marks tell is an end that is found."""
    assert {end for _, end in sentences(text)} <= {end for _, end in sentences_of([text])[0]}


@pytest.mark.parametrize("solid", ["[手机号]", "13800138000", "wifi6", "{卡号}"])
@given(st.lists(st.sampled_from(("您的号码是", "对吗", "我帮您查一下", "好的", "请问", "吗")), min_size=2, max_size=8))
@settings(max_examples=30, deadline=None)
def test_nothing_is_cut_inside_a_number_or_a_word(solid: str, words: list[str]) -> None:
    """A number, a Latin word and a masked number stay in one sentence, wherever they stand."""
    for at in range(len(words) + 1):
        assert sum(solid in piece for piece in cut("".join((*words[:at], solid, *words[at:])))) == 1


@pytest.mark.parametrize(
    "parts",
    [
        ("您的手机号是[手机号]对吧", "我帮您查一下"),
        ("您是本人吗，", "我帮您查一下"),
        ("请问您是机主本人吗？", "好的，那我帮您查一下，您稍等。"),
        ("您家的宽带是什么时候断的", "我帮您看一下是什么原因"),
    ],
)
def test_sentences_run_together_are_told_apart(parts: tuple[str, ...]) -> None:
    """Two sentences are two, with a comma or nothing between them."""
    assert cut("".join(parts)) == list(parts)


@pytest.mark.parametrize(
    "text",
    [
        "如果有新的套餐更便宜，您会考虑吗",
        "请问有什么可以帮您",
        "您是要交话费，还是办套餐？",
        "苹果、香蕉、梨，您要哪一样？",
        "您的号码是13800138000对吗",
        "好的",
        "",
        "，。",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    """A preamble, a list or an alternative belongs to its question."""
    assert cut(text) == ([text] if text else [])


def test_a_filler_goes_with_what_follows() -> None:
    """A filled sound begins a sentence, and ends none that has another one behind it."""
    found = cut("您是本人吗嗯我帮您查一下您的宽带是什么时候断的")
    assert len(found) > 1
    assert not any(piece.endswith(("嗯", "呃", "哦")) for piece in found[:-1])


def test_the_marks_of_a_turn_are_enough_where_it_has_them() -> None:
    """Short sentences with end marks are cut as the marks tell."""
    text = "您好。请问您贵姓？我姓李！好的…谢谢；"
    assert sentences_of([text]) == [tuple(sentences(text))]


def test_every_column_of_features_has_a_part() -> None:
    """The columns of keys are as many as the parts that they are summed up in."""
    found = gaps(["您好请问", "", "a1"])
    columns = list(keys(found, found.place))
    assert len(columns) == len(PARTS)
    assert {len(column) for column in columns} == {4}


def test_joints_are_where_sentences_meet() -> None:
    """A joint is the first character of a sentence but the first; marks within one are neutral."""
    made = examples([("您好，李女士。", "请坐"), ("好", "行", "对")])
    at = [int(raw) for raw in made.found.raw[made.found.place[made.joint]]]
    assert at == [7, 11, 12]
    assert [int(raw) for raw in made.found.raw[made.found.place[made.neutral]]] == [3]


def test_joining_takes_each_sentence_as_often_as_asked() -> None:
    """Every sentence is in so many turns, in the same order for the same seed."""
    pools = {"a": ["一", "二", "三"], "b": ["四"]}
    runs = joined(pools, 1, times=2)
    assert sorted(piece for run in runs for piece in run) == sorted("一二三四" * 2)
    assert runs == joined(pools, 1, times=2)
    assert with_commas([("好的。", "行？")]) == [("好的，", "行，")]


def test_figures_count_what_is_found() -> None:
    """A beginning that is found counts as right, one at a lost mark as neither, one that is missed as missed."""
    turn = lost([("您家的宽带是什么时候断的？", "我帮您看一下是什么原因。")])
    figures = measure(turn, splitter())
    assert (figures.precision, figures.recall, figures.f1, figures.strict) == (1, 1, 1, 1)


def test_the_shipped_splitter_is_whole() -> None:
    """The table has a place for each hash, and the layers fit together."""
    by = splitter()
    assert (by.table.dtype, len(by.table)) == (np.uint16, 1 << BITS)
    assert by.inner.shape[2] + 1 == by.outer.shape[1]
    assert by.facts[4] > by.facts[2]


def test_a_long_turn_is_cut_as_finely_as_a_short_one() -> None:
    """However long a turn runs on without a mark, sentences are found in it as often as in a short one."""
    said = "您好请问您是机主本人吗我帮您查一下您稍等查到了您这个月多用了两个流量您看需要我给您关掉吗"
    short, long = (len(cut(said * times)) / times for times in (2, 100))
    assert short > 2
    assert long > 0.8 * short
