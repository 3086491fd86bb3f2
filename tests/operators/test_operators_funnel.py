"""`funnel`: questions that narrow down step by step, the customer answering in between."""

import time
from dataclasses import replace

import pytest
from operators_kit import NO, UNSURE, YES, ask, bind, call, spans

from autoscore.model import Finding, Truth

OPEN = "{question(type=open,detail=free,probability=0.9):怎么了？}"
CHOICE = "{question(type=choice,probability=0.9):红的还是蓝的？}"
VERIFY = "{question(type=closed,detail=verify,probability=0.9):是红的吗？}"
REQUEST = "{question(type=closed,detail=request,probability=0.9):稍等好吗？}"
GUESS = "{question(type=speculative,probability=0.9):是红的吧？}"
DOUBT = "{?question(type=choice,probability=0.5):红的蓝的}"
FUNNEL = "{funnel: [open, choice, confirm]}"
ANSWER = "客户：灯不亮。"


def check(condition: str, truth: Truth, *lines: str) -> Finding:
    """Checks what a condition answers to a call whose sentences were classified, and by which words."""
    told = call(*lines)
    found = ask(condition, replace(told, document=replace(told.document, classified=True)))
    assert (found.truth, spans(found)) == (truth, told.marked), found
    return found


def test_all_steps_with_answers_between() -> None:
    """Open, choice, then a check, each answered before the next: yes, by those questions."""
    found = check(FUNNEL, YES, f"客服：[[{OPEN}]]", ANSWER, f"客服：[[{CHOICE}]]", ANSWER, f"客服：[[{VERIFY}]]")
    assert found.because == "先后问了开放、选择、确认"


def test_a_guess_confirms_and_a_request_does_not() -> None:
    """A guess is a check of what was understood; asking for consent is none."""
    start = (f"客服：[[{OPEN}]]", ANSWER, f"客服：[[{CHOICE}]]", ANSWER)
    check(FUNNEL, YES, *start, f"客服：[[{GUESS}]]")
    check(FUNNEL, YES, *start, f"客服：{REQUEST}", ANSWER, f"客服：[[{VERIFY}]]")
    check(FUNNEL, NO, f"客服：{OPEN}", ANSWER, f"客服：{CHOICE}", ANSWER, f"客服：{REQUEST}")


@pytest.mark.parametrize(
    ("lines", "because"),
    [
        ((f"客服：{OPEN}{CHOICE}{VERIFY}",), "只问到开放"),
        ((f"客服：{OPEN}", f"客服：{CHOICE}", f"客服：{VERIFY}"), "只问到开放"),
        ((f"客服：{OPEN}", "系统：请稍候。", f"客服：{CHOICE}"), "只问到开放"),
        ((f"客服：{OPEN}", ANSWER, f"客服：{CHOICE}{VERIFY}"), "只问到开放、选择"),
        ((f"客服：{OPEN}", ANSWER, f"客服：{VERIFY}", ANSWER), "只问到开放"),
        ((f"客服：{VERIFY}", ANSWER, f"客服：{CHOICE}", ANSWER, f"客服：{OPEN}"), "只问到开放"),
        ((f"客服：{CHOICE}", ANSWER, f"客服：{VERIFY}"), "没有一句开放的问句"),
        (("客服：您好。", ANSWER), "没有一句开放的问句"),
        ((f"客服：{OPEN}", f"客户：{CHOICE}", f"客服：{VERIFY}"), "只问到开放"),
    ],
)
def test_what_is_no_funnel(lines: tuple[str, ...], because: str) -> None:
    """In one breath, unanswered, in another order, with a step left out or asked by the customer: no, and how far."""
    assert check(FUNNEL, NO, *lines).because == because


def test_whoever_answers_beside_the_agent_does() -> None:
    """Somebody who came along may answer as well as the customer."""
    check("{funnel: [open, confirm]}", YES, f"客服：[[{OPEN}]]", "旁人：灯不亮。", f"客服：[[{VERIFY}]]")


@pytest.mark.parametrize(("within", "truth"), [(1, NO), (2, NO), (3, NO), (4, YES), (12, YES)])
def test_steps_may_not_be_too_far_apart(within: int, truth: Truth) -> None:
    """The next step has to come within so many turns of the last one, that many included."""
    mark = ("[[", "]]") if truth is YES else ("", "")
    lines = (f"客服：{mark[0]}{OPEN}{mark[1]}", ANSWER, "客服：哦。", ANSWER, f"客服：{mark[0]}{VERIFY}{mark[1]}")
    check(f"{{funnel: [open, confirm], within_turns: {within}}}", truth, *lines)


def test_a_later_start_may_go_through() -> None:
    """Where the first open question leads nowhere, another one that does is shown; the first of equals is."""
    far = ["客服：哦。", ANSWER] * 3
    start = (f"客服：{OPEN}", ANSWER, *far, f"客服：[[{OPEN}]]", ANSWER)
    check("{funnel: [open, confirm], within_turns: 4}", YES, *start, f"客服：[[{VERIFY}]]")
    check("{funnel: [open, confirm]}", YES, f"客服：[[{OPEN}]]{OPEN}", ANSWER, f"客服：[[{VERIFY}]]{VERIFY}")


def test_a_later_question_of_a_step_may_lead_on() -> None:
    """Where two questions could be a step, the one from which the next is near enough counts."""
    lines = (
        f"客服：[[{OPEN}]]",
        ANSWER,
        f"客服：{CHOICE}",
        ANSWER,
        f"客服：[[{CHOICE}]]",
        ANSWER,
        "客服：哦。",
        ANSWER,
    )
    check("{funnel: [open, choice, confirm], within_turns: 4}", YES, *lines, f"客服：[[{VERIFY}]]")


def test_a_doubtful_step_leaves_it_open() -> None:
    """A funnel that only a doubtful question completes is open; a sure one beside it is preferred."""
    lines = (f"客服：[[{OPEN}]]", ANSWER, f"客服：[[{DOUBT}]]", ANSWER, f"客服：[[{VERIFY}]]")
    found = check(FUNNEL, UNSURE, *lines)
    assert found.because == "像是先后问了开放、选择、确认，有的拿不准"
    sure = (f"客服：[[{OPEN}]]", ANSWER, f"客服：{DOUBT}[[{CHOICE}]]", ANSWER, f"客服：[[{VERIFY}]]")
    check(FUNNEL, YES, *sure)


@pytest.mark.parametrize(
    ("condition", "truth"),
    [("{funnel: [open, confirm], last_turns: 1}", NO), ("{funnel: [open, confirm], first_turns: 2}", YES)],
)
def test_the_steps_stand_where_is_looked(condition: str, truth: Truth) -> None:
    """Questions outside the turns that are named are no steps."""
    mark = ("[[", "]]") if truth is YES else ("", "")
    lines = (f"客服：{mark[0]}{OPEN}{mark[1]}", ANSWER, f"客服：{mark[0]}{VERIFY}{mark[1]}", ANSWER)
    check(condition, truth, *lines)


def test_where_was_looked_is_told() -> None:
    """A no names the agent's turns that were looked through."""
    found = check(FUNNEL, NO, f"客服：{OPEN}", ANSWER, "客服：再见。")
    assert found.searched is not None
    assert (found.searched.by, found.searched.turns) == ("agent", (0, 2))


def test_what_needs_stamps_that_are_not_there_is_open() -> None:
    """Within seconds nothing can be told of a call without times."""
    told = call(f"客服：{OPEN}", ANSWER, f"客服：{VERIFY}")
    document = replace(told.document, classified=True)
    found = ask("{funnel: [open, confirm], first_seconds: 30}", replace(told, document=document))
    assert (found.truth, found.because) == (UNSURE, "没有时间戳，看不出")


def test_a_call_that_was_not_classified_leaves_it_open() -> None:
    """Without the question model nothing is known of a call."""
    found = ask(FUNNEL, call(f"客服：{OPEN}", ANSWER, f"客服：{CHOICE}"))
    assert (found.truth, found.hits, found.because) == (UNSURE, (), "没有装问句模型，看不出")


@pytest.mark.parametrize(
    ("steps", "sound"),
    [
        ("[open, choice, confirm]", True),
        ("[open, confirm]", True),
        ("[choice, confirm]", True),
        ("[open]", False),
        ("[]", False),
        ("[open, open]", False),
        ("[open, choice, open]", False),
    ],
)
def test_a_funnel_has_two_steps_that_differ(steps: str, sound: bool) -> None:
    """One step narrows nothing, and no step may stand twice."""
    assert bool([*bind(f"{{funnel: {steps}}}").operator.impossible()]) is not sound


def test_many_questions_take_no_time() -> None:
    """A thousand questions in each turn are gone through at once, with a confirming one behind them and without."""
    many = [f"客服：{kind * 1000}" for kind in (OPEN, CHOICE)]
    began = time.perf_counter()
    check(FUNNEL, NO, many[0], ANSWER, many[1], ANSWER, "客服：好的。")
    told = call(many[0], ANSWER, many[1], ANSWER, f"客服：{VERIFY}")
    assert ask(FUNNEL, replace(told, document=replace(told.document, classified=True))).truth is YES
    assert time.perf_counter() - began < 5
