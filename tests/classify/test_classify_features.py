"""Features: those of a sentence do not depend on its neighbours, and 0 stands for none."""

import numpy as np
import pytest
from classify_kit import any_sentence, any_text
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify import Sentence
from autoscore.classify.features import EDGE, GRAM, PREVIOUS, TAIL, TAIL_GRAM, blocks
from autoscore.classify.hashes import BITS
from autoscore.text.view import View

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=20)


def features(sentences: list[Sentence]) -> list[list[list[list[int]]]]:
    """Returns for each sentence the lines of numbers of each block."""
    made = blocks(sentences)
    return [[block.number[block.row == row].tolist() for block in made] for row in range(len(sentences))]


def of(text: str, previous: str = "") -> list[list[list[int]]]:
    return features([Sentence(text, previous)])[0]


def held(lines: list[list[int]]) -> int:
    return sum(number > 0 for line in lines for number in line)


@given(st.lists(any_sentence, min_size=1, max_size=6))
def test_a_batch_is_as_one_by_one(sentences: list[Sentence]) -> None:
    """Each sentence has the features in a batch that it has alone, in the same order."""
    assert features(sentences) == [of(one.text, one.previous) for one in sentences]


@given(any_sentence, any_sentence, any_sentence)
def test_neighbours_change_nothing(ahead: Sentence, one: Sentence, behind: Sentence) -> None:
    """Whatever stands ahead of a sentence and behind it, and in the turns before those, its features are the same."""
    assert features([ahead, one, behind])[1] == features([behind, one, ahead])[1]


@given(st.lists(any_sentence, min_size=1, max_size=6))
def test_rows_ascend_and_numbers_are_within_the_table(sentences: list[Sentence]) -> None:
    """In each block the rows ascend, each is one of the sentences, and numbers are below 2 ** BITS."""
    for block in blocks(sentences):
        assert len(block.row) == len(block.number)
        assert (np.diff(block.row) >= 0).all()
        assert set(block.row.tolist()) <= set(range(len(sentences)))
        assert block.number.dtype == np.uint32
        assert (block.number < 2**BITS).all()


@given(any_text)
def test_each_run_of_characters_is_a_feature(text: str) -> None:
    """Of so many characters that count there are as many runs of each length, and only those are not 0."""
    size = len(View.of([text]).squeezed) - 1
    grams, tail, _, _ = of(text)
    assert held(grams) == sum(max(size - length + 1, 0) for length in range(1, GRAM + 1))
    near = min(size, TAIL)
    assert held(tail) == sum(max(near - length + 1, 0) for length in range(1, TAIL_GRAM + 1))


@pytest.mark.parametrize("text", ["", " ", "？", "嗯。", "\n", "……"])
def test_a_sentence_with_nothing_in_it(text: str) -> None:
    """It has no runs of characters, but its end mark, its length and the turn before are features still."""
    grams, tail, cues, wholes = of(text)
    assert (held(grams), held(tail)) == (0, 0)
    assert held(cues) > 0
    assert held(wholes) == 5


@given(HAN)
def test_an_edge_is_not_longer_than_its_sentence(text: str) -> None:
    """Of runs at the start and at the end there are as many as there are characters, up to a length."""
    view = View.of([text])
    assert held(of(text)[3]) == 5 + 2 * min(len(view.squeezed) - 1, EDGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("尾号1234的卡", "尾号9876的卡"),
        ("订单号ab12", "订单号XY90"),
        ("您要辦理什麼業務？", "您要办理什么业务？"),
        ("Ａ套餐１９元吗？", "a套餐20元吗?"),
        ("嗯，您您查话费吗", "您查话费吗"),
        ("查话费，办套餐", "查话费、办套餐"),
    ],
)
def test_what_is_written_otherwise_has_the_same_features(one: str, other: str) -> None:
    """Digits, letters, width, script, fillers, stutters, and which mark stands inside, make no difference."""
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other", "block"),
    [
        ("您查话费", "您查话费？", 3),
        ("您查话费。", "您查话费？", 3),
        ("查话费办套餐", "查话费，办套餐", 2),
        ("是您本人", "您本人是", 0),
    ],
)
def test_what_makes_a_difference(one: str, other: str, block: int) -> None:
    """The mark at the end, a comma inside and the order of the words are told apart."""
    assert of(one)[block] != of(other)[block]


@given(any_text, any_text, st.text("天地人", min_size=PREVIOUS, max_size=PREVIOUS))
def test_only_the_end_of_the_turn_before_is_looked_at(text: str, before: str, end: str) -> None:
    """What stands more than sixty characters before a sentence changes nothing."""
    assert of(text, before + end) == of(text, end)


@pytest.mark.parametrize("previous", ["", "您要办哪个？", "天还是地。", "一个是天，一个是地。"])
def test_what_the_turn_before_holds_is_told_apart(previous: str) -> None:
    """None, a question, alternatives and a list before a sentence give it features of their own."""
    others = {"", "您要办哪个？", "天还是地。", "一个是天，一个是地。", "您办好了。"} - {previous}
    assert all(of("第一个", previous)[3] != of("第一个", other)[3] for other in others)
