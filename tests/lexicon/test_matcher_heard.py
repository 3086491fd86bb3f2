"""Formulas among other finds: never clean, behind what was understood, and the likelier one where two compete."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lexicon_kit import book, lexicon, matches, phrases, quoted

from autoscore.lexicon import compile_book, load
from autoscore.lexicon.candidates import KNOWN_MISHEARING
from autoscore.lexicon.choice import NEAR_CERTAIN

WAIT = phrases("耐心等", "* 感谢耐心等待", label="wait", kind="expected")
FEEDBACK = phrases("* 感谢您的反馈", label="feedback", kind="expected")
BOTH = compile_book(lexicon(WAIT, FEEDBACK))


def strengths(*texts: str, lines: tuple[str, ...], **head: str) -> list[tuple[str, str, int]]:
    """Returns the sign, the words and the strength of what is found in some texts."""
    found = matches(book(*lines, **head), *texts)
    return [(match.sign, texts[turn][start:end], match.strength) for match, (turn, start, end) in found]


def test_a_formula_is_never_clean() -> None:
    """A formula proves nothing as it is written: the entries beside it say what counts as said."""
    assert quoted(book("* 请稍候片刻"), "好的请稍候片刻") == [("way", "garbled", "请稍候片刻")]


def test_a_clean_find_is_not_reported_as_garbled_too() -> None:
    """Where a set has the words as an entry, they are found clean and only once."""
    for lines in (("请稍候片刻", "* 请稍候片刻"), ("稍候", "* 请稍候片刻"), ("请稍候片刻吧", "* 请稍候片刻")):
        found = quoted(book(*lines), "请稍候片刻吧")
        assert [form for _, form, _ in found] == ["clean"]


@pytest.mark.parametrize("text", ["请稍后片刻", "请稍片刻", "请稍图候片刻", "请稍候片课"])
def test_a_mangled_formula_is_garbled(text: str) -> None:
    """A formula with one syllable off is found as the words it became, with less than all strength."""
    [(match, (turn, start, end))] = matches(book("* 请稍候片刻"), "好的", f"xyz，{text}。")
    assert (match.form, match.sign, match.phrase) == ("garbled", "heard", "请稍候片刻")
    assert (turn, start, end) == (1, 4, 4 + len(text))
    assert match.strength < 100


def test_a_formula_ends_with_its_sentence() -> None:
    """What ends a sentence parts a formula; a comma does not."""
    of = book("* 感谢耐心等待")
    assert quoted(of, "感谢奶心，等待") == [("way", "garbled", "感谢奶心，等待")]
    assert quoted(of, "感谢奶心。等待") == []


def test_a_block_takes_a_mangled_formula() -> None:
    """Where a block of its set stands as written, a formula heard inside it is no find; beside it, it is."""
    of = book("* 请稍候片刻", "- 请稍后骗客户")
    assert quoted(of, "请稍后骗客户") == []
    assert quoted(of, "请稍后片刻，请稍后骗客户") == [("way", "garbled", "请稍后片刻")]


def test_a_block_of_another_set_takes_nothing() -> None:
    """Blocks hold for their own set, with formulas as with other ways."""
    of = compile_book(lexicon(phrases("* 请稍候片刻", label="one"), phrases("- 请稍后骗课", label="other")))
    assert quoted(of, "请稍后骗课") == [("one", "garbled", "请稍后骗课")]


def test_a_known_mishearing_is_nearly_certain_and_no_more() -> None:
    """What is listed as a mishearing stands as written and still is weaker than what the ear is nearly certain of."""
    assert strengths("九号为您", lines=("~ 九号为您",)) == [("mishearing", "九号为您", KNOWN_MISHEARING)]
    assert KNOWN_MISHEARING < NEAR_CERTAIN


def test_a_known_mishearing_gives_way_to_a_nearly_certain_formula() -> None:
    """Of a listed mishearing and a formula that is nearly certain the formula is reported, however long either is."""
    found = strengths("感谢奶心等待吧您", lines=("* 感谢耐心等待", "~ 感谢奶心等待吧您"))
    assert [(sign, words) for sign, words, _ in found] == [("heard", "感谢奶心等待")]


def test_a_known_mishearing_beats_a_faint_formula() -> None:
    """Where the ear is not that certain, the longer of the two is reported."""
    found = strengths("感谢来电吧您", lines=("* 感谢耐心等待", "~ 感谢来电吧您"))
    assert found == [("mishearing", "感谢来电吧您", KNOWN_MISHEARING)]


def test_the_likelier_of_two_labels_is_kept() -> None:
    """Where formulas of two sets are heard in the same words, the one for which more syllables speak is reported."""
    assert quoted(BOTH, "感谢您的反溃") == [("feedback", "garbled", "感谢您的反溃")]
    assert quoted(BOTH, "感谢您的奶心等待") == [("wait", "garbled", "感谢您的奶心等待")]
    assert quoted(BOTH, "感谢奶心等待，感谢您的反溃") == [
        ("wait", "garbled", "感谢奶心等待"),
        ("feedback", "garbled", "感谢您的反溃"),
    ]


@given(st.permutations(["感谢您的反馈", "感谢您的配合", "感谢您的来电", "感谢耐心等待"]))
def test_the_order_of_sets_does_not_matter(formulas: list[str]) -> None:
    """Whichever set comes first, the same formula wins."""
    sets = (phrases(f"* {one}", label=one, kind="expected") for one in formulas)
    assert [found[0] for found in quoted(compile_book(lexicon(*sets)), "感谢您的赔合")] == ["感谢您的配合"]


def test_the_longer_formula_wins_where_both_are_as_like() -> None:
    """More syllables speak for a long formula than for a short one inside it."""
    short, long = phrases("* 不好意思", label="short"), phrases("* 不好意思打断您", label="long")
    assert quoted(compile_book(lexicon(short, long)), "布好意思打断您") == [("long", "garbled", "布好意思打断您")]


def test_what_was_understood_as_another_act_is_no_mangled_formula() -> None:
    """Words more than half of which are another act as written are not taken for a formula."""
    other = phrases("感谢您的来电", label="thanks", kind="expected")
    assert quoted(compile_book(lexicon(WAIT, other)), "感谢您的来电") == [("thanks", "clean", "感谢您的来电")]
    assert quoted(compile_book(lexicon(WAIT)), "感谢您的来电") == [("wait", "garbled", "感谢您的来")]


def test_a_lesser_part_does_not_speak_against_a_formula() -> None:
    """Another act whose words are a lesser part of the formula itself leaves it standing."""
    other = phrases("感谢", label="thanks", kind="expected")
    assert quoted(compile_book(lexicon(WAIT, other)), "感谢奶心等待") == [
        ("thanks", "clean", "感谢"),
        ("wait", "garbled", "感谢奶心等待"),
    ]


def test_sets_that_are_no_acts_understand_nothing() -> None:
    """Sets that rubrics name do not speak against a formula: only acts tell what was said."""
    other = phrases("感谢您的来电", label="words")
    assert [found[:2] for found in quoted(compile_book(lexicon(WAIT, other)), "感谢您的来电")] == [
        ("wait", "garbled"),
        ("words", "clean"),
    ]


def test_a_formula_in_full_is_taken_for_no_other() -> None:
    """Words that are a formula of one set as written are not heard as that of another."""
    of = compile_book(load())
    formulas = [(owner.label, text) for (owner, _), text in zip(of.references.owners, of.references.texts, strict=True)]
    taken = [
        (text, match.label, match.phrase)
        for label, text in formulas
        for match, _ in matches(of, text)
        if match.sign == "heard" and match.label != label and text not in match.phrase
    ]
    assert taken == []


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(st.sampled_from("感谢您的反馈耐奶心等待客户，。xy"), max_size=12), max_size=4))
@example(["心等的", "心等的"])
def test_texts_are_heard_together_as_one_by_one(texts: list[str]) -> None:
    """What is found in a text is the same alone and among others, whatever competes with what."""
    alone = [(turn, *found) for turn, text in enumerate(texts) for found in quoted(BOTH, text)]
    together = [(span[0], match.label, match.form) for match, span in matches(BOTH, *texts)]
    assert together == [one[:3] for one in alone]
