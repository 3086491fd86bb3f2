"""`followed`: something said that shows what it was by what the other side says next."""

from operators_kit import NO, UNSURE, YES, ask, call, check

ASKED = "{followed: {act: ask}, then: {act: yes, by: customer}}"
AGREES = "客户：{yes:拿吧}"


def test_what_was_said_is_the_evidence() -> None:
    """The earlier words are shown, not the answer to them."""
    check(ASKED, YES, "客服：[[{ask:那就这台}]]？", AGREES)


def test_without_the_answer_it_is_nothing() -> None:
    """The same words to which nobody answers so are none."""
    assert ask(ASKED, call("客服：{ask:那就这台}？", "客户：多重")).truth is NO


def test_only_what_comes_soon_behind_counts() -> None:
    """An answer further off than the turns allow belongs to something else, as does one ahead."""
    late = ["客服：{ask:那就这台}？", "客户：多重", "客服：一百八十克", AGREES]
    assert ask(ASKED, call(*late)).truth is NO
    assert ask(ASKED.replace("}}", "}, within_turns: 3}"), call(*late)).truth is YES
    assert ask(ASKED, call(AGREES, "客服：{ask:那就这台}？")).truth is NO


def test_each_that_is_answered_is_shown() -> None:
    """Of several, those with an answer are the evidence."""
    check(ASKED, YES, "客服：{ask:要黑的}？", "客户：多重", "客服：[[{ask:那就这台}]]？", AGREES)


def test_a_doubtful_answer_leaves_doubt() -> None:
    """Where the answer is only likened by sound, so is the whole."""
    assert ask(ASKED, call("客服：{ask:那就这台}？", "客户：{?yes:哪吧}")).truth is UNSURE
