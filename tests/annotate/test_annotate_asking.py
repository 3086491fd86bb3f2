"""How questions are put: half, closed by who asks, several in one breath, in answer to a question."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate import asking
from autoscore.annotate.asking import COUNTER, HALF, SELF_CLOSED, STACKED, breaks_off, offers, traits
from autoscore.annotate.said import Said
from autoscore.classify import Classified
from autoscore.model import Role
from autoscore.text.characters import squeeze

SIDES: dict[str, Role] = {"a": "agent", "c": "customer", "i": "ivr", "o": "other"}


def put(*lines: str) -> list[list[str]]:
    """Returns how the sentences of a call are put: `a|open:… closed.request:… none:…`; `open?` is in doubt."""
    said: list[Said] = []
    for turn, line in enumerate(lines):
        at = 0
        for written in line.partition("|")[2].split():
            head, _, text = written.partition(":")
            type_, _, detail = head.rstrip("?").partition(".")
            sure = 0.5 if head.endswith("?") else 0.9
            told = Classified(type_, detail or None, sure, "open" if type_ == "none" else type_, sure)
            said.append(Said(turn, at, at + len(text), text, told))
            at += len(text)
    return [[*one] for one in traits(said, [SIDES[line[0]] for line in lines])]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("a|open.fact:您的地址是？", [[HALF]]),
        ("a|open.fact:您贵姓是姓", [[HALF]]),
        ("a|open.fact:您家住在……", [[HALF]]),
        ("a|none:好。 open.fact:您的地址是，嗯", [[], [HALF]]),
        ("a|open.fact:您的地址是什么？", [[]]),
        ("a|closed.verify:您说是不是？", [[]]),
        ("a|none:您的地址是", [[]]),
        ("a|open.fact:您的地址是？ none:我记一下。", [[], []]),
    ],
)
def test_half_questions(line: str, wanted: list[list[str]]) -> None:
    """An open question that ends its turn on 是, 在, 叫 … is half; a whole one, or one gone on from, is not."""
    assert put(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "a|open.free:最关心的是什么？ closed.verify:是费用对吗？",
        "a|open.free:为什么要退？ speculative:可能是太贵了吧？",
        "a|open.fact:您几点来？ choice:上午还是下午？",
        "a|open.free:哪里不好？ closed.verify:嗯，比如信号不好吗？",
    ],
)
def test_closing_ones_own_question(line: str) -> None:
    """An open question that the asker goes on to answer by a guess is self-closed; 上午还是 begins no guess."""
    found = put(line)
    assert found == ([[STACKED], [STACKED]] if "上午" in line else [[SELF_CLOSED], []])


@pytest.mark.parametrize(
    "lines",
    [
        ("a|open.free:最关心什么？ none:是费用。",),
        ("a|open.free:最关心什么？ rhetorical:难道不是费用？",),
        ("a|open.free:怎么回事？ closed.request:是我来看一下可以吗？",),
        ("a|open.free:最关心什么？", "c|closed.verify:是费用吗？"),
        ("a|open.free:最关心什么？", "a|closed.verify:是费用吗？"),
        ("a|closed.verify:关心费用吗？ none:好。",),
        ("a|open.free:最关心什么？ none:好。 closed.verify:是费用吗？",),
    ],
)
def test_what_is_not_self_closed(lines: Sequence[str]) -> None:
    """No answer, a reproach, a request, another turn, another question and a sentence between close nothing."""
    assert not any(SELF_CLOSED in one for one in put(*lines))


@pytest.mark.parametrize(
    ("line", "stacked"),
    [
        ("a|open.fact:几位？ closed.verify:要包间吗？", True),
        ("c|open.fact:几点？ none:嗯。 choice:坐车还是走？", True),
        ("a|open.fact:几位？", False),
        ("a|open.fact:几位？ closed.request:我看一下好吗？", False),
        ("a|open.fact:几位？ rhetorical:难道一位？", False),
        ("a|open.fact:几位？ closed.verify?:要包间？", False),
        ("a|open.fact:几位？ none:要包间。", False),
        ("a|open.free:为什么？ closed.verify:是太贵吗？", False),
        ("a|open.free:为什么？ closed.verify:是太贵吗？ closed.verify:办过卡吗？", True),
    ],
)
def test_questions_in_one_breath(line: str, stacked: bool) -> None:
    """Two questions of a turn that each want an answer are stacked; a request, or what is in doubt, is none."""
    assert any(STACKED in one for one in put(line)) is stacked
    assert any(STACKED in one for one in put(*(f"{line[:2]}{one}" for one in line[2:].split()))) is False


@pytest.mark.parametrize("more", ["closed.request:我看一下好吗？", "closed.verify?:要包间？"])
def test_only_what_counts_is_stacked(more: str) -> None:
    """A request, or what is in doubt, beside two questions is not one of those that are asked in one breath."""
    assert put(f"a|open.fact:几位？ closed.verify:有卡吗？ {more}") == [[STACKED], [STACKED], []]


@pytest.mark.parametrize(
    ("lines", "counter"),
    [
        (("c|open.fact:多少钱？", "a|open.fact:您要几个？"), True),
        (("c|none:喂。 closed.verify:能修吗？", "a|none:嗯。 open.fact:您贵姓？"), True),
        (("c|open.fact:多少钱？", "a|none:您好。 none:嗯。 choice:大的还是小的？"), True),
        (("c|open.fact:多少钱？", "a|none:这个要三十块。 open.fact:您要几个？"), False),
        (("c|open.fact:多少钱？", "a|closed.request:我看一下好吗？"), False),
        (("c|open.fact:多少钱？ none:我要两个。", "a|open.fact:您贵姓？"), False),
        (("c|open?:多少钱", "a|open.fact:您要几个？"), False),
        (("c|rhetorical:难道不要钱？", "a|open.fact:您要几个？"), False),
        (("c|none:多少都行。", "a|open.fact:您要几个？"), False),
        (("a|open.fact:要几个？", "c|open.fact:多少钱？"), False),
        (("o|open.fact:多少钱？", "a|open.fact:您要几个？"), False),
        (("c|open.fact:多少钱？", "o|none:我也问。", "a|open.fact:您要几个？"), False),
        (("c|open.fact:多少钱？", "a|rhetorical:您说呢？"), False),
        (("a|open.fact:您要几个？",), False),
    ],
)
def test_counter_questions(lines: Sequence[str], counter: bool) -> None:
    """The agent counters who asks at once after a customer's sure question, not after an answer to it."""
    found = put(*lines)
    assert (COUNTER in found[-1]) is counter
    assert not any(COUNTER in one for one in found[:-1])


def test_a_statement_is_put_in_no_way() -> None:
    """What asks nothing, or asks only in form, has no trait, whatever stands beside it."""
    assert put("c|open.fact:多少钱？", "a|none:您要几个是 rhetorical:难道是 none:是吗") == [[], [], [], []]


@given(st.text("，。？… ,嗯啊呃那个個您您是还還有沒没在的到姓叫为為A1.5", max_size=8))
def test_the_edges_of_words_are_those_of_the_squeezed_ones(text: str) -> None:
    """How words begin and end is told by their squeezed form, whatever stands around what counts."""
    assert breaks_off(text) == squeeze(text).endswith(asking._BREAKS_OFF)
    assert offers(text) == squeeze(text).startswith(asking._OFFERS)
