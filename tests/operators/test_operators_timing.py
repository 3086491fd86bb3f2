"""`silence`, `overlap`, `pace` and announced waits: what the stamps tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operators_kit import NO, UNSURE, YES, ask, call, check, hear, lexicon, refused

# ------------------------------------------------------------------ silence


@pytest.mark.parametrize(("start", "truth"), [("17", YES), ("18.5", YES), ("16.9", NO), ("2", NO), ("1", NO)])
def test_a_silence_is_measured_from_the_last_end(start: str, truth) -> None:
    """A silence runs from the end of the last words to the next; the turn that ends it is shown."""
    words = "好了。" if truth is NO else "[[好了。]]"
    check("{silence: 15}", truth, "[0-2] 客服：我查一下", f"[{start}-20] 客服：{words}请看")


def test_who_is_still_speaking_is_not_silent() -> None:
    """A long turn that others speak into ends the talk only when it ends itself."""
    check("{silence: 15}", NO, "[0-30] 客户：我跟你讲", "[2-3] 客服：嗯", "[40-41] 客服：好")


def test_an_announced_wait_is_no_silence() -> None:
    """What the agent says in his last turn before can excuse it; doubtful words leave it open."""
    condition = "{silence: 15, unless: [{act: hold_notice}]}"
    check(condition, NO, "[0-2] 客服：{hold_notice:请稍等}", "[3-4] 客户：好", "[30-31] 客服：好了")
    check(condition, UNSURE, "[0-2] 客服：{~hold_notice:请少等}", "[3-4] 客户：好", "[30-31] 客服：[[好了]]")
    lines = ["[0-2] 客服：{hold_notice:请稍等}", "[3-4] 客服：查到了", "[30-31] 客户：[[那怎么办]]"]
    check(condition, YES, *lines)


def test_whose_silence() -> None:
    """`by` looks only at silences that this side ends."""
    lines = ["[0-2] 客服：您好", "[30-31] 客户：[[喂]]", "[60-61] 客服：在"]
    check("{silence: 15, by: customer}", YES, *lines)
    check("{silence: 15, by: agent}", YES, "[0-2] 客服：您好", "[30-31] 客户：喂", "[60-61] 客服：[[在]]")


@pytest.mark.parametrize(("start", "truth"), [("16.4", NO), ("17.5", UNSURE), ("19", YES)])
def test_an_estimated_end(start: str, truth) -> None:
    """Ten characters take 1.4 to 2.9 seconds: what lies between is open."""
    words = "好了" if truth is NO else "[[好了]]"
    check("{silence: 15}", truth, "[0.5-] 客服：我帮您查一下这个月的", f"[{start}-] 客服：{words}")


def test_without_stamps_no_silence_is_told() -> None:
    """Without stamps it is open; one missing stamp does not hide a silence elsewhere."""
    check("{silence: 15}", UNSURE, "客服：您好", "客户：好")
    check("{silence: 15}", YES, "[0-2] 客服：您好", "[30-31] 客户：[[喂]]", "客服：在")
    check("{silence: 15}", UNSURE, "[0-2] 客服：您好", "客服：在", "[30-31] 客户：喂")


@given(st.floats(0, 60), st.floats(1, 40), st.floats(1, 40))
def test_a_long_silence_is_a_silence_of_less(start: float, one: float, two: float) -> None:
    """Whatever is a silence of so many seconds is one of fewer."""
    told = call("[0-] 客服：我帮您查一下", f"[{start:.3f}-] 客服：好了")
    least, most = sorted((one, two))
    answers = [ask(f"{{silence: {seconds:.3f}}}", told).truth.value for seconds in (least, most)]
    assert answers[0] >= answers[1]


# ------------------------------------------------------------------ overlap

OVER = "{overlap: 2, unless: [{act: interrupt_politely}]}"


@pytest.mark.parametrize(("start", "truth"), [("3", YES), ("8", YES), ("8.1", NO), ("10", NO), ("12", NO)])
def test_the_agent_speaks_before_the_customer_ends(start: str, truth) -> None:
    """An overlap runs from the agent's start to the customer's end."""
    words = "这个办不了。" if truth is NO else "[[这个办不了。]]"
    check(OVER, truth, "[0-10] 客户：我上个月的话费怎么", f"[{start}-15] 客服：{words}您看")


@pytest.mark.parametrize("words", ["嗯", "好的好的", "对，是的", "您说"])
def test_listening_is_no_interruption(words: str) -> None:
    """Who only shows that he listens does not interrupt."""
    check(OVER, NO, "[0-10] 客户：我上个月的话费怎么", f"[3-4] 客服：{words}", "[11-12] 客服：好")


def test_a_polite_interruption() -> None:
    """Whoever asks to be forgiven for it does not interrupt; doubtful words leave it open."""
    check(OVER, NO, "[0-10] 客户：我上个月", "[3-5] 客服：{interrupt_politely:不好意思打断一下}，您是本机吗")
    check(OVER, UNSURE, "[0-10] 客户：我上个月", "[3-5] 客服：[[{~interrupt_politely:不好意思打断一下}，您是本机吗]]")


def test_who_interrupts_whom() -> None:
    """`by` tells whose interruptions are looked at; one's own last turn is never interrupted."""
    lines = [
        "[0-10] 客服：我给您介绍一下",
        "[3-5] 客户：[[不用了不用了]]",
        "[12-20] 客服：好",
        "[13-14] 客服：那个办不了",
    ]
    check("{overlap: 2, by: customer}", YES, *lines)
    check("{overlap: 2}", NO, *[line.replace("[[", "").replace("]]", "") for line in lines])


@pytest.mark.parametrize("lines", [["客户：喂", "客服：您好"], ["[0-] 客户：喂", "[1-] 客服：您好"]])
def test_without_ends_no_overlap_is_told(lines: list[str]) -> None:
    """Where nobody knows when the customer ended, it is open."""
    check(OVER, UNSURE, *lines)


# ------------------------------------------------------------------ pace


@pytest.mark.parametrize(("seconds", "truth"), [(4, UNSURE), (6, NO), (8, YES), (10, YES), (12, YES), (20, NO)])
def test_the_pace_of_the_agent(seconds: int, truth) -> None:
    """Forty characters in so many seconds lie within 200 to 300 a minute, or not; too little speech is open."""
    words = "一二三四五六七八九十" * 4
    shown = f"[[{words}]]" if truth is NO else words
    check("{pace: [200, 300]}", truth, f"[0-{seconds}] 客服：{shown}", "[30-31] 客户：好好好好好好好好好好好好")


def test_the_fastest_turn_is_shown() -> None:
    """Where the whole is too fast, the fastest turn that says enough is shown."""
    check(
        "{pace: [100, 200]}",
        NO,
        "[0-5] 客服：一二三四五六七八九十一二三四五六七八九十",
        "[6-8] 客服：[[一二三四五六七八九十一二三四五六七八九十]]",
        "[9-9.1] 客服：好",
    )


def test_a_pace_without_ends_is_open() -> None:
    """Where no turn has both stamps, it is open; a range the wrong way round is refused."""
    check("{pace: [100, 200]}", UNSURE, "[0-] 客服：您好", "[9-] 客服：再见")
    assert refused("{pace: [200, 100]}") != []


# ------------------------------------------------------------------ announced waits

HOLD = lexicon({"hold_notice": "请[再]稍等"})


def waits(condition: str, truth, *lines: str) -> None:
    hear(condition, truth, *lines, words=HOLD)


def test_a_wait_that_was_announced_and_one_that_was_not() -> None:
    """`announced` looks at the agent's last turn before the wait."""
    told = ["[0-3] 客服：[[请稍等]]", "[4-5] 客户：好", "[40-42] 客服：好了"]
    waits("{wait: 30, announced: true}", YES, *told)
    waits("{wait: 30, announced: false}", NO, *told)
    silent = ["[0-3] 客服：[[我看看]]", "[4-5] 客户：好", "[40-42] 客服：好了"]
    waits("{wait: 30, announced: false}", YES, *silent)
    waits("{wait: 30, announced: true}", NO, *silent)
    waits("{wait: 50, announced: true}", NO, *[line.replace("[[", "").replace("]]", "") for line in silent])


def test_a_wait_goes_on_over_words_of_patience() -> None:
    """请再稍等 and 还在查 do not end an announced wait: its parts count together; other words end it."""
    lines = ["[0-2] 客服：[[请稍等]]", "[22-24] 客服：[[请再稍等]]", "[44-46] 客服：[[还在查呢]]", "[60-62] 客服：好了"]
    waits("{wait: 50, announced: true}", YES, *lines)
    waits("{wait: 50}", NO, *[line.replace("[[", "").replace("]]", "") for line in lines])
    ended = ["[0-2] 客服：请稍等", "[22-30] 客服：查到了，您上个月多了一个包", "[50-62] 客服：好了"]
    waits("{wait: 30, announced: true}", NO, *ended)


@pytest.mark.parametrize(("every", "truth"), [(30, YES), (20, YES), (19, NO)])
def test_a_word_every_so_often(every: int, truth) -> None:
    """`word_every` holds where no part of a long wait was longer; else the waits that broke it are shown."""
    lines = ["[0-2] 客服：[[请稍等]]", "[22-24] 客服：[[请再稍等]]", "[40-42] 客服：好了"]
    waits(f"{{wait: 30, announced: true, word_every: {every}}}", truth, *lines)


def test_a_wait_nobody_can_measure() -> None:
    """Without stamps an announced wait is open where one was announced; an unannounced one is open anyway."""
    waits("{wait: 30, announced: true}", UNSURE, "客服：[[请稍等]]", "客服：好了")
    waits("{wait: 30, announced: true}", NO, "客服：您好", "客服：好了")
    waits("{wait: 30, announced: false}", UNSURE, "客服：您好", "客服：好了")
    waits("{wait: 30, announced: false, without_stamps: no}", NO, "客服：您好", "客服：好了")


def test_a_doubtful_announcement() -> None:
    """A wait announced by words that only sound so is neither announced nor unannounced."""
    wait = "wait(seconds=30,until=1)"
    for announced in ("true", "false"):
        check(
            f"{{wait: 20, announced: {announced}}}",
            UNSURE,
            f"客服：[[{{{wait}:{{~hold_notice:请少等}}}}]]",
            "客服：好了",
        )
