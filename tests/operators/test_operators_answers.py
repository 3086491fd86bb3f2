"""`answers`: whether a hard question got an answer with something in it, and `stamped`: whether times are known."""

import pytest
from operators_kit import NO, UNSURE, YES, ask, call, check, refused

QUESTION = "客户：{q:网上才一千八，你这儿怎么两千一}"
GOOD = "客服：[[网上一千八那是{way:二五六的版本}，这台五百一十二的网上也是两千零九十九]]"
EMPTY = "客服：嗯，这个嘛"
ARGUED = "客服：你自己{bad:看错了}吧"
SPOILED = "客服：网上一千八那是{way:二五六的版本}，是你{bad:看错了}"


def asks(**options: object) -> str:
    """Returns the condition with some of its options."""
    written = "".join(f", {key}: {str(value).lower()}" for key, value in options.items())
    return f"{{answers: {{act: q}}, gives: [{{act: way}}], spoiled_by: {{act: bad}}{written}}}"


def test_an_answer_that_takes_up_and_gives() -> None:
    """Words and figures taken up with a reason given are an answer, shown as the whole turn."""
    check(asks(least=2.5), YES, QUESTION, GOOD)


@pytest.mark.parametrize("reply", [EMPTY, ARGUED])
def test_no_answer(reply: str) -> None:
    """Neither hesitation nor a retort answers."""
    assert ask(asks(), call(QUESTION, reply)).truth is NO


def test_nobody_asked() -> None:
    """Without a question there is nothing to answer."""
    assert ask(asks(), call("客户：这个多少钱", GOOD.replace("[[", "").replace("]]", ""))).truth is NO


def test_no_turn_behind_the_question() -> None:
    """A question that ends the record has no answer."""
    assert ask(asks(), call(EMPTY, QUESTION)).truth is NO


def test_what_spoils_an_answer_costs() -> None:
    """The same reasons with a retort are worth less by the cost that the rubric names."""
    lines = [QUESTION, SPOILED]
    assert ask(asks(least=2.5, cost=0), call(*lines)).truth is YES
    assert ask(asks(least=2.5, cost=3), call(*lines)).truth is NO


def test_what_spoils_is_shown_where_it_fails() -> None:
    """The words that put the matter at odds are the evidence of a no."""
    check(asks(), NO, QUESTION, ARGUED.replace("{bad:看错了}", "[[{bad:看错了}]]"))


@pytest.mark.parametrize("sign", ["≈", "@", "?"])
def test_what_only_may_spoil_costs_nothing(sign: str) -> None:
    """A retort that only sounds like one, hangs on tone or may be another's takes nothing from an answer."""
    heard = SPOILED.replace("{bad:", f"{{{sign}bad:")
    check(asks(least=2.5, cost=3), YES, QUESTION, f"客服：[[{heard.removeprefix('客服：')}]]")


def test_doubt_lies_between_two_bounds() -> None:
    """Between `doubt` and `least` a person decides; a doubt above `least` is refused."""
    lines = [QUESTION, "客服：[[那是{way:二五六的版本}]]"]
    check(asks(least=9, doubt=1), UNSURE, *lines)
    assert refused("{answers: {phrase: 涨价}, gives: [{phrase: 版本}], least: 1, doubt: 2}") != []


def test_every_matter_or_one() -> None:
    """Each matter needs its answer, unless one will do."""
    lines = [QUESTION, GOOD, *["客户：嗯", "客服：您再看看"] * 3, "客户：{q:上次你们就说修好了}", ARGUED]
    plain = [line.replace("[[", "").replace("]]", "") for line in lines]
    assert ask(asks(least=2), call(*plain)).truth is NO
    check(asks(least=2, every=False), YES, *lines)


def test_a_follow_up_belongs_to_its_question() -> None:
    """Questions close behind one another are one matter, answered by what was said to any of them."""
    lines = [QUESTION, GOOD, "客户：{q:那也贵}", ARGUED]
    plain = [line.replace("[[", "").replace("]]", "") for line in lines]
    assert ask(asks(least=2, cost=0), call(*plain)).truth is YES
    assert ask(asks(least=2, cost=0, follow_ups=0), call(*plain)).truth is NO


def test_turns_that_say_nothing_are_passed_over() -> None:
    """Hesitation and 我看看 do not use up the turns in which an answer may come."""
    check(asks(least=2, within_turns=1), YES, QUESTION, "客服：嗯……", "客户：啊？", GOOD)
    late = [QUESTION, "客服：今天门口下雨路滑停车场都满了", "客户：啊？", GOOD.replace("[[", "").replace("]]", "")]
    assert ask(asks(least=2, within_turns=1), call(*late)).truth is NO
    assert ask(asks(least=2, within_turns=2), call(*late)).truth is YES


def test_a_doubtful_question() -> None:
    """Where it may be no hard question, an answer cannot be credited for sure."""
    plain = GOOD.replace("[[", "").replace("]]", "")
    assert ask(asks(), call(QUESTION.replace("{q:", "{?q:"), plain)).truth is UNSURE


@pytest.mark.parametrize(
    ("condition", "lines", "truth"),
    [
        ("{stamped: starts}", ["[1-] 客户：喂", "[2-] 客服：您好"], YES),
        ("{stamped: ends}", ["[1-] 客户：喂", "[2-] 客服：您好"], NO),
        ("{stamped: ends}", ["[1-2] 客户：喂", "[2-3] 客服：您好"], YES),
        ("{stamped: starts}", ["[1-] 客户：喂", "客服：您好"], NO),
        ("{stamped: starts, by: customer}", ["[1-] 客户：喂", "客服：您好"], YES),
        ("{stamped: starts, by: customer}", ["[1-] 客服：您好"], NO),
    ],
)
def test_stamped(condition: str, lines: list[str], truth) -> None:
    """Every turn of the side looked at has its stamp, or times cannot be told."""
    assert ask(condition, call(*lines)).truth is truth


def test_a_brush_off_put_right_costs_nothing() -> None:
    """What spoils an answer is forgiven where the words that mend it come behind, and only there."""
    mended = "{answers: {act: q}, gives: [{act: way}], spoiled_by: {act: bad}, mended_by: {act: way}, least: 1}"
    behind = "客服：{bad:我做不了主}，我去{way:给您问一声}"
    ahead = "客服：我{way:给您问一声}，不过{bad:我做不了主}"
    assert ask(mended, call(QUESTION, behind)).truth is YES
    assert ask(mended, call(QUESTION, ahead)).truth is NO


def test_who_goes_to_ask_comes_back() -> None:
    """Turns that the same side speaks on end are one answer."""
    lines = [QUESTION, "客服：这个价格我到后面柜台问一下经理", GOOD.replace("[[", "").replace("]]", "")]
    assert ask(asks(within_turns=1, least=2.5), call(*lines)).truth is YES


def test_one_good_answer_carries_passable_ones() -> None:
    """With `rest` the best answer decides, unless another matter falls below it."""
    lines = [
        QUESTION,
        "客服：网上一千八那是{way:二五六的版本}，这台五百一十二的网上也是两千零九十九",
        *["客户：哦", "客服：嗯"] * 4,
    ]
    lines += ["客户：{q:会不会卡}", "客服：用三年流畅没有问题"]
    assert ask(asks(least=2.5), call(*lines)).truth is NO
    assert ask(asks(least=2.5, rest=0.1), call(*lines)).truth is YES
    assert ask(asks(least=2.5, rest=2), call(*lines)).truth is NO
