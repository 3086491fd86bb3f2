"""Variants of a sentence: as it is, without punctuation, with another end mark; each keeps its label."""

import pytest
from classify_kit import any_text
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify import NONE, TYPES, Sentence
from autoscore.classify.corpus import Row
from autoscore.classify.variants import bare, variants

ENDS = "。？！?!.,，；;"


def row(text: str, previous: str = "", label: str = "closed", *traits: str) -> Row:
    return Row(label, "-", "agent", "f/g1", traits, previous, text)


@given(any_text, any_text, st.sampled_from(TYPES))
def test_a_sentence_has_three_variants(text: str, previous: str, label: str) -> None:
    """The first is the sentence; the second is bare, and its turn before; the third has another end mark at most."""
    as_written, stripped, ended = variants(row(text, previous, label))
    assert as_written == Sentence(text, previous)
    assert stripped == Sentence(bare(text), bare(previous))
    assert ended.previous == previous
    assert ended.text.rstrip(ENDS) == text.rstrip(ENDS)
    assert ended.text.removeprefix(text.rstrip(ENDS)) in ("，", "。", "？", "")


@given(any_text)
def test_no_question_mark_is_made_up_for_a_statement(text: str) -> None:
    """With an invented question mark a statement may be a question: no variant of one has it, unless it had it."""
    assert all("？" not in one.text for one in [*variants(row(text.replace("？", ""), label=NONE))])


@given(any_text, any_text)
def test_a_question_by_its_mark_alone_has_no_variants(text: str, previous: str) -> None:
    """Without its mark such a sentence is none: it is trained on as written only."""
    assert [*variants(row(text, previous, "closed", "bare", "no_mark"))] == [Sentence(text, previous)]


def test_the_end_mark_depends_on_the_words_alone() -> None:
    """The same words get the same mark with another label or group or turn before; other words get others."""
    texts = [f"您要办第{number}个吗？" for number in range(60)]
    marks = [[*variants(row(text))][2].text[-1] for text in texts]
    assert marks == [
        [*variants(Row("open", "fact", "customer", "x/y", ("asr",), "好", text))][2].text[-1] for text in texts
    ]
    assert set(marks) == {"，", "。", "吗", "？"}


@given(any_text)
def test_bare_leaves_letters_digits_and_masks(text: str) -> None:
    """Bare text has no marks and blanks, all else in order; twice is as once."""
    stripped = bare(text)
    assert stripped == bare(stripped)
    assert all(char.isalnum() or char in "[]" for char in stripped)
    assert [char for char in text if char.isalnum()] == [char for char in stripped if char.isalnum()]


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("您的号码是，[号码] 对吗？", "您的号码是[号码]对吗"),
        ("一共98.5元……", "一共985元"),
        ("“好”！", "好"),
        ("……", ""),
        ("", ""),
    ],
)
def test_bare(text: str, stripped: str) -> None:
    """Marks, blanks and quotes go; what stands for a masked number stays."""
    assert bare(text) == stripped
