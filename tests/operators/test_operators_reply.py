"""`reply`: whether the agent reacts within so many seconds."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from operators_kit import NO, UNSURE, YES, ask, bind, call, check, refused

from autoscore.model import WordTime
from autoscore.operators import Context
from autoscore.operators.moments import is_filler

ASKED = "{reply: {act: q}, within_seconds: 5, every: true}"
ONCE = "{reply: {act: q}, within_seconds: 5}"
NINE = "客户：{q:怎么又涨价了}啊你说"


@pytest.mark.parametrize(
    ("start", "truth"), [("9", YES), ("14", YES), ("15", YES), ("16", NO), ("15.5", NO), ("90", NO)]
)
def test_from_the_end_of_the_question(start: str, truth) -> None:
    """Where the end is stamped, the seconds run from it, and the limit itself is in time."""
    check(ASKED, truth, "[4-10] 客户：{q:怎么涨价了}", f"[{start}-99] 客服：[[这个是因为活动到期了。我查查。]]")


@pytest.mark.parametrize(("start", "truth"), [("5", YES), ("8.5", UNSURE), ("9.5", NO), ("2", YES)])
def test_an_end_that_is_estimated(start: str, truth) -> None:
    """Nine characters take 1.3 to 2.6 seconds; only what that leaves no doubt about is told."""
    lines = [f"[1.5-] {NINE}", f"[{start}-] 客服：[[您好]]"]
    check(ASKED, truth, *lines)


def test_whole_seconds_are_a_second_more_or_less() -> None:
    """Stamps without fractions leave a second open on both sides."""
    check(ASKED, UNSURE, f"[1-] {NINE}", "[9-] 客服：[[您好]]")
    check(ASKED, NO, f"[1-] {NINE}", "[10-] 客服：[[您好]]")
    check(ASKED, YES, f"[1-] {NINE}", "[6-] 客服：[[您好]]")


def test_the_pace_is_a_setting() -> None:
    """A narrower pace tells more."""
    lines = [f"[1.5-] {NINE}", "[8.5-] 客服：[[您好]]"]
    check("{reply: {act: q}, pace_slow: 4.9, pace_fast: 5.1}", NO, *lines)
    check("{reply: {act: q}, pace_slow: 4, pace_fast: 4.1}", YES, *lines)
    assert refused("{reply: {phrase: 涨价, by: customer}, pace_slow: 5, pace_fast: 4, skip: []}") != []


@pytest.mark.parametrize("words", ["嗯……", "呃，那个", "嗯嗯", "额", "em"])
def test_a_filler_is_no_reaction(words: str) -> None:
    """嗯 and the like do not answer; what comes after them does."""
    lines = ["[0-3] 客户：{q:怎么涨价了}", f"[4-5] 客服：{words}", "[12-15] 客服：[[因为活动到期了]]"]
    assert is_filler(words)
    check(ASKED, NO, *lines)


@pytest.mark.parametrize(
    "words", ["{hold_notice:稍等}", "好的，您先{hold_notice:稍等}一下哈", "嗯，{hold_notice:请稍等}"]
)
def test_a_mere_wait_is_no_reaction(words: str) -> None:
    """稍等 and nothing else is no reaction, unless the rubric says so."""
    lines = ["[0-3] 客户：{q:怎么涨价了}", f"[4-5] 客服：{words}", "[12-15] 客服：[[因为活动到期了]]"]
    check(ASKED, NO, *lines)
    assert ask(ASKED.replace("every", "skip: [], every"), call(*lines)).truth is YES


@pytest.mark.parametrize("words", ["我帮您看一下", "您{hold_notice:稍等}，我帮您看一下", "好的", "因为活动到期了"])
def test_looking_into_it_is_a_reaction(words: str) -> None:
    """我帮您看一下 reacts, with or without 稍等; so does 好的."""
    check(ASKED, YES, "[0-3] 客户：{q:怎么涨价了}", f"[5-6] 客服：[[{words}]]", "[30-31] 客服：到期了")


def test_every_question_or_one_of_them() -> None:
    """With `every` the worst reaction decides, else the best; only what decides is shown."""
    late = ["[0-3] 客户：{q:怎么涨价了}", "[4-5] 客服：到期了", "[6-8] 客户：{q:凭什么}", "[20-21] 客服：[[规定]]"]
    check(ASKED, NO, *late)
    check(ONCE, YES, *[line.replace("[[", "").replace("]]", "").replace("到期了", "[[到期了]]") for line in late])


def test_a_customer_who_goes_on_has_not_ended() -> None:
    """Words that follow at once belong to the question; words after a pause do not shorten the wait."""
    check(ASKED, YES, "[0-3] 客户：{q:怎么涨价了}", "[3.5-9] 客户：上个月不是这样", "[10-12] 客服：[[到期了]]")
    check(ASKED, NO, "[0-3] 客户：{q:怎么涨价了}", "[12-13] 客户：喂", "[14-15] 客服：[[到期了]]")
    check(ASKED, UNSURE, "[0-3] 客户：{q:怎么涨价了}", "[6-8] 客户：说话", "[9-15] 客服：[[到期了]]")


def test_nobody_answers() -> None:
    """A question that is never answered is not answered in time; the question itself is shown."""
    check(ASKED, NO, "[0-3] 客户：[[{q:怎么涨价了}]]", "[4-5] 客服：嗯")


def test_no_question_and_no_stamps() -> None:
    """Without a question nothing was answered; without stamps nobody can tell how soon."""
    check(ASKED, NO, "客户：好", "客服：再见")
    check(ASKED, NO, "[0-1] 客服：{q:怎么涨价了}", "[2-3] 客服：再见")
    check(ASKED, UNSURE, "客户：{q:怎么涨价了}", "客服：[[到期了]]")


def test_a_doubtful_question_proves_nothing() -> None:
    """A question that only sounds like one can at best leave it open."""
    check(ASKED, UNSURE, "[0-3] 客户：{~q:怎么涨价了}", "[4-5] 客服：[[到期了]]")
    sure = ["[0-3] 客户：{q:怎么涨价了}", "[4-5] 客服：到期了"]
    check(ASKED, UNSURE, *sure, "[6-8] 客户：{~q:凭什么}", "[20-21] 客服：[[规定]]")


def test_the_last_word_tells_the_end() -> None:
    """Where a turn has no end but its words have, it ends with the last of them."""
    told = call("[0-] 客户：{q:怎么涨价了}", "[10-12] 客服：到期了")
    transcript = told.document.transcript
    for until, truth in ((2.0, NO), (6.0, YES)):
        asked = replace(transcript.turns[0], words=(WordTime(0, 2, 0.0, 1.0), WordTime(2, 5, 1.0, until)))
        timed = replace(transcript, turns=(asked, *transcript.turns[1:]))
        document = dataclasses.replace(told.document, transcript=timed)
        assert bind(ASKED).find(document, Context()).truth is truth


def test_the_seconds_are_told() -> None:
    """The reason says how long it took."""
    found = ask(ASKED, call("[0-3] 客户：{q:怎么涨价了}", "[12-13] 客服：到期了"))
    assert found.because == "问完 9 秒后才回应"


@given(st.floats(0.0, 60.0), st.floats(0.0, 60.0), st.floats(1.0, 30.0))
def test_a_later_reaction_is_never_better(first: float, second: float, limit: float) -> None:
    """Whoever reacts later is no more in time, whatever the limit; with a longer limit nobody is less in time."""
    early, late = sorted((first, second))

    def truth(start: float, seconds: float):
        lines = ["[0-] 客户：{q:怎么涨价了你们说说看}", f"[{start:.3f}-] 客服：到期了"]
        return ask(f"{{reply: {{act: q}}, within_seconds: {seconds:.3f}}}", call(*lines)).truth

    assert truth(early, limit).value >= truth(late, limit).value
    assert truth(late, limit).value <= truth(late, limit + 5).value
