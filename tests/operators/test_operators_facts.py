"""`metadata`, `name`, `wait` and `question`: what is known of a call, of the customer, and of time."""

import pytest
from operators_kit import NO, UNSURE, YES, ask, call, check, hear, lexicon

# ------------------------------------------------------------------ metadata


@pytest.mark.parametrize(
    ("metadata", "condition", "truth"),
    [
        ({"hung_up_by": "customer"}, "{metadata: hung_up_by}", YES),
        ({"hung_up_by": "customer"}, "{metadata: hung_up_by, equals: customer}", YES),
        ({"hung_up_by": "customer"}, "{metadata: hung_up_by, equals: [agent, customer]}", YES),
        ({"hung_up_by": "agent"}, "{metadata: hung_up_by, equals: customer}", NO),
        ({"skill": "5"}, "{metadata: skill, equals: 5}", YES),
        ({}, "{metadata: hung_up_by}", NO),
        ({}, "{metadata: hung_up_by, equals: customer}", NO),
    ],
)
def test_metadata(metadata: dict[str, str], condition: str, truth) -> None:
    """A fact of the system is there, or has one of some values."""
    found = ask(condition, call("客服：您好", metadata=metadata))
    assert (found.truth, found.hits) == (truth, ())


# ------------------------------------------------------------------ name

NAMES = lexicon(
    {
        "surname_address": "{姓}(先生|女士|哥|总)",
        "name_given@customer": "[我|免贵]姓{姓}",
        "ask_name": "您贵姓",
        "plain_address": "(先生|女士)",
    },
    {"姓": "张 章 王 汪 李 叶 方 帅 欧阳", "称呼": "先生 女士", "易混姓": "叶 方 帅"},
)


def named(condition: str, truth, *lines: str, metadata: dict[str, str] | None = None) -> None:
    hear(f"{{name: {condition}}}", truth, *lines, words=NAMES, metadata=metadata)


def test_a_name_that_was_given() -> None:
    """A surname is given by the customer's words, by a bare answer to the question for it, or by the system."""
    named("given", YES, "客服：请问您贵姓？", "客户：[[免贵姓张]]。")
    named("given", YES, "客服：请问您贵姓？", "客户：[[欧阳]]。")
    named("given", NO, "客服：请问您贵姓？", "客户：不说。")
    named("given", YES, "客服：您好。", metadata={"surname": "李"})
    named("given", NO, "客服：您好。", metadata={"surname": ""})


def test_an_address_by_the_right_name() -> None:
    """Surname and honorific, said by the agent, with the surname that was given."""
    named("address", YES, "客户：我姓张。", "客服：[[张先生]]，请讲。")
    named("address", YES, "客户：我姓欧阳。", "客服：[[欧阳女士]]，请讲。")
    named("address", YES, "客服：[[李先生]]，请讲。", metadata={"surname": "李"})
    named("address", NO, "客户：我姓张。", "客服：先生，请讲。")
    named("address", NO, "客服：您好。", "客户：叫我张先生。")


@pytest.mark.parametrize(("given", "used"), [("章", "张"), ("张", "章"), ("王", "汪"), ("汪", "王")])
def test_a_surname_of_the_same_sound_is_in_doubt(given: str, used: str) -> None:
    """A transcript writes 张 or 章 by its sound: where both stand there, nobody can tell if the name was right."""
    named("address", UNSURE, f"客户：我姓{given}。", f"客服：[[{used}先生]]，请讲。")
    named("wrong", UNSURE, f"客户：我姓{given}。", f"客服：[[{used}先生]]，请讲。")


@pytest.mark.parametrize(("given", "used"), [("章", "张"), ("汪", "王")])
def test_a_surname_of_the_system_is_right_by_its_sound(given: str, used: str) -> None:
    """What the system gave was never heard: the agent's name is right where it sounds right."""
    named("address", YES, f"客服：[[{used}先生]]，请讲。", metadata={"surname": given})
    named("wrong", NO, f"客服：{used}先生，请讲。", metadata={"surname": given})
    named("address", YES, f"客户：我姓{used}。", f"客服：[[{used}先生]]，请讲。", metadata={"surname": given})


def test_the_right_character_settles_the_doubt() -> None:
    """Who is once addressed by the name as he gave it was addressed; a wrong name beside one of its sound is open."""
    named("address", YES, "客户：我姓汪。", "客服：王先生，请讲。", "客服：[[汪先生]]，再见。")
    named("wrong", NO, "客户：我姓汪。", "客服：王先生，请讲。", "客服：汪先生，再见。")
    named("wrong", UNSURE, "客户：我姓汪。", "客服：[[李先生]]，请讲。", "客服：[[王先生]]，再见。")
    named("address", UNSURE, "客户：我姓汪。", "客服：李先生，请讲。", "客服：[[王先生]]，再见。")


def test_an_address_by_a_wrong_name() -> None:
    """Another surname is no address, and is shown; whoever puts himself right has it right."""
    named("address", NO, "客户：我姓张。", "客服：[[李先生]]，请讲。")
    named("wrong", YES, "客户：我姓张。", "客服：[[李先生]]，请讲。")
    named("address", YES, "客户：我姓张。", "客服：李先生，请讲。", "客户：姓张。", "客服：[[张先生]]，对不起。")
    truth = ask("{name: wrong}", call("客服：{surname_address(surname=李):李先生}")).truth
    assert truth is NO, "nobody can be wrong about a name that nobody gave"


def test_corrected_is_not_wrong() -> None:
    """A wrong name that was put right is not held to be wrong."""
    told = call(
        "客户：我{name_given(surname=张):姓张}。",
        "客服：{surname_address(surname=李):李先生}",
        "客服：{surname_address(surname=张):张先生}",
    )
    assert ask("{name: wrong}", told).truth is NO


def test_a_particle_that_looks_like_a_surname() -> None:
    """A surname that may be a mere particle counts only where it is given, or said again."""
    named("address", UNSURE, "客服：[[叶先生]]，您好。")
    named("address", YES, "客服：[[叶先生]]，您好。", "客服：[[叶先生]]，再见。")
    named("address", YES, "客户：我姓叶。", "客服：[[叶先生]]，您好。")
    named("address", YES, "客服：[[李先生]]，您好。")


def test_a_surname_that_often_ends_a_word() -> None:
    """Nothing can end where a clause begins, and who asks 是吧 means a name; inside a clause it stays in doubt."""
    named("address", YES, "客服：好了，[[方女士]]，请看。")
    named("address", YES, "客服：那[[方先生]]您签字。")
    named("address", YES, "客服：写好了叫[[方先生]]是吧。")
    named("address", UNSURE, "客服：您是对[[方先生]]。")


def test_a_surname_that_makes_another_word_with_its_title() -> None:
    """帅哥 is no name and 帅先生 is one; after a mere particle only a title that nobody says alone makes it sure."""
    named("address", UNSURE, "客服：[[帅哥]]，请坐。")
    named("address", YES, "客服：[[帅先生]]，请坐。")
    named("address", YES, "客服：[[叶总]]，请坐。")
    named("address", YES, "客服：[[叶女士]]对吧？")


@pytest.mark.parametrize("mark", ["~", "@"])
def test_a_wrong_name_of_doubtful_words_is_open(mark: str) -> None:
    """A wrong surname that only sounds so, or that may be somebody else's, is open to strict eyes."""
    lines = ["客户：{name_given(surname=张):姓张}", f"客服：[[{{{mark}surname_address(surname=李):李先生}}]]"]
    check("{name: wrong}", UNSURE, *lines, strict=True)


# ------------------------------------------------------------------ wait


HOLD = lexicon({"hold_notice": "请稍等"})


def waits(condition: str, truth, *lines: str) -> None:
    hear(condition, truth, *lines, words=HOLD)


def test_a_wait_is_measured() -> None:
    """A silence of so many seconds between two turns of the agent is a wait, shown by the turn before it."""
    lines = ["[0-3] 客服：[[请稍等]]", "[40-42] 客服：好了", "[42-43] 客户：好"]
    waits("{wait: 37}", YES, *lines)
    waits("{wait: 37.5}", NO, *[line.replace("[[", "").replace("]]", "") for line in lines])


def test_a_customer_who_only_hums_still_waits() -> None:
    """嗯 and 好的 do not end a wait; a question does."""
    waits("{wait: 20}", YES, "[0-3] 客服：[[请稍等]]", "[10-11] 客户：嗯", "[40-42] 客服：好了")
    waits("{wait: 20}", NO, "[0-3] 客服：稍等", "[15-30] 客户：我想再问一下宽带什么时候能修好", "[34-36] 客服：好了")


def test_no_wait_in_a_brisk_call() -> None:
    """Turns that follow each other hold no wait."""
    waits("{wait: 5}", NO, "[0-3] 客服：您好", "[4-6] 客户：查话费", "[7-9] 客服：好的")


def test_without_stamps_only_words_can_hint_at_a_wait() -> None:
    """Without stamps, 请稍等 leaves it open, and nothing said means no wait; a rubric may say that it never waits."""
    waits("{wait: 10}", UNSURE, "客服：[[请稍等]]", "客服：好了")
    waits("{wait: 10}", NO, "客服：好了")
    waits("{wait: 10, without_stamps: no}", NO, "客服：请稍等", "客服：好了")


@pytest.mark.parametrize("seconds", [6, 10, 60])
def test_a_longer_wait_is_a_wait_for_less(seconds: int) -> None:
    """Whoever waited a minute waited ten seconds too."""
    waits(f"{{wait: {seconds}}}", YES, "[0-3] 客服：[[请稍等]]", "[63-65] 客服：好了")


def test_a_short_wait() -> None:
    """A rubric may ask for a wait of three seconds."""
    waits("{wait: 3}", YES, "[0-3] 客服：[[请稍等]]", "[7-9] 客服：好了")


def test_one_missing_stamp_does_not_hide_a_wait() -> None:
    """A wait between stamped turns is there, whatever another turn lacks."""
    waits("{wait: 20}", YES, "[0-3] 客服：[[请看]]", "[63-65] 客服：好了", "客户：好")


# ------------------------------------------------------------------ question


def test_questions_that_were_not_classified_are_open() -> None:
    """Where no model looked at the questions, nothing can be said of them."""
    found = ask("{question: [open]}", call("客服：您想办什么？"))
    assert (found.truth, found.hits) == (UNSURE, ())
