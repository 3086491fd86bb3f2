"""Full names, by the lexicons that ship: the surname is how they begin."""

from functools import cache

import pytest
from annotate_kit import call

from autoscore.api import annotator
from autoscore.model import Document

Named = list[tuple[int, str, str | None, str]]


@cache
def _annotated(turns: tuple[str, ...]) -> Document:
    return _annotator().annotate([call(*turns)])[0]


_annotator = cache(annotator)


def named(turns: tuple[str, ...], label: str) -> Named:
    """Returns the turn, raw words, surname and doubt of the hits of a label."""
    found = _annotated(turns)
    hits = [hit for hit in found.hits if hit.label == label]
    return [(hit.turn, found.quote(hit.turn, hit.start, hit.end), hit.fact("surname"), hit.doubt) for hit in hits]


def given(*turns: str) -> Named:
    return named(turns, "name_given")


def used(*turns: str) -> Named:
    return named(turns, "surname_address")


@pytest.mark.parametrize(
    ("name", "surname", "addressed"),
    [
        ("我叫王小明", "王", "王小明先生"),
        ("我叫欧阳小明", "欧阳", "欧阳小明先生"),
        ("我姓高叫高明", "高", "高明女士"),
        ("户主是李明", "李", "李明女士"),
        ("我叫陈国强", "陈", "陈国强师傅"),
    ],
)
def test_a_full_name_begins_with_its_surname(name: str, surname: str, addressed: str) -> None:
    """The given name of a full name is no surname, though its last character may be one: 明先生 is 王小明先生."""
    turns = ("a|您好", f"c|{name}", f"a|好的，{addressed}，请稍等", "c|好", f"a|{addressed}您好")
    assert [one[2] for one in given(*turns)] == [surname]
    assert used(*turns) == [(2, addressed, surname, ""), (4, addressed, surname, "")]


def test_a_full_name_that_ends_in_no_surname_is_an_address() -> None:
    """张伟女士 is a surname with an honorific, though 伟女士 is none, and though nobody gave a name before."""
    assert used("a|请问是张伟女士吗？", "c|是", "a|张伟女士，给您办好了") == [
        (0, "张伟女士", "张", ""),
        (2, "张伟女士", "张", ""),
    ]


@pytest.mark.parametrize("text", ["那张先生您稍等", "和林女士说一声", "好的何先生", "请张先生来柜台"])
def test_a_word_before_a_surname_makes_no_full_name(text: str) -> None:
    """What stands before a surname and its honorific is no name of which they are the end."""
    found = used("a|您好", "c|我姓什么不重要", f"a|{text}", "c|好", f"a|{text}")
    assert {one[1] for one in found} <= {"张先生", "林女士", "何先生"}
    assert found


def test_somebody_else_s_full_name_is_no_address() -> None:
    """A third person's name, and the speaker's own, are not said to the customer."""
    assert used("a|您好", "c|喂", "a|我们的王小明先生会联系您") == []
    assert used("a|您好", "c|喂", "a|我是王建国先生") == []
