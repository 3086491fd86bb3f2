"""Roles: who spoke, told from what only service staff say."""

import pytest
from annotate_kit import annotator, document, hits, kinds

from autoscore.model import Transcript, Turn

GOOD = (
    "a|您好，有什么可以帮您？",
    "c|我想查话费。",
    "a|好的，请您稍等。",
    "c|嗯。",
    "a|您还有其他问题吗？",
    "c|再见。",
)
OTHER = {"a": "c", "c": "a"}
SWAPPED = tuple(OTHER[line[0]] + line[1:] for line in GOOD)


def test_right_roles_are_kept() -> None:
    """Where the formulas are the agent's, the roles are as given, and nothing is warned of."""
    found = document(*GOOD)
    assert found.roles == ("agent", "customer", "agent", "customer", "agent", "customer")
    assert kinds(found) == []


def test_swapped_roles_are_put_right() -> None:
    """Where the formulas are under the customer's name, the sides change, with a warning, and so do all hits."""
    right, swapped = document(*GOOD), document(*SWAPPED)
    assert swapped.roles == right.roles
    assert swapped.hits == right.hits
    assert kinds(swapped) == ["roles_swapped"]


def test_one_formula_swaps_nothing() -> None:
    """A single formula under the customer's name is a turn that was merged, not a call that was swapped."""
    found = document("a|您好", "c|查话费。请您稍等。", "a|再见")
    assert found.roles == ("agent", "customer", "agent")
    assert kinds(found) == ["roles_merged"]


def test_formulas_on_both_sides_swap_nothing() -> None:
    """As long as the agent has half as many formulas as the customer, the sides stay."""
    found = document("a|有什么可以帮您", "c|请您稍等", "a|好", "c|您还有其他问题吗")
    assert found.roles == ("agent", "customer", "agent", "customer")
    assert kinds(found) == ["roles_merged"]


def test_swapping_needs_an_agent() -> None:
    """Where nobody is given as the agent there is nobody to change sides with."""
    assert document("c|有什么可以帮您", "c|请您稍等").roles == ("customer", "customer")


def test_other_speakers_stay_when_sides_change() -> None:
    """Third persons and machines are neither side, so they stay what they are."""
    found = document("i|请稍候", *SWAPPED, "o|我是他爱人")
    assert (found.roles[0], found.roles[1], found.roles[-1]) == ("ivr", "agent", "other")


def test_a_merged_turn_is_told_with_doubt() -> None:
    """A formula in a customer's turn is the agent's, in doubt of its role; the customer's words stay theirs."""
    found = document("a|您好", "c|我姓张，没有别的事了。请您稍等。", "a|再见")
    assert [(hit.label, hit.by, hit.doubt) for hit in found.hits if hit.turn == 1] == [
        ("name_given", "customer", ""),
        ("customer_closes", "customer", ""),
        ("hold_notice", "agent", "role"),
    ]
    assert found.roles[1] == "customer"


def test_service_acts_in_a_merged_turn_are_the_agents_in_doubt() -> None:
    """Beside a formula, other service acts of that turn are taken for the agent's too, in doubt."""
    found = document("a|您好", "c|行。非常抱歉，请您稍等。", "a|再见")
    assert [(hit.label, hit.by, hit.doubt) for hit in found.hits if hit.turn == 1] == [
        ("apology", "agent", "role"),
        ("hold_notice", "agent", "role"),
    ]


def test_service_words_of_a_customer_stay_the_customers() -> None:
    """Without a formula in the turn, thanks and greetings are the customer's, and in no doubt."""
    found = document("a|好的", "c|您好，谢谢，稍等", "a|好的")
    assert {(hit.label, hit.by, hit.doubt) for hit in hits(found, "greeting", "thanks", "hold_notice")} == {
        ("greeting", "customer", ""),
        ("thanks", "customer", ""),
        ("hold_notice", "customer", ""),
    }
    assert kinds(found) == []


@pytest.mark.parametrize("words", ["稍等", "说吧", "清烧等"])
def test_what_is_short_or_only_heard_or_impolite_is_no_formula(words: str) -> None:
    """Only a polite or long formula, as it is written, shows that service staff speak."""
    assert kinds(document("a|您好", f"c|{words}", "a|好", f"c|{words}")) == []


def test_a_notice_tells_turns_and_the_words_that_show_it() -> None:
    """The warning of merged turns counts them from 1, and quotes the other side's words and nothing else."""
    found = document("a|您好", "c|查话费。请您稍等。", "a|有什么可以帮您", "c|您还有其他问题吗", "a|请您稍等")
    [notice] = [notice for notice in found.notices if notice.kind == "roles_merged"]
    assert "第 2、4 轮" in notice.because
    assert "第 2 轮“请您稍等”，第 4 轮“您还有其他问题吗”" in notice.because
    assert "查话费" not in notice.because


def test_unknown_speakers_are_guessed_by_formulas() -> None:
    """The speaker who says the formulas is taken for the agent, the other for the customer, with a warning."""
    found = document("u:S1|喂", "u:S2|有什么可以帮您", "u:S1|查话费", "u:S2|请您稍等", "u:S1|行")
    assert found.roles == ("customer", "agent", "customer", "agent", "customer")
    assert kinds(found) == ["roles_guessed"]


def test_guessing_leaves_known_speakers() -> None:
    """Turns whose role is given keep it."""
    found = document("u:S1|有什么可以帮您", "o:S3|我来说", "u:S2|查话费", "i|请稍候")
    assert found.roles == ("agent", "other", "customer", "ivr")


@pytest.mark.parametrize("turns", [("u:S1|喂", "u:S2|查话费"), ("u|有什么可以帮您", "u|查话费")])
def test_unknown_speakers_stay_unknown_where_nothing_tells(turns: tuple[str, ...]) -> None:
    """Without formulas, or without names for the speakers, nobody is guessed, and that is said."""
    found = document(*turns)
    assert found.roles == ("unknown", "unknown")
    assert kinds(found) == ["roles_unknown"]


def test_a_machine_is_told_from_the_agent() -> None:
    """An announcement in the first three turns is a machine's; no hit of it is the agent's."""
    found = document("a|您好，普通话请按一。", "a|有什么可以帮您", "c|查话费")
    assert found.roles == ("ivr", "agent", "customer")
    assert [(hit.turn, hit.by) for hit in hits(found, "greeting", "offer_help")] == [(0, "ivr"), (1, "agent")]


def test_a_machine_speaks_only_before_people_do() -> None:
    """An announcement later on is read out by the agent, and a customer is never a machine."""
    found = document("a|您好", "c|普通话请按一", "a|好", "a|查话费请按一")
    assert found.roles == ("agent", "customer", "agent", "agent")


def test_formulas_of_a_machine_do_not_count() -> None:
    """What a machine says is no proof of who the agent is."""
    found = document(
        "u:S1|有什么可以帮您，普通话请按一", "u:S1|请您稍等，人工请按零", "u:S2|有什么可以帮您", "u:S1|查话费"
    )
    assert found.roles == ("ivr", "ivr", "agent", "customer")


@pytest.mark.parametrize("turns", [SWAPPED, ("u:S1|有什么可以帮您",), ("a|请按一", "c|请您稍等", "a|好")])
def test_assumed_roles_are_kept(turns: tuple[str, ...]) -> None:
    """With assume_roles the roles are as given, whatever is said, and nothing is warned or doubted of them."""
    found = document(*turns, by=annotator(assume=True))
    assert found.roles == tuple(one.role for one in found.transcript.turns)
    assert kinds(found) == []
    assert all(hit.by == found.roles[hit.turn] and hit.doubt == "" for hit in hits(found, "offer_help", "hold_notice"))


def test_after_a_transfer_two_unnamed_speakers_are_agents() -> None:
    """Speakers of whom only ids are known: those with service formulas are agents, and stay apart."""
    lines = [
        ("0", "您好，星桥客服，有什么可以帮您？"),
        ("1", "我家宽带断了。"),
        ("0", "请您稍等，我帮您转接。"),
        ("2", "您好，有什么可以帮您？"),
        ("1", "宽带断了。"),
        ("2", "修好了，您还有其他问题吗？"),
    ]
    turns = tuple(Turn("unknown", text, speaker=speaker) for speaker, text in lines)
    [document] = annotator().annotate([Transcript("t", turns, "phone")])
    assert document.roles == ("agent", "customer", "agent", "agent", "customer", "agent")
    assert [turn.speaker for turn in document.transcript.turns] == [speaker for speaker, _ in lines]
